"""The intake as rows: saved at each step, locked when complete, corrected by a new one."""

from __future__ import annotations

from typing import Any

import pytest

from sijoint.audit.event import breaks
from sijoint.audit.models import Event
from sijoint.clinical.safety import SafetyLevel
from sijoint.records import consent_text, story
from sijoint.records.actions import consent, intake
from sijoint.records.actions import patient as patients
from sijoint.records.error import LockedError, RefusedError
from sijoint.records.models import Alert, Consent, Intake, Patient
from tests.casefile.stories import story as told
from tests.people import NOW, People
from tests.records import planning

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient(people: People) -> Patient:
    return patients.create(
        clinic=people.clinic, name="Pat Patient", by=people.patient, at=NOW, user=people.patient
    )


def begun(patient: Patient, **answers: Any) -> Intake:
    held = intake.start(patient=patient, by=patient.user, at=NOW)
    return intake.answer(intake=held, answers=told(**answers), step="pain", by=patient.user, at=NOW)


def test_the_first_check_fills_a_new_intake(patient: Patient) -> None:
    held = intake.start(patient=patient, by=patient.user, at=NOW, answers=told(fever="no"))
    assert held.answers["fever"] == "no"
    assert held.completed_at is None


def test_there_is_one_open_intake(patient: Patient) -> None:
    first = intake.start(patient=patient, by=patient.user, at=NOW)
    assert intake.start(patient=patient, by=patient.user, at=NOW) == first


def test_sensitive_answers_are_stored_apart(patient: Patient) -> None:
    held = begun(patient, **{"numb_saddle": "unsure", "numb_saddle.again": "no", "leak": "yes"})
    assert {"numb_saddle", "numb_saddle.again", "leak", "low_mood"} <= held.sensitive.keys()
    assert not held.answers.keys() & held.sensitive.keys()
    assert story.answers_of(held)["leak"] == "yes"


def test_the_trail_holds_names_and_no_values(patient: Patient, people: People) -> None:
    begun(patient, goal_1={"text": "walk to the sea", "now": 3})
    events = Event.objects.filter(verb="intake.answer")
    assert "goal_1" in events.get().fields
    assert "sea" not in str(list(events.values()))
    assert not list(breaks(people.clinic.id))


def test_completing_locks_and_screens(patient: Patient) -> None:
    held = begun(patient, fever="yes")
    safety = intake.complete(intake=held, by=patient.user, at=NOW)
    assert safety.level is SafetyLevel.URGENT
    assert set(Alert.objects.values_list("rule_id", flat=True)) == {"INF-1"}
    with pytest.raises(LockedError):
        intake.answer(intake=held, answers={}, step="pain", by=patient.user, at=NOW)


def test_completing_twice_is_completing_once(patient: Patient) -> None:
    held = begun(patient)
    intake.complete(intake=held, by=patient.user, at=NOW)
    intake.complete(intake=held, by=patient.user, at=NOW)
    assert Event.objects.filter(verb="intake.complete").count() == 1


def test_an_incomplete_intake_is_not_completed(patient: Patient) -> None:
    held = intake.start(patient=patient, by=patient.user, at=NOW)
    with pytest.raises(RefusedError):
        intake.complete(intake=held, by=patient.user, at=NOW)


def test_the_clinic_hears_of_an_emergency_at_once(patient: Patient) -> None:
    begun(patient, numb_saddle="yes")
    assert Alert.objects.get().rule_id == "CES-1"


def test_who_is_not_sure_yet_alarms_nobody(patient: Patient) -> None:
    begun(patient, numb_saddle="unsure")
    assert not Alert.objects.exists()


def test_a_correction_is_a_new_intake(patient: Patient) -> None:
    held = begun(patient, fever="yes")
    intake.complete(intake=held, by=patient.user, at=NOW)
    new = intake.correct(intake=held, by=patient.user, at=NOW)
    assert new.replaces == held
    assert story.answers_of(new) == story.answers_of(held)
    assert intake.correct(intake=held, by=patient.user, at=NOW) == new
    held.refresh_from_db()
    assert held.completed_at is not None
    with pytest.raises(RefusedError):
        intake.correct(intake=new, by=patient.user, at=NOW)


def test_the_case_of_an_intake(patient: Patient) -> None:
    held = begun(patient, goal_1={"text": "walk", "now": 4})
    document = story.document_of(held)
    assert document["preferences"]["goals"] == ["walk"]
    assert document["assessed_on"] == NOW.date().isoformat()
    empty = Intake(clinic=patient.clinic, patient=patient)
    assert story.document_of(empty) == {}


def test_two_windows_keep_the_answers_of_both(patient: Patient) -> None:
    held = begun(patient)
    for answers in ({"fever": "yes"}, {"goal_1": {"text": "walk", "now": 4}}):
        stale = Intake.objects.get(pk=held.pk)
        intake.answer(
            intake=held, answers=answers, asked=answers, step="pain", by=patient.user, at=NOW
        )
        held = stale
    held.refresh_from_db()
    assert held.answers["fever"] == "yes"
    assert held.answers["goal_1"] == {"text": "walk", "now": 4}


def test_an_answer_that_was_taken_away_is_let_go(patient: Patient) -> None:
    held = begun(patient, goal_1={"text": "walk", "now": 4}, fever="unsure")
    held = intake.answer(
        intake=held,
        answers={"fever": "no"},
        asked=["goal_1", "fever"],
        step="goals",
        by=patient.user,
        at=NOW,
    )
    assert "goal_1" not in held.answers
    assert (held.answers["fever"], held.answers["side"]) == ("no", "left")


def test_what_a_change_makes_void_is_let_go(patient: Patient) -> None:
    held = begun(patient, sex="female", pregnancy="pregnant")
    assert held.answers["pregnancy_weeks"] == 30
    held = intake.answer(
        intake=held, answers={"sex": "male"}, asked=["sex"], step="you", by=patient.user, at=NOW
    )
    assert held.answers.keys().isdisjoint({"pregnancy", "pregnancy_weeks", "baby_moves_less"})
    late = {"baby_moves_less": "yes"}
    held = intake.answer(
        intake=held, answers=late, asked=late, step="safety", by=patient.user, at=NOW
    )
    assert "baby_moves_less" not in held.answers
    assert not Alert.objects.exists()


def test_consent_holds_for_one_version_of_a_text(patient: Patient) -> None:
    assert not consent.is_given(patient)
    for kind in consent_text.KINDS:
        consent.give(patient=patient, kind=kind, language="en", by=patient.user, at=NOW)
        consent.give(patient=patient, kind=kind, language="en", by=patient.user, at=NOW)
    assert Consent.objects.count() == 2
    assert consent.is_given(patient)
    held = Consent.objects.get(kind=consent_text.DATA)
    consent.withdraw(consent=held, by=patient.user, at=NOW)
    consent.withdraw(consent=held, by=patient.user, at=NOW)
    assert not consent.is_given(patient)
    assert Event.objects.filter(verb="consent.withdraw").count() == 1


def test_every_version_of_a_text_has_its_own_day() -> None:
    names = [(text.kind, text.version) for text in consent_text.TEXTS]
    assert len(names) == len(set(names))
    assert names == sorted(names)


def test_an_emergency_is_told_before_age_and_side_are_known(people: People) -> None:
    evaluation = planning.make_evaluation(people)
    plan = planning.approved(people, evaluation)
    patient = evaluation.patient
    held = intake.start(patient=patient, by=people.patient, at=NOW)
    answers = {"numb_saddle": "yes", "cannot_pee": "yes"}
    intake.answer(intake=held, answers=answers, step="safety", by=people.patient, at=NOW)
    alert = Alert.objects.get()
    assert (alert.rule_id, alert.level, alert.intake) == ("CES-1", "emergency", held)
    assert alert.because == ["saddle_anaesthesia", "urinary_retention"]
    assert alert.answer_by is not None
    plan.refresh_from_db()
    assert (plan.state, plan.withdrawn_reason) == ("withdrawn", "CES-1")


def test_who_is_not_sure_once_alarms_nobody_before_age_is_known(patient: Patient) -> None:
    held = intake.start(patient=patient, by=patient.user, at=NOW)
    answers = {"numb_saddle": "unsure"}
    intake.answer(intake=held, answers=answers, step="safety", by=patient.user, at=NOW)
    assert not Alert.objects.exists()
