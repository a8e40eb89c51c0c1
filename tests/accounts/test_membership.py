"""Roles are added and ended, and a clinic never loses its last owner."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sijoint.accounts.actions import membership as memberships
from sijoint.accounts.error import LastOwnerError
from sijoint.accounts.models import Membership
from sijoint.accounts.role import RoleName
from sijoint.audit.models import Event
from tests.people import NOW, People


def _of(people: People, user: str) -> Membership:
    return Membership.objects.get(user=getattr(people, user))


def test_a_role_is_added_once(people):
    for _ in range(2):
        memberships.add(
            clinic=people.clinic,
            user=people.stranger,
            role=RoleName.THERAPIST,
            by=people.owner,
            at=NOW,
        )
    assert Membership.objects.filter(user=people.stranger).count() == 1
    assert Event.objects.get().fields == ["role", "user"]


def test_a_role_that_ended_can_be_given_again(people):
    held = _of(people, "therapist")
    memberships.end(membership=held, by=people.owner, at=NOW)
    memberships.add(
        clinic=people.clinic,
        user=people.therapist,
        role=RoleName.THERAPIST,
        by=people.owner,
        at=NOW,
    )
    assert Membership.objects.filter(user=people.therapist).count() == 2


def test_the_last_owner_stays(people):
    with pytest.raises(LastOwnerError):
        memberships.end(membership=_of(people, "owner"), by=people.owner, at=NOW)
    assert _of(people, "owner").ended_at is None
    assert not Event.objects.exists()


@pytest.mark.parametrize("is_active", [True, False])
def test_an_owner_may_go_when_another_one_can_sign_in(people, is_active):
    people.second.is_active = is_active
    people.second.save()
    memberships.add(
        clinic=people.clinic, user=people.second, role=RoleName.OWNER, by=people.owner, at=NOW
    )
    if is_active:
        assert memberships.end(membership=_of(people, "owner"), by=people.owner, at=NOW).ended_at
        return
    with pytest.raises(LastOwnerError):
        memberships.end(membership=_of(people, "owner"), by=people.owner, at=NOW)


def test_an_owner_of_another_clinic_does_not_count(people):
    memberships.add(
        clinic=people.elsewhere, user=people.second, role=RoleName.OWNER, by=None, at=NOW
    )
    with pytest.raises(LastOwnerError):
        memberships.end(membership=_of(people, "owner"), by=people.owner, at=NOW)


def test_ending_twice_is_told_once(people):
    for _ in range(2):
        memberships.end(membership=_of(people, "desk"), by=people.owner, at=NOW)
    assert Event.objects.filter(verb="membership.end").count() == 1


@pytest.mark.parametrize("act", ["add", "end"])
def test_rows_that_only_name_the_clinic_do_not_wait_for_it(people, act):
    """They join it while they hold its chain, for which a new role waits."""
    given = {"by": people.owner, "at": NOW}
    added = {"clinic": people.clinic, "user": people.stranger, "role": RoleName.THERAPIST}
    ended = {"membership": _of(people, "second")}
    with CaptureQueriesContext(connection) as seen:
        getattr(memberships, act)(**{"add": added, "end": ended}[act] | given)
    said = [each["sql"] for each in seen.captured_queries]
    (held,) = [sql for sql in said if 'FROM "accounts_clinic"' in sql]
    is_weaker = connection.features.has_select_for_no_key_update
    assert held.endswith("FOR NO KEY UPDATE") == is_weaker
