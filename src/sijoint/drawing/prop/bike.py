"""An upright exercise bike, its saddle set to the rider."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Shape, ring
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import Skeleton, Vector

CRANK = 0.17
"""Length of a crank, in metres."""

GUARD, WHEEL = 0.095, 0.23
"""Radii of the disc behind the cranks and of the flywheel, in metres."""

WHEEL_AHEAD = (0.40, -0.02, 0.0)
"""From the axle of the cranks to that of the flywheel, in metres."""

PEDAL_BELOW_ANKLE = 0.075
FOOT_TO_PEDAL = 0.09
"""Along the sole from below the ankle to the axle of the pedal, in metres."""

SADDLE = (
    (-0.20, 0.025),
    (-0.17, 0.045),
    (-0.06, 0.0),
    (0.16, 0.0),
    (0.18, -0.02),
    (0.02, -0.06),
    (-0.18, -0.05),
)
"""Outline from below the hips, forward and above the height of the seat, in metres."""

POST_LEAN = 0.10
"""How far the foot of the saddle's post stands before its head, in metres."""


def bike(stage: Stage) -> list[Shape]:
    """Saddle, frame, flywheel, cranks and handlebar."""
    first = stage.all_skeletons[0]
    seat = first.joints["pelvis"] * np.array([1.0, 0.0, 0.0])
    seat[1] = SUPPORTS["saddle"]
    centre = _axle(stage)
    wheel = centre + np.array(WHEEL_AHEAD)
    bar = (hand(first, Side.LEFT) + hand(first, Side.RIGHT)) / 2 * np.array([1.0, 1.0, 0.0])
    right, down, _ = stage.camera.axes
    rims = [
        Shape("prop", ring(middle, radius * right, radius * down), is_smooth=True)
        for middle, radius in ((wheel, WHEEL), (centre, GUARD))
    ]
    saddle = seat + np.array([[x, y, 0.0] for x, y in SADDLE])
    frame = _frame(seat, centre, wheel, bar)
    return [*frame, *rims, Shape("prop", saddle, is_smooth=True), *_cranks(stage, centre)]


def _frame(seat: Vector, centre: Vector, wheel: Vector, bar: Vector) -> list[Shape]:
    """Feet, posts and the handlebar."""
    foot, ahead = seat[0] + POST_LEAN, wheel[0] + 0.10
    column = [bar[0] - 0.05, bar[1] - 0.07, 0.0]
    grip = bar + np.array([[-0.07, -0.035, 0.0], [0.07, -0.035, 0.0], [0.09, 0.01, 0.0]])
    lines: list[list[Vector | list[float]]] = [
        [seat, [foot, 0.0, 0.0]],
        [[foot, 0.16, 0.0], centre, wheel, [ahead, 0.0, 0.0]],
        [wheel, column, grip[:2].mean(axis=0)],
        [[foot - 0.22, 0.0, 0.0], [foot + 0.12, 0.0, 0.0]],
        [[ahead - 0.12, 0.0, 0.0], [ahead + 0.14, 0.0, 0.0]],
        list(grip),
    ]
    return [Shape("frame", np.array(line), is_closed=False) for line in lines]


def _pedal(skeleton: Skeleton, side: Side) -> Vector:
    """Where the axle of a pedal is under its foot."""
    turn = skeleton.turns[f"{side}_foot"]
    under = turn @ np.array([FOOT_TO_PEDAL, -PEDAL_BELOW_ANKLE, 0.0])
    return np.asarray(skeleton.joints[f"{side}_ankle"] + under)


def _axle(stage: Stage) -> Vector:
    """Where the cranks turn: in the middle between both pedals, over all frames."""
    pedals = [_pedal(skeleton, side) for skeleton in stage.all_skeletons for side in Side]
    return np.asarray(np.mean(pedals, axis=0) * np.array([1.0, 1.0, 0.0]))


def _cranks(stage: Stage, centre: Vector) -> list[Shape]:
    """Both cranks with their pedals, the near one before the body."""
    shapes = []
    for side in (Side.LEFT, Side.RIGHT):
        way = (_pedal(stage.skeleton, side) - centre) * np.array([1.0, 1.0, 0.0])
        end = centre + CRANK * way / np.linalg.norm(way)
        layer = Layer.FRONT if side is Side.RIGHT else Layer.BEHIND
        flat = end + np.array([[-0.06, 0.0, 0.0], [0.06, 0.0, 0.0]])
        for line in (np.array([centre, end]), flat):
            shapes.append(Shape("frame", line, is_closed=False, layer=layer))
    return shapes
