from __future__ import annotations

from dataclasses import replace

import pytest

from sijoint.clinical.case import PainSide
from sijoint.clinical.phrase import phrase
from sijoint.clinical.plan.exercise import DoseForm
from sijoint.clinical.plan.goal import Goals
from sijoint.clinical.plan.option import choices_for, options_of, side_of
from sijoint.clinical.plan.selection import open_solver
from sijoint.clinical.plan.stage import fill
from tests.clinical.plan.library import (
    make_approach,
    make_candidate,
    make_circumstances,
    make_dose,
    make_exercise,
    make_request,
    make_way,
)

NAME = "@plan_approach.movement.patient"
LEGS = "@exercise_function.leg_strength.patient"


def filled(*exercises, **changes):
    return fill(make_request(*exercises, **changes), open_solver())


def value_of(exercise, **changes) -> float:
    request = make_request(exercise, **changes)
    return options_of(choices_for(request), request)[0].value


@pytest.mark.parametrize(("pain", "side"), [("left", "left"), ("bilateral", "both")])
def test_a_stretch_is_for_the_painful_side(pain, side):
    stretch = make_exercise(is_sided=True, category="mobility")
    assert side_of(stretch, PainSide(pain)) == side


def test_strength_work_is_for_both_sides():
    assert side_of(make_exercise(is_sided=True), PainSide.LEFT) == "both"
    assert side_of(make_exercise(), PainSide.LEFT) == "both"


def test_an_exercise_is_planned_with_its_dose_and_days():
    exercise = make_exercise(is_sided=True, doses={1: make_dose(per_week=3, hold_s=2.0).forms()})
    planned = filled(exercise).exercises[0]
    assert (planned.id, planned.side, planned.sets, planned.reps) == ("squat", "both", 2, 10)
    assert (planned.hold_s, planned.per_week, planned.sessions_per_day) == (2.0, 3, 1)
    # 4 bouts x 10 x 6 s and three rests of 30 s are 330 s.
    assert planned.minutes == 5.5
    assert planned.weekdays == ("mon", "wed", "fri")


def test_the_reason_names_the_function_and_the_plan():
    assert filled(make_exercise()).exercises[0].why == phrase(
        "plan.why.function", function=LEGS, plan=NAME
    )


@pytest.mark.parametrize(
    "goals",
    [
        Goals({}, {"squat": "garden"}, are_demanding=False),
        Goals({"leg_strength": "garden"}, {}, are_demanding=False),
    ],
)
def test_the_reason_names_the_goal_it_serves(goals):
    at = make_circumstances(goals=goals)
    assert filled(make_exercise(), circumstances=at).exercises[0].why == phrase(
        "plan.why.goal", function=LEGS, plan=NAME, goal="garden"
    )


def test_the_function_named_is_the_one_that_serves_the_goal():
    goals = Goals({"balance": "dance"}, {"squat": "garden"}, are_demanding=True)
    exercise = make_exercise(functions={"leg_strength": 3, "balance": 2})
    at = make_circumstances(goals=goals)
    assert filled(exercise, circumstances=at).exercises[0].why == phrase(
        "plan.why.goal",
        function="@exercise_function.balance.patient",
        plan=NAME,
        goal="dance",
    )


def test_a_weak_effect_on_a_goal_is_no_reason():
    goals = Goals({"balance": "dance"}, {}, are_demanding=True)
    exercise = make_exercise(functions={"leg_strength": 3, "balance": 1})
    at = make_circumstances(goals=goals)
    assert filled(exercise, circumstances=at).exercises[0].why.id == "plan.why.function"


def test_a_second_choice_is_named_by_what_it_alone_trains():
    exercise = make_exercise(functions={"leg_strength": 3, "balance": 2})
    candidate = replace(make_candidate(exercise, 1.0), fills=frozenset({"balance"}))
    assert filled(candidates=(candidate,)).exercises[0].why == phrase(
        "plan.why.second_choice", function="@exercise_function.balance.patient", plan=NAME
    )


def test_what_the_person_wants_and_what_is_usual_and_known_counts():
    plain = value_of(make_exercise())
    goals = Goals({}, {"squat": "garden"}, are_demanding=False)
    assert value_of(make_exercise(), kept={"squat": 1}) == plain + 3
    assert value_of(make_exercise(), circumstances=make_circumstances(goals=goals)) == plain + 6
    usual = make_circumstances(usual=frozenset({"squat"}))
    assert value_of(make_exercise(), circumstances=usual) == plain + 5
    first_choice = make_candidate(make_exercise(), 3.0)
    assert value_of(make_exercise(), candidates=(first_choice,)) == plain + 3


def test_each_reduced_dose_costs_points():
    exercise = make_exercise(doses={1: make_dose(per_week=14, sessions_per_day=2).forms()})
    request = make_request(exercise)
    choices = choices_for(request)
    assert [c.dose.form for c in choices] == list(DoseForm)
    values = [option.value for option in options_of(choices, request)]
    assert [value - values[0] for value in values] == [0.0, -2.0, -4.0]


def test_rare_work_is_dealt_out_to_both_kinds_of_days():
    doses = {1: make_dose(per_week=3).forms()}
    exercises = [make_exercise(name, doses=doses) for name in ("a", "b", "c")]
    kinds = {c.candidate.exercise.id: c.kind for c in choices_for(make_request(*exercises))}
    assert kinds == {"a": 0, "b": 1, "c": 0}


def test_with_little_time_the_dose_is_reduced_before_the_exercise_is_dropped():
    planned = filled(make_exercise(), capacity=10).exercises[0]
    assert (planned.sets, planned.minutes) == (1, 0.7)


def test_what_was_not_chosen_has_its_reason():
    other = make_exercise("lunge", functions={"leg_strength": 2})
    long = make_exercise("hike", doses={1: make_dose(continuous_minutes=60.0).forms()})
    result = filled(make_exercise(), other, long)
    assert [e.id for e in result.exercises] == ["squat"]
    assert result.left_out == {
        "lunge": phrase("plan.because.covered"),
        "hike": phrase("plan.because.time"),
    }


def test_a_full_stage_says_so():
    other = make_exercise("lunge", functions={"leg_strength": 2})
    result = filled(make_exercise(), other, most=1)
    assert result.left_out == {"lunge": phrase("plan.because.full", count=1)}


def test_nothing_is_planned_when_nothing_fits():
    result = filled(make_exercise(), capacity=3)
    assert result.exercises == ()
    assert result.left_out == {"squat": phrase("plan.because.time")}


def test_further_changes_and_leaps_cost_points():
    changes = [phrase(name) for name in "abc"]
    plain = value_of(make_exercise())
    one = make_candidate(make_exercise(), 2.0, *changes[:1])
    three = make_candidate(make_exercise(), 2.0, *changes)
    assert value_of(make_exercise(), candidates=(one,)) == plain
    assert value_of(make_exercise(), candidates=(three,)) == plain - 4
    leap = replace(make_candidate(make_exercise()), is_leap=True)
    assert value_of(make_exercise(), candidates=(leap,)) == plain - 10


def walk(**changes):
    dose = make_dose(sets=1, reps=1, continuous_minutes=8.0, **changes)
    return make_exercise("walking", functions={"aerobic": 3}, doses={1: dose.forms()})


@pytest.mark.parametrize(
    ("goal_capacity", "forms"),
    [(120.0, [DoseForm.FULL]), (79.0, [DoseForm.FULL, DoseForm.SHORT])],
)
def test_the_goal_itself_is_not_cut_while_it_fits_its_part_of_the_day(goal_capacity, forms):
    goals = Goals({}, {"walking": "walk"}, are_demanding=False, activities=frozenset({"walking"}))
    at = make_circumstances(goals=goals)
    request = make_request(walk(), circumstances=at, goal_capacity=goal_capacity)
    assert [choice.dose.form for choice in choices_for(request)] == forms
    assert value_of(walk(), circumstances=at) == value_of(walk()) + 6 + 20


def test_continuous_work_grows_unless_it_must_be_changed():
    free = make_circumstances(wanted={"aerobic": 3})
    grown = filled(walk(), circumstances=free).exercises[0]
    assert grown.cautions == (phrase("plan.step.minutes"),)
    changed = make_candidate(walk(), 2.0, phrase("slowly"))
    planned = filled(candidates=(changed,), circumstances=free).exercises[0]
    assert planned.cautions == (phrase("slowly"),)


def test_an_unwanted_function_is_named_only_when_there_is_no_other():
    way = make_way(make_approach(unwanted=frozenset({"self_isometric"})))
    at = make_circumstances(way=way)
    both = make_exercise(functions={"self_isometric": 3, "hip_adduction": 2})
    only = make_exercise(functions={"self_isometric": 3})
    named = [dict(filled(e, circumstances=at).exercises[0].why.values) for e in (both, only)]
    assert [values["function"] for values in named] == [
        "@exercise_function.hip_adduction.patient",
        "@exercise_function.self_isometric.patient",
    ]
