"""A tap is saved once, with everything that follows from it, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation
from uuid6 import uuid7

from sijoint.audit import event
from sijoint.audit.models import Event
from sijoint.casefile.read import from_document
from sijoint.clinical.assessment import assess
from sijoint.records import knowledge
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import finding as findings
from sijoint.records.actions.finding import TapEntry
from sijoint.records.error import ConflictError, LockedError, RefusedError
from sijoint.records.models import Alert, Answer, Tap
from sijoint.records.queries.answer import assessment_of
from sijoint.records.wording import wording_in
from tests.people import NOW
from tests.records.chart import make_evaluation, make_patient, record_case, tap, vignette


def test_a_tap_is_kept_as_the_present_answer_and_as_history(people):
    made = make_evaluation(people)
    tap(made, people.therapist, "thigh_thrust", "left", result="positive", familiar_pain=True)
    tap(made, people.therapist, "thigh_thrust", "left", result="negative")
    answer = Answer.objects.get()
    assert (answer.result, answer.familiar_pain, answer.version) == ("negative", None, 2)
    assert [each.result for each in Tap.objects.order_by("at", "id")] == ["positive", "negative"]


def test_a_tap_sent_twice_is_saved_once(people):
    made = make_evaluation(people)
    number = uuid7()
    for _ in range(2):
        answer = tap(made, people.therapist, "compression", result="positive", client_id=number)
    assert (Tap.objects.count(), answer.version) == (1, 1)


def test_cleared_is_not_recorded(people):
    made = make_evaluation(people)
    tap(made, people.therapist, "aslr", "left", value=3)
    tap(made, people.therapist, "aslr", "left")
    assert not Answer.objects.get().is_set
    assert assessment_of(made).profile.hypermobile == 0


@pytest.mark.parametrize(
    ("finding", "side", "content"),
    [
        ("chess", "", {"result": "positive"}),
        ("thigh_thrust", "", {"result": "positive"}),
        ("compression", "left", {"result": "positive"}),
        ("thigh_thrust", "left", {"result": "maybe"}),
        ("thigh_thrust", "left", {"value": 3}),
        ("aslr", "left", {"value": 6}),
        ("aslr", "left", {"value": -1}),
        ("aslr", "left", {"result": "positive"}),
        ("fever", "", {"result": "positive", "familiar_pain": True}),
        ("thigh_thrust", "left", {"result": "positive", "location": "knee"}),
        ("thigh_thrust", "left", {"result": "positive", "pain_side": "left"}),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(people, finding, side, content):
    made = make_evaluation(people)
    before = Event.objects.count()
    with pytest.raises(RefusedError):
        tap(made, people.therapist, finding, side, **content)
    assert (Answer.objects.count(), Tap.objects.count()) == (0, 0)
    assert Event.objects.count() == before


def test_a_contradiction_is_refused(people):
    made = make_evaluation(people)
    tap(made, people.therapist, "aslr", "left", value=2)
    tap(made, people.therapist, "aslr_better_with_compression", "left", result="positive")
    with pytest.raises(RefusedError) as caught:
        tap(made, people.therapist, "aslr", "left", value=0)
    assert str(caught.value) == (
        "Left: “Leg raise better with compression” cannot be positive while “Active straight leg "
        "raise, effort score” is 0 of 5. Change or clear one."
    )
    assert Answer.objects.get(finding_id="aslr").value == 2


def test_a_contradiction_is_told_in_the_language_of_the_reader(people):
    made = make_evaluation(people)
    tap(made, people.therapist, "aslr_better_with_compression", "right", result="positive")
    with translation.override("es"), pytest.raises(RefusedError) as caught:
        tap(made, people.therapist, "aslr_worse_with_compression", "right", result="positive")
    words = wording_in("es")
    said = str(caught.value)
    for name in ("aslr_better_with_compression", "aslr_worse_with_compression"):
        assert words.title("finding", name) in said
    assert "no pueden ser" in said
    for word in ("findings[", "evaluation", "contradicts", "positive", "right"):
        assert word not in said


def test_required_facts_come_first(people):
    made = evaluations.start(patient=make_patient(people), therapist=people.therapist, at=NOW)
    with pytest.raises(RefusedError, match="story"):
        tap(made, people.therapist, "compression", result="positive")


def test_a_later_change_by_a_colleague_is_not_overwritten(people):
    made = make_evaluation(people)
    tap(made, people.therapist, "compression", result="positive", seen_version=0)
    with pytest.raises(ConflictError) as caught:
        tap(made, people.second, "compression", result="negative", seen_version=0)
    assert caught.value.by == people.therapist
    assert Answer.objects.get().result == "positive"
    tap(made, people.second, "compression", result="negative", seen_version=1)
    assert Answer.objects.get().by == people.second


def test_own_taps_follow_each_other_whatever_they_had_seen(people):
    made = make_evaluation(people)
    for result in ("positive", "negative", "positive"):
        tap(made, people.therapist, "compression", result=result, seen_version=0)
    assert Answer.objects.get().version == 3


def test_a_signed_evaluation_takes_no_tap(people):
    made = make_evaluation(people)
    evaluations.sign(evaluation=made, note="Done.", by=people.therapist, at=NOW)
    with pytest.raises(LockedError):
        tap(made, people.therapist, "compression", result="positive")


def test_events_name_findings_and_never_values(people):
    made = make_evaluation(people)
    tap(made, people.therapist, "thigh_thrust", "left", result="positive", location="posterior")
    last = Event.objects.order_by("-number").first()
    assert (last.verb, last.fields) == ("evaluation.answer", ["thigh_thrust.left"])
    said = str([(e.verb, e.fields) for e in Event.objects.all()])
    assert "positive" not in said
    assert "posterior" not in said
    assert list(event.breaks(people.clinic.id)) == []


def test_a_sign_of_danger_raises_an_alert_and_its_end_closes_it(people):
    made = make_evaluation(people)
    tap(made, people.therapist, "saddle_anaesthesia", result="positive")
    alert = Alert.objects.get()
    assert (alert.rule_id, alert.level, alert.owner) == ("CES-1", "emergency", people.therapist)
    assert alert.answer_by - alert.raised_at == timedelta(minutes=15)
    assert assessment_of(made).differential is None
    tap(made, people.therapist, "saddle_anaesthesia", result="negative")
    alert.refresh_from_db()
    assert alert.closed_at is not None


@pytest.mark.parametrize(
    "name", ["anchors/y6-hip-pattern", "controls/s5-stress-leakage", "anchors/y1-three-of-five"]
)
def test_tapped_findings_answer_as_the_case_file_does(people, name):
    case = vignette(name)
    made = record_case(people, case)
    known = knowledge.current()
    expected = assess(from_document(case, known.vocabulary, file=name), known.evidence)
    answer = assessment_of(made, with_plan=True)
    assert answer.differential == expected.differential
    assert answer.safety == expected.safety
    assert answer.profile == expected.profile


def test_an_entry_of_another_evaluation_cannot_be_claimed(people):
    made, other = make_evaluation(people), make_evaluation(people)
    number = uuid7()
    tap(made, people.therapist, "compression", result="positive", client_id=number)
    entry = TapEntry("compression", "", number, result="positive")
    with pytest.raises(RefusedError):
        findings.tap(evaluation=other, entry=replace(entry), by=people.therapist, at=NOW)
