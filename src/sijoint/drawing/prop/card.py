"""A photo on a card, held up to look at: somebody seen from behind who bends to one side."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import UP

HALF_BREADTH, HALF_HEIGHT = 0.085, 0.115
"""Of the card, in metres."""

GRIP = 0.03
"""How much of the card is in the hand, in metres."""

TURNED = 0.55
"""How far the card is turned from the face to the viewer, 0 to 1, so that it can be read."""

PICTURE: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = (
    ("far-cloth", ((-0.30, -0.12), (-0.24, 0.18), (-0.02, 0.50), (0.36, 0.30), (0.24, -0.12))),
    ("hair", ((0.16, 0.52), (0.10, 0.72), (0.26, 0.86), (0.46, 0.76), (0.46, 0.56), (0.30, 0.44))),
)
"""Surfaces on the photo, as parts of half its breadth and height."""

STROKES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((-0.22, -0.12), (-0.26, -0.50), (-0.24, -0.88)),
    ((0.16, -0.12), (0.22, -0.50), (0.22, -0.88)),
    ((-0.06, 0.46), (-0.40, 0.20), (-0.62, -0.14)),
    ((0.34, 0.28), (0.58, 0.02), (0.60, -0.30)),
)
"""Legs and arms on the photo."""

CHOICES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((-1.35, 1.40), (-0.40, 1.40)),
    ((-1.02, 1.62), (-1.35, 1.40), (-1.02, 1.18)),
    ((1.35, 1.40), (0.40, 1.40)),
    ((1.02, 1.62), (1.35, 1.40), (1.02, 1.18)),
)
"""Arrows to the left and to the right above the photo: the question that it asks."""


def card(stage: Stage) -> list[Shape]:
    """A photo in the working hand, its face to the eyes and somewhat to the viewer."""
    middle, across, up = _place(stage)
    outline = _on(middle, across, up, ((-1, -1), (1, -1), (1, 1), (-1, 1)))
    shapes = [Shape("prop", outline, layer=Layer.FRONT)]
    for look, corners in PICTURE:
        places = _on(middle, across, up, corners)
        shapes.append(Shape(look, places, is_smooth=look == "hair", layer=Layer.FRONT))
    for stroke in CHOICES:
        places = _on(middle, across, up, stroke)
        shapes.append(Shape("prop-line", places, is_closed=False, layer=Layer.FRONT))
    for stroke in STROKES:
        places = _on(middle, across, up, stroke)
        shapes.append(Shape("detail", places, is_closed=False, is_smooth=True, layer=Layer.FRONT))
    return shapes


def _place(stage: Stage) -> tuple[Places, Places, Places]:
    """The middle of the card, half its breadth and half its height."""
    held = hand(stage.skeleton, Side.RIGHT)
    to_face = stage.joint("head") - held
    to_face = to_face / np.linalg.norm(to_face)
    facing = (1 - TURNED) * to_face + TURNED * stage.camera.axes[2]
    facing = facing / np.linalg.norm(facing)
    up = UP - (UP @ facing) * facing
    up = up / np.linalg.norm(up)
    across = np.cross(up, facing)
    middle = held + (HALF_HEIGHT - GRIP) * up
    return middle, HALF_BREADTH * across, HALF_HEIGHT * up


def _on(middle: Places, across: Places, up: Places, at: tuple[tuple[float, float], ...]) -> Places:
    return np.array([middle + x * across + y * up for x, y in at])
