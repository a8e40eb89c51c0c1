from __future__ import annotations

from dataclasses import replace

from sijoint.clinical.phrase import phrase
from sijoint.clinical.plan.candidate import sort_out
from sijoint.clinical.plan.exercise import DoseLimit
from sijoint.clinical.plan.goal import Goals
from sijoint.clinical.plan.state import Held
from tests.clinical.plan.library import make_circumstances, make_dose, make_exercise

NAME = "@plan_approach.movement.patient"


def sort(*exercises, **changes):
    offered, barred = sort_out(exercises, make_circumstances(**changes))
    return [c.exercise.id for c in offered], barred


def test_a_suitable_exercise_is_offered():
    assert sort(make_exercise()) == (["squat"], {})


def test_an_exercise_of_another_stage_is_neither_offered_nor_barred():
    later = make_exercise(doses={3: make_dose(stage=3).forms()})
    assert sort(later) == ([], {})


def test_a_restriction_comes_before_every_other_reason():
    held = Held(("OST",), {"squat": phrase("why")}, {})
    unfit = make_exercise(rating="–", equipment=frozenset({"chair"}))
    assert sort(unfit, held=held) == ([], {"squat": phrase("why")})


def test_an_exercise_that_the_profile_avoids_is_barred():
    barred = {"squat": phrase("plan.because.rating", plan=NAME)}
    assert sort(make_exercise(rating="–")) == ([], barred)


def test_only_equipment_at_hand_is_used():
    exercise = make_exercise(equipment=frozenset({"step", "band"}))
    lacking = {"squat": phrase("plan.because.equipment", equipment="@equipment.step.patient")}
    assert sort(exercise, equipment=frozenset({"band", "mat"})) == ([], lacking)
    assert sort(exercise, equipment=frozenset({"band", "step"})) == (["squat"], {})


def test_impact_is_only_for_a_goal_that_needs_it():
    hop = make_exercise("hop", functions={"impact": 3})
    goals = Goals({}, {"hop": "dance"}, are_demanding=True)
    assert sort(hop) == ([], {"hop": phrase("plan.because.impact")})
    assert sort(hop, goals=goals) == (["hop"], {})


def test_the_named_changes_go_with_the_exercise():
    held = Held(("OST",), {}, {"squat": (phrase("keep.long"),)})
    offered, _ = sort_out([make_exercise()], make_circumstances(held=held))
    assert offered[0].cautions == (phrase("keep.long"),)


def test_a_second_choice_is_barred_while_a_better_exercise_does_the_same():
    better, second = make_exercise("a"), make_exercise("b", rating="±")
    barred = {"b": phrase("plan.because.second_choice", plan=NAME)}
    assert sort(better, second) == (["a"], barred)


def test_a_second_choice_is_offered_for_what_nothing_better_trains():
    weaker = make_exercise("a", functions={"leg_strength": 1})
    second = make_exercise("b", rating="±", functions={"leg_strength": 2, "balance": 3})
    offered, barred = sort_out([weaker, second], make_circumstances())
    assert [c.fills for c in offered] == [frozenset(), frozenset({"leg_strength"})]
    assert not barred


def test_a_second_choice_that_trains_nothing_wanted_is_barred():
    second = make_exercise("b", rating="±", functions={"balance": 3})
    assert sort(second)[0] == []


def test_a_leap_is_barred_only_where_nobody_may_take_it():
    doses = {1: make_dose().forms()}
    lunge = make_exercise("lunge", doses={2: doses[1]}, easier=frozenset({"squat"}))
    at = make_circumstances(stage=2, led_up_to=frozenset({"lunge"}))
    assert sort_out([lunge], at) == ((), {"lunge": phrase("plan.because.leap")})
    free, _ = sort_out([lunge], make_circumstances(stage=2))
    assert free[0].is_leap
    after, _ = sort_out([lunge], replace(at, earlier=frozenset({"squat"})))
    assert not after[0].is_leap


def test_the_dose_obeys_the_numbers_of_the_changes():
    held = Held((), {}, {}, {"squat": DoseLimit(reps=5)})
    offered, _ = sort_out([make_exercise()], make_circumstances(held=held))
    assert {dose.reps for dose in offered[0].doses} == {5}
