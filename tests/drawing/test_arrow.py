"""Arrows keep clear of the body, and inside the picture."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sijoint.drawing.arrow import CLEAR, HEAD, LONG, SHORTEST, arrow, beside

BOX = (800.0, 500.0)
PLACE = st.tuples(st.floats(150, 650), st.floats(120, 380))
MOVEMENT = st.tuples(st.floats(-300, 300), st.floats(-300, 300))
DISCS = st.lists(st.tuples(PLACE, st.floats(5, 60)), min_size=1, max_size=6)


def gap(line, middle, radius):
    """From a disc to the nearest point of a line, measured along it in small steps."""
    start, end = line
    places = start + np.linspace(0, 1, 401)[:, None] * (end - start)
    return float(np.linalg.norm(places - middle, axis=1).min()) - radius


def placed(tip, movement, discs, taken=()):
    body = np.array([(*middle, radius) for middle, radius in discs])
    return np.array(beside(np.array(tip), np.array(movement), body, BOX, taken))


@given(PLACE, MOVEMENT, DISCS)
def test_an_arrow_stays_inside_points_the_way_and_keeps_clear(tip, movement, discs):
    size = np.hypot(*movement)
    assume(size > 1)
    line = placed(tip, movement, discs)
    assert (line >= 0).all()
    assert (line <= BOX).all()
    along = line[1] - line[0]
    assert along / np.linalg.norm(along) == pytest.approx(np.array(movement) / size)
    assert SHORTEST - 1e-6 <= np.linalg.norm(along) <= LONG + 1e-6
    # So few discs leave room: between the three places that are looked at, one slips past less.
    for middle, radius in discs:
        assert gap(line, middle, radius) > 0


def test_a_free_arrow_stands_beside_what_moves_away_from_the_body():
    start, end = placed((400, 250), (0, -100), [((340, 250), 50)])
    assert start[0] == end[0] == pytest.approx(400 + CLEAR)
    assert end[1] < start[1]


def test_a_second_arrow_keeps_clear_of_the_first():
    discs = [((340, 250), 50)]
    first = placed((400, 250), (0, -100), discs)
    second = placed((400, 250), (0, -100), discs, [first])
    assert min(gap(first, place, 0) for place in second) >= CLEAR - 1e-6


def test_without_any_room_the_clearest_place_is_taken():
    line = placed((400, 250), (90, 0), [((400, 250), 900)])
    assert (line >= 0).all()
    assert (line <= BOX).all()


def test_an_arrow_ends_in_a_head_of_two_barbs():
    element = arrow(np.array([0.0, 0.0]), np.array([0.0, -80.0]))
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", str(element.attributes["d"]))]
    shaft, (one, tip, other) = np.reshape(numbers[:4], (2, 2)), np.reshape(numbers[4:], (3, 2))
    assert shaft.tolist() == [[0, 0], [0, -80]]
    assert tip.tolist() == [0, -80]
    for barb in (one, other):
        assert np.linalg.norm(barb - tip) == pytest.approx(HEAD, abs=0.1)
        assert barb[1] > tip[1]
    assert one[0] == -other[0] != 0
