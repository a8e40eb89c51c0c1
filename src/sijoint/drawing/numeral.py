"""Numbers of frames, drawn as strokes: they need no font."""

from __future__ import annotations

from sijoint.drawing.element import Element, group

RADIUS = 17.0
STROKES = {
    1: "M-4.500-5.500L1-9.500V9.500",
    2: "M-5.500-5C-5-8-2.500-9.500 0-9.500C3.500-9.500 5.500-7 5.500-4.500"
    "C5.500 0-5.500 4-5.500 9.500H6",
    3: "M-5-7.500C-3.500-9-2-9.500 0-9.500C3-9.500 5-7.500 5-5C5-2 2.500-.5-1-.5"
    "C3-.5 5.500 1.500 5.500 4.500C5.500 7.500 3 9.500 0 9.500C-2.500 9.500-4.500 8.500-5.500 7",
    4: "M3 9.500V-9.500L-6.500 4H7",
}
"""The middle at 0; a numeral is 19 high."""


def numeral(value: int, x: float, y: float) -> Element:
    """A number, 1 to 4, in a ring whose middle is at x, y.

    Raises
    ------
    KeyError
        If there is no such numeral.
    """
    ring = Element("circle", {"r": RADIUS}, "numeral")
    stroke = Element("path", {"d": STROKES[value]}, "numeral-stroke")
    return group(ring, stroke, transform=f"translate({x:.1f} {y:.1f})")
