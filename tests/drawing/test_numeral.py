"""Numbers of frames are strokes that stay inside their ring."""

from __future__ import annotations

import re

import pytest

from sijoint.drawing.numeral import RADIUS, STROKES, numeral


@pytest.mark.parametrize("value", STROKES)
def test_a_numeral_stays_inside_its_ring(value):
    ring, stroke = numeral(value, 30, 40).children
    assert ring.attributes == {"r": RADIUS}
    # Absolute commands only: every number is a place, 0 in the middle.
    d = str(stroke.attributes["d"])
    assert set(re.findall(r"[A-Za-z]", d)) <= set("MLCVH")
    assert all(abs(float(n)) <= 9.5 for n in re.findall(r"-?\d*\.?\d+", d))


def test_a_numeral_stands_where_it_is_put():
    assert numeral(2, 30, 40.25).attributes == {"transform": "translate(30.0 40.2)"}


def test_there_is_a_numeral_for_both_pictures_of_a_pair_and_none_for_more():
    assert {1, 2} <= STROKES.keys()
    with pytest.raises(KeyError, match="9"):
        numeral(9, 0, 0)


def test_no_two_numerals_look_alike():
    assert len(set(STROKES.values())) == len(STROKES)
