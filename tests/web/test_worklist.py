"""The worklist shows who waits and why, and the trail says that it was read."""

from __future__ import annotations

import pytest
from django.test import Client

from sijoint.audit.models import Event
from tests.people import People
from tests.records.chart import make_evaluation, tap

WORKLIST = "/worklist/"


@pytest.fixture
def therapist(client: Client, people: People) -> Client:
    client.force_login(people.therapist)
    return client


def _reads() -> list[Event]:
    return list(Event.objects.filter(verb="worklist.read"))


def test_that_it_was_read_stands_in_the_trail(therapist: Client, people: People) -> None:
    made = make_evaluation(people)
    tap(made, people.therapist, "saddle_anaesthesia", result="positive")
    assert made.patient.name in therapist.get(WORKLIST).content.decode()
    (read,) = _reads()
    assert (read.clinic_id, read.object_id) == (people.clinic.id, people.clinic.id)
    assert (read.actor_id, read.fields) == (people.therapist.id, [])


def test_a_list_of_nobody_is_not_told(client: Client, people: People) -> None:
    make_evaluation(people)
    client.force_login(people.second)
    assert "Nobody needs you now." in client.get(WORKLIST).content.decode()
    assert _reads() == []
    client.get(WORKLIST, {"whose": "all"})
    assert len(_reads()) == 1
