"""Arrows beside a body: which way its parts move, or a hand presses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sijoint.drawing.element import Element
from sijoint.drawing.outline import Points, straight

CLEAR = 24.0
"""Units between an arrow and the body."""

SHORT, LONG = 60.0, 110.0
HEAD = 22.0
"""Length of the barbs, in units."""

SPREAD = 40.0
"""Degrees between the shaft and a barb."""

STEPS = 14
ASIDE = 14.0
"""How far an arrow is moved aside at a time, and how often, until it is clear."""


def arrow(start: Points, end: Points) -> Element:
    """A straight arrow with an open head, from and to places in units."""
    back = (start - end) / np.linalg.norm(start - end) * HEAD
    barbs = []
    for degrees in (SPREAD, -SPREAD):
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        barbs.append(end + np.array([[c, -s], [s, c]]) @ back)
    shape = straight([start, end]) + straight([barbs[0], end, barbs[1]])
    return Element("path", {"d": shape}, "arrow")


def beside(
    tip: Points, movement: Points, body: Points, taken: Sequence[Points] = ()
) -> tuple[Points, Points]:
    """Where an arrow goes that shows how a part moves, clear of the body.

    Parameters
    ----------
    tip : array of shape (2,)
        Where the part is, in units.
    movement : array of shape (2,)
        How far it moved, in units.
    body : array of shape (n, 2)
        Points along the outlines that it must not touch.
    taken : sequence of array of shape (2, 2)
        Arrows that stand already.

    Returns
    -------
    tuple of two arrays of shape (2,)
        Start and end.
    """
    size = float(np.linalg.norm(movement))
    direction = movement / size
    length = min(max(size * 0.6, SHORT), LONG)
    aside = np.array([direction[1], -direction[0]])
    away = tip - body.mean(axis=0)
    sign = 1.0 if float(aside @ away) >= 0 else -1.0
    best: tuple[float, Points, Points] | None = None
    for step in range(STEPS):
        for turn in (sign, -sign):
            middle = tip + turn * (CLEAR + step * ASIDE) * aside - 0.1 * length * direction
            start, end = middle - direction * length / 2, middle + direction * length / 2
            gap = _gap(np.array([start, middle, end]), body, taken)
            if gap >= CLEAR:
                return start, end
            if best is None or gap > best[0]:
                best = gap, start, end
    assert best is not None
    return best[1], best[2]


def _gap(points: Points, body: Points, taken: Sequence[Points]) -> float:
    """The smallest distance between an arrow and what it must keep clear of."""
    others = np.concatenate([body, *taken]) if taken else body
    return float(np.min(np.linalg.norm(points[:, None] - others[None], axis=2)))
