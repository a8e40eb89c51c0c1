"""The outcomes of a clinic: for owners only, and never a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from sijoint.records.models import Alert, Episode, Goal, Patient
from tests.people import NOW, People


def _care(people: People, number: int) -> None:
    for index in range(number):
        patient = Patient.objects.create(clinic=people.clinic, name=f"Quiet Person {index}")
        episode = Episode.objects.create(clinic=people.clinic, patient=patient, opened_at=NOW)
        own = {"clinic": people.clinic, "patient": patient}
        Goal.objects.create(
            text="Lift my child",
            episode=episode,
            baseline=3,
            scores=[{"on": "2026-11-01", "value": 9}, {"on": "2026-11-20", "value": 5 + index % 2}],
            by=people.therapist,
            at=NOW,
            **own,
        )
        Alert.objects.create(
            rule_id="CES-1",
            level="emergency",
            raised_at=NOW,
            acknowledged_by=people.therapist,
            acknowledged_at=NOW + timedelta(minutes=2 * index),
            **own,
        )


@pytest.mark.parametrize("who", ["therapist", "desk", "patient", "colleague", "stranger", ""])
def test_nobody_but_an_owner_gets_in(people, signed_in, who):
    client = signed_in(getattr(people, who)) if who else Client()
    assert client.get("/outcomes/").status_code == (403 if who else 302)


def test_an_empty_clinic_says_what_will_fill_the_page(people, signed_in):
    page = signed_in(people.owner).get("/outcomes/").content.decode()
    assert "There is nobody in care yet" in page


@pytest.mark.parametrize("number", [1, 4])
def test_small_numbers_are_not_said(people, signed_in, number):
    _care(people, number)
    page = signed_in(people.owner).get("/outcomes/")
    shown = page.context["outcomes"]
    assert shown.in_care.is_hidden
    assert shown.alerts[0].count.is_hidden
    assert shown.alerts[0].wait is None
    assert shown.goals.mean is None
    assert "fewer than 5" in page.content.decode()
    assert "Quiet" not in page.content.decode()


def test_from_five_on_counts_times_and_means_are_shown(people, signed_in):
    _care(people, 6)
    page = signed_in(people.owner).get("/outcomes/")
    shown = page.context["outcomes"]
    assert shown.in_care.number == 6
    assert shown.alerts[0].minutes == 5
    assert shown.goals.mean == pytest.approx(2.5)
    text = page.content.decode()
    assert "Mean change 2.5 points of 10, of 6 people." in text
    assert "it does not show that care caused the change" in text
    assert "Quiet" not in text
    assert "Lift" not in text


def test_what_happens_elsewhere_does_not_count(people, signed_in):
    for index in range(9):
        Patient.objects.create(clinic=people.elsewhere, name=f"Other {index}")
    assert signed_in(people.owner).get("/outcomes/").context["outcomes"].is_empty


def test_it_needs_as_many_queries_for_many_as_for_few(
    people, signed_in, django_assert_max_num_queries
):
    client = signed_in(people.owner)
    client.get("/outcomes/")
    _care(people, 30)
    with django_assert_max_num_queries(12):
        client.get("/outcomes/")
