"""Arrows beside a body: which way its parts move, or a hand presses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sijoint.drawing.element import Element
from sijoint.drawing.outline import Points, straight

CLEAR = 24.0
"""Units between an arrow and the body."""

SHORTEST, SHORT, LONG = 46.0, 60.0, 110.0
HEAD = 22.0
"""Length of the barbs, in units."""

SPREAD = 40.0
"""Degrees between the shaft and a barb."""

ASIDE = tuple(24.0 + 16.0 * step for step in range(11))
AHEAD = (0.0, -30.0, 30.0, -60.0, 60.0, -95.0, 95.0, 140.0)
"""How far an arrow may be moved aside and along its direction, in units."""

PARTS = 6
"""In so many parts the places for an arrow are tried, the nearest first."""

TOO_FAR = 0.35
"""A unit ahead costs this part of a unit aside when the best place is chosen."""


def arrow(start: Points, end: Points) -> Element:
    """A straight arrow with an open head, from and to places in units."""
    back = (start - end) / np.linalg.norm(start - end) * HEAD
    barbs = []
    for degrees in (SPREAD, -SPREAD):
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        barbs.append(end + np.array([[c, -s], [s, c]]) @ back)
    shape = straight(np.array([start, end])) + straight(np.array([barbs[0], end, barbs[1]]))
    return Element("path", {"d": shape}, "arrow")


def beside(
    tip: Points,
    movement: Points,
    body: Points,
    box: tuple[float, float],
    taken: Sequence[Points] = (),
) -> tuple[Points, Points]:
    """Where an arrow goes that shows how a part moves, clear of the body.

    Parameters
    ----------
    tip : array of shape (2,)
        Where the part is, in units.
    movement : array of shape (2,)
        How far it moved, in units; not nothing.
    body : array of shape (n, 3)
        Discs that it must not touch: their middles and radii, in units.
    box : tuple of float
        Width and height of the picture that it must stay in.
    taken : sequence of array of shape (2, 2)
        Arrows that stand already.

    Returns
    -------
    tuple of two arrays of shape (2,)
        Start and end, at the nearest place that is clear, or else at the clearest.
    """
    size = float(np.linalg.norm(movement))
    direction = movement / size
    aside = np.array([direction[1], -direction[0]])
    offsets = [(way * far, ahead) for far in ASIDE for way in (1, -1) for ahead in AHEAD]
    away = 1.0 if float(aside @ (tip - body[:, :2].mean(axis=0))) >= 0 else -1.0
    # Of two places alike, the one away from the body.
    costs = [abs(a) + TOO_FAR * abs(b) + (a * away < 0) for a, b in offsets]
    nearest = np.argsort(costs, kind="stable")
    middles = (tip + np.array(offsets) @ np.array([aside, direction]))[nearest]
    drawn = [np.pad(line, ((0, 0), (0, 1))) for line in taken]
    others = np.concatenate([body, *drawn])
    clearest: tuple[float, Points, Points] = (-np.inf, tip, tip)
    # Where there is no room, a shorter arrow may find some.
    for length in (min(max(size * 0.6, SHORT), LONG), SHORTEST):
        half = direction * length / 2
        # Most find room among the nearest places, so not all are looked at together.
        for some in np.array_split(middles, PARTS):
            lines = np.stack([some - half, some, some + half], axis=1)
            gaps = _gaps(lines, others, box)
            best = int(np.argmax(gaps >= CLEAR))
            if gaps[best] >= CLEAR:
                return lines[best, 0], lines[best, 2]
            widest = int(np.argmax(gaps))
            if gaps[widest] > clearest[0]:
                clearest = float(gaps[widest]), lines[widest, 0], lines[widest, 2]
    return clearest[1], clearest[2]


def _gaps(lines: Points, others: Points, box: tuple[float, float]) -> Points:
    """How far each line is from everything else; below 0 where it leaves the picture."""
    apart = lines[:, :, None] - others[:, :2]
    gaps = (np.hypot(apart[..., 0], apart[..., 1]) - others[:, 2]).min(axis=(1, 2))
    edge = 0.75 * HEAD
    is_inside = np.all((lines >= edge) & (lines <= np.array(box) - edge), axis=(1, 2))
    return np.where(is_inside, gaps, -1.0)
