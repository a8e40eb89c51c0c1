"""Hands-on care and goals."""

from __future__ import annotations

from datetime import date

import pytest

from sijoint.audit.models import Event
from sijoint.records.actions import goal as goals
from sijoint.records.actions import manual_therapy
from sijoint.records.actions import plan as plans
from sijoint.records.error import LockedError, RefusedError
from sijoint.records.models import ManualTherapy, Plan
from sijoint.records.queries.plan import present_of
from tests.people import NOW, People
from tests.records.planning import LATER, answer, approved, make_evaluation, make_patient, make_plan

pytestmark = pytest.mark.django_db


def offered(plan: Plan) -> list[str]:
    present = present_of(plan.evaluation)
    assert present is not None
    return [technique.id for technique in manual_therapy.techniques_for(plan, present)]


def add(plan: Plan, people: People, technique: str | None = None, **more: object) -> ManualTherapy:
    return manual_therapy.add(
        plan=plan,
        technique_id=technique or offered(plan)[0],
        by=people.therapist,
        at=NOW,
        **{"target_finding": "faber", "side": "left", "dose": "grade II", "before": 6.0, **more},
    )


def test_a_technique_has_its_target_and_its_re_test(people: People) -> None:
    plan = approved(people)
    entry = add(plan, people)
    entry = manual_therapy.retest(entry=entry, after=4.0, by=people.therapist, at=LATER, note="ok")
    assert (entry.before, entry.after, entry.target_finding) == (6.0, 4.0, "faber")
    entry = manual_therapy.remove(entry=entry, by=people.therapist, at=LATER)
    assert entry.removed_at == LATER
    with pytest.raises(RefusedError):
        manual_therapy.retest(entry=entry, after=3.0, by=people.therapist, at=LATER)
    assert Event.objects.filter(verb__startswith="manual_therapy.").count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"target_finding": "charm"},
        {"side": "middle"},
        {"before": 11.0},
        {"technique": "sorcery"},
    ],
)
def test_a_wrong_entry_is_refused(people: People, wrong: dict) -> None:
    plan = make_plan(people)
    with pytest.raises(RefusedError):
        add(plan, people, **wrong)
    assert not ManualTherapy.objects.exists()


def test_no_thrust_from_the_level_soon_up(people: People) -> None:
    """A history of cancer is a sign to check soon."""
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    before = offered(plan)
    answer(evaluation, "cancer_history")
    present = present_of(evaluation)
    assert present is not None
    assert str(present.safety.level) == "soon"
    thrusts = {"sij_thrust", "lumbopelvic_manipulation"}
    assert not thrusts & set(offered(plan))
    for thrust in thrusts & set(before) | thrusts:
        with pytest.raises(RefusedError):
            add(plan, people, thrust)


def test_no_more_sessions_than_the_evidence_allows(people: People) -> None:
    plan = make_plan(people)
    present = present_of(plan.evaluation)
    assert present is not None
    technique = manual_therapy.techniques_for(plan, present)[0]
    for _ in range(technique.sessions):
        add(plan, people, technique.id)
    with pytest.raises(RefusedError, match=str(technique.sessions)):
        add(plan, people, technique.id)


def test_nothing_is_added_to_a_plan_that_was_withdrawn(people: People) -> None:
    plan = approved(people)
    technique = offered(plan)[0]
    plan = plans.withdraw(plan=plan, reason="ended", by=people.therapist, at=LATER)
    with pytest.raises(LockedError):
        add(plan, people, technique)


def test_a_goal_is_rated_over_time(people: People) -> None:
    episode = make_patient(people).episodes.get()
    goal = goals.add(episode=episode, text=" lift my child ", by=people.therapist, at=NOW)
    assert (goal.text, goal.baseline) == ("lift my child", None)
    rate = {"goal": goal, "by": people.therapist, "at": LATER}
    goal = goals.rate(value=3, on=date(2026, 11, 23), **rate)
    assert goal.baseline == 3
    goal = goals.rate(value=6, on=date(2026, 12, 7), **rate)
    goal = goals.rate(value=5, on=date(2026, 12, 1), **rate)
    goal = goals.rate(value=7, on=date(2026, 12, 7), **rate)
    assert goal.scores == [
        {"on": "2026-12-01", "value": 5},
        {"on": "2026-12-07", "value": 7},
    ]
    assert goals.end(goal=goal, by=people.therapist, at=LATER).ended_at == LATER
    with pytest.raises(RefusedError):
        goals.rate(value=8, on=date(2026, 12, 9), **rate)


@pytest.mark.parametrize("text", ["", "  ", "x" * 201])
def test_a_goal_has_words(people: People, text: str) -> None:
    episode = make_patient(people).episodes.get()
    with pytest.raises(RefusedError):
        goals.add(episode=episode, text=text, by=people.therapist, at=NOW)


@pytest.mark.parametrize("value", [-1, 11])
def test_a_rating_is_from_0_to_10(people: People, value: float) -> None:
    episode = make_patient(people).episodes.get()
    with pytest.raises(RefusedError):
        goals.add(episode=episode, text="walk", baseline=value, by=people.therapist, at=NOW)
