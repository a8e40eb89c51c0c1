from __future__ import annotations

import pytest

from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.exercise import DoseLimit
from sijoint.clinical.plan.gate import (
    MAINTENANCE,
    Ability,
    Equivalent,
    Gate,
    GateItem,
    Task,
    criteria,
)
from tests.clinical.plan.library import all_exercises, make_plan
from tests.clinical.rules import lexicon, make_case

GATES = (
    Gate(4, (GateItem("walk", None), GateItem("raise", lexicon().parse("aslr>=2", "x"))), False),
    Gate(4, (GateItem("run", None),), True),
    Gate(MAINTENANCE, (GateItem("steady", None),), False),
)
HOLD = Equivalent("front_plank", Task.HOLD, 20, is_each_side=False)
SIDE = Equivalent("side_plank_knee", Task.HOLD, 20, is_each_side=True)
STAND = Equivalent("sit_to_stand", Task.REPS, 15, is_each_side=False)
CARRY = Equivalent("suitcase_carry", Task.METRES, 40, is_each_side=True)
WALK = Equivalent("walking", Task.MINUTES, 10, is_each_side=False, plus_minutes=2)
EVERY = frozenset({"front_plank", "side_plank_knee", "sit_to_stand", "suitcase_carry", "walking"})


def asked(to: int, text: str = "", *, has_impact: bool = False) -> list[str]:
    facts = Facts(make_case(text), lexicon())
    able = Ability(frozenset())
    return [each.id for each in criteria(GATES, to, facts, has_impact=has_impact, ability=able)]


def shown(*items: GateItem, ability: Ability, need: int = 2) -> list[Phrase]:
    gate = Gate(2, items, False, need)
    facts = Facts(make_case(), lexicon())
    return list(criteria((gate,), 2, facts, has_impact=False, ability=ability))


def item(*equivalents: Equivalent) -> GateItem:
    return GateItem("unused", None, equivalents, is_counted=True)


def test_only_the_criteria_of_the_step_are_asked():
    assert asked(2) == []
    assert asked(4) == ["walk"]
    assert asked(MAINTENANCE) == ["steady"]


def test_a_criterion_can_depend_on_the_start():
    assert asked(4, "aslr:left=3") == ["walk", "raise"]


def test_running_has_a_gate_of_its_own():
    assert asked(4, has_impact=True) == ["walk", "run"]


def test_an_item_asks_for_its_first_allowed_equivalent():
    ability = Ability(frozenset({"side_plank_knee", "sit_to_stand"}))
    named = "@exercise.side_plank_knee.patient"
    assert shown(item(HOLD, SIDE, STAND), ability=ability) == [
        phrase("plan.gate.hold_s_each_side", exercise=named, amount=20)
    ]


def test_what_the_plan_has_taught_is_asked_first():
    ability = Ability(EVERY, planned={"sit_to_stand": 3.0})
    assert shown(item(HOLD, SIDE, STAND), ability=ability)[0].id == "plan.gate.reps"


def test_an_item_without_an_allowed_equivalent_is_dropped():
    assert shown(item(HOLD, SIDE), ability=Ability(frozenset())) == []


def test_two_of_three_are_enough_and_a_line_says_so():
    items = (item(HOLD), item(STAND), item(CARRY))
    lines = shown(*items, ability=Ability(EVERY))
    assert lines[0] == phrase("plan.gate.need", need=2, count=3)
    assert [line.id for line in lines[1:]] == [
        "plan.gate.hold_s",
        "plan.gate.reps",
        "plan.gate.metres_each_side",
    ]
    two = shown(*items, ability=Ability(EVERY - {"front_plank"}))
    assert [line.id for line in two] == ["plan.gate.reps", "plan.gate.metres_each_side"]


@pytest.mark.parametrize(
    ("equivalent", "limit"),
    [
        (HOLD, DoseLimit(hold_s=10)),
        (STAND, DoseLimit(reps=8)),
        (STAND, DoseLimit(share=0.5)),
        (CARRY, DoseLimit(share=0.5)),
        (Equivalent("walking", Task.MINUTES, 30, is_each_side=False), DoseLimit(minutes=20)),
    ],
)
def test_nobody_is_asked_for_more_than_a_change_allows(equivalent, limit):
    limits = {equivalent.exercise: limit}
    assert not shown(item(equivalent), ability=Ability(EVERY, limits=limits))
    assert shown(item(equivalent), ability=Ability(EVERY))


@pytest.mark.parametrize(
    ("planned", "limit", "minutes"),
    [
        ({}, DoseLimit(), 10),
        ({"walking": 4.0}, DoseLimit(), 6),
        ({"walking": 8.0}, DoseLimit(), 10),
        ({"walking": 20.0}, DoseLimit(), 10),
        ({"walking": 4.0}, DoseLimit(minutes=5), 5),
    ],
)
def test_a_short_walk_is_followed_by_a_gate_that_asks_for_little_more(planned, limit, minutes):
    ability = Ability(EVERY, planned=planned, limits={"walking": limit})
    named = "@exercise.walking.patient"
    assert shown(item(WALK), ability=ability) == [
        phrase("plan.gate.minutes", exercise=named, amount=minutes)
    ]


def test_each_stage_ends_where_the_next_one_begins():
    plan = make_plan("stiff", text="aslr:left=3 aslr:right=0")
    assert plan.stages[0].entry == ()
    for stage, following in zip(plan.stages, plan.stages[1:], strict=False):
        assert stage.exit == following.entry != ()
    assert Phrase("stage_gate_item.to_maintenance_pain.patient_text") in plan.stages[-1].exit


def test_leg_raises_are_no_criterion_when_they_were_easy_at_the_start():
    def raises(text: str) -> list[Phrase]:
        plan = make_plan("stiff", text=text)
        return [each for stage in plan.stages for each in stage.exit if "aslr" in each.id]

    assert raises("aslr:left=3 aslr:right=0")
    assert not raises("aslr:left=0 aslr:right=0")
    assert not raises("")


def test_a_plan_with_running_asks_for_the_run_check():
    runner = make_plan("stiff", goals=("run again",))
    assert "run_walk" in {e.id for e in runner.stages[3].exercises}
    assert any("to_running" in each.id for each in runner.stages[3].entry)
    lifter = make_plan("stiff", goals=("train with weights at the gym",))
    assert not any("to_running" in each.id for each in lifter.stages[3].entry)


@pytest.mark.parametrize(("born", "is_asked"), [(None, False), (40.0, True)])
def test_weeks_since_birth_are_asked_of_mothers_only(born, is_asked):
    plan = make_plan("stiff", sex="female", pp=born, goals=("run again",))
    assert "run_walk" in all_exercises(plan)
    texts = {each.id for each in plan.stages[3].entry}
    assert ("stage_gate_item.to_running_weeks_after_birth.patient_text" in texts) is is_asked
