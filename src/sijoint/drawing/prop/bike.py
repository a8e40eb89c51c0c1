"""An upright exercise bike, its saddle set to the rider."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Shape, ring
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import Vector

CRANK = 0.17
"""Length of a crank, in metres."""

WHEEL = 0.25
SADDLE_BELOW_HIPS = 0.115
PEDAL_BELOW_ANKLE = 0.075
FOOT_TO_PEDAL = 0.09
"""Along the sole from below the ankle to the axle of the pedal, in metres."""


def axle(stage: Stage) -> Vector:
    """Where the cranks turn: in the middle between both pedals, over all frames."""
    pedals = [
        skeleton.joints[f"{side}_ankle"]
        + skeleton.turns[f"{side}_foot"] @ np.array([FOOT_TO_PEDAL, -PEDAL_BELOW_ANKLE, 0.0])
        for skeleton in stage.all_skeletons
        for side in Side
    ]
    middle = np.mean(pedals, axis=0)
    return np.array([middle[0], middle[1], 0.0])


def bike(stage: Stage) -> list[Shape]:
    """Saddle, frame, flywheel, cranks and handlebar."""
    centre = axle(stage)
    first = stage.all_skeletons[0]
    seat = first.joints["pelvis"] - np.array([-0.02, SADDLE_BELOW_HIPS, 0.0])
    bar = (hand(first, Side.LEFT) + hand(first, Side.RIGHT)) / 2
    wheel = centre + np.array([0.42, -0.02, 0.0])
    foot = -0.0
    lines = [
        [seat, centre, wheel, bar - np.array([0.06, 0.0, 0.0])],
        [[centre[0] - 0.28, foot, 0.0], [wheel[0] + 0.22, foot, 0.0]],
        [centre, [centre[0] - 0.20, foot, 0.0]],
        [wheel, [wheel[0] + 0.10, foot, 0.0]],
    ]
    shapes = [Shape("frame", np.array(line, dtype=float), is_closed=False) for line in lines]
    right, down, _ = stage.camera.axes
    shapes.append(Shape("prop", ring(wheel, WHEEL * right, WHEEL * down), is_smooth=True))
    saddle = seat + np.array([[-0.13, 0.02, 0], [0.12, 0.02, 0], [0.16, -0.01, 0], [-0.1, -0.03, 0]])
    shapes.append(Shape("prop", saddle))
    grip = bar + np.array([[-0.07, 0.01, 0.0], [0.05, 0.01, 0.0], [0.06, -0.08, 0.0]])
    shapes.append(Shape("frame", grip, is_closed=False))
    return [*shapes, *_cranks(stage, centre)]


def _cranks(stage: Stage, centre: Vector) -> list[Shape]:
    shapes = []
    for side in (Side.LEFT, Side.RIGHT):
        turn = stage.skeleton.turns[f"{side}_foot"]
        pedal = stage.joint(f"{side}_ankle") + turn @ np.array(
            [FOOT_TO_PEDAL, -PEDAL_BELOW_ANKLE, 0.0]
        )
        way = np.array([pedal[0] - centre[0], pedal[1] - centre[1], 0.0])
        end = centre + CRANK * way / np.linalg.norm(way)
        is_near = side is Side.RIGHT
        layer = Layer.FRONT if is_near else Layer.BEHIND
        shapes.append(Shape("prop-line", np.array([centre, end]), is_closed=False, layer=layer))
        flat = end + np.array([[-0.05, 0.0, 0.0], [0.05, 0.0, 0.0]])
        shapes.append(Shape("frame", flat, is_closed=False, layer=layer))
    return shapes
