"""When an alert comes back, and when what closed it counts no more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from sijoint.audit.event import breaks
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import intake as intakes
from sijoint.records.actions import override as overrides
from sijoint.records.models import Alert, Evaluation, Intake, Patient, Plan
from tests.casefile.stories import story as told
from tests.people import NOW, People
from tests.records import planning
from tests.records.chart import make_evaluation, make_patient, tap

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=10)


def still_open() -> Alert | None:
    return Alert.objects.filter(closed_at__isnull=True).first()


def care_for(alert: Alert, people: People) -> None:
    read = alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    alerts.close(alert=read, reason="Seen, MRI clear.", by=people.therapist, at=NOW)


def saddle(evaluation: Evaluation, people: People, result: str = "positive", **more: Any) -> None:
    tap(evaluation, people.therapist, "saddle_anaesthesia", result=result, **more)


def send(patient: Patient, **answers: Any) -> Intake:
    by = patient.user
    held = intakes.start(patient=patient, by=by, at=NOW)
    held = intakes.answer(intake=held, answers=told(**answers), step="you", by=by, at=NOW)
    intakes.complete(intake=held, by=by, at=NOW)
    return Intake.objects.get(pk=held.pk)


def resend(intake: Intake, at: Any = LATER, **answers: Any) -> Intake:
    by = intake.by
    held = intakes.correct(intake=intake, by=by, at=at)
    held = intakes.answer(intake=held, answers=told(**answers), step="you", by=by, at=at)
    intakes.complete(intake=held, by=by, at=at)
    return Intake.objects.get(pk=held.pk)


@pytest.fixture
def person(people: People) -> Patient:
    return make_patient(people, user=people.patient)


def test_what_was_cared_for_in_an_earlier_evaluation_alerts_anew(people: People) -> None:
    first = make_evaluation(people)
    saddle(first, people)
    care_for(Alert.objects.get(), people)
    saddle(first, people, familiar_pain=None)
    assert still_open() is None
    evaluations.sign(evaluation=first, note="Seen.", by=people.therapist, at=NOW)
    second = make_evaluation(people, patient=first.patient)
    saddle(second, people)
    again = still_open()
    assert again is not None
    assert again.evaluation == second


def test_an_intake_that_is_sent_always_alerts(people: People, person: Patient) -> None:
    first = send(person, fever="yes")
    care_for(Alert.objects.get(), people)
    second = resend(first, fever="yes")
    again = still_open()
    assert again is not None
    assert (again.rule_id, again.intake) == ("INF-1", second)


def test_what_was_cared_for_while_the_story_was_told_alerts_when_it_is_sent(
    people: People, person: Patient
) -> None:
    held = intakes.start(patient=person, by=people.patient, at=NOW)
    for _ in range(2):
        intakes.answer(
            intake=held, answers=told(numb_saddle="yes"), step="you", by=people.patient, at=NOW
        )
        if alert := still_open():
            care_for(alert, people)
    assert Alert.objects.count() == 1
    intakes.complete(intake=held, by=people.patient, at=LATER)
    assert still_open() is not None


def test_plans_are_never_withdrawn_without_an_alert(people: People) -> None:
    """The intake was cared for by telephone; its evaluation finds a plan that somebody follows."""
    patient = planning.make_patient(people)
    send(patient, numb_saddle="yes")
    care_for(Alert.objects.get(), people)
    Alert.objects.update(evaluation=None)
    plan = _approved_long_ago(people, patient)
    evaluations.start(patient=patient, therapist=people.therapist, at=LATER)
    plan.refresh_from_db()
    assert plan.state == "withdrawn"
    assert still_open() is not None


def _approved_long_ago(people: People, patient: Patient) -> Plan:
    evaluation = planning.make_evaluation(people, patient)
    plan = planning.approved(people, evaluation)
    evaluation.signed_by, evaluation.signed_at = people.therapist, NOW
    evaluation.save()
    return plan


def test_a_rule_that_is_not_set_aside_any_more_alerts_anew(people: People) -> None:
    evaluation = make_evaluation(people)
    saddle(evaluation, people)
    alerts.acknowledge(alert=still_open(), by=people.therapist, at=NOW)
    conclusion = {"evaluation": evaluation, "conclusion": "safety.CES-1", "by": people.therapist}
    overrides.conclude(**conclusion, value="set_aside", reason="A dental block.", at=NOW)
    assert still_open() is None
    overrides.withdraw(**conclusion, at=LATER)
    again = still_open()
    assert again is not None
    assert again.rule_id == "CES-1"
    saddle(evaluation, people, "negative")
    assert still_open() is None
    saddle(evaluation, people)
    assert still_open() is not None


def test_a_person_does_not_close_what_nobody_has_read(people: People, person: Patient) -> None:
    first = send(person, numb_saddle="yes")
    second = resend(first)
    alert = still_open()
    assert alert is not None
    assert alert.changed_by_person_at == LATER
    evaluations.start(patient=person, therapist=people.therapist, at=LATER)
    assert still_open() == alert
    resend(second, numb_saddle="yes")
    alert.refresh_from_db()
    assert (alert.closed_at, alert.changed_by_person_at) == (None, None)


def test_what_was_read_closes_when_the_person_corrects_it(people: People, person: Patient) -> None:
    first = send(person, numb_saddle="yes")
    alerts.acknowledge(alert=Alert.objects.get(), by=people.therapist, at=NOW)
    resend(first)
    assert Alert.objects.get().closed_reason == alerts.GONE


def test_a_story_half_told_closes_nothing(people: People, person: Patient) -> None:
    first = send(person, numb_saddle="yes")
    alerts.acknowledge(alert=Alert.objects.get(), by=people.therapist, at=NOW)
    new = intakes.correct(intake=first, by=people.patient, at=LATER)
    answers = told(both_legs="yes")
    intakes.answer(intake=new, answers=answers, step="you", by=people.patient, at=LATER)
    assert set(Alert.objects.filter(closed_at__isnull=True).values_list("rule_id", flat=True)) == {
        "CES-1",
        "CES-2",
    }


def test_new_grounds_must_be_read_anew(people: People) -> None:
    evaluation = make_evaluation(people)
    saddle(evaluation, people)
    alerts.acknowledge(alert=Alert.objects.get(), by=people.therapist, at=NOW)
    tap(evaluation, people.therapist, "urinary_retention", result="positive", at=LATER)
    alert = Alert.objects.get()
    assert (alert.acknowledged_by, alert.acknowledged_at) == (None, None)
    assert alert.answer_by == LATER + timedelta(minutes=15)
    alerts.acknowledge(alert=alert, by=people.therapist, at=LATER)
    tap(evaluation, people.therapist, "urinary_retention", result="negative", at=LATER)
    alert.refresh_from_db()
    assert alert.acknowledged_by == people.therapist
    assert not list(breaks(people.clinic.id))
