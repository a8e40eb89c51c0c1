"""A stop in the workspace: who has it, what became of the plan, and how to go on."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from sijoint.records.actions import alert as alerts
from sijoint.records.models import Alert, Evaluation
from tests.people import NOW, People
from tests.records.chart import record_case, tap, vignette
from tests.records.planning import LATER, approved

RULE = "Possible sacral bone stress injury"


@pytest.fixture
def therapist(client: Client, people: People) -> Client:
    client.force_login(people.therapist)
    return client


@pytest.fixture
def stopped(people: People) -> Evaluation:
    return record_case(people, vignette("mimics/y9-runner-with-hop-pain"))


def banner(client: Client, evaluation: Evaluation) -> str:
    page = unescape(client.get(f"/evaluations/{evaluation.id}/finish/").content.decode())
    return page.split('id="answer-safety"')[1].split("</section>")[0]


def test_the_banner_leads_to_the_alert(therapist: Client, stopped: Evaluation) -> None:
    alert = Alert.objects.get(rule_id="BSI-1")
    shown = banner(therapist, stopped)
    assert f'href="/worklist/{alert.id}/">Open the alert and acknowledge it</a>' in shown
    assert "Not read yet." in shown
    assert "/override/" not in shown


def test_a_stop_without_a_plan_tells_of_none(therapist: Client, stopped: Evaluation) -> None:
    assert "home plan" not in banner(therapist, stopped)


def test_a_stop_that_was_read_names_the_reader_and_the_way_on(
    therapist: Client, people: People, stopped: Evaluation
) -> None:
    alert = Alert.objects.get(rule_id="BSI-1")
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW + timedelta(hours=1))
    shown = banner(therapist, stopped)
    assert f"Read by {people.therapist}, " in shown
    assert f'href="/evaluations/{stopped.id}/override/?rule=BSI-1">Set aside: {RULE}</a>' in shown


def test_a_stop_that_was_closed_says_why_it_still_stands(
    therapist: Client, people: People, stopped: Evaluation
) -> None:
    alert = Alert.objects.get(rule_id="BSI-1")
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    alerts.close(alert=alert, reason="Imaged today, normal", by=people.therapist, at=NOW)
    shown = banner(therapist, stopped)
    assert f"Closed by {people.therapist}: Imaged today, normal, " in shown
    assert "what was recorded still fires the rule" in shown
    assert "/override/?rule=BSI-1" in shown


def test_the_rule_is_chosen_by_its_title(
    therapist: Client, people: People, stopped: Evaluation
) -> None:
    alert = Alert.objects.get(rule_id="BSI-1")
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    url = f"/evaluations/{stopped.id}/override/"
    page = therapist.get(url, {"rule": "BSI-1"}).content.decode()
    chosen = f'<option value="safety.BSI-1=set_aside" selected>Set aside: {RULE} (rule BSI-1)'
    assert chosen in page
    therapist.post(url, {"conclusion": "safety.BSI-1=set_aside", "reason": "Imaged"})
    listed = therapist.get(url).content.decode()
    assert "Your conclusion: rule BSI-1 is set aside" in listed
    assert "safety.BSI-1: set_aside" not in listed


def test_a_stop_says_that_the_plan_was_withdrawn_and_why(therapist: Client, people: People) -> None:
    plan = approved(people)
    tap(plan.evaluation, people.therapist, "saddle_anaesthesia", result="positive", at=LATER)
    shown = banner(therapist, plan.evaluation)
    assert "The home plan was withdrawn on 23 November 2026" in shown
    assert "paused" not in shown
    for way in (f"/patients/{plan.patient_id}/", f"/plans/{plan.id}/"):
        page = therapist.get(way).content.decode()
        assert "Withdrawn on 23 November 2026: Possible cauda equina syndrome" in page
        assert "2026: CES-1" not in page


def test_a_new_plan_is_proposed_when_it_is_settled(therapist: Client, people: People) -> None:
    plan = approved(people)
    sign = "saddle_anaesthesia"
    held = tap(plan.evaluation, people.therapist, sign, result="positive", at=LATER)
    finish, propose = f"/evaluations/{plan.evaluation_id}/finish/", f"new/{plan.evaluation_id}/"
    page = therapist.get(finish).content.decode()
    assert "No plan while an alert stops everything." in page
    assert propose not in page
    now = {"result": "negative", "seen_version": held.version, "at": LATER}
    tap(plan.evaluation, people.therapist, sign, **now)
    assert propose in therapist.get(finish).content.decode()
    therapist.post(f"/plans/{propose}")
    assert plan.patient.plans.filter(state="draft").exists()


def test_the_chart_keeps_closed_alerts(
    therapist: Client, people: People, stopped: Evaluation
) -> None:
    alert = Alert.objects.get(rule_id="BSI-1")
    chart = f"/patients/{stopped.patient_id}/"
    assert "Closed alerts" not in therapist.get(chart).content.decode()
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    alerts.close(alert=alert, reason="Imaged today, normal", by=people.therapist, at=NOW)
    page = therapist.get(chart).content.decode().split("Closed alerts (1)")[1]
    assert f'<a class="link-row" href="/worklist/{alert.id}/">Urgent: {RULE}</a>' in page
    assert f"Read by {people.therapist}" in page
    assert f"Closed by {people.therapist}: Imaged today, normal" in page
