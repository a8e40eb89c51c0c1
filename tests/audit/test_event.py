"""The chain of events holds, and what a change of it shows against."""

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


def _rewritten(people: People) -> None:
    """A chain that somebody with the database has reckoned anew after a change."""
    previous = ""
    for each in Event.objects.filter(clinic_id=people.clinic.id).order_by("number"):
        each.previous = previous
        each.verb = "plan.approve" if each.number == 2 else each.verb
        previous = event.digest(each)
        Event.objects.filter(id=each.id).update(
            verb=each.verb, previous=each.previous, hash=previous
        )
    Chain.objects.filter(clinic_id=people.clinic.id).update(hash=previous)


def test_a_chain_reckoned_anew_holds_but_not_against_a_kept_head(people):
    _three(people)
    kept = event.heads([people.clinic.id])
    _three(people)
    assert list(event.departures(kept)) == []
    _rewritten(people)
    assert list(event.breaks(people.clinic.id)) == []
    assert [found.number for found in event.departures(kept)] == [3]


def test_a_chain_that_is_gone_shows_against_a_kept_head(people):
    _three(people)
    kept = event.heads([people.clinic.id])
    assert [head.number for head in kept] == [3]
    for each in Event.objects.all():
        Event.objects.filter(id=each.id)._raw_delete("default")
    Chain.objects.all().delete()
    assert event.heads([people.clinic.id]) == []
    assert ["missing" in found.complaint for found in event.departures(kept)] == [True]


def test_a_lost_head_shows(people):
    _three(people)
    Chain.objects.all().delete()
    assert list(event.breaks(people.clinic.id))
