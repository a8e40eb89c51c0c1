"""What a person agreed to and what they ended, on their chart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sijoint.records import consent_text
from sijoint.records.actions import consent
from sijoint.records.models import Consent, Patient
from tests.people import NOW, People
from tests.records.chart import make_patient
from tests.web.page_text import text_of

pytestmark = pytest.mark.django_db

ENDED = "this person ended an agreement"


@pytest.fixture
def person(people: People) -> Patient:
    return make_patient(people, user=people.patient)


def _agree(people: People, person: Patient, kind: str, days: int = 0) -> Consent:
    at = NOW + timedelta(days=days)
    return consent.give(patient=person, kind=kind, language="en", by=people.patient, at=at)


def _chart(people: People, person: Patient) -> str:
    client = Client()
    client.force_login(people.therapist)
    return text_of(client.get(reverse("patient", args=[person.pk])).content.decode())


def test_before_they_agreed_the_chart_says_so(people: People, person: Patient) -> None:
    page = _chart(people, person)
    assert page.count("Not agreed yet") == len(consent_text.KINDS)
    assert ENDED not in page


def test_what_holds_is_told_with_its_day_and_text(people: People, person: Patient) -> None:
    _agree(people, person, "care")
    page = _chart(people, person)
    said = "Care at your clinic Agreed on 23 November 2026 to the text of 22 November 2026"
    assert said in page
    assert page.count("Not agreed yet") == 1
    assert ENDED not in page


@pytest.mark.parametrize("kind", consent_text.KINDS)
def test_an_agreement_that_ended_is_a_notice(people: People, person: Patient, kind: str) -> None:
    for each in consent_text.KINDS:
        given = _agree(people, person, each)
        if each == kind:
            consent.withdraw(consent=given, by=people.patient, at=NOW + timedelta(days=2))
    page = _chart(people, person)
    title = consent_text.current(kind).title
    assert f"On 25 November 2026 {ENDED}: {title}." in page
    assert page.count(ENDED) == 1
    assert "ended on 25 November 2026" in page


def test_who_agrees_again_has_ended_nothing(people: People, person: Patient) -> None:
    given = _agree(people, person, "care")
    consent.withdraw(consent=given, by=people.patient, at=NOW + timedelta(days=1))
    _agree(people, person, "care", days=2)
    page = _chart(people, person)
    assert ENDED not in page
    assert "Agreed on 25 November 2026" in page
