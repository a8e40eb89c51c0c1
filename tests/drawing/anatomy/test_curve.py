"""Outlines become smooth paths that are exactly mirrored."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.drawing.anatomy.curve import Frame
from tests.drawing.anatomy.plate import path_points, turn

FRAME = Frame(400, 100, 1.65)

coordinates = st.floats(-200, 200).map(lambda value: round(value, 1))
outlines = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=12, unique=True)


def text(points: list[tuple[float, float]]) -> str:
    return ", ".join(f"{x} {y}" for x, y in points)


def knots(d: str) -> np.ndarray:
    """The first point and the end of every chord."""
    return np.array(path_points(d))[::3]


@given(outlines)
def test_a_curve_passes_through_its_points(points: list[tuple[float, float]]) -> None:
    expected = np.array(points) * FRAME.scale + (FRAME.x, FRAME.y)
    assert knots(FRAME.curve(text(points))) == pytest.approx(expected, abs=0.0501)


@given(outlines)
def test_a_mirrored_curve_has_mirrored_numbers(points: list[tuple[float, float]]) -> None:
    right = np.array(path_points(FRAME.curve(text(points))))
    left = np.array(path_points(FRAME.curve(text(points), mirrored=True)))
    assert left == pytest.approx(np.c_[2 * FRAME.x - right[:, 0], right[:, 1]], abs=1e-9)


def test_a_whole_shape_is_its_half_and_the_mirror_image() -> None:
    d = FRAME.whole("0 -40, 25 -30, 30 0 |, 18 20, 0 30")
    points = {(round(x, 1), round(y, 1)) for x, y in path_points(d)}
    assert points == {(round(2 * FRAME.x - x, 1), y) for x, y in points}
    assert d.endswith("z")
    assert d.count("M") == 1


def test_a_smooth_curve_does_not_bend_at_a_point_and_a_corner_does() -> None:
    def bend(outline: str) -> float:
        _, _, before, knot, after, *_ = np.array(path_points(FRAME.curve(outline)))
        into, out = knot - before, after - knot
        return turn(into, out) / float(np.linalg.norm(into) * np.linalg.norm(out))

    assert bend("0 0, 30 0, 40 40") == pytest.approx(0, abs=0.02)
    assert bend("0 0, 30 0 |, 40 40") == pytest.approx(0.97, abs=0.02)


def test_a_closed_curve_returns_to_its_start() -> None:
    points = knots(FRAME.curve("0 0, 30 0, 40 40, 5 50 z"))
    assert points[-1] == pytest.approx(points[0])
    assert len(points) == 5


def test_fine_lines_are_whole_numbers_after_their_start() -> None:
    d = FRAME.lines("1.37 2, 8.11 9.7, 15 3")
    assert "." not in d.split("c", 1)[1]


@pytest.mark.parametrize("outline", ["", "1 2", "1 2, 3"])
def test_an_outline_that_is_no_line_is_refused(outline: str) -> None:
    with pytest.raises(ValueError, match=r"two points|unpack"):
        FRAME.curve(outline)
