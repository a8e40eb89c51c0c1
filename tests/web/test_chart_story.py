"""The chart tells in short what a person told before the visit, to who may read charts."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from sijoint.audit.models import Event
from sijoint.records.actions import intake as intakes
from sijoint.records.models import Intake
from sijoint.web.workspace.story import story_summary
from tests.casefile.stories import places, story
from tests.people import NOW, People
from tests.records.chart import make_patient

NUMB = "Numb between your legs, where you sit on a saddle"


@pytest.fixture
def told(people: People) -> Intake:
    answers = story(
        places=places("upper_back_left"),
        worst=7,
        numb_saddle="yes",
        **{"fever": "unsure", "fever.again": "unsure"},
        goal_1={"text": "Carry my baby", "now": 3},
    )
    patient = make_patient(people, user=people.patient)
    begun = intakes.start(patient=patient, by=people.patient, at=NOW, answers=answers)
    intakes.complete(intake=begun, by=people.patient, at=NOW)
    return Intake.objects.get(pk=begun.pk)


def chart(client: Client, told: Intake) -> str:
    return unescape(client.get(f"/patients/{told.patient_id}/").content.decode())


def test_the_chart_tells_the_story_in_short(client: Client, people: People, told: Intake) -> None:
    client.force_login(people.therapist)
    shown = chart(client, told).split("What they told")[1].split("</details>")[0]
    for text in ("Where does it hurt?", "5 weeks", "7 of 10", "Carry my baby: 3 of 10 now", NUMB):
        assert text in shown
    assert "Fever or chills (not sure)" in shown
    assert "Blood in your urine or stool" not in shown
    assert Event.objects.filter(verb="patient.read", object_id=told.patient_id).exists()


def test_the_front_desk_reads_none_of_it(client: Client, people: People, told: Intake) -> None:
    client.force_login(people.desk)
    assert client.get(f"/patients/{told.patient_id}/").status_code == 403
    assert (
        "Carry my baby" not in client.get(f"/patients/{told.patient_id}/contact/").content.decode()
    )


def test_sensitive_signs_are_for_those_who_may_read_them(told: Intake) -> None:
    whole = story_summary(told, may_read_sensitive=True)
    less = story_summary(told, may_read_sensitive=False)
    assert NUMB in whole.signs
    assert NUMB not in less.signs
    assert less.asked < whole.asked


def test_nothing_is_told_before_it_is_sent(client: Client, people: People) -> None:
    patient = make_patient(people, user=people.patient)
    intakes.start(patient=patient, by=people.patient, at=NOW, answers=story(worst=7))
    client.force_login(people.therapist)
    page = client.get(f"/patients/{patient.id}/").content.decode()
    assert "What they told" not in page
