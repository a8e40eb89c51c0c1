"""Weights: a kettlebell in one hand or in both, a dumbbell across the hips, a cuff at the ankle."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sijoint.drawing import anthropometry as body
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape, ring
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import DOWN, FORWARD, RIGHTWARD, UP, Skeleton, Vector

BELL, BELL_DROP = 0.085, 0.150
"""Radius of a kettlebell of 8 kg, and how far its middle hangs below the grip, in metres."""

HANDLE, SHOULDER = 0.050, 0.062
"""Half the width of its handle at the grip and where it meets the ball, in metres."""

GRIP, FIST = 0.62, 0.040
"""Where the hand grips, as a part of its length, and the radius of the closed fingers."""

HEAD, BAR, HEAD_LENGTH = 0.11, 0.19, 0.07
"""Radius of a dumbbell's heads, where they start beside the middle, and their length."""

ACROSS_AT = 0.01
"""How far above the hips the dumbbell lies across them, in metres."""

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
    ``other_hand`` one that hangs from that hand, ``pelvis`` a dumbbell across the hips,
    ``ankle`` a cuff.
    """
    if stage.use in ("working_hand", "other_hand"):
        return _kettlebell(stage, (Side.RIGHT if stage.use == "working_hand" else Side.LEFT,))
    if stage.use == "pelvis":
        return _dumbbell(stage)
    if stage.use == "ankle":
        return _cuff(stage, Side.RIGHT)
    return _kettlebell(stage, tuple(Side))


def hanging(skeleton: Skeleton, sides: Iterable[Side]) -> tuple[Vector, Vector]:
    """Where the grip of a kettlebell is that hangs from hands, and the middle of its ball."""
    grips = [
        skeleton.joints[f"{side}_wrist"]
        + GRIP * (skeleton.joints[f"{side}_fingertip"] - skeleton.joints[f"{side}_wrist"])
        for side in sides
    ]
    grip = np.mean(grips, axis=0)
    return grip, grip + BELL_DROP * DOWN


def _kettlebell(stage: Stage, sides: tuple[Side, ...]) -> list[Shape]:
    """A ball that hangs from a handle of three straight parts, and the fist of the near hand."""
    right, down, _ = stage.camera.axes
    grip, middle = hanging(stage.skeleton, sides)
    meet = middle + 0.55 * BELL * UP
    handle = [
        meet - SHOULDER * right,
        grip - HANDLE * right,
        grip + HANDLE * right,
        meet + SHOULDER * right,
    ]
    fist = ring(grip, FIST * right, FIST * down)
    return [
        Shape("prop-thick", np.array(handle), is_closed=False, layer=Layer.FRONT),
        _front("prop", ring(middle, BELL * right, BELL * down, 16)),
        _front("near-outline", fist),
        _front("near", fist),
    ]


def _dumbbell(stage: Stage) -> list[Shape]:
    """A dumbbell across the front of the hips, on a towel: its bar and both heads."""
    turn = stage.skeleton.turns["pelvis"]
    front = max(cut.front for cut in body.TRUNK_SLICES[1:3]) + PAD
    middle = stage.joint("pelvis") + turn @ (ACROSS_AT * UP + front * FORWARD)
    across = turn @ RIGHTWARD
    bar = np.array([middle - BAR * across, middle + BAR * across])
    ends = sorted((across, -across), key=lambda end: float(stage.camera.axes[2] @ end))
    heads = [
        _front(
            "prop", _round_bar(stage, middle + BAR * end, middle + (BAR + HEAD_LENGTH) * end, HEAD)
        )
        for end in ends
    ]
    rims = [
        _front("prop-line", ring(*_rim(stage, middle + (BAR + HEAD_LENGTH) * end, end)))
        for end in ends[1:]
    ]
    return [heads[0], Shape("prop-thick", bar, is_closed=False, layer=Layer.FRONT), heads[1], *rims]


def _rim(stage: Stage, middle: Vector, axis: Vector) -> tuple[Vector, Vector, Vector]:
    """The round end of a head: its middle and two half axes."""
    first = np.cross(axis, stage.camera.axes[1])
    first = first / np.linalg.norm(first)
    return middle, 0.45 * HEAD * first, 0.45 * HEAD * np.cross(axis, first)


def _front(look: str, outline: Places) -> Shape:
    return Shape(look, outline, is_smooth=True, layer=Layer.FRONT)


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
