"""A belt or a strap: round the thighs, round the hips, or from the hands round a foot."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.anthropometry import FOOT_SECTIONS, THIGH_SECTIONS, TRUNK_SLICES
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import DOWN, FORWARD, RIGHTWARD, UP, Vector

EASE = 0.006
"""How far a belt stands off the body, in metres."""

BUCKLE = 0.026
"""Half of a side of the buckle, in metres."""

ABOVE_KNEE = 0.86
"""Where on the thighs the belt lies, as a part of their length."""

LOW_ON_HIPS = 0.035
"""Above the line between the hips, in metres."""

BALL_OF_FOOT = 0.085
"""Along the sole from below the ankle, where a strap lies."""

COUNT = 48


def belt(stage: Stage) -> list[Shape]:
    """A belt round both ``knees``, round the ``pelvis``, or a strap round a ``foot``."""
    return {"knees": _knees, "": _knees, "pelvis": _pelvis, "foot": _strap}[stage.use](stage)


def _knees(stage: Stage) -> list[Shape]:
    """A loop round both thighs just above the knees."""
    places = {}
    for side in Side:
        hip, knee = stage.joint(f"{side}_hip"), stage.joint(f"{side}_knee")
        places[side] = hip + ABOVE_KNEE * (knee - hip)
    left, right = places[Side.LEFT], places[Side.RIGHT]
    across = (right - left) / np.linalg.norm(right - left)
    along = stage.middle(f"{side}_hip" for side in Side) - stage.middle(
        f"{side}_knee" for side in Side
    )
    along = along - (along @ across) * across
    along = along / np.linalg.norm(along)
    before = np.cross(along, across)
    radius = THIGH_SECTIONS[-1].radius + EASE
    points, normals = [], []
    for angle in np.linspace(0, 2 * np.pi, COUNT, endpoint=False):
        normal = np.cos(angle) * across + np.sin(angle) * before
        points.append((right if np.cos(angle) > 0 else left) + radius * normal)
        normals.append(normal)
    facing = radius * before * np.sign(stage.camera.axes[2] @ before)
    buckle = _buckle(stage, (left + right) / 2 + facing, across)
    return [*_loop(stage, np.array(points), np.array(normals)), buckle]


def _pelvis(stage: Stage) -> list[Shape]:
    """A loop low round the hips."""
    turn = stage.skeleton.turns["hips"]
    cut = min(TRUNK_SLICES, key=lambda cut: abs(cut.at - LOW_ON_HIPS))
    middle = stage.joint("pelvis") + turn @ (
        LOW_ON_HIPS * UP + (cut.front - cut.back) / 2 * FORWARD
    )
    first = ((cut.front + cut.back) / 2 + EASE) * turn @ FORWARD
    second = (cut.half_breadth + EASE) * turn @ RIGHTWARD
    angles = np.linspace(0, 2 * np.pi, COUNT, endpoint=False)[:, None]
    points = middle + np.cos(angles) * first + np.sin(angles) * second
    normals = np.cos(angles) * first / (first @ first) + np.sin(angles) * second / (second @ second)
    return _loop(stage, points, normals)


def _loop(stage: Stage, points: Places, normals: Places) -> list[Shape]:
    """A belt along a closed line: what lies behind the body, and what before it."""
    is_seen = normals @ stage.camera.axes[2] > 0
    # The seen half starts where the one before it is not seen.
    start = int(np.flatnonzero(is_seen & ~np.roll(is_seen, 1))[0])
    points, is_seen = np.roll(points, -start, axis=0), np.roll(is_seen, -start)
    seen = int(np.sum(is_seen))
    front, back = points[:seen], np.concatenate([points[seen - 1 :], points[:1]])
    return [
        Shape("strap", back, is_closed=False),
        Shape("strap", front, is_closed=False, layer=Layer.FRONT),
    ]


def _buckle(stage: Stage, middle: Vector, along: Vector) -> Shape:
    """A buckle that lies on a belt, as the camera sees it."""
    screen = stage.camera.axes[:2]
    seen = screen @ along / np.linalg.norm(screen @ along)
    first = BUCKLE * screen.T @ seen
    second = BUCKLE * screen.T @ np.array([-seen[1], seen[0]])
    corners = [first + second, first - second, -first - second, second - first]
    return Shape("prop", middle + np.array(corners), layer=Layer.FRONT)


def _strap(stage: Stage) -> list[Shape]:
    """A strap from both hands round the sole of the foot that is higher."""
    side = max(Side, key=lambda side: float(stage.joint(f"{side}_toe")[1]))
    turn = stage.skeleton.turns[f"{side}_foot"]
    _, up, half_height, half_breadth = min(
        FOOT_SECTIONS, key=lambda row: abs(row[0] - BALL_OF_FOOT)
    )
    middle = stage.joint(f"{side}_ankle") + turn @ (BALL_OF_FOOT * FORWARD + up * UP)
    sole = middle + turn @ ((half_height + EASE) * DOWN)
    shapes = []
    for end in Side:
        edge = end.sign * turn @ (half_breadth * RIGHTWARD)
        line = np.array([hand(stage.skeleton, end), middle + edge, sole + 0.7 * edge, sole])
        shapes.append(Shape("strap", line, is_closed=False, layer=_layer(stage, end)))
    return shapes


def _layer(stage: Stage, side: Side) -> Layer:
    """Before the body on the side towards the viewer."""
    towards = float(stage.camera.axes[2] @ stage.skeleton.turns["hips"] @ RIGHTWARD) * side.sign
    return Layer.FRONT if towards > 0 else Layer.BEHIND
