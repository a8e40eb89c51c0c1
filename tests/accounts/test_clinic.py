"""Clinics are made and changed through actions, and the trail says which fields."""

from __future__ import annotations

import pytest

from sijoint.accounts.actions import clinic as clinics
from sijoint.accounts.error import SlugTakenError
from sijoint.audit import event
from sijoint.audit.models import Event
from tests.people import NOW


def test_a_new_clinic_is_named_in_addresses_by_its_name(db):
    clinic = clinics.create(name="Río Verde", by=None, at=NOW)
    assert clinic.slug == "rio-verde"
    assert Event.objects.get().verb == "clinic.create"


@pytest.mark.parametrize("name", ["Riverside", "理"])
def test_a_name_that_is_taken_or_gives_none_is_refused(people, name):
    with pytest.raises(SlugTakenError):
        clinics.create(name=name, by=None, at=NOW)


def test_a_change_names_the_fields_and_never_what_stands_in_them(people):
    clinics.change(
        clinic=people.clinic, by=people.owner, at=NOW, phone="+34 944 00 11 22", name="Riverside"
    )
    told = Event.objects.get(verb="clinic.change")
    assert told.fields == ["phone"]
    assert told.actor_id == people.owner.id
    assert "944 00 11" not in str(vars(told))
    assert list(event.breaks(people.clinic.id)) == []


def test_nothing_is_told_when_nothing_changed(people):
    clinics.change(clinic=people.clinic, by=people.owner, at=NOW, name="Riverside")
    assert not Event.objects.exists()


@pytest.mark.parametrize("field", ["slug", "is_demo", "id"])
def test_what_links_point_to_never_changes(people, field):
    with pytest.raises(TypeError, match=field):
        clinics.change(clinic=people.clinic, by=people.owner, at=NOW, **{field: "other"})
