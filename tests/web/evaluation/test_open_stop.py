"""A sign of danger that a person reports at home stops the evaluation that is open."""

from __future__ import annotations

import re

import pytest

from sijoint.records.actions import alert as alerts
from sijoint.records.models import Alert
from sijoint.records.story import interview
from tests.casefile.stories import story
from tests.people import NOW
from tests.records.chart import make_evaluation, make_patient


@pytest.fixture
def reported(people):
    """An open evaluation, and then an intake with numbness in the saddle."""
    from sijoint.records.actions import intake

    patient = make_patient(people, user=people.patient)
    made = make_evaluation(people, patient=patient)
    begun = intake.start(
        patient=patient, by=people.patient, at=NOW, answers=story(numb_saddle="yes")
    )
    assert interview().is_ready(begun.answers)
    return made


def test_nothing_but_the_alert_is_shown(client, people, reported):
    client.force_login(people.therapist)
    for name in ("story", "supine", "finish"):
        page = client.get(f"/evaluations/{reported.id}/{name}/").content.decode()
        shown = page[page.index('id="answer"') :]
        assert "CES-1" in shown
        assert not re.search(r"\d\s?%", shown)
    assert client.get(f"/evaluations/{reported.id}/why/sacroiliac_joint/").status_code == 404


def test_the_answer_returns_when_somebody_has_cared(client, people, reported):
    alert = Alert.objects.get(rule_id="CES-1")
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    alerts.close(alert=alert, reason="Seen at hospital, clear.", by=people.therapist, at=NOW)
    client.force_login(people.therapist)
    page = client.get(f"/evaluations/{reported.id}/supine/").content.decode()
    assert re.search(r"\d\s?%", page[page.index('id="answer"') :])
