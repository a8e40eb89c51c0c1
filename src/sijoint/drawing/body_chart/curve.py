"""Smooth curves through points that are named where other curves meet them.

A curve is text: points parted by commas, each a name or ``x y`` in units of the drawing, to the
side and down. A ``|`` after a point makes it a corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

Point = tuple[float, float]
"""To the side and down, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Bend:
    """One cubic Bézier piece of a curve."""

    start: Point
    first: Point
    second: Point
    end: Point

    def turned(self) -> Bend:
        """The same piece in the other direction."""
        return Bend(self.end, self.second, self.first, self.start)

    def placed(self, middle: float, top: float, scale: float, side: int) -> Bend:
        """The piece in a picture, on whole units, so that neighbours share every point.

        Parameters
        ----------
        middle, top : float
            Where the point (0, 0) falls in the picture.
        scale : float
            Above 0.
        side : int
            1 to the right, -1 mirrored to the left.
        """

        def place(point: Point) -> Point:
            across, down = round(point[0] * scale), round(point[1] * scale + top)
            return (middle + side * across, down)

        return Bend(place(self.start), place(self.first), place(self.second), place(self.end))


@dataclass(frozen=True, slots=True)
class Curve:
    """Pieces that follow each other, and where the named points are.

    Parameters
    ----------
    bends : tuple of Bend
    names : mapping of str to int
        How many pieces lie before each named point.
    """

    bends: tuple[Bend, ...]
    names: Mapping[str, int]

    def between(self, start: str, end: str) -> tuple[Bend, ...]:
        """The pieces from one named point to another, in that direction."""
        first, last = self.names[start], self.names[end]
        if first <= last:
            return self.bends[first:last]
        return tuple(bend.turned() for bend in reversed(self.bends[last:first]))


def curve(text: str, places: Mapping[str, Point]) -> Curve:
    """The curve that a text describes, smooth but at its corners.

    Parameters
    ----------
    text : str
        As the module says; at least two points.
    places : mapping of str to Point
        Where the named points are.

    Raises
    ------
    KeyError
        If a name has no place.

    Examples
    --------
    >>> line = curve("hip, 5 5 |, knee", {"hip": (0, 0), "knee": (5, 9)})
    >>> len(line.bends), dict(line.names)
    (2, {'hip': 0, 'knee': 2})
    """
    bends: list[Bend] = []
    names: dict[str, int] = {}
    run: list[Point] = []
    for stop in text.split(","):
        name = stop.removesuffix("|").strip()
        if not name[0].isdigit():
            # A run starts on the last point of the one before, which has been counted.
            names[name] = len(bends) + len(run)
        run.append(_place(name, places))
        if stop.endswith("|"):
            bends += _smooth(run)
            run = run[-1:]
    return Curve((*bends, *_smooth(run)), names)


def path_data(bends: Iterable[Bend], *, is_closed: bool = True) -> str:
    """SVG path data of pieces that follow each other; their points are whole numbers."""
    text, here, command = "", (0.0, 0.0), ""
    for bend in bends:
        if not text:
            text, here = f"M{bend.start[0]:.0f} {bend.start[1]:.0f}", bend.start
        before, command = command, "l" if _is_straight(bend) else "c"
        corners = (bend.end,) if command == "l" else (bend.first, bend.second, bend.end)
        steps = (at - old for corner in corners for at, old in zip(corner, here, strict=True))
        text += " " if command == before else command
        text += " ".join(f"{round(step)}" for step in steps)
        here = bend.end
    # A sign parts two numbers as well as a blank.
    return text.replace(" -", "-") + ("z" if is_closed else "")


def flattened(bends: Iterable[Bend], steps: int = 8) -> Iterator[Point]:
    """Points along pieces that follow each other, `steps` for each; the last end is left out."""
    for bend in bends:
        for step in range(steps):
            t, u = step / steps, 1 - step / steps
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            corners = (bend.start, bend.first, bend.second, bend.end)
            yield (
                sum(w * corner[0] for w, corner in zip(weights, corners, strict=True)),
                sum(w * corner[1] for w, corner in zip(weights, corners, strict=True)),
            )


def _smooth(points: Sequence[Point]) -> list[Bend]:
    """Catmull-Rom pieces; a handle is a third of its chord, so that nothing overshoots.

    On the middle line of the body a curve runs level, so that it meets its mirror image
    without a corner.
    """
    if len(points) < 2:
        return []
    inner = [_through(*three) for three in zip(points, points[1:], points[2:], strict=False)]
    first = _end(points[0], points[1], inner[0] if inner else None)
    last = _end(points[-1], points[-2], _opposite(inner[-1]) if inner else None)
    directions = [first, *inner, _opposite(last)]
    pieces = zip(pairwise(points), pairwise(directions), strict=True)
    return [_bend(start, end, leaving, arriving) for (start, end), (leaving, arriving) in pieces]


def _through(before: Point, at: Point, after: Point) -> Point:
    """The direction in which a curve runs through a point; the nearer neighbour counts more."""
    arriving, leaving = _less(at, before), _less(after, at)
    share = hypot(*leaving) / (hypot(*arriving) + hypot(*leaving))
    one, other = _unit(arriving), _unit(leaving)
    return _unit(_moved((one[0] * share, one[1] * share), other, 1 - share))


def _bend(start: Point, end: Point, leaving: Point, arriving: Point) -> Bend:
    third = hypot(*_less(end, start)) / 3
    return Bend(start, _moved(start, leaving, third), _moved(end, arriving, -third), end)


def _end(at: Point, neighbour: Point, direction: Point | None) -> Point:
    """The direction in which a curve leaves its end towards its neighbour."""
    chord = _unit(_less(neighbour, at))
    if at[0] == 0 and neighbour[0] != 0:
        return (1.0, 0.0)
    if direction is None:
        return chord
    return _unit((2 * chord[0] - direction[0], 2 * chord[1] - direction[1]))


def _place(name: str, places: Mapping[str, Point]) -> Point:
    if not name[0].isdigit():
        return places[name]
    across, down = name.split()
    return (float(across), float(down))


def _less(one: Point, other: Point) -> Point:
    return (one[0] - other[0], one[1] - other[1])


def _moved(point: Point, direction: Point, distance: float) -> Point:
    return (point[0] + direction[0] * distance, point[1] + direction[1] * distance)


def _opposite(direction: Point) -> Point:
    return (-direction[0], -direction[1])


def _unit(vector: Point) -> Point:
    length = hypot(*vector)
    return (vector[0] / length, vector[1] / length)


def _is_straight(bend: Bend) -> bool:
    """Whether both handles lie on the chord, to a quarter of a unit."""
    across, down = _less(bend.end, bend.start)
    length = hypot(across, down)
    return all(
        abs(across * (handle[1] - bend.start[1]) - down * (handle[0] - bend.start[0])) <= length / 4
        for handle in (bend.first, bend.second)
    )
