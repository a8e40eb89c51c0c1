from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.clinical.plan.exercise import Dose, DoseForm, DoseLimit, Rating
from tests.clinical.plan.library import make_dose, make_exercise


def test_ratings_have_points_that_can_be_averaged():
    assert [rating.points for rating in Rating] == [3, 2, 1, 0]


def test_minutes_hold_every_repetition_hold_and_rest():
    # 2 sets x 10 x (4 + 5) s and one rest of 30 s are 210 s.
    assert make_dose(hold_s=5.0).tenths(sides=1) == 35


def test_both_sides_double_the_work_and_rest_between_every_set():
    # 4 bouts x 10 x 4 s and three rests of 30 s are 250 s.
    assert make_dose().tenths(sides=2) == 42


def test_continuous_work_takes_its_minutes_on_any_side():
    walk = make_dose(sets=1, reps=1, continuous_minutes=8)
    assert walk.tenths(sides=1) == walk.tenths(sides=2) == 80


@pytest.mark.parametrize(
    "changes",
    [{"sets": 1, "reps": 1, "rep_s": 1.0}, {"continuous_minutes": 0.01}],
)
def test_nothing_takes_no_time(changes):
    assert make_dose(**changes).tenths(sides=1) == 1


def test_twice_a_day_is_reduced_to_once_before_it_is_cut_to_one_set():
    full, once, short = make_dose(per_week=14, sessions_per_day=2).forms()
    assert (full.days, full.per_week) == (7, 14)
    assert (once.form, once.per_week, once.sessions_per_day, once.sets) == (
        DoseForm.ONCE_A_DAY,
        7,
        1,
        2,
    )
    assert (short.form, short.per_week, short.sets) == (DoseForm.SHORT, 7, 1)


def test_a_dose_of_one_set_once_a_day_has_no_smaller_form():
    assert make_dose(sets=1).forms() == (make_dose(sets=1),)


@pytest.mark.parametrize(("minutes", "half"), [(8.0, 4.0), (5.0, 3.0)])
def test_continuous_work_is_cut_to_half_in_whole_minutes(minutes, half):
    full, short = make_dose(sets=1, reps=1, continuous_minutes=minutes).forms()
    assert (full.continuous_minutes, short.continuous_minutes) == (minutes, half)


def test_a_minute_of_continuous_work_is_not_cut():
    assert len(make_dose(sets=1, reps=1, continuous_minutes=0.5).forms()) == 1


@given(
    sets=st.integers(1, 5),
    reps=st.integers(1, 20),
    per_day=st.integers(1, 2),
    days=st.integers(1, 7),
    minutes=st.none() | st.floats(0.5, 40.0),
)
def test_every_form_is_smaller_than_the_one_before(sets, reps, per_day, days, minutes):
    dose = Dose(1, sets, reps, 3.0, 2.0, 20.0, per_day * days, per_day, minutes)
    week = [form.tenths(1) * form.per_week for form in dose.forms()]
    assert week == sorted(set(week), reverse=True)
    assert all(form.days == days for form in dose.forms())


def test_stretches_and_self_isometrics_are_for_the_painful_side():
    stretch = make_exercise(is_sided=True, category="mobility")
    isometric = make_exercise(is_sided=True, functions={"self_isometric": 3})
    strength = make_exercise(is_sided=True)
    without_sides = make_exercise(category="mobility")
    assert stretch.is_for_painful_side
    assert isometric.is_for_painful_side
    assert not strength.is_for_painful_side
    assert not without_sides.is_for_painful_side


def test_impact_is_known_by_its_function():
    assert make_exercise(functions={"aerobic": 3, "impact": 2}).is_impact
    assert not make_exercise().is_impact


def test_a_limit_binds_sets_repetitions_and_holds():
    limit = DoseLimit(sets=1, reps=6, hold_s=5)
    dose = limit.applied_to(make_dose(hold_s=10.0))
    assert (dose.sets, dose.reps, dose.hold_s) == (1, 6, 5)
    assert limit.applied_to(make_dose(reps=4)).reps == 4


@pytest.mark.parametrize(
    ("dose", "sets", "reps"),
    [
        (make_dose(reps=9), 2, 4),
        (make_dose(sets=3, reps=1), 1, 1),
        (make_dose(sets=1, reps=1), 1, 1),
    ],
)
def test_a_share_is_of_the_repetitions_or_of_sets_of_one(dose, sets, reps):
    half = DoseLimit(share=0.5).applied_to(dose)
    assert (half.sets, half.reps) == (sets, reps)


@pytest.mark.parametrize(
    ("limit", "minutes"),
    [(DoseLimit(minutes=10), 10), (DoseLimit(share=0.5), 7), (DoseLimit(minutes=5, share=0.5), 5)],
)
def test_a_limit_binds_the_minutes_of_continuous_work(limit, minutes):
    walk = make_dose(sets=1, reps=1, continuous_minutes=15.0)
    assert limit.applied_to(walk).continuous_minutes == minutes


def test_a_limit_speaks_of_one_kind_of_work():
    walk = make_dose(sets=1, reps=1, continuous_minutes=15.0)
    assert DoseLimit(minutes=5).speaks_of(walk)
    assert not DoseLimit(minutes=5).speaks_of(make_dose())
    assert DoseLimit(hold_s=5).speaks_of(make_dose())
    assert not DoseLimit(hold_s=5).speaks_of(walk)
    assert DoseLimit(share=0.5).speaks_of(walk)


def test_every_form_of_a_dose_stays_within_its_limit():
    exercise = make_exercise()
    forms = exercise.doses_within(1, DoseLimit(reps=6))
    assert {dose.reps for dose in forms} == {6}
    assert exercise.doses_within(1, DoseLimit()) == exercise.doses[1]


def test_a_harder_exercise_leaps_until_an_easier_one_was_there():
    doses = {2: make_dose(stage=2).forms()}
    lunge = make_exercise("lunge", doses=doses, easier=frozenset({"squat"}))
    assert lunge.leaps(frozenset({"walking"}))
    assert not lunge.leaps(frozenset({"squat"}))
    assert not lunge.leaps(frozenset({"lunge"}))
    assert not make_exercise(easier=frozenset({"sit"})).leaps(frozenset())
    assert not make_exercise(doses=doses).leaps(frozenset())


def test_fitness_work_grows_by_the_minute_but_not_impact():
    assert make_exercise(functions={"aerobic": 3}).is_endurance
    assert not make_exercise(functions={"aerobic": 3, "impact": 2}).is_endurance
    assert not make_exercise().is_endurance
