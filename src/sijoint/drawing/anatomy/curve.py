"""Smooth outlines through points that an illustrator chose (Catmull-Rom, written as Béziers).

An outline is text: ``x y`` pairs in millimetres parted by commas, x to the right and y down. A
``|`` after a point makes it a corner, and a final ``z`` closes the outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import hypot

from sijoint.drawing.svg import number

Point = tuple[float, float]

REACH = 0.36
"""How far a control point stands from its knot, as a share of the chord."""


@dataclass(frozen=True, slots=True)
class Knot:
    """A point that an outline passes through; the outline turns sharply at a corner."""

    x: float
    y: float
    is_corner: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the millimetres of an outline stand in the drawing.

    Parameters
    ----------
    x, y : float
        Of the outline's origin, in units of the drawing.
    scale : float
        Units per millimetre; positive.
    digits : int
        Decimals of path data; 0 is enough for fibres and markings, and shorter.
    """

    x: float
    y: float
    scale: float
    digits: int = 1

    def place(self, x: float, y: float) -> Point:
        """A point of an outline, in units of the drawing."""
        return self.x + x * self.scale, self.y + y * self.scale

    def curve(self, outline: str, *, mirrored: bool = False) -> str:
        """Path data of an outline.

        Parameters
        ----------
        outline : str
            As the module says.
        mirrored : bool
            Across the origin's vertical. Both sides round to the same numbers.

        Returns
        -------
        str
            ``M``, then a relative ``c`` for each chord, and ``z`` if it closes.

        Raises
        ------
        ValueError
            If a point is not two numbers, or there are fewer than two.
        """
        knots, is_closed = _knots(outline)
        return self._written(_flipped(knots) if mirrored else knots, is_closed=is_closed)

    def both(self, outline: str) -> str:
        """Path data of an outline and of its mirror image."""
        return self.curve(outline) + self.curve(outline, mirrored=True)

    def whole(self, outline: str) -> str:
        """Path data of a shape of which `outline` is the right half.

        The half is open, from the midline at the top to the midline at the bottom.
        """
        knots, _ = _knots(outline)
        return self._written((*knots, *_flipped(knots)[-2:0:-1]), is_closed=True)

    def lines(self, *outlines: str, mirrored: bool = False) -> str:
        """Path data of fine lines, rounded to whole units."""
        coarse = replace(self, digits=0)
        return "".join(coarse.curve(outline, mirrored=mirrored) for outline in outlines)

    def _written(self, knots: tuple[Knot, ...], *, is_closed: bool) -> str:
        """Rounded as offsets from the origin, so that mirrored numbers stay mirrored."""
        at = self._offset((knots[0].x, knots[0].y))
        data = [f"M{number(self.x + at[0])} {number(self.y + at[1])}"]
        for points in _chords(knots, is_closed=is_closed):
            steps = [self._offset(point) for point in points]
            data.append(
                "c" + _joined([s - a for step in steps for s, a in zip(step, at, strict=True)])
            )
            at = steps[-1]
        return "".join(data) + ("z" if is_closed else "")

    def _offset(self, point: Point) -> Point:
        x, y = point
        return round(x * self.scale, self.digits), round(y * self.scale, self.digits)


@cache
def _knots(outline: str) -> tuple[tuple[Knot, ...], bool]:
    """The points of an outline, and whether it closes."""
    text = outline.strip()
    is_closed = text.endswith("z")
    knots = []
    for pair in text.rstrip("z ").replace("|", "!,").split(","):
        words = pair.replace("!", " ").split()
        if words:
            x, y = map(float, words)
            knots.append(Knot(x, y, "!" in pair))
    if len(knots) < 2:
        raise ValueError(f"An outline needs two points, not {len(knots)}.")
    return tuple(knots), is_closed


def _flipped(knots: Sequence[Knot]) -> tuple[Knot, ...]:
    return tuple(Knot(-knot.x, knot.y, knot.is_corner) for knot in knots)


def _chords(knots: tuple[Knot, ...], *, is_closed: bool) -> list[tuple[Point, Point, Point]]:
    """For each chord its two control points and its end."""
    count = len(knots)
    chords = []
    for index in range(count if is_closed else count - 1):
        near = [_neighbour(knots, index + step, is_closed=is_closed) for step in (-1, 0, 1, 2)]
        before, here, there, after = near
        reach = REACH * hypot(there.x - here.x, there.y - here.y)
        out = _direction(here if here.is_corner else before, there)
        into = _direction(here, there if there.is_corner else after)
        chords.append(
            (
                (here.x + reach * out[0], here.y + reach * out[1]),
                (there.x - reach * into[0], there.y - reach * into[1]),
                (there.x, there.y),
            )
        )
    return chords


def _neighbour(knots: tuple[Knot, ...], index: int, *, is_closed: bool) -> Knot:
    """A knot by its index; an open outline is taken to stand still beyond its ends."""
    if is_closed:
        return knots[index % len(knots)]
    return knots[min(max(index, 0), len(knots) - 1)]


def _direction(start: Knot, end: Knot) -> Point:
    length = hypot(end.x - start.x, end.y - start.y) or 1.0
    return (end.x - start.x) / length, (end.y - start.y) / length


def _joined(numbers: Sequence[float]) -> str:
    """Numbers of path data, with a space only where one is needed."""
    text = ""
    for value in numbers:
        written = number(value)
        text += written if not text or written.startswith("-") else f" {written}"
    return text
