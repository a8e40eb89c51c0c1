"""What a person reads in place of their plan, and an exercise in motion."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import sijoint
from sijoint.evidence.questionnaire import Audience
from sijoint.records import consent_text
from sijoint.records.actions import consent
from sijoint.records.actions import patient as patients
from sijoint.records.models import Patient
from tests.casefile.stories import story
from tests.people import NOW, People
from tests.web.answering import answer_all
from tests.web.page_text import text_of

pytestmark = pytest.mark.django_db

MOVE = "/exercises/alternating_isometric/left/"


@pytest.fixture
def agreed(client: Client, people: People) -> Patient:
    patient = patients.create(
        clinic=people.clinic, name="Pat Patient", by=people.patient, at=NOW, user=people.patient
    )
    for kind in consent_text.KINDS:
        consent.give(patient=patient, kind=kind, language="en", by=patient.user, at=NOW)
    client.force_login(patient.user)
    return patient


def test_who_has_told_nothing_is_asked_for_their_story(client: Client, agreed: Patient) -> None:
    page = client.get(reverse("plan_mine")).content.decode()
    assert "First tell us your story" in page
    assert f'href="{reverse("intake")}"' in page
    assert "is preparing your plan" not in page


def test_a_stopped_plan_says_which_answer_and_who_knows(client: Client, agreed: Patient) -> None:
    answer_all(client, "/intake/pain/", Audience.INTAKE, story(both_legs="yes"))
    words = text_of(client.get(reverse("plan_mine")).content.decode())
    assert "Go to an emergency department now" in words
    assert "Both my legs are losing strength or feeling." in words
    assert "Your clinic has been told." in words
    assert "Your therapist opens the plan again" in words


def test_an_unsure_answer_stops_in_words_that_say_so(client: Client, agreed: Patient) -> None:
    told = story(**{"both_legs": "unsure", "both_legs.again": "unsure"})
    answer_all(client, "/intake/pain/", Audience.INTAKE, told)
    words = text_of(client.get(reverse("plan_mine")).content.decode())
    assert "You are not sure about: “Both legs losing strength or feeling”" in words
    assert "Both my legs are" not in words


def test_an_exercise_moves_on_a_page_of_the_site(client: Client, db: None) -> None:
    page = client.get(MOVE).content.decode()
    assert "<h1>" in page
    assert 'class="si-player"' in page
    assert 'aria-pressed="false"' in page
    assert "si-animated" in page
    assert "web/js/player.js" in page
    assert f'href="{reverse("guide")}"' in page
    for wrong in ("/exercises/nothing/left/", "/exercises/alternating_isometric/up/"):
        assert client.get(wrong).status_code == 404


def test_the_way_back_of_a_person_in_care_is_their_plan(client: Client, agreed: Patient) -> None:
    assert f'href="{reverse("plan_mine")}"' in client.get(MOVE).content.decode()


def test_pages_serve_the_player_as_it_is_kept() -> None:
    package = Path(sijoint.__file__).parent
    served = package / "web" / "static" / "web" / "js" / "player.js"
    assert served.read_text() == (package / "drawing" / "player.js").read_text()
