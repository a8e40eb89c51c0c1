"""What a person reads in place of their plan, and an exercise in motion."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sijoint.accounts.models import Clinic
from sijoint.evidence.questionnaire import Audience
from sijoint.records import consent_text
from sijoint.records.actions import consent
from sijoint.records.actions import patient as patients
from sijoint.records.models import Alert, Patient
from sijoint.web.views import exercise_move
from tests.casefile.stories import story
from tests.people import NOW, People
from tests.web.answering import answer_all
from tests.web.page_text import text_of

pytestmark = pytest.mark.django_db

SIDES = ("left", "right")
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


def test_thoughts_of_self_harm_lead_to_the_crisis_line(client: Client, agreed: Patient) -> None:
    Clinic.objects.filter(id=agreed.clinic_id).update(crisis_number="024 000")
    answer_all(client, "/intake/pain/", Audience.INTAKE, story(low_mood="yes"))
    assert Alert.objects.get().rule_id == "PSY-1"
    page = client.get(reverse("plan_mine")).content.decode()
    words = text_of(page)
    assert "Talk to someone now" in words
    assert "You matter, and help is there now." in words
    assert 'class="call" href="tel:024000"' in page
    assert 'href="tel:112"' in page
    assert "emergency department" not in words
    assert "doctor" not in words
    help_now, _, answers = page.partition('<section class="small no-print"')
    told = text_of(answers)
    assert "You told us" in told
    line = told.removeprefix("You told us").strip()
    assert line
    assert line not in text_of(help_now)


def test_beside_another_emergency_self_harm_stays_small(client: Client, agreed: Patient) -> None:
    answer_all(client, "/intake/pain/", Audience.INTAKE, story(low_mood="yes"))
    for rule in ("CES-1", "AAA-1"):
        alert = Alert.objects.create(
            clinic=agreed.clinic, patient=agreed, rule_id=rule, level="emergency", raised_at=NOW
        )
        page = client.get(reverse("plan_mine")).content.decode()
        assert "Go to an emergency department now" in text_of(page)
        assert 'class="small no-print"' in page
        alert.delete()


@pytest.mark.parametrize(
    ("rule", "level", "heading"),
    [
        ("OBS-1", "emergency", "Call your maternity unit now"),
        ("OBS-3", "urgent", "Call your maternity unit today"),
    ],
)
def test_a_sign_of_a_pregnancy_leads_to_the_maternity_unit(
    client: Client, agreed: Patient, rule: str, level: str, heading: str
) -> None:
    Alert.objects.create(
        clinic=agreed.clinic, patient=agreed, rule_id=rule, level=level, raised_at=NOW
    )
    words = text_of(client.get(reverse("plan_mine")).content.decode())
    assert heading in words
    assert "A sign in your record needs your maternity unit first." in words
    assert "needs a doctor" not in words


def test_an_exercise_moves_on_a_page_of_the_site(client: Client, db: None) -> None:
    page = client.get(MOVE).content.decode()
    assert "<h1>" in page
    assert 'class="si-player"' in page
    assert 'aria-pressed="false"' in page
    assert "si-animated" in page
    assert "drawing/player.js" in page
    assert f'href="{reverse("guide")}"' in page
    for wrong in ("/exercises/nothing/left/", "/exercises/alternating_isometric/up/"):
        assert client.get(wrong).status_code == 404


@pytest.mark.parametrize("ending", ["/", ".svg"])
def test_an_exercise_is_drawn_once_for_each_side_form_and_language(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    exercise_move._moving.cache_clear()
    drawn = []
    real = exercise_move.animated_svg
    monkeypatch.setattr(
        exercise_move, "animated_svg", lambda *a, **more: drawn.append(more) or real(*a, **more)
    )
    spanish = Client(headers={"accept-language": "es"})
    left, right = (f"/exercises/alternating_isometric/{side}{ending}" for side in SIDES)
    for address in (left, left + "?form=pregnancy", right):
        for each in (client, spanish, client, spanish):
            assert "<animate" in each.get(address).content.decode()
    assert len(drawn) == 6
    client.get(left + "?form=anything")
    client.get(f"/exercises/nothing/left{ending}")
    assert len(drawn) == 6
    exercise_move._moving.cache_clear()


def test_the_way_back_of_a_person_in_care_is_their_plan(client: Client, agreed: Patient) -> None:
    assert f'href="{reverse("plan_mine")}"' in client.get(MOVE).content.decode()
