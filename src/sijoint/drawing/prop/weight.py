"""Weights: a kettlebell, a dumbbell, a plate across the hips and a cuff at the ankle."""

from __future__ import annotations

import numpy as np

from sijoint.drawing import anthropometry as body
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape, ring
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import DOWN, FORWARD, UP, Vector

BELL, BELL_DROP = 0.085, 0.145
"""Radius of a kettlebell of 8 kg, and how far its middle hangs below the grip, in metres."""

HANDLE, SHOULDER = 0.062, 0.055
"""Half the width of its handle at the grip and where it meets the ball, in metres."""

HEAD, GRIP, HEAD_LENGTH = 0.062, 0.062, 0.075
"""Radius of a dumbbell's heads, where they start beside the middle, and their length."""

FIST = 0.036
"""How far the fist covers its grip, in metres."""

PLATE, PLATE_DEPTH, PLATE_AT = 0.13, 0.05, 0.11
"""Radius and thickness of a plate of 5 kg, and how far above the hips its middle lies."""

PAD = 0.012
"""The folded towel under it, in metres."""

CUFF = (0.76, 0.95)
"""From where to where along the shank a cuff goes."""

CUFF_EASE = 0.014
"""How far the cuff stands off the leg, in metres."""

END_ON = 0.05
"""A cylinder that points to the viewer this closely, as a sine, is seen as a circle."""

HALF_RING = 9
"""Points along half a circle."""


def weight(stage: Stage) -> list[Shape]:
    """A weight where the use says.

    ``hands`` (also "") is a kettlebell that hangs from both hands, ``working_hand`` and
    ``other_hand`` a dumbbell, ``pelvis`` a plate across the hips, ``ankle`` a cuff.
    """
    if stage.use in ("working_hand", "other_hand"):
        return _dumbbell(stage, Side.RIGHT if stage.use == "working_hand" else Side.LEFT)
    if stage.use == "pelvis":
        return _plate(stage)
    if stage.use == "ankle":
        return _cuff(stage, Side.RIGHT)
    return _kettlebell(stage)


def _kettlebell(stage: Stage) -> list[Shape]:
    """A ball that hangs from a handle of three straight parts."""
    across = stage.camera.axes[0]
    grip = stage.hands()
    middle = grip + BELL_DROP * DOWN
    meet = middle + 0.7 * BELL * UP
    handle = np.array(
        [
            meet - SHOULDER * across,
            grip - HANDLE * across,
            grip + HANDLE * across,
            meet + SHOULDER * across,
        ]
    )
    return [
        Shape("prop-thick", handle, is_closed=False),
        Shape("prop", ring(middle, BELL * across, BELL * stage.camera.axes[1]), is_smooth=True),
    ]


def _dumbbell(stage: Stage, side: Side) -> list[Shape]:
    """Two heads and as much of the grip as shows beside the fist."""
    wrist, tip = stage.joint(f"{side}_wrist"), stage.joint(f"{side}_fingertip")
    middle = wrist + 0.5 * (tip - wrist)
    along = stage.skeleton.turns[f"{side}_hand"] @ FORWARD
    shapes = []
    for end in sorted((along, -along), key=lambda end: float(stage.camera.axes[2] @ end)):
        grip = np.array([middle + FIST * end, middle + GRIP * end])
        head = _round_bar(stage, grip[1], grip[1] + HEAD_LENGTH * end, HEAD)
        shapes.append(Shape("prop-thick", grip, is_closed=False, layer=Layer.FRONT))
        shapes.append(Shape("prop", head, layer=Layer.FRONT))
    return shapes


def _plate(stage: Stage) -> list[Shape]:
    """A plate that lies on the front of the hips, on a towel."""
    turn = stage.skeleton.turns["pelvis"]
    front = max(cut.front for cut in body.TRUNK_SLICES[1:3])
    start = stage.joint("pelvis") + turn @ (PLATE_AT * UP + (front + PAD) * FORWARD)
    end = start + turn @ (PLATE_DEPTH * FORWARD)
    return [Shape("prop", _round_bar(stage, start, end, PLATE))]


def _cuff(stage: Stage, side: Side) -> list[Shape]:
    knee, ankle = stage.joint(f"{side}_knee"), stage.joint(f"{side}_ankle")
    start, end = (knee + at * (ankle - knee) for at in CUFF)
    radius = body.SHANK_SECTIONS[-1].radius + CUFF_EASE
    return [Shape("prop", _round_bar(stage, start, end, radius), layer=Layer.FRONT)]


def _round_bar(stage: Stage, start: Vector, end: Vector, radius: float) -> Places:
    """The outline of a cylinder as the camera sees it, shape (n, 3)."""
    axis = (end - start) / np.linalg.norm(end - start)
    towards = stage.camera.axes[2]
    across = np.cross(axis, towards)
    length = float(np.linalg.norm(across))
    if length < END_ON:
        return ring(end, radius * stage.camera.axes[0], radius * stage.camera.axes[1])
    across /= length
    # The ends are circles; seen from the side they flatten to ovals along the axis.
    depth = np.cross(axis, across) * np.sign(float(axis @ towards))
    angles = np.linspace(0, np.pi, HALF_RING)[:, None]
    last = end + radius * (np.cos(angles) * across + np.sin(angles) * depth)
    first = start + radius * (np.cos(angles) * across - np.sin(angles) * depth)
    return np.concatenate([last, first[::-1]])
