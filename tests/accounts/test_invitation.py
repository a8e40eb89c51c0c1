"""An invitation lets in whom it is for, once, and not for long."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.error import (
    ExpiredError,
    UnknownError,
    UsedError,
    WithdrawnError,
    WrongPersonError,
)
from sijoint.accounts.models import Invitation, Membership
from sijoint.accounts.role import RoleName
from sijoint.audit import event
from sijoint.audit.models import Event
from tests.people import NOW, People


def _invite(people: People, **changed) -> tuple[Invitation, str]:
    given = {
        "clinic": people.clinic,
        "role": RoleName.THERAPIST,
        "email": "Stan@Example.org",
        "name": "Stan Invited",
        "by": people.owner,
        "at": NOW,
    }
    return invitations.create(**given | changed)


def test_the_secret_is_not_stored(people):
    invitation, secret = _invite(people)
    stored = str(Invitation.objects.filter(id=invitation.id).values().get())
    assert secret not in stored
    assert invitations.find(invitations.digest(secret)) == invitation
    assert len(secret) > 40


def test_who_accepts_becomes_a_member_and_keeps_their_name(people):
    invitation, _ = _invite(people)
    held = invitations.accept(invitation=invitation, user=people.stranger, at=NOW)
    assert (held.clinic, held.role) == (people.clinic, "therapist")
    people.stranger.refresh_from_db()
    assert people.stranger.name == "Stan Stranger"
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs == ["invitation.create", "invitation.accept", "membership.add"]
    assert "stan" not in str(list(Event.objects.values())).lower()
    assert list(event.breaks(people.clinic.id)) == []


def test_the_clinic_is_held_before_its_chain(people):
    """Two who write at once wait for each other, and never block each other."""
    invitation, _ = _invite(people)
    with CaptureQueriesContext(connection) as seen:
        invitations.accept(invitation=invitation, user=people.stranger, at=NOW)
    said = [each["sql"] for each in seen.captured_queries if " FROM " in each["sql"]]
    read = [sql.split(" FROM ")[1].split()[0].strip('"') for sql in said]
    assert read.index("accounts_clinic") < read.index("audit_chain")


def test_somebody_without_a_name_gets_that_of_the_invitation(people):
    people.stranger.name = ""
    people.stranger.save()
    invitation, _ = _invite(people)
    invitations.accept(invitation=invitation, user=people.stranger, at=NOW)
    people.stranger.refresh_from_db()
    assert people.stranger.name == "Stan Invited"


def test_nobody_accepts_what_is_for_somebody_else(people):
    invitation, _ = _invite(people)
    with pytest.raises(WrongPersonError):
        invitations.accept(invitation=invitation, user=people.colleague, at=NOW)
    assert not Membership.objects.filter(user=people.colleague, clinic=people.clinic).exists()


def test_without_an_address_whoever_holds_the_link_accepts(people):
    invitation, _ = _invite(people, email="")
    assert invitations.accept(invitation=invitation, user=people.colleague, at=NOW)


def test_it_works_once(people):
    invitation, _ = _invite(people, email="")
    invitations.accept(invitation=invitation, user=people.stranger, at=NOW)
    with pytest.raises(UsedError):
        invitations.accept(invitation=invitation, user=people.colleague, at=NOW)


def test_it_works_for_seven_days(people):
    invitation, _ = _invite(people)
    last = NOW + timedelta(days=7)
    invitations.check(invitation, at=last - timedelta(seconds=1))
    with pytest.raises(ExpiredError):
        invitations.accept(invitation=invitation, user=people.stranger, at=last)


def test_what_was_withdrawn_does_not_work(people):
    invitation, _ = _invite(people)
    invitations.withdraw(invitation=invitation, by=people.owner, at=NOW)
    with pytest.raises(WithdrawnError):
        invitations.accept(invitation=invitation, user=people.stranger, at=NOW)


def test_what_was_accepted_is_not_withdrawn(people):
    invitation, _ = _invite(people)
    invitations.accept(invitation=invitation, user=people.stranger, at=NOW)
    assert invitations.withdraw(invitation=invitation, by=people.owner, at=NOW).withdrawn_at is None


def test_a_new_one_ends_the_old_one_of_the_same_person(people):
    old, _ = _invite(people)
    _invite(people, role=RoleName.OWNER)
    _invite(people)
    old.refresh_from_db()
    assert old.withdrawn_at is not None
    assert Invitation.objects.filter(withdrawn_at=None).count() == 2


def test_a_secret_that_is_guessed_is_unknown(people):
    with pytest.raises(UnknownError):
        invitations.find(invitations.digest("guess"))


@pytest.mark.parametrize(
    ("role", "patient_id"), [(RoleName.PATIENT, None), (RoleName.THERAPIST, uuid4())]
)
def test_only_an_invitation_to_a_record_names_one(people, role, patient_id):
    with pytest.raises(TypeError):
        _invite(people, role=role, patient_id=patient_id)
