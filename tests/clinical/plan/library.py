"""Exercises, rules and people made up for the tests of the plan, and the real evidence."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from sijoint.clinical.case import Case, PainSide
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan import Plan, PlanRules, build_plan
from sijoint.clinical.plan.approach import Approach, Template, Way
from sijoint.clinical.plan.candidate import Candidate, Circumstances
from sijoint.clinical.plan.exercise import Dose, Exercise, Rating
from sijoint.clinical.plan.goal import Goals
from sijoint.clinical.plan.option import Request, Weights
from sijoint.clinical.plan.state import Held
from sijoint.clinical.profile import Profile, ProfileLabel
from sijoint.clinical.safety import Alert, Safety, SafetyLevel
from sijoint.evidence import plan
from sijoint.evidence.read import read_raw
from tests.clinical.rules import lexicon, make_case

NO_GOALS = Goals({}, {}, are_demanding=False)
NOTHING_HELD = Held((), {}, {})
EVERYTHING = frozenset({"mat", "band", "ball", "chair", "step", "weight", "pool", "bike"})


@cache
def plan_rules() -> PlanRules:
    """The plan rules of the evidence."""
    return plan.build(read_raw(), lexicon())


def make_dose(**changes: Any) -> Dose:
    """Two sets of ten, four seconds each with half a minute of rest, every day."""
    dose = Dose(stage=1, sets=2, reps=10, rep_s=4.0, hold_s=0.0, rest_s=30.0, per_week=7)
    return replace(dose, **changes)


def make_exercise(name: str = "squat", rating: str = "+", **changes: Any) -> Exercise:
    """An exercise for the legs without sides, with the same rating for every profile."""
    ratings = dict.fromkeys(("hypermobile", "stiff", "sensitized"), Rating(rating))
    exercise = Exercise(
        id=name,
        category="gluteus_maximus",
        position="standing",
        equipment=frozenset(),
        is_sided=False,
        ratings=ratings,
        functions={"leg_strength": 3},
        doses={1: make_dose().forms()},
    )
    return replace(exercise, **changes)


def make_approach(profile: str = "stiff", **changes: Any) -> Approach:
    """A movement-first approach that wants leg strength."""
    templates = {1: Template({"leg_strength": 3}, frozenset({"squat"}))}
    return replace(Approach("movement", profile, profile, frozenset(), templates), **changes)


def make_way(*approaches: Approach) -> Way:
    """A way of working along one approach, or several."""
    return Way(approaches or (make_approach(),), "@plan_approach.movement.patient")


def make_circumstances(**changes: Any) -> Circumstances:
    """Stage 1 of a plan that wants leg strength, with nothing at hand and nothing forbidden."""
    circumstances = Circumstances(
        stage=1,
        held=NOTHING_HELD,
        way=make_way(),
        goals=NO_GOALS,
        equipment=frozenset(),
        wanted={"leg_strength": 3},
        usual=frozenset(),
    )
    return replace(circumstances, **changes)


def make_candidate(exercise: Exercise, points: float = 2.0, *cautions: Phrase) -> Candidate:
    """A suitable candidate."""
    return Candidate(exercise, points, cautions, exercise.doses[1])


def make_request(*exercises: Exercise, **changes: Any) -> Request:
    """Choose from exercises for a person with pain on the left and 20 minutes a day."""
    request = Request(
        circumstances=make_circumstances(),
        candidates=tuple(make_candidate(exercise) for exercise in exercises),
        weights=Weights(
            cover=2.0,
            rating=3.0,
            template=5.0,
            goal=6.0,
            activity=20.0,
            kept=3.0,
            item=-6.0,
            caution=-2.0,
            leap=-10.0,
            once_a_day=-2.0,
            short=-4.0,
            lacking=-200.0,
            goal_function=3,
        ),
        side=PainSide.LEFT,
        capacity=199,
        fewest=1,
        most=5,
    )
    return replace(request, **changes)


def make_profile(label: str = "stiff", *named: str) -> Profile:
    """A profile with this label; a plain label names itself."""
    labels = tuple(ProfileLabel(name) for name in named)
    return Profile(0.0, 0.0, 0.0, ProfileLabel(label), labels, (), None)


def make_safety(level: str = "none", *alerts: str) -> Safety:
    """The answer of a screen that reached a level, with the rules that fired."""
    reached = SafetyLevel(level)
    fired = tuple(
        Alert(name, reached, (), phrase(f"safety_rule.{name}.action"), (), False) for name in alerts
    )
    return Safety(reached, reached.stops, fired, ())


def make_person(
    *,
    minutes: float = 20.0,
    equipment: frozenset[str] = EVERYTHING,
    goals: tuple[str, ...] = (),
    assessed_on: str | None = None,
    **person: Any,
) -> Case:
    """A man of 40 with pain on the left, but for what is given, as `make_case` takes it."""
    case = make_case(**person)
    preferences = replace(
        case.preferences, minutes_per_day=minutes, equipment=equipment, goals=goals
    )
    return replace(case, preferences=preferences, assessed_on=assessed_on)


def make_plan(
    label: str = "stiff",
    *named: str,
    level: str = "none",
    alerts: tuple[str, ...] = (),
    **person: Any,
) -> Plan:
    """The plan of such a person under the real evidence."""
    return build_plan(
        make_person(**person),
        profile=make_profile(label, *named),
        safety=make_safety(level, *alerts),
        rules=plan_rules(),
    )


def all_exercises(plan: Plan) -> set[str]:
    """Ids of the exercises of all stages."""
    return {exercise.id for stage in plan.stages for exercise in stage.exercises}


def reason_for(plan: Plan, exercise: str) -> Phrase:
    """Why an exercise is not in a plan."""
    return next(e.because for e in plan.excluded if e.id == exercise)
