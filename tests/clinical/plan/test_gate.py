from __future__ import annotations

from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.gate import MAINTENANCE, Gate, GateItem, criteria
from tests.clinical.plan.library import make_plan
from tests.clinical.rules import lexicon, make_case

GATES = (
    Gate(4, (GateItem("walk", None), GateItem("raise", lexicon().parse("aslr>=2", "x"))), False),
    Gate(4, (GateItem("run", None),), True),
    Gate(MAINTENANCE, (GateItem("steady", None),), False),
)


def asked(to: int, text: str = "", *, has_impact: bool = False) -> list[str]:
    facts = Facts(make_case(text), lexicon())
    return [each.id for each in criteria(GATES, to, facts, has_impact=has_impact)]


def test_only_the_criteria_of_the_step_are_asked():
    assert asked(2) == []
    assert asked(4) == ["walk"]
    assert asked(MAINTENANCE) == ["steady"]


def test_a_criterion_can_depend_on_the_start():
    assert asked(4, "aslr:left=3") == ["walk", "raise"]


def test_running_has_a_gate_of_its_own():
    assert asked(4, has_impact=True) == ["walk", "run"]


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
