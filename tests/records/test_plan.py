from __future__ import annotations

import json

import pytest

from sijoint import __version__
from sijoint.audit.event import breaks
from sijoint.audit.models import Event
from sijoint.casefile.answer import answer_of
from sijoint.casefile.plan import plan_of
from sijoint.casefile.plan_back import plan_from
from sijoint.casefile.planned import Plan as PlanShape
from sijoint.clinical.plan.change import Act, Change
from sijoint.clinical.plan.edited import Reason, ReasonCode
from sijoint.clinical.plan.recheck import Kind
from sijoint.evidence.text import Texts
from sijoint.records import knowledge
from sijoint.records.actions import plan as plans
from sijoint.records.actions.plan import UnsafeError
from sijoint.records.error import ConflictError, LockedError, RefusedError
from sijoint.records.models import Alert, Plan, Release
from sijoint.records.plan_content import edited_in, reasons_in, without_marks, written
from sijoint.records.queries.answer import assessment_of
from sijoint.records.queries.plan import approved_plan, is_outdated, plans_of, present_of, stop_of
from tests.people import NOW, People
from tests.records.planning import (
    LATER,
    answer,
    approved,
    make_evaluation,
    make_patient,
    make_plan,
    set_person,
)

pytestmark = pytest.mark.django_db
TRIED = Reason(ReasonCode.TRIED)


def names(plan: Plan, number: int = 1) -> list[str]:
    stage = plan.content["stages"][number - 1]
    assert stage["number"] == number
    return [exercise["id"] for exercise in stage["exercises"]]


def remove(
    plan: Plan, name: str, people: People, *, stage: int = 1, seen: int | None = None
) -> Plan:
    return plans.edit(
        plan=plan,
        change=Change(Act.REMOVE, stage, name),
        seen_version=plan.version if seen is None else seen,
        by=people.therapist,
        at=LATER,
    )


def verbs() -> list[str]:
    return list(Event.objects.order_by("number").values_list("verb", flat=True))


def test_a_proposal_keeps_inputs_versions_and_result(people: People) -> None:
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    found = assessment_of(evaluation, with_plan=True)
    assert found is not None
    texts = Texts(knowledge.current().raw)
    expected = json.loads(json.dumps(answer_of(found, texts)["plan"]))
    assert plan.proposed == without_marks(plan.content) == expected
    assert plan.case["patient"]["age_years"] == 34
    assert plan.evidence_version == knowledge.current().version
    assert Release.objects.filter(version=plan.evidence_version).exists()
    assert (plan.state, plan.version) == ("draft", 1)
    PlanShape.model_validate_json(json.dumps(without_marks(plan.content)))


def test_a_stored_plan_is_read_back_as_it_was(people: People) -> None:
    evaluation = make_evaluation(people)
    found = assessment_of(evaluation, with_plan=True)
    assert found is not None
    assert found.plan is not None
    assert plan_from(written(found.plan)) == found.plan
    assert plan_of(found.plan, Texts(knowledge.current().raw)).keys() == written(found.plan).keys()


def test_a_second_proposal_replaces_the_draft(people: People) -> None:
    evaluation = make_evaluation(people)
    first = make_plan(people, evaluation)
    second = make_plan(people, evaluation)
    first.refresh_from_db()
    assert first.state == "replaced"
    assert plans_of(evaluation.patient)[0].id in {first.id, second.id}
    assert second.state == "draft"


def test_nothing_is_proposed_while_safety_stops(people: People) -> None:
    evaluation = make_evaluation(people)
    answer(evaluation, "saddle_anaesthesia")
    with pytest.raises(UnsafeError) as refusal:
        make_plan(people, evaluation)
    assert [f.kind for f in refusal.value.findings] == [Kind.STOPPED]
    assert not Plan.objects.exists()


def test_nothing_is_proposed_under_16_or_without_the_required_facts(people: People) -> None:
    patient = make_patient(people)
    evaluation = make_evaluation(people, patient, age_years=15)
    with pytest.raises(RefusedError, match="16"):
        make_plan(people, evaluation)
    del evaluation.facts["patient"]["age_years"]
    evaluation.save()
    with pytest.raises(RefusedError, match="come first"):
        make_plan(people, evaluation)


def test_an_edit_changes_the_content_and_raises_the_version(people: People) -> None:
    plan = make_plan(people)
    gone = names(plan)[-1]
    edited = remove(plan, gone, people)
    assert gone not in names(edited)
    assert edited.version == 2
    assert edited.proposed == plan.proposed
    PlanShape.model_validate_json(json.dumps(without_marks(edited.content)))
    event = Event.objects.get(verb="plan.edit")
    assert event.fields == [f"stage_1.{gone}.remove"]
    assert edited.changed_at == LATER


def test_what_is_approved_says_what_it_rests_on(people: People) -> None:
    """The record and the evidence of the last change, not of the proposal."""
    plan = make_plan(people)
    set_person(plan.evaluation, height_cm=171)
    Plan.objects.update(evidence_version="older", package_version="0.0.1")
    plan = plans.approve(plan=plan, by=people.therapist, at=NOW)
    plan.refresh_from_db()
    assert plan.case["patient"]["height_cm"] == 171
    assert plan.evidence_version == knowledge.current().version
    assert plan.package_version == __version__
    assert Release.objects.filter(version=plan.evidence_version).exists()


def test_an_edit_that_breaks_a_rule_is_refused_and_nothing_is_saved(people: People) -> None:
    plan = make_plan(people, make_evaluation(people, conditions=["osteoporosis"]))
    change = Change(Act.ADD, 2, "double_knee_to_chest", reason=TRIED)
    with pytest.raises(UnsafeError) as refusal:
        plans.edit(plan=plan, change=change, seen_version=1, by=people.therapist, at=LATER)
    assert refusal.value.findings
    plan.refresh_from_db()
    assert plan.version == 1


def test_a_reason_is_kept_with_its_exercise(people: People) -> None:
    plan = make_plan(people, make_evaluation(people, conditions=["symphysis_pain"]))
    plan = remove(plan, names(plan)[-1], people)
    present = present_of(plan.evaluation)
    assert present is not None
    from sijoint.clinical.plan.alternative import offer

    edited = edited_in(plan.content, present.terms)
    asked = next(a for a in offer(edited, 1, present.terms) if a.is_possible and a.cautions)
    change = Change(Act.ADD, 1, asked.exercise)
    with pytest.raises(UnsafeError) as refusal:
        plans.edit(plan=plan, change=change, seen_version=2, by=people.therapist, at=LATER)
    assert refusal.value.findings[0].kind is Kind.REASON
    said = Reason(ReasonCode.OTHER, "did it last year")
    change = Change(Act.ADD, 1, asked.exercise, reason=said)
    plan = plans.edit(plan=plan, change=change, seen_version=2, by=people.therapist, at=LATER)
    assert reasons_in(plan.content)[1, asked.exercise] == said
    assert plan.content["stages"][0]["exercises"][-1]["cautions"]
    assert "did it last year" not in str(list(Event.objects.values_list("fields", flat=True)))
    again = edited_in(plan.content, present.terms)
    stage = again.find(1)
    assert stage is not None
    assert stage.items[-1].by_hand


def test_somebody_elses_change_is_told_by_name_and_ones_own_follow(people: People) -> None:
    plan = make_plan(people)
    first, second, *_ = names(plan)
    changed = plans.edit(
        plan=plan,
        change=Change(Act.DOWN, 1, first),
        seen_version=1,
        by=people.second,
        at=LATER,
    )
    with pytest.raises(ConflictError) as conflict:
        remove(plan, second, people, seen=1)
    assert (conflict.value.by, conflict.value.at) == (people.second, LATER)
    with pytest.raises(ConflictError):
        plans.approve(plan=plan, by=people.therapist, at=LATER, seen_version=1)
    again = remove(changed, second, people, seen=2)
    assert remove(again, first, people, seen=2).version == 4


def test_approval_makes_it_the_plan_and_replaces_the_one_before(people: People) -> None:
    evaluation = make_evaluation(people)
    first = approved(people, evaluation)
    assert approved_plan(evaluation.patient) == first
    assert (first.approved_by, first.approved_at) == (people.therapist, NOW)
    second = approved(people, evaluation)
    first.refresh_from_db()
    assert first.state == "replaced"
    assert approved_plan(evaluation.patient) == second
    with pytest.raises(LockedError):
        plans.approve(plan=second, by=people.therapist, at=LATER)
    with pytest.raises(LockedError):
        remove(second, names(second)[0], people)


def test_approval_is_refused_when_the_person_has_changed(people: People) -> None:
    """Pregnant now: exercises of the draft are forbidden, so nothing is approved."""
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    set_person(evaluation, pregnancy_weeks=30)
    with pytest.raises(UnsafeError) as refusal:
        plans.approve(plan=plan, by=people.therapist, at=LATER)
    assert {f.kind for f in refusal.value.findings} & {Kind.BARRED, Kind.DOSE, Kind.BIRTH}


def test_a_new_change_must_be_seen_before_approval(people: People) -> None:
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    set_person(evaluation, conditions=["wrist_problem"])
    with pytest.raises(RefusedError):
        plans.approve(plan=plan, by=people.therapist, at=LATER)
    refresh = Change(Act.REFRESH)
    plan = plans.edit(plan=plan, change=refresh, seen_version=1, by=people.therapist, at=LATER)
    assert plan.case["patient"]["conditions"] == ["wrist_problem"]
    present = present_of(evaluation)
    assert present is not None
    assert not is_outdated(plan, present)


def test_a_plan_with_a_stop_open_is_neither_edited_nor_approved(people: People) -> None:
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    Alert.objects.create(
        clinic=people.clinic,
        patient=evaluation.patient,
        rule_id="CES-1",
        level="emergency",
        raised_at=NOW,
    )
    assert stop_of(evaluation.patient) is not None
    for act in (
        lambda: plans.approve(plan=plan, by=people.therapist, at=LATER),
        lambda: remove(plan, names(plan)[0], people),
        lambda: make_plan(people, evaluation),
    ):
        with pytest.raises(UnsafeError) as refusal:
            act()
        assert [f.kind for f in refusal.value.findings] == [Kind.STOPPED]


def test_a_stop_withdraws_the_approved_plan(people: People) -> None:
    from sijoint.records.actions import alert
    from sijoint.records.queries.recorded import recorded_in

    evaluation = make_evaluation(people)
    plan = approved(people, evaluation)
    answer(evaluation, "saddle_anaesthesia")
    safety = recorded_in(evaluation).safety
    assert safety is not None
    alert.sync(
        patient=evaluation.patient,
        safety=safety,
        by=people.therapist,
        at=LATER,
        evaluation=evaluation,
    )
    plan.refresh_from_db()
    assert plan.state == "withdrawn"
    assert approved_plan(evaluation.patient) is None
    assert "plan.withdraw" in verbs()
    assert not list(breaks(people.clinic.id))


def test_withdrawing_needs_a_reason_and_counts_once(people: People) -> None:
    plan = approved(people)
    with pytest.raises(RefusedError):
        plans.withdraw(plan=plan, reason=" ", by=people.therapist, at=LATER)
    done = plans.withdraw(plan=plan, reason="moved away", by=people.therapist, at=LATER)
    assert (done.state, done.withdrawn_reason) == ("withdrawn", "moved away")
    again = plans.withdraw(plan=plan, reason="twice", by=people.second, at=LATER)
    assert again.withdrawn_reason == "moved away"
    assert verbs().count("plan.withdraw") == 1


def test_an_approved_plan_is_revised_in_a_draft_of_its_own(people: People) -> None:
    plan = approved(people)
    draft = plans.revise(plan=plan, by=people.second, at=LATER)
    assert plans.revise(plan=draft, by=people.second, at=LATER) == draft
    plan.refresh_from_db()
    assert (plan.state, draft.state) == ("approved", "draft")
    assert without_marks(draft.content) == without_marks(plan.content)
    gone = names(draft)[-1]
    draft = plans.edit(
        plan=draft,
        change=Change(Act.REMOVE, 1, gone),
        seen_version=1,
        by=people.second,
        at=LATER,
    )
    plans.approve(plan=draft, by=people.second, at=LATER)
    plan.refresh_from_db()
    assert plan.state == "replaced"


def test_every_act_is_in_the_chain_and_no_value_is(people: People) -> None:
    plan = approved(people)
    plans.read(plan=plan, by=people.therapist, at=LATER)
    plans.withdraw(plan=plan, reason="a private reason", by=people.therapist, at=LATER)
    assert verbs()[-4:] == ["plan.propose", "plan.approve", "plan.read", "plan.withdraw"]
    assert not list(breaks(people.clinic.id))
    said = json.dumps(list(Event.objects.values("verb", "fields")))
    assert "private" not in said
