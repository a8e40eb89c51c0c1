"""A second evaluation, and a story that is told again: what comes along, and what does not."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from sijoint.audit.models import Event
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import intake as intakes
from sijoint.records.actions import manual_therapy, retelling
from sijoint.records.actions import override as overrides
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert, Evaluation, Patient
from sijoint.records.queries.answer import assessment_of
from sijoint.records.queries.plan import present_of
from sijoint.records.queries.replay import replay
from sijoint.records.queries.story import retold_since
from sijoint.records.queries.worklist import Need, waiting
from tests.casefile.stories import story as told
from tests.casefile.stories import ticked
from tests.people import NOW, People
from tests.records.chart import make_evaluation, make_patient, record_case, tap, vignette
from tests.records.planning import approved

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(weeks=4)


def sign(evaluation: Evaluation, people: People) -> None:
    evaluations.sign(evaluation=evaluation, note="Seen.", by=people.therapist, at=NOW)


def begin_again(patient: Patient, people: People) -> Evaluation:
    return evaluations.start(patient=patient, therapist=people.therapist, at=LATER)


def tell(people: People, patient: Patient, *, at: Any = NOW, **answers: Any) -> None:
    """A story that was sent; a second one corrects the first."""
    held = intakes.start(patient=patient, by=people.patient, at=at, answers=told(**answers))
    intakes.complete(intake=held, by=people.patient, at=at)


def test_what_lasts_comes_from_the_evaluation_before(people: People) -> None:
    facts = {
        "patient": {
            "age_years": 76,
            "sex": "female",
            "height_cm": 160,
            "weeks_postpartum": 20,
            "conditions": ["hip_replacement", "osteoporosis"],
            "weeks_since": {"hip_replacement": 6},
        },
        "episode": {"duration_weeks": 10, "side": "right", "irritability": "high"},
        "preferences": {"minutes_per_day": 15, "equipment": ["mat"], "goals": ["Walk"]},
    }
    first = make_evaluation(people, facts)
    sign(first, people)
    again = begin_again(first.patient, people)
    assert again.facts["patient"] == {
        **facts["patient"],
        "weeks_postpartum": 24,
        "weeks_since": {"hip_replacement": 10},
    }
    assert again.facts["episode"]["duration_weeks"] == 14
    assert again.facts["episode"]["side"] == "right"
    assert "irritability" not in again.facts["episode"]
    assert again.facts["preferences"] == {"minutes_per_day": 15, "equipment": ["mat"]}


def test_signs_and_tests_of_then_are_not_known_now(people: People) -> None:
    patient = make_patient(people)
    tell(people, patient)
    first = begin_again(patient, people)
    assert first.answers.exists()
    sign(first, people)
    again = begin_again(patient, people)
    assert not again.answers.exists()
    assert not again.scores.exists()
    answer = assessment_of(again)
    assert answer is not None
    assert answer.asked == ()


def test_an_alert_that_is_open_counts_in_the_next_evaluation(people: People) -> None:
    first = record_case(people, vignette("anchors/y1-three-of-five"))
    tap(first, people.therapist, "cancer_history", result="positive")
    sign(first, people)
    again = begin_again(first.patient, people)
    for name in ("distraction", "compression", "sacral_thrust"):
        tap(again, people.therapist, name, result="positive", familiar_pain=True)
    answer = assessment_of(again)
    assert [alert.id for alert in answer.safety.alerts] == ["CAN-2"]
    assert str(answer.safety.level) == "soon"
    assert answer.differential
    assert str(answer.profile.label) == "undetermined"
    present = present_of(again)
    assert str(present.terms.safety.level) == "soon"


def test_a_signed_answer_with_an_open_alert_is_replayed(people: People) -> None:
    first = make_evaluation(people)
    tap(first, people.therapist, "cancer_history", result="positive")
    sign(first, people)
    again = begin_again(first.patient, people)
    sign(again, people)
    alert = Alert.objects.get()
    alerts.acknowledge(alert=alert, by=people.therapist, at=LATER)
    alerts.close(alert=alert, reason="Seen by oncology", by=people.therapist, at=LATER)
    again.refresh_from_db()
    assert [each["id"] for each in again.answer["safety"]["alerts"]] == ["CAN-2"]
    assert replay(again).is_same
    assert replay(again).is_same_today


def test_an_open_alert_may_be_set_aside_or_closed(people: People) -> None:
    first = make_evaluation(people)
    tap(first, people.therapist, "cancer_history", result="positive")
    sign(first, people)
    again = begin_again(first.patient, people)
    overrides.conclude(
        evaluation=again,
        conclusion="safety.CAN-2",
        value="set_aside",
        reason="Seen by oncology",
        by=people.therapist,
        at=LATER,
    )
    assert assessment_of(Evaluation.objects.get(pk=again.pk)).safety.alerts == ()


def test_a_story_told_again_waits_until_it_is_taken_over(people: People) -> None:
    patient = make_patient(people)
    tell(people, patient, fever="no")
    made = begin_again(patient, people)
    made = Evaluation.objects.get(pk=made.pk)
    assert retold_since(made) is None
    tap(made, people.therapist, "pain_sitting", result="positive", at=LATER)
    answered = {(a.finding_id, a.side) for a in made.answers.all()}
    after = LATER + timedelta(hours=1)
    tell(people, patient, at=after, health=ticked("osteoporosis"))
    assert retold_since(made) is not None
    assert Need.EVALUATE in {each.need for each in waiting(people.clinic)}
    made = retelling.take_over(evaluation=made, by=people.therapist, at=after)
    assert retold_since(made) is None
    assert Need.EVALUATE not in {each.need for each in waiting(people.clinic)}
    assert "osteoporosis" in made.facts["patient"]["conditions"]
    held = {(a.finding_id, a.side): a for a in made.answers.all()}
    assert held["pain_sitting", ""].result == "positive"
    assert not held["pain_sitting", ""].from_intake
    assert answered <= held.keys()
    event = Event.objects.get(verb="evaluation.retell")
    assert event.fields == ["intake"]
    again = retelling.take_over(evaluation=made, by=people.therapist, at=after)
    assert again.version == made.version


def test_the_workspace_says_that_a_story_was_told_again(people: People, client: Client) -> None:
    patient = make_patient(people)
    tell(people, patient)
    made = begin_again(patient, people)
    tell(people, patient, at=LATER + timedelta(hours=1), health=ticked("osteoporosis"))
    client.force_login(people.therapist)
    page = unescape(client.get(f"/evaluations/{made.id}/supine/").content.decode())
    assert "They have told their story again." in page
    assert client.post(f"/evaluations/{made.id}/retell/").status_code == 302
    page = unescape(client.get(f"/evaluations/{made.id}/supine/").content.decode())
    assert "They have told their story again." not in page


def test_hands_on_care_knows_what_was_told_since(people: People) -> None:
    made = make_evaluation(people)
    overrides.conclude(
        evaluation=made,
        conclusion="profile",
        value="stiff",
        reason="Stiff by hand",
        by=people.therapist,
        at=NOW,
    )
    plan = approved(people, Evaluation.objects.get())
    present = present_of(plan.evaluation)
    before = [each.id for each in manual_therapy.techniques_for(plan, present)]
    tell(people, plan.patient, at=LATER, health=ticked("osteoporosis"))
    present = present_of(plan.evaluation)
    after = [each.id for each in manual_therapy.techniques_for(plan, present)]
    gone = set(before) - set(after)
    assert "sij_thrust" in gone
    assert set(after) < set(before)
    for name in gone:
        with pytest.raises(RefusedError):
            manual_therapy.add(
                plan=plan, technique_id=name, target_finding="faber", by=people.therapist, at=LATER
            )
