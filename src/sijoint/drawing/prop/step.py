"""A step under a foot, and a box on the floor."""

from __future__ import annotations

import numpy as np

from sijoint.drawing import anthropometry as body
from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Shape, box
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.prop.weight import BELL, hanging
from sijoint.drawing.skeleton import UP

DEPTH, BREADTH = 0.38, 0.60
"""Of a step, in metres: along the way of the feet, and across it."""

MARGIN, BEHIND = 0.03, 0.09
"""Between a foot and the edge of the step, and behind a foot that stands sideways, in metres."""

BOX_SIZE = 0.32
"""Length and breadth of the box that a weight is lifted from, in metres."""


def step(stage: Stage) -> list[Shape]:
    """A step under the feet that rest on one.

    It is used as "" (a whole foot stands on its near part), ``side`` (the foot stands near its
    end, so that the other hangs free) or ``box`` (a higher one, for what the hands pick up).
    """
    if stage.use == "box":
        return _box(stage)
    top = SUPPORTS["step"]
    feet = [side for side in Side if stage.heights.get(f"{side}_foot") == top]
    if not feet:
        return []
    joints = stage.skeleton.joints
    margin = BEHIND if stage.use == "side" else MARGIN
    back = min(float(joints[f"{side}_heel"][0]) for side in feet) - margin
    if stage.use == "side":
        outward = feet[0].sign
        edge = float(joints[f"{feet[0]}_toe"][2]) - outward * (MARGIN + body.FOOT_SECTIONS[2][3])
        across = sorted((edge, edge + outward * BREADTH))
    else:
        middle = float(np.mean([joints[f"{side}_hip"][2] for side in Side]))
        across = [middle - BREADTH / 2, middle + BREADTH / 2]
    return _solid(stage, (back, 0.0, across[0]), (back + DEPTH, top, across[1]))


def _box(stage: Stage) -> list[Shape]:
    """A box under the weight where the hands are lowest."""
    bells = [hanging(skeleton, Side)[1] for skeleton in stage.all_skeletons]
    low = min(bells, key=lambda place: float(place[1]))
    half = np.array([BOX_SIZE / 2, 0.0, BOX_SIZE / 2])
    ground = low * np.array([1.0, 0.0, 1.0])
    first, last = ground - half, ground + half + (low[1] - BELL) * UP
    return _solid(stage, tuple(first), tuple(last))


def _solid(stage: Stage, low: tuple[float, ...], high: tuple[float, ...]) -> list[Shape]:
    return [Shape("prop", face) for face in box(low, high, stage.camera.axes[2])]
