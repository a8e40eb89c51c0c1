"""A photo on a card, held in both hands; it asks whether the marked leg is left or right."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape, ring
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import UP

HALF_HEIGHT, RATIO = 0.25, 0.80
"""Half the height of the card in metres, and its breadth as a part of its height."""

GRIP = -0.35
"""How high on the card the hands hold it, as a part of half its height."""

Points = tuple[tuple[float, float], ...]

TRUNK: Points = (
    (-0.22, 0.58),
    (0.22, 0.58),
    (0.17, 0.30),
    (0.20, 0.06),
    (-0.20, 0.06),
    (-0.17, 0.30),
)
LEG: Points = (
    (0.02, 0.06),
    (0.20, 0.06),
    (0.16, -0.20),
    (0.15, -0.42),
    (0.04, -0.42),
    (0.05, -0.20),
)
ARM: Points = ((0.22, 0.55), (0.32, 0.30), (0.31, 0.06))
HEAD, HEAD_RADIUS = (0.0, 0.75), 0.12
"""Somebody seen from behind, as parts of half the height of the card; the right limbs."""

SOLE: Points = (
    (0.0, -1.0), (-0.30, -0.82), (-0.28, -0.25), (-0.46, 0.22), (-0.34, 0.58), (0.18, 0.66),
    (0.42, 0.40), (0.20, -0.10), (0.28, -0.80),
)  # fmt: skip
TOES = (
    (0.32, 0.92, 0.17), (0.04, 0.96, 0.12), (-0.17, 0.88, 0.10), (-0.34, 0.77, 0.09),
    (-0.47, 0.62, 0.08),
)  # fmt: skip
"""The print of a left foot, and its toes: their middles and radii."""

PRINT, PRINT_SIZE = (0.52, -0.66), 0.25
"""Where the prints stand below the picture, and their size."""

QUESTION: Points = (
    (-0.11, -0.52),
    (-0.06, -0.42),
    (0.07, -0.43),
    (0.10, -0.55),
    (0.0, -0.66),
    (0.0, -0.76),
)
DOT: Points = ((0.0, -0.87), (0.0, -0.88))


class _Card:
    """A card between the hands, and what is drawn on it.

    Parameters
    ----------
    stage : Stage
    """

    def __init__(self, stage: Stage) -> None:
        left, right = (hand(stage.skeleton, side) for side in (Side.LEFT, Side.RIGHT))
        across = right - left
        across = across / np.linalg.norm(across)
        up = UP - (UP @ across) * across
        self._across, self._up = HALF_HEIGHT * across, HALF_HEIGHT * up / np.linalg.norm(up)
        self._middle = (left + right) / 2 - GRIP * self._up

    def places(self, points: Points) -> Places:
        """Points on the card, given as parts of half its height."""
        return np.array([self._middle + x * self._across + y * self._up for x, y in points])

    def surface(self, look: str, points: Points, *, is_smooth: bool = False) -> Shape:
        """A surface between points."""
        return Shape(look, self.places(points), is_smooth=is_smooth, layer=Layer.FRONT)

    def line(self, look: str, points: Points) -> Shape:
        """A curve through points."""
        return Shape(look, self.places(points), is_closed=False, is_smooth=True, layer=Layer.FRONT)

    def disc(self, look: str, middle: tuple[float, float], radius: float) -> Shape:
        """A round surface."""
        outline = ring(self.places((middle,))[0], radius * self._across, radius * self._up)
        return Shape(look, outline, is_smooth=True, layer=Layer.FRONT)


def card(stage: Stage) -> list[Shape]:
    """A photo with one leg marked, and below it the question: a left foot or a right one."""
    page = _Card(stage)
    corners = ((-RATIO, -1.0), (RATIO, -1.0), (RATIO, 1.0), (-RATIO, 1.0))
    return [
        page.surface("lens", corners),
        page.disc("hair", HEAD, HEAD_RADIUS),
        page.line("prop-line", ARM),
        page.line("prop-line", _mirrored(ARM)),
        page.surface("far", _mirrored(LEG)),
        page.surface("slide", LEG),
        page.surface("far-cloth", TRUNK),
        *_print(page, "chart-left-letter", 1),
        *_print(page, "chart-right-letter", -1),
        page.line("prop-line", QUESTION),
        page.line("prop-line", DOT),
    ]


def _mirrored(points: Points) -> Points:
    return tuple((-x, y) for x, y in points)


def _print(page: _Card, look: str, way: int) -> list[Shape]:
    """The print of a foot: the left one for 1, its mirror image for -1."""
    x, y = PRINT
    sole = tuple((way * (PRINT_SIZE * a - x), PRINT_SIZE * b + y) for a, b in SOLE)
    toes = [
        page.disc(look, (way * (PRINT_SIZE * a - x), PRINT_SIZE * b + y), PRINT_SIZE * radius)
        for a, b, radius in TOES
    ]
    return [page.surface(look, sole, is_smooth=True), *toes]
