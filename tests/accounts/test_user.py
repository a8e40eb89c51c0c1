"""What happens to accounts is written down, and never an address."""

from __future__ import annotations

import pytest

from sijoint.accounts.actions import user as users
from sijoint.audit.models import SYSTEM, Event
from tests.people import NOW


def test_a_change_of_name_is_told_without_the_name(people):
    users.change(user=people.owner, by=people.owner, at=NOW, name="Olga Other")
    told = Event.objects.get()
    assert (told.verb, told.fields, str(told.clinic_id)) == ("user.change", ["name"], SYSTEM)
    people.owner.refresh_from_db()
    assert people.owner.name == "Olga Other"


@pytest.mark.parametrize("field", ["email", "is_superuser", "is_staff", "password"])
def test_nobody_changes_more_about_themselves(people, field):
    with pytest.raises(TypeError):
        users.change(user=people.owner, by=people.owner, at=NOW, **{field: True})


def test_a_flag_is_switched_and_told(people):
    users.switch(user=people.desk, by=people.owner, at=NOW, is_active=False)
    people.desk.refresh_from_db()
    assert not people.desk.is_active
    assert Event.objects.get().fields == ["is_active"]


def test_who_failed_to_sign_in_is_not_the_one_who_did_it(people):
    users.record(verb="user.sign_in_failed", user=people.owner, at=NOW)
    users.record(verb="user.sign_in_failed", user=None, at=NOW)
    known, unknown = Event.objects.order_by("number")
    assert (known.object_id, known.actor_id) == (people.owner.id, None)
    assert (str(unknown.object_id), unknown.actor_id) == (SYSTEM, None)
