"""Alerts are read by name and time, handed on, and never left unread."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from sijoint.accounts.models import Clinic, User
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import escalation
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert
from tests.people import NOW
from tests.records.chart import make_evaluation, record_case, tap, vignette

RAISED = NOW + timedelta(minutes=1)


@pytest.fixture
def alert(people) -> Alert:
    made = make_evaluation(people)
    tap(made, people.therapist, "saddle_anaesthesia", result="positive")
    return Alert.objects.get()


@pytest.fixture
def urgent(people) -> Alert:
    record_case(people, vignette("mimics/y9-runner-with-hop-pain"))
    return Alert.objects.get(level="urgent")


def test_the_first_to_acknowledge_counts(people, alert):
    alerts.acknowledge(alert=alert, by=people.second, at=RAISED + timedelta(minutes=2))
    alerts.acknowledge(alert=alert, by=people.therapist, at=RAISED + timedelta(minutes=9))
    alert.refresh_from_db()
    assert alert.acknowledged_by == people.second
    assert alert.acknowledged_at == RAISED + timedelta(minutes=2)


@pytest.mark.parametrize(("minutes", "given"), [(14, 0), (15, 1)])
def test_an_emergency_goes_on_after_a_quarter_of_an_hour(people, alert, minutes, given):
    found = escalation.escalate_due(at=RAISED + timedelta(minutes=minutes))
    assert len(found) == given
    if given:
        alert.refresh_from_db()
        assert alert.second == people.second


@pytest.mark.parametrize(("minutes", "given"), [(239, 0), (240, 1)])
def test_an_urgent_sign_goes_on_after_four_hours(urgent, minutes, given):
    assert len(escalation.escalate_due(at=urgent.raised_at + timedelta(minutes=minutes))) == given


def test_it_goes_on_once_and_not_when_it_was_read(people, alert):
    late = RAISED + timedelta(hours=1)
    assert len(escalation.escalate_due(at=late)) == 1
    assert escalation.escalate_due(at=late) == []
    other = make_evaluation(people)
    tap(other, people.therapist, "saddle_anaesthesia", result="positive")
    read = Alert.objects.exclude(pk=alert.pk).get()
    alerts.acknowledge(alert=read, by=people.therapist, at=RAISED)
    assert escalation.escalate_due(at=late) == []


def test_the_mail_says_nothing_about_anybody(people, alert, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        escalation.escalate_due(at=RAISED + timedelta(hours=1))
    (sent,) = mail.outbox
    assert sent.to == [people.second.email]
    for private in (alert.patient.name, "saddle", "CES", str(alert.id)):
        assert private not in sent.subject + sent.body


@pytest.mark.parametrize(
    ("own", "of_the_clinic", "subject"),
    [
        ("es", "en", "Hay un aviso para usted"),
        ("", "es", "Hay un aviso para usted"),
        ("en", "es", "An alert waits for you"),
    ],
)
def test_the_mail_is_in_the_language_of_its_reader(
    people, alert, django_capture_on_commit_callbacks, own, of_the_clinic, subject
):
    User.objects.filter(pk=people.second.pk).update(language=own)
    Clinic.objects.filter(pk=people.clinic.pk).update(language=of_the_clinic)
    with django_capture_on_commit_callbacks(execute=True):
        escalation.escalate_due(at=RAISED + timedelta(hours=1))
    assert mail.outbox[0].subject == subject


def test_whoever_gets_it_must_read_it_anew(people, alert):
    alerts.acknowledge(alert=alert, by=people.therapist, at=RAISED)
    moment = RAISED + timedelta(minutes=5)
    given = alerts.hand_over(alert=alert, to=people.second, by=people.therapist, at=moment)
    assert (given.owner, given.acknowledged_at) == (people.second, None)
    assert given.answer_by == moment + timedelta(minutes=15)
    (again,) = escalation.escalate_due(at=moment + timedelta(minutes=15))
    assert again.second == people.therapist


@pytest.mark.parametrize("who", ["colleague", "desk", "patient", "stranger"])
def test_it_is_handed_to_therapists_of_the_clinic_only(people, alert, who):
    with pytest.raises(RefusedError):
        alerts.hand_over(alert=alert, to=getattr(people, who), by=people.therapist, at=RAISED)


def test_it_is_closed_after_it_was_read_and_with_what_was_done(people, alert):
    with pytest.raises(RefusedError):
        alerts.close(alert=alert, reason="Sent.", by=people.therapist, at=RAISED)
    alerts.acknowledge(alert=alert, by=people.therapist, at=RAISED)
    with pytest.raises(RefusedError):
        alerts.close(alert=alert, reason=" ", by=people.therapist, at=RAISED)
    alerts.close(alert=alert, reason="Emergency department.", by=people.therapist, at=RAISED)
    assert Alert.objects.get().closed_reason == "Emergency department."


def test_what_was_cared_for_is_not_raised_again_on_the_same_grounds(people, alert):
    alerts.acknowledge(alert=alert, by=people.therapist, at=RAISED)
    alerts.close(alert=alert, reason="Seen today, MRI clear.", by=people.therapist, at=RAISED)
    tap(alert.evaluation, people.therapist, "compression", result="negative")
    assert not Alert.objects.filter(closed_at__isnull=True).exists()
    tap(alert.evaluation, people.therapist, "urinary_retention", result="positive")
    assert Alert.objects.filter(closed_at__isnull=True).exists()
