from __future__ import annotations

import pytest

from sijoint.clinical.facts import Facts
from sijoint.clinical.plan.ladder import Careful, Ladder
from sijoint.clinical.safety import SafetyLevel
from tests.clinical.plan.library import make_exercise, plan_rules
from tests.clinical.rules import lexicon, make_case

LADDER = Ladder(
    frozenset({"lunge"}),
    (
        Careful(lexicon().parse("age>=70", "x"), None),
        Careful(None, SafetyLevel.SOON),
    ),
)
LIBRARY = (make_exercise("squat"), make_exercise("lunge"))


@pytest.mark.parametrize(
    ("age", "level", "waiting"),
    [
        (40.0, "routine", {"lunge"}),
        (70.0, "none", {"lunge", "squat"}),
        (40.0, "soon", {"lunge", "squat"}),
    ],
)
def test_careful_people_wait_with_every_exercise(age, level, waiting):
    facts = Facts(make_case(age=age), lexicon())
    assert LADDER.waiting(LIBRARY, facts, SafetyLevel(level)) == waiting


@pytest.mark.parametrize(
    "person",
    [
        {"age": 71.0},
        {"conditions": "osteoporosis"},
        {"conditions": "fall_risk"},
        {"conditions": "vertebral_fracture"},
    ],
)
def test_the_evidence_knows_whom_a_leap_could_hurt(person):
    rules = plan_rules()
    facts = Facts(make_case(**person), lexicon())
    everything = {exercise.id for exercise in rules.exercises}
    assert rules.ladder.waiting(rules.exercises, facts, SafetyLevel.NONE) == everything
    nobody = Facts(make_case(), lexicon())
    assert "bridge_march_single" in rules.ladder.led_up_to
    assert rules.ladder.waiting(rules.exercises, nobody, SafetyLevel.NONE) == rules.ladder.led_up_to
