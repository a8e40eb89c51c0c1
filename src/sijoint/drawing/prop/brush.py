"""A soft brush in the hand, its bristles on the skin."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape
from sijoint.drawing.prop.solid import soft
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import FORWARD, UP, Vector

HEAD = np.array([0.095, 0.016, 0.036])
"""Half of the brush's head: along the handle, its thickness, and across it, in metres."""

BEYOND = 0.155
"""From the middle of the hand to the middle of the brush's head, in metres."""

SKIN = 0.105
"""From the line of the spine back to the skin over the sacrum, in metres."""

LENGTH, SPREAD = 0.066, 1.1
"""Of a bristle, in metres; and how much wider the tuft is at its tips than at its roots."""

BRISTLES = 9
END = 0.11
"""From the middle of the hand back to the end of the handle, in metres."""

STROKE, ASIDE, BARB = 0.28, 0.17, 0.06
"""Length of the arrows that show the stroke, how far behind the brush they run, and their barbs."""


def brush(stage: Stage) -> list[Shape]:
    """A brush in the working hand that strokes the back of the pelvis, up and down."""
    turn = stage.skeleton.turns["hips"]
    to_skin, down = turn @ FORWARD, -turn @ UP
    held = hand(stage.skeleton, Side.RIGHT)
    head = held + BEYOND * down
    gap = float((head - stage.joint("pelvis")) @ to_skin) + SKIN
    head = head - (gap + LENGTH) * to_skin
    axes = np.stack([down, to_skin, np.cross(down, to_skin)], axis=1)
    wood = soft(head, axes, HEAD * np.array([0.7, 0.3, 0.5]), HEAD * 0.5, stage.camera)
    along = (head - held) / np.linalg.norm(head - held)
    handle = np.array([held - END * along, head - 0.6 * HEAD[0] * down])
    return [
        *_tuft(head, axes),
        Shape("handle", handle, is_closed=False, layer=Layer.FRONT),
        Shape("wood", wood, is_smooth=True, layer=Layer.FRONT),
        *_stroke(head - ASIDE * to_skin, down, to_skin),
    ]


def _tuft(head: Vector, axes: Places) -> list[Shape]:
    """The bristles from the head of the brush to the skin: a light tuft and lines in it."""
    along, to_skin = axes[:, 0], axes[:, 1]
    ends = np.array([-0.9, 0.9]) * HEAD[0]
    roots = head + np.outer(ends, along)
    tips = head + SPREAD * np.outer(ends, along) + LENGTH * to_skin
    shapes = [Shape("bristle", np.array([*roots, *tips[::-1]]), layer=Layer.FRONT)]
    for part in np.linspace(0, 1, BRISTLES)[1:-1]:
        line = np.array([(1 - part) * row[0] + part * row[1] for row in (roots, tips)])
        shapes.append(Shape("leader", line, is_closed=False, layer=Layer.FRONT))
    return shapes


def _stroke(middle: Vector, down: Vector, to_skin: Vector) -> list[Shape]:
    """An arrow with two heads along the stroke."""
    ends = [middle - STROKE / 2 * down, middle + STROKE / 2 * down]
    shapes = [Shape("arrow", np.array(ends), is_closed=False, layer=Layer.FRONT)]
    for end, way in zip(ends, (-down, down), strict=True):
        barbs = [end - BARB * (0.77 * way + turn * 0.64 * to_skin) for turn in (-1, 1)]
        line = np.array([barbs[0], end, barbs[1]])
        shapes.append(Shape("arrow", line, is_closed=False, layer=Layer.FRONT))
    return shapes
