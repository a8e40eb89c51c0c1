"""Smooth outlines around rows of cuts, and how they are written as path data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]
"""Shape (n, 2): to the right and down, in metres or units of the drawing."""

SHORTEST = 1.1
"""A row shorter than this many of its widths is seen end on, and gets a round outline."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Oval cuts of a part of the body as they are seen.

    Parameters
    ----------
    middles : array of shape (n, 2)
        Where the cuts lie, in order along the part.
    first, second : array of shape (n, 2)
        The two half axes of each oval, as seen.
    radii : array of shape (n,)
        What round cuts add to that in every direction.
    """

    middles: Points
    first: Points
    second: Points
    radii: NDArray[np.float64]

    def reach(self, directions: Points) -> NDArray[np.float64]:
        """How far each cut reaches from its middle in a direction of its own, shape (n,)."""
        along = np.sum(self.first * directions, axis=1)
        across = np.sum(self.second * directions, axis=1)
        reach: NDArray[np.float64] = np.hypot(along, across) + self.radii
        return reach


def around(cuts: Cuts) -> Points:
    """The closed outline of a row of cuts, shape (2 n + 2, 2).

    It runs down one side, round the end, up the other side and round the start.
    """
    tangents = _unit(_slopes(cuts.middles))
    length = float(_lengths(cuts.middles[1:] - cuts.middles[:-1]).sum())
    normals = np.stack([tangents[:, 1], -tangents[:, 0]], axis=1)
    widths = cuts.reach(normals)
    if length < SHORTEST * float(np.max(widths)):
        return _hull(cuts, 2 * len(cuts.middles) + 2)
    one = cuts.middles + normals * widths[:, None]
    other = cuts.middles - normals * widths[:, None]
    ends = cuts.reach(tangents)
    start = cuts.middles[0] - tangents[0] * ends[0]
    end = cuts.middles[-1] + tangents[-1] * ends[-1]
    return np.concatenate([one, [end], other[::-1], [start]])


def smooth(points: Points) -> str:
    """Path data of a closed smooth curve through points, in whole units.

    Every handle is a third of its chord and points along the neighbours' line, so that the
    curve overshoots nowhere. Coordinates are relative, but to the rounded points: rounding
    never adds up.
    """
    count = len(points)
    ahead, behind = np.arange(1, count + 1) % count, np.arange(-1, count - 1)
    after = points[ahead]
    tangents = _unit(after - points[behind])
    chords = _lengths(after - points) / 3
    arriving = after - tangents[ahead] * chords
    return _curve(points, points + tangents * chords, arriving, after) + "z"


def open_curve(points: Points) -> str:
    """Path data of a smooth curve from the first point to the last, in whole units."""
    tangents = _unit(_slopes(points))
    chords = _lengths(points[1:] - points[:-1]) / 3
    leaving = points[:-1] + tangents[:-1] * chords
    return _curve(points[:-1], leaving, points[1:] - tangents[1:] * chords, points[1:])


def straight(points: ArrayLike, *, closed: bool = False) -> str:
    """Path data of straight lines through points, to a tenth of a unit."""
    rows = np.round(np.asarray(points, dtype=float), 1).tolist()
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in rows) + ("z" if closed else "")


def clockwise(outline: Points) -> Points:
    """A closed outline that runs round as all others do, so that several fill as one."""
    x, y = outline.T
    after_x, after_y = np.concatenate([outline[1:], outline[:1]]).T
    return outline if float(np.sum(x * after_y - y * after_x)) > 0 else outline[::-1]


def _curve(points: Points, leaving: Points, arriving: Points, after: Points) -> str:
    """Path data of Bezier curves, each relative to its rounded start."""
    here = np.round(points)
    steps = np.concatenate(
        [np.round(leaving) - here, np.round(arriving) - here, np.round(after) - here], axis=1
    )
    x, y = here[0].astype(int).tolist()
    numbers = " ".join(map(str, steps.astype(int).ravel().tolist()))
    # A sign parts two numbers as well as a blank.
    return f"M{x} {y}c{numbers.replace(' -', '-')}"


def _unit(vectors: Points) -> Points:
    """Vectors of length 1; a vector of no length stays."""
    lengths = _lengths(vectors)
    unit: Points = vectors / np.where(lengths > 0, lengths, 1)
    return unit


def _lengths(vectors: Points) -> Points:
    """The lengths of vectors, shape (n, 1)."""
    lengths: Points = np.hypot(vectors[:, :1], vectors[:, 1:])
    return lengths


def _slopes(points: Points) -> Points:
    """Directions of a line through points: along its neighbours, and at its ends of its ends."""
    slopes = np.empty_like(points)
    slopes[1:-1] = points[2:] - points[:-2]
    slopes[0], slopes[-1] = points[1] - points[0], points[-1] - points[-2]
    return slopes


def _hull(cuts: Cuts, count: int) -> Points:
    """Points of the convex outline of all cuts, evenly by direction."""
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    along = directions @ cuts.first.T
    across = directions @ cuts.second.T
    oval = np.hypot(along, across)
    best = np.argmax(directions @ cuts.middles.T + oval + cuts.radii, axis=1)
    rows = np.arange(count)
    scale = np.where(oval > 0, oval, 1)[rows, best][:, None]
    drawn = along[rows, best][:, None] * cuts.first[best]
    drawn = drawn + across[rows, best][:, None] * cuts.second[best]
    hull: Points = cuts.middles[best] + drawn / scale + cuts.radii[best][:, None] * directions
    return hull
