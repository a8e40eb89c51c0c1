from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.drawing.body_chart.curve import Bend, curve, flattened, path_data
from sijoint.drawing.body_chart.outline import BACK, CLOTHES, FRONT, PLACES

places = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 1260)), min_size=3, max_size=9, unique=True
)


def text_of(points: list[tuple[int, int]]) -> str:
    return ", ".join(f"{x} {y}" for x, y in points)


def direction(start: tuple[float, float], end: tuple[float, float]) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


@given(places)
def test_a_curve_runs_through_its_points_in_order(points: list[tuple[int, int]]) -> None:
    bends = curve(text_of(points), {}).bends
    assert [bend.start for bend in bends] + [bends[-1].end] == points


@given(places)
def test_a_curve_is_smooth_between_its_ends(points: list[tuple[int, int]]) -> None:
    for before, after in pairwise(curve(text_of(points), {}).bends):
        if math.dist(before.second, before.end) > 1e-6:
            turn = direction(before.second, before.end) - direction(after.start, after.first)
            assert math.cos(turn) > 0.9999


@given(places)
def test_handles_are_a_third_of_the_chord_so_that_nothing_overshoots(
    points: list[tuple[int, int]],
) -> None:
    for bend in curve(text_of(points), {}).bends:
        chord = math.dist(bend.start, bend.end)
        assert math.dist(bend.start, bend.first) <= chord / 3 + 1e-6
        assert math.dist(bend.second, bend.end) <= chord / 3 + 1e-6


def test_a_corner_is_sharp() -> None:
    into, out_of = curve("10 0, 10 50 |, 60 50", {}).bends
    assert direction(into.second, into.end) == pytest.approx(math.pi / 2)
    assert direction(out_of.start, out_of.first) == pytest.approx(0)


def test_a_curve_is_level_where_it_meets_its_mirror_image() -> None:
    (*_, last) = curve("40 10, 30 60, 0 80", {}).bends
    assert last.second[1] == last.end[1]
    assert last.second[0] > 0


def test_pieces_between_names_are_the_same_in_both_directions() -> None:
    line = curve("a, 20 30, b, 5 60 |, c", {"a": (10, 10), "b": (30, 50), "c": (9, 90)})
    there, back = line.between("a", "c"), line.between("c", "a")
    assert [bend.turned() for bend in reversed(back)] == list(there)
    assert line.between("a", "b") + line.between("b", "c") == there


def test_a_name_without_a_place_is_refused() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        curve("nowhere, 3 4", {})


@pytest.mark.parametrize("text", sorted({*FRONT, *BACK, *CLOTHES}))
def test_every_named_point_of_the_body_has_a_place(text: str) -> None:
    names = {stop.strip(" |\n") for stop in text.split(",")}
    assert {name for name in names if not name[0].isdigit()} <= PLACES.keys()


def test_every_place_is_used() -> None:
    used = {stop.strip(" |\n") for text in (*FRONT, *BACK) for stop in text.split(",")}
    assert PLACES.keys() <= used


def test_path_data_has_lines_for_straight_pieces_and_signs_for_blanks() -> None:
    line = Bend((5, 5), (15, 5), (25, 5), (35, 5))
    arc = Bend((35, 5), (40, 20), (10, 20), (5, 5))
    assert path_data([line, arc]) == "M5 5l30 0c5 15-25 15-30 0z"
    assert path_data([line], is_closed=False) == "M5 5l30 0"
    assert path_data([line, line.turned()], is_closed=False) == "M5 5l30 0-30 0"


def test_flattening_starts_each_piece_at_its_start() -> None:
    bend = Bend((0, 0), (0, 8), (8, 8), (8, 0))
    assert list(flattened([bend], steps=2)) == [(0, 0), (4, 6)]
