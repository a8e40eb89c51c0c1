from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.clinical.plan.schedule import FIRST, SECOND, WEEK, arrange, load, weekdays
from tests.clinical.plan.library import make_dose


@pytest.mark.parametrize("days", range(1, 8))
@pytest.mark.parametrize("kind", [FIRST, SECOND])
def test_every_dose_has_its_days_in_the_order_of_the_week(days, kind):
    chosen = weekdays(make_dose(per_week=days), kind)
    assert len(chosen) == days
    assert list(chosen) == sorted(chosen, key=WEEK.index)


@pytest.mark.parametrize("days", [1, 2, 3])
@pytest.mark.parametrize("kind", [FIRST, SECOND])
def test_up_to_three_days_are_never_two_in_a_row(days, kind):
    places = [WEEK.index(day) for day in weekdays(make_dose(per_week=days), kind)]
    gaps = [(b - a) % 7 for a, b in zip(places, places[1:] + places[:1], strict=True)]
    assert days == 1 or min(gaps) >= 2


def test_the_two_kinds_of_days_never_meet():
    for first, second in product((1, 2, 3), repeat=2):
        days = set(weekdays(make_dose(per_week=first), FIRST))
        assert days.isdisjoint(weekdays(make_dose(per_week=second), SECOND))


def test_frequent_work_counts_on_both_kinds_of_days_with_all_its_sessions():
    daily = make_dose(per_week=14, sessions_per_day=2)
    assert load(daily, 1, FIRST) == load(daily, 1, SECOND) == (36, 36)


def test_rare_work_counts_on_its_own_kind_of_day():
    rare = make_dose(per_week=3)
    assert load(rare, 1, FIRST) == (18, 0)
    assert load(rare, 1, SECOND) == (0, 18)


def test_exercise_days_stay_together_while_the_time_allows():
    doses = [(make_dose(per_week=3), 1)] * 3
    assert arrange(doses, capacity=54) == (FIRST, FIRST, FIRST)
    assert arrange(doses, capacity=53) == (FIRST, FIRST, SECOND)
    assert arrange([], capacity=0) == ()


@given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 4)), min_size=1, max_size=6))
def test_no_day_is_longer_than_the_capacity(doses):
    made = [(make_dose(per_week=days, sets=sets), 1) for days, sets in doses]
    capacity = sum(dose.tenths(1) for dose, _ in made)
    minutes = dict.fromkeys(WEEK, 0)
    for (dose, sides), kind in zip(made, arrange(made, capacity), strict=True):
        for day in weekdays(dose, kind):
            minutes[day] += dose.tenths(sides) * dose.sessions_per_day
    assert max(minutes.values()) <= capacity
