"""The words in a picture of the chart: the sides, and which side is seen where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sijoint.clinical.case import Side
from sijoint.drawing.body_chart.curve import Point
from sijoint.drawing.body_chart.view import FRAMES, WIDTH, View
from sijoint.drawing.element import Element, Value, group, path
from sijoint.drawing.say import Say
from sijoint.language import message

HEIGHT = 66
"""Of the line below the picture."""

LETTERS = {Side.LEFT: message("L"), Side.RIGHT: message("R")}

FROM_BEHIND = message("Your left is on the left")
FROM_THE_FRONT = message("Your left is on the right")

TEXT_SIZE = 36
"""15 px on a telephone."""

_CHIP = (76, 72)
"""How far the middle of a chip is from the edges of the picture."""


def caption(view: View, say: Say) -> Iterator[Element]:
    """A chip for each side, and the line below the body."""
    line = say(FROM_BEHIND if view.is_from_behind else FROM_THE_FRONT)
    below = (WIDTH / 2, FRAMES[view].height + HEIGHT - 20.0)
    yield from (_chip(view, side) for side in Side)
    yield words(
        *(_letter(view, side, say(LETTERS[side])) for side in Side),
        text(line, below, look="number"),
    )


def words(*texts: Element) -> Element:
    """Texts in the letters of the chart, each around its middle."""
    return group(
        *texts,
        font_family="system-ui, 'Source Sans 3', sans-serif",
        font_size=TEXT_SIZE,
        font_weight="600",
        text_anchor="middle",
    )


def text(
    said: str, middle: Point, look: str = "", attributes: Mapping[str, Value] = MappingProxyType({})
) -> Element:
    """One text among `words`, whose base line has its middle at a point."""
    return Element("text", {"x": middle[0], "y": middle[1], **attributes}, look, text=said)


def _chip_place(view: View, side: Side) -> Point:
    return (WIDTH / 2 + view.sign(side) * (WIDTH / 2 - _CHIP[0]), _CHIP[1])


def _letter(view: View, side: Side, letter: str) -> Element:
    across, down = _chip_place(view, side)
    return text(letter, (across, down + 13), look=f"chart-{side}-letter")


def _chip(view: View, side: Side) -> Element:
    """The ground of a letter: left is round on its left end, right on its right."""
    across, down = _chip_place(view, side)
    turn = 1 if side is Side.LEFT else -1
    start = f"M{across - 10 * turn:.0f} {down - 28:.0f}"
    square = f"h{38 * turn}q{10 * turn} 0 {10 * turn} 10v36q0 10 {-10 * turn} 10h{-38 * turn}"
    return path(f"{start}{square}a28 28 0 0 {1 if turn > 0 else 0} 0-56z", f"chart-{side}")
