"""A chart of many years: the first page asks the database as often as that of a short one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sijoint.records.actions import evaluation, patient
from tests.people import NOW, People
from tools.tapping import FACTS, with_evaluations


def _chart(people: People, evaluations: int) -> str:
    person = patient.create(
        clinic=people.clinic, name=f"Person {evaluations}", by=people.therapist, at=NOW
    )
    started = evaluation.start(patient=person, therapist=people.therapist, at=NOW)
    evaluation.set_facts(evaluation=started, facts=FACTS, by=people.therapist, at=NOW)
    with_evaluations(started, evaluations, at=NOW + timedelta(hours=1))
    return f"/patients/{person.id}/"


@pytest.mark.slow
def test_queries_do_not_grow_with_the_chart(client: Client, people: People) -> None:
    client.force_login(people.therapist)
    paths = {number: _chart(people, number) for number in (2, 200)}
    client.get(paths[2])  # what is read once for all pages
    asked = {}
    for number, path in paths.items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        assert answer.status_code == 200
        asked[number] = len(queries)
    assert asked[2] == asked[200], asked
