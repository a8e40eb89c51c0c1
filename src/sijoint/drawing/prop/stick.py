"""A broom stick across the thighs or along the spine, and a pair of walking poles."""

from __future__ import annotations

import math

import numpy as np

from sijoint.drawing.anthropometry import TRUNK_SLICES
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Shape
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand, target
from sijoint.drawing.skeleton import FORWARD, UP, Vector

RADIUS, POLE_RADIUS = 0.0125, 0.008

OVERHANG = 0.10
"""From the middle of a hand to the end of the stick that it holds, in metres."""

GRIP = 0.035
"""Half of what a hand covers, in metres."""

BELOW_SEAT, ABOVE_HEAD = 0.02, 0.14
"""How far a stick along the spine stands out, in metres."""

POLE = 1.15
"""Length of a walking pole, in metres."""

LONGEST_TRAIL = 0.45
"""How far behind the hand the tip of a pole stands at most, in metres."""


def stick(stage: Stage) -> list[Shape]:
    """A stick: ``scissor`` through the thighs, along the ``spine``, or two ``poles``."""
    return {"scissor": _scissor, "": _scissor, "spine": _spine, "poles": _poles}[stage.use](stage)


def _scissor(stage: Stage) -> list[Shape]:
    """A stick behind the right thigh and before the left one, its ends in the hands."""
    right, left = (target(stage.skeleton, f"{side}_scissor") for side in (Side.RIGHT, Side.LEFT))
    along = (right - left) / np.linalg.norm(right - left)
    whole = _rod(stage, left - OVERHANG * along, right + OVERHANG * along, RADIUS)
    # Only a viewer at the feet sees it cross the back of the right thigh.
    is_at_feet = float(stage.camera.axes[2] @ stage.skeleton.turns["trunk"] @ UP) < 0
    grip = right - GRIP * along if is_at_feet else left + GRIP * along
    return [whole, _rod(stage, (left + right) / 2, grip, RADIUS, Layer.FRONT)]


def _spine(stage: Stage) -> list[Shape]:
    """A stick that touches the sacrum, the back of the chest and the head."""
    turn = stage.skeleton.turns["trunk"]
    back = max(cut.back for cut in TRUNK_SLICES) + RADIUS
    low = stage.joint("pelvis") - turn @ (back * FORWARD + BELOW_SEAT * UP)
    reach = float((stage.joint("head") - low) @ (turn @ UP)) + ABOVE_HEAD
    return [_rod(stage, low, low + reach * (turn @ UP), RADIUS)]


def _poles(stage: Stage) -> list[Shape]:
    """A pole in each hand, its tip on the floor behind it."""
    shapes = []
    behind = -(stage.skeleton.turns["hips"] @ FORWARD)
    for side in Side:
        grip = hand(stage.skeleton, side)
        trail = min(math.sqrt(max(POLE**2 - float(grip[1]) ** 2, 0.0)), LONGEST_TRAIL)
        tip = grip * np.array([1.0, 0.0, 1.0]) + trail * behind
        along = (grip - tip) / np.linalg.norm(grip - tip)
        shapes.append(_rod(stage, tip, grip + GRIP * along, POLE_RADIUS))
    return shapes


def _rod(
    stage: Stage, start: Vector, end: Vector, radius: float, layer: Layer = Layer.BEHIND
) -> Shape:
    """A straight rod as wide as it is from everywhere."""
    screen = stage.camera.axes[:2]
    seen = screen @ (end - start)
    aside = screen.T @ np.array([-seen[1], seen[0]]) * (radius / np.linalg.norm(seen))
    return Shape(
        "prop", np.array([start + aside, end + aside, end - aside, start - aside]), layer=layer
    )
