"""Outlines around cuts, and the curves that are drawn through them."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.drawing.outline import Cuts, around, clockwise, open_curve, smooth, straight
from tests.drawing.paths import parse

ROUND = np.linspace(0, 2 * np.pi, 721)
CIRCLE = np.stack([np.cos(ROUND), np.sin(ROUND)], axis=1)


def row(middles, radii, first=None, second=None):
    nothing = np.zeros((len(radii), 2))
    ovals = (nothing if axes is None else np.array(axes, float) for axes in (first, second))
    return Cuts(np.array(middles, float), *ovals, np.array(radii, float))


def edges(cuts):
    """Points all around every cut, by trial."""
    ovals = [CIRCLE @ np.stack([f, s]) for f, s in zip(cuts.first, cuts.second, strict=True)]
    rows = zip(cuts.middles, ovals, cuts.radii, strict=True)
    return np.concatenate([middle + oval + radius * CIRCLE for middle, oval, radius in rows])


def test_a_straight_limb_has_its_width_on_both_sides_and_round_ends():
    outline = around(row([(0, 0), (0, 5), (0, 10)], [1, 2, 1]))
    assert outline.tolist() == [
        [1, 0], [2, 5], [1, 10], [0, 11], [-1, 10], [-2, 5], [-1, 0], [0, -1],
    ]  # fmt: skip


def test_an_oval_cut_is_as_wide_as_it_is_seen():
    outline = around(row([(0, 0), (0, 9)], [0, 0], [(3, 0), (3, 0)], [(0, 1), (0, 1)]))
    assert outline[:, 0].max() == pytest.approx(3)
    assert outline[:, 1].tolist()[2] == pytest.approx(10)


@pytest.mark.parametrize("turn", [0, 37, 180])
def test_a_limb_seen_end_on_gets_the_outline_of_all_its_cuts(turn):
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    turned = np.array([[c, -s], [s, c]])
    cuts = row(
        np.array([(0, 0), (0.2, 0.1), (0.5, 0)]) @ turned.T,
        [0, 0, 0.4],
        np.array([(2, 0), (1, 0), (0, 0)]) @ turned.T,
        np.array([(0, 1), (0, 3), (0, 0)]) @ turned.T,
    )
    outline, edge = around(cuts), edges(cuts)
    # Each point lies on the hull: in its own direction nothing reaches farther.
    angles = np.linspace(0, 2 * np.pi, len(outline), endpoint=False)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    reached = np.sum(outline * directions, axis=1)
    assert reached == pytest.approx((directions @ edge.T).max(axis=1), abs=1e-3)


POINTS = st.lists(
    st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=3, max_size=9, unique=True
)


def written(d):
    """The points that a curve in whole units passes through, from its numbers alone."""
    x, y, *steps = map(int, re.findall(r"-?\d+", d))
    places = [(x, y)]
    for index in range(0, len(steps), 6):
        x, y = x + steps[index + 4], y + steps[index + 5]
        places.append((x, y))
    return places


@given(POINTS)
def test_a_curve_passes_through_its_points_and_comes_back(points):
    assert written(smooth(np.array(points, float))) == [*points, points[0]]
    assert written(open_curve(np.array(points, float))) == points


def test_rounding_never_adds_up():
    points = np.column_stack([np.arange(200) * 1.49, np.zeros(200)])
    assert written(open_curve(points))[-1] == (round(199 * 1.49), 0)


@given(POINTS)
def test_handles_are_a_third_of_the_chord(points):
    first = points[0]
    for start, end, *handles in pieces(smooth(np.array(points, float))):
        chord = np.hypot(end[0] - start[0], end[1] - start[1])
        for place, handle in zip((start, end), handles, strict=True):
            # Or nothing, where the neighbours are the same point; rounding adds a unit each way.
            reach = np.hypot(handle[0] - place[0], handle[1] - place[1])
            assert reach <= chord / 3 + 1.5, first


def pieces(d):
    x, y, *steps = map(int, re.findall(r"-?\d+", d))
    for index in range(0, len(steps), 6):
        one, two, end = ((x + steps[at], y + steps[at + 1]) for at in (index, index + 2, index + 4))
        yield (x, y), end, one, two
        x, y = end


def test_straight_lines_are_written_to_a_tenth():
    assert straight([(0, 0.04), (1.26, -3)]) == "M0 0L1.3 -3"
    assert straight([(0, 0), (1, 0), (1, 1)], closed=True) == "M0 0L1 0L1 1z"
    assert parse(straight([(5, 7)])) == [(5.0, 7.0)]


@given(POINTS)
def test_every_outline_runs_round_the_same_way(points):
    outline = np.array(points, float)
    x, y = clockwise(outline).T
    # The area by the shoelace formula, one corner after the other.
    area = sum(x[i - 1] * y[i] - x[i] * y[i - 1] for i in range(len(points)))
    assert area >= 0
    assert sorted(map(tuple, clockwise(outline).tolist())) == sorted(map(tuple, outline.tolist()))
