"""The chain of events holds, and any change of it shows."""

from __future__ import annotations

import pytest
from django.db import transaction

from sijoint.audit import event
from sijoint.audit.models import Chain, Event
from tests.people import NOW, People


def _three(people: People) -> None:
    for number in range(3):
        with transaction.atomic():
            event.add(
                "patient.read",
                people.patient.id,
                clinic_id=people.clinic.id,
                by=people.therapist.id,
                at=NOW,
                fields=[f"field_{number}"],
            )


def test_an_untouched_chain_is_whole(people):
    _three(people)
    assert list(event.breaks(people.clinic.id)) == []
    assert [e.number for e in Event.objects.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("field", "value"), [("verb", "plan.approve"), ("fields", []), ("actor_id", None)]
)
def test_a_changed_event_shows(people, field, value):
    _three(people)
    Event.objects.filter(number=2).update(**{field: value})
    assert [found.number for found in event.breaks(people.clinic.id)] == [2]


def test_a_removed_event_shows_wherever_it_stood(people):
    for number in (1, 2, 3):
        with transaction.atomic():
            _three(people)
            Event.objects.filter(number=number)._raw_delete("default")
            assert list(event.breaks(people.clinic.id))
            transaction.set_rollback(True)


def test_a_lost_head_shows(people):
    _three(people)
    Chain.objects.all().delete()
    assert list(event.breaks(people.clinic.id))
