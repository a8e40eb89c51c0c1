"""A wedge of foam under the back of somebody who leans back."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.prop.shape import Shape
from sijoint.drawing.prop.solid import ahead
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import FORWARD, Vector

BEHIND = 0.100
"""From the line of the spine to the skin of the back, in metres."""

HALF_BREADTH = 0.30
BEYOND = 0.10
"""How far it reaches past the head, in metres."""


def wedge(stage: Stage) -> list[Shape]:
    """A wedge from the seat to past the head, its slope along the back."""
    pelvis, neck = stage.joint("pelvis"), stage.joint("neck")
    back = stage.skeleton.turns["trunk"] @ (-BEHIND * FORWARD)
    slope = (neck - pelvis) / np.linalg.norm(neck - pelvis)
    length = float((stage.joint("head") - pelvis) @ slope) + BEYOND
    seat = pelvis + back
    top = seat + length * slope
    # The slope runs on below the seat until it meets the floor.
    foot = seat - slope * float(seat[1] / max(slope[1], 0.1))
    axes = ahead(neck - pelvis)
    floor = top * np.array([1.0, 0.0, 1.0])
    towards = stage.camera.axes[2]
    side = float(np.sign(towards @ axes[:, 2])) * HALF_BREADTH * axes[:, 2]
    shapes = [Shape("prop", np.array([foot - side, foot + side, top + side, top - side]))]
    if float(towards @ axes[:, 0]) > 0:
        shapes.append(Shape("prop", _panel(top, floor, side)))
    near = np.array([foot + side, floor + side, top + side])
    return [*shapes, Shape("prop", near)]


def _panel(top: Vector, floor: Vector, side: Vector) -> Vector:
    """The upright face behind the head."""
    return np.array([floor - side, floor + side, top + side, top - side])
