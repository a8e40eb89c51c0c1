from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijoint.clinical.plan.selection import Option, Program, open_solver, select, tie_break

FUNCTIONS = ("hip_extension", "balance", "aerobic", "lifting")


def make_option(
    exercise: str = "squat", value: float = 1.0, load: tuple[int, int] = (20, 0), **cover: float
) -> Option:
    return Option(exercise, value, cover, load)


def make_program(*options: Option, capacity: int = 100, fewest: int = 1, most: int = 5) -> Program:
    return Program(options, capacity, fewest, most, lacking=-200.0)


def chosen(program: Program) -> list[str]:
    return [program.options[place].exercise for place in select(program, open_solver())]


def worth(program: Program, places: tuple[int, ...]) -> float:
    """What a choice is worth, written down without the solver."""
    options = [program.options[place] for place in places]
    wanted = {name for option in options for name in option.cover}
    cover = sum(max(o.cover.get(name, 0.0) for o in options) for name in wanted)
    lacking = program.lacking * max(0, program.fewest - len(options))
    value = sum(o.value for o in options)
    return value + cover + lacking - sum(tie_break(place) for place in places)


def is_possible(program: Program, places: tuple[int, ...]) -> bool:
    options = [program.options[place] for place in places]
    once = len({o.exercise for o in options}) == len(options)
    days = [sum(o.load[kind] for o in options) for kind in (0, 1)]
    return once and len(options) <= program.most and max(days) <= program.capacity


def best_of_all(program: Program) -> tuple[int, ...]:
    """The best of every subset there is: slow, and plainly right."""
    every = (
        places
        for count in range(1, program.most + 1)
        for places in combinations(range(len(program.options)), count)
        if is_possible(program, places)
    )
    return max(every, key=lambda places: worth(program, places), default=())


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Small programs: up to six exercises in one or two doses, whole points, tight days."""
    options = []
    for number in range(draw(st.integers(1, 6))):
        cover = draw(st.dictionaries(st.sampled_from(FUNCTIONS), st.sampled_from([2.0, 6.0, 12.0])))
        value = float(draw(st.integers(-8, 8)))
        minutes = draw(st.integers(1, 80))
        kind = draw(st.sampled_from([(1, 1), (1, 0), (0, 1)]))
        for size in draw(st.sampled_from([(1,), (2, 1)])):
            load = (minutes * size * kind[0], minutes * size * kind[1])
            options.append(Option(f"e{number}", value + 2.0 * size, cover, load))
    return Program(
        tuple(options),
        capacity=draw(st.integers(10, 200)),
        fewest=draw(st.integers(1, 2)),
        most=draw(st.integers(1, 5)),
        lacking=-200.0,
    )


@settings(deadline=None, max_examples=150)
@given(programs())
def test_the_solver_finds_the_best_of_all_subsets(program):
    assert select(program, open_solver()) == best_of_all(program)


@settings(deadline=None, max_examples=30)
@given(st.lists(programs(), min_size=2, max_size=4))
def test_a_solver_that_was_used_before_answers_the_same(several):
    used = open_solver()
    answers = [select(program, used) for program in several]
    assert answers == [select(program, open_solver()) for program in several]


def test_a_second_exercise_for_the_same_function_adds_nothing():
    program = make_program(
        make_option("bridge", -2.0, hip_extension=8.0),
        make_option("thrust", -2.0, hip_extension=9.0),
        make_option("stand", -2.0, balance=3.0),
    )
    assert chosen(program) == ["thrust", "stand"]


def test_a_short_dose_is_taken_when_the_full_one_does_not_fit():
    full = make_option("squat", 3.0, (60, 60))
    short = make_option("squat", 1.0, (20, 20))
    other = make_option("walk", 3.0, (60, 60))
    assert select(make_program(full, short, other), open_solver()) == (1, 2)


def test_ties_go_to_the_earlier():
    assert chosen(make_program(make_option("a"), make_option("b"), most=1)) == ["a"]


def test_one_exercise_is_chosen_even_when_it_costs_more_than_it_is_worth():
    assert chosen(make_program(make_option("squat", -9.0))) == ["squat"]


@pytest.mark.parametrize(("capacity", "count"), [(100, 2), (30, 1)])
def test_two_exercises_are_chosen_before_one_where_both_fit(capacity, count):
    program = make_program(
        make_option("a", -9.0), make_option("b", -9.0), capacity=capacity, fewest=2
    )
    assert len(chosen(program)) == count


def test_nothing_is_chosen_when_nothing_fits():
    assert chosen(make_program(make_option(load=(101, 0)))) == []
    assert chosen(make_program()) == []
