"""Nobody follows a plan that the record forbids since it was approved."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sijoint.records.actions import alert as alerts
from sijoint.records.actions import erasure, manual_therapy, retelling
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import intake as intakes
from sijoint.records.actions import note as notes
from sijoint.records.actions import patient as patients
from sijoint.records.actions import plan as plans
from sijoint.records.actions.plan import UnsafeError
from sijoint.records.models import Alert, Evaluation, Goal, Plan
from sijoint.records.queries.chart import chart_of
from sijoint.records.queries.plan import approved_plan, barred, present_of
from sijoint.records.queries.worklist import Need, open_alerts, waiting
from tests.casefile.stories import story as told
from tests.people import NOW, People
from tests.records.chart import tap
from tests.records.planning import (
    LATER,
    approved,
    make_evaluation,
    make_patient,
    make_plan,
    set_person,
)

pytestmark = pytest.mark.django_db
PREGNANT = {"age_years": 34, "sex": "female", "pregnancy_weeks": 30}


def sign(evaluation: Evaluation, people: People) -> None:
    evaluations.sign(evaluation=evaluation, note="Seen.", by=people.therapist, at=LATER)


def withdrawn(plan: Plan) -> str:
    plan.refresh_from_db()
    return plan.withdrawn_reason if plan.state == "withdrawn" else ""


def test_facts_that_forbid_an_exercise_withdraw_the_plan(people: People) -> None:
    plan = approved(people)
    evaluations.set_facts(
        evaluation=plan.evaluation, facts={"patient": PREGNANT}, by=people.therapist, at=LATER
    )
    assert withdrawn(plan).startswith("The record has changed. Not allowed now: ")
    assert approved_plan(plan.patient) is None


def test_a_tap_with_a_plan_that_stays_allowed_leaves_it(people: People) -> None:
    plan = approved(people)
    tap(plan.evaluation, people.therapist, "thigh_thrust", "left", result="positive")
    assert withdrawn(plan) == ""


def test_a_later_evaluation_withdraws_the_plan_of_an_earlier_one(people: People) -> None:
    plan = approved(people)
    sign(plan.evaluation, people)
    later = evaluations.start(patient=plan.patient, therapist=people.therapist, at=LATER)
    facts = {"patient": PREGNANT, "episode": {"duration_weeks": 16, "side": "left"}}
    evaluations.set_facts(evaluation=later, facts=facts, by=people.therapist, at=LATER)
    assert withdrawn(plan)


def test_what_lacks_equipment_only_is_not_withdrawn(people: People) -> None:
    plan = approved(people)
    sign(plan.evaluation, people)
    later = evaluations.start(patient=plan.patient, therapist=people.therapist, at=LATER)
    facts = {
        "patient": {"age_years": 34, "sex": "female"},
        "episode": {"duration_weeks": 16, "side": "left"},
        "preferences": {"equipment": []},
    }
    evaluations.set_facts(evaluation=later, facts=facts, by=people.therapist, at=LATER)
    assert withdrawn(plan) == ""


def test_an_intake_withdraws_the_plan(people: People) -> None:
    plan = approved(people)
    by = people.patient
    held = intakes.start(patient=plan.patient, by=by, at=LATER)
    answers = told(sex="female", pregnancy="pregnant", pregnancy_weeks=30)
    intakes.answer(intake=held, answers=answers, step="you", by=by, at=LATER)
    assert withdrawn(plan) == ""
    intakes.complete(intake=held, by=by, at=LATER)
    assert withdrawn(plan)


def test_a_draft_that_a_later_evaluation_forbids_is_not_approved(people: People) -> None:
    plan = make_plan(people)
    sign(plan.evaluation, people)
    later = Evaluation.objects.get()
    later.pk, later.signed_at, later.signed_by, later.case = None, None, None, None
    later._state.adding = True
    later.started_at, later.facts = LATER, later.facts | {"patient": PREGNANT}
    later.pk = Evaluation().pk
    later.save(force_insert=True)
    with pytest.raises(UnsafeError) as refusal:
        plans.approve(plan=plan, by=people.therapist, at=LATER)
    assert {each.kind for each in refusal.value.findings} == {"barred"}


def test_a_plan_that_is_still_there_is_neither_shown_nor_printed(people: People) -> None:
    """The second door: the record changed without a screen."""
    plan = approved(people)
    client = Client()
    client.force_login(people.patient)
    assert b"/exercises/" in client.get(reverse("plan_mine")).content
    set_person(plan.evaluation, pregnancy_weeks=30)
    assert barred(Plan.objects.get())
    page = client.get(reverse("plan_mine")).content
    assert b"/exercises/" not in page
    assert b"Wait for the new one" in page
    assert client.get(reverse("handout", args=[plan.id])).status_code == 409


def test_the_plan_in_force_goes_before_a_later_draft_that_was_withdrawn(people: People) -> None:
    plan = approved(people)
    draft = plans.revise(plan=plan, by=people.therapist, at=LATER)
    plans.withdraw(plan=draft, reason="a mistake", by=people.therapist, at=LATER)
    assert chart_of(plan.patient).plan == plan
    assert Need.RENEW not in {each.need for each in waiting(people.clinic)}
    plans.withdraw(plan=plan, reason="ended", by=people.therapist, at=LATER)
    assert Need.RENEW in {each.need for each in waiting(people.clinic)}


def test_lists_read_no_large_column(people: People) -> None:
    plan = approved(people)
    tap(plan.evaluation, people.therapist, "saddle_anaesthesia", result="positive")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert waiting(people.clinic)
        assert open_alerts(people.clinic)
    for query in seen.captured_queries:
        for name in ("answer", "case", "facts", "note", "content", "proposed"):
            assert f'"{name}"' not in query["sql"]


def test_an_episode_has_one_open_evaluation(people: People) -> None:
    evaluation = make_evaluation(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_evaluation(people, evaluation.patient)
    again = evaluations.start(patient=evaluation.patient, therapist=people.second, at=LATER)
    assert again == evaluation


def tables(act: Any) -> list[str]:
    """The table of each statement of an action, in order."""
    with CaptureQueriesContext(connection) as seen, transaction.atomic():
        act()
    said = [each["sql"] for each in seen.captured_queries]
    return [sql.split(" FROM ")[1].split()[0].strip('"') for sql in said if " FROM " in sql]


def test_every_action_holds_the_person_first(people: People) -> None:
    evaluation = make_evaluation(people)
    patient, by, at = evaluation.patient, people.therapist, LATER
    draft = make_plan(people, evaluation)
    technique = manual_therapy.techniques_for(draft, present_of(evaluation))[0].id
    care = {"plan": draft, "technique_id": technique, "target_finding": "faber"}
    facts = {"patient": {"age_years": 35, "sex": "female"}}
    held = intakes.start(patient=patient, by=people.patient, at=NOW)
    danger = {"intake": held, "answers": told(numb_saddle="yes"), "step": "you"}
    acts = (
        lambda: manual_therapy.add(**care, by=by, at=at),
        lambda: plans.approve(plan=draft, by=by, at=at),
        lambda: plans.revise(plan=draft, by=by, at=at),
        lambda: plans.propose(evaluation=evaluation, by=by, at=at),
        lambda: evaluations.start(patient=patient, therapist=by, at=at),
        lambda: evaluations.set_facts(evaluation=evaluation, facts=facts, by=by, at=at),
        lambda: notes.keep(evaluation=evaluation, note="Words.", version=None, by=by, at=at),
        lambda: retelling.take_over(evaluation=evaluation, by=by, at=at),
        lambda: intakes.answer(**danger, by=people.patient, at=at),
        lambda: intakes.complete(intake=held, by=people.patient, at=at),
        lambda: erasure.ask(patient=patient, by=people.patient, at=at),
        lambda: patients.claim(patient=patient, user=people.patient, at=at),
    )
    for act in acts:
        assert tables(act)[0] == "records_patient"
    alert = Alert.objects.get()
    assert tables(lambda: alerts.acknowledge(alert=alert, by=by, at=at))[0] == "records_patient"


def test_an_evaluation_begins_with_the_plans_before_the_chain(people: People) -> None:
    """The goals that the person told are written into the chain, which comes last."""
    patient, by = make_patient(people), people.patient
    answers = told(goal_1={"text": "dance", "now": 3})
    held = intakes.start(patient=patient, by=by, at=NOW, answers=answers)
    intakes.complete(intake=held, by=by, at=NOW)
    read = tables(lambda: evaluations.start(patient=patient, therapist=people.therapist, at=LATER))
    assert Goal.objects.get().text == "dance"
    assert "records_plan" not in read[read.index("audit_chain") :]
    assert "records_plan" in read
