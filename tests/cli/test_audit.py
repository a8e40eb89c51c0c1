"""`sijoint audit verify`: says whether every chain holds, and where it does not."""

from __future__ import annotations

import pytest
from django.db import transaction

from sijoint.audit import event
from sijoint.audit.models import Event
from sijoint.cli.server import application
from tests.cli.conftest import Sijoint
from tests.people import NOW, People


@pytest.fixture(autouse=True)
def _loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django is loaded already, by the tests."""
    monkeypatch.setattr(application, "load", lambda: None)


def _tell(people: People) -> None:
    with transaction.atomic():
        for _ in range(3):
            event.add(
                "patient.read",
                people.patient.id,
                clinic_id=people.clinic.id,
                by=people.therapist.id,
                at=NOW,
            )
        event.add("user.sign_in", people.owner.id, by=people.owner.id, at=NOW)


def test_whole_chains(sijoint: Sijoint, people) -> None:
    _tell(people)
    seen = sijoint("audit", "verify")
    assert (seen.status, seen.out) == (0, "2 chains, 4 events; no broken places\n")


def test_broken_places_are_listed(sijoint: Sijoint, people) -> None:
    _tell(people)
    Event.objects.filter(clinic_id=people.clinic.id, number=2).update(verb="plan.approve")
    Event.objects.filter(verb="user.sign_in").update(actor_id=None)
    seen = sijoint("audit", "verify")
    assert seen.status == 1
    assert seen.out.splitlines() == [
        "system: event 1: was changed after it was written",
        "riverside: event 2: was changed after it was written",
        "2 chains, 4 events; 2 broken places",
    ]


def test_one_clinic_alone(sijoint: Sijoint, people) -> None:
    _tell(people)
    Event.objects.filter(verb="user.sign_in").update(actor_id=None)
    seen = sijoint("audit", "verify", "--clinic", "riverside")
    assert (seen.status, seen.out) == (0, "1 chain, 3 events; no broken places\n")
    assert sijoint("audit", "verify", "--clinic", "hillside").out.startswith("1 chain, 0 events")


def test_a_clinic_that_is_not_there(sijoint: Sijoint, people) -> None:
    seen = sijoint("audit", "verify", "--clinic", "nowhere")
    assert seen.status == 2
    assert "--clinic nowhere: there is no clinic" in seen.complaint
