"""A soft brush in the hand, its bristles on the skin."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Shape
from sijoint.drawing.prop.solid import soft
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, UP, Vector

HEAD = np.array([0.045, 0.028, 0.012])
"""Half of the brush's head: along the handle, across it, and its thickness, in metres."""

BEYOND = 0.085
"""From the middle of the hand to the middle of the brush's head, in metres."""

HANDLE = 0.10
"""From the middle of the hand back to the end of the handle, in metres."""

BRISTLES = 9
LENGTH = 0.030
"""Of a bristle, in metres."""

STROKE, SWEEP, BARB = 0.095, (200.0, 300.0), 0.034
"""Radius of the arrow that shows the stroke, its degrees round the brush, and its barbs."""


def brush(stage: Stage) -> list[Shape]:
    """A brush in the working hand that strokes the back of the pelvis."""
    middle = hand(stage.skeleton, Side.RIGHT)
    wrist, tip = stage.joint("right_wrist"), stage.joint("right_fingertip")
    to_skin = stage.skeleton.turns["hips"] @ FORWARD
    along = tip - wrist
    along = along - (along @ to_skin) * to_skin
    along = along / np.linalg.norm(along)
    axes = np.stack([along, np.cross(to_skin, along), to_skin], axis=1)
    head = middle + BEYOND * along - 0.012 * to_skin
    handle = np.array([middle - HANDLE * along, head]) - 0.004 * to_skin
    outline = soft(head, axes, HEAD * 0.5, HEAD * 0.5, stage.camera)
    return [
        *_bristles(head, along, to_skin),
        *_stroke(head, stage.skeleton.turns["hips"]),
        Shape("handle", handle, is_closed=False, layer=Layer.FRONT),
        Shape("prop", outline, is_smooth=True, layer=Layer.FRONT),
    ]


def _stroke(head: Vector, turn: Vector) -> list[Shape]:
    """An arrow in an arc over the back of the pelvis, below the brush."""
    angles = np.radians(np.linspace(*SWEEP, 7))[:, None]
    out, up = turn @ RIGHTWARD, turn @ UP
    arc = head + STROKE * (np.cos(angles) * out + np.sin(angles) * up)
    ahead = arc[-1] - arc[-2]
    ahead = ahead / np.linalg.norm(ahead)
    aside = np.cross(ahead, turn @ FORWARD)
    barbs = [arc[-1] + BARB * (way * 0.64 * aside - 0.77 * ahead) for way in (-1, 1)]
    return [
        Shape("sign", arc, is_closed=False, is_smooth=True, layer=Layer.FRONT),
        Shape("sign", np.array([barbs[0], arc[-1], barbs[1]]), is_closed=False, layer=Layer.FRONT),
    ]


def _bristles(head: Vector, along: Vector, to_skin: Vector) -> list[Shape]:
    """Short lines from the head of the brush to the skin."""
    shapes = []
    for at in np.linspace(-0.85, 0.85, BRISTLES):
        root = head + at * HEAD[0] * along
        places = np.array([root, root + LENGTH * to_skin])
        shapes.append(Shape("leader", places, is_closed=False, layer=Layer.FRONT))
    return shapes
