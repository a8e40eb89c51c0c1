"""A clock that lies on the belly, and a marble on it that rolls as the pelvis tilts."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.prop.shape import Layer, Shape, ring
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, UP

RADIUS = 0.135
UPWARD, BEFORE = 0.105, 0.125
"""Where its middle lies: up the trunk from the hips, and before the spine, in metres."""

HOURS = 12
MARBLE = 0.032

FULL = 9.0
"""Degrees that the pelvis is tilted against the trunk when the marble has reached the rim."""


def clock(stage: Stage) -> list[Shape]:
    """A dial with twelve at the navel; the marble lies where the pelvis slopes down to."""
    turn = stage.skeleton.turns["pelvis"]
    middle = stage.joint("pelvis") + turn @ (UPWARD * UP + BEFORE * FORWARD)
    up, across = turn @ UP, turn @ RIGHTWARD
    dial = ring(middle, RADIUS * up, RADIUS * across, count=24)
    shapes = [Shape("prop", dial, is_smooth=True, layer=Layer.FRONT)]
    for hour in range(HOURS):
        angle = 2 * np.pi * hour / HOURS
        out = np.cos(angle) * up + np.sin(angle) * across
        start = 0.68 if hour % 3 == 0 else 0.82
        tick = middle + RADIUS * np.outer((start, 0.92), out)
        look = "prop-line" if hour % 3 == 0 else "leader"
        shapes.append(Shape(look, tick, is_closed=False, layer=Layer.FRONT))
    place = middle + _roll(stage) * (RADIUS - 1.6 * MARBLE) * up
    marble = ring(place, MARBLE * up, MARBLE * across)
    return [*shapes, Shape("marble", marble, is_smooth=True, layer=Layer.FRONT)]


def _roll(stage: Stage) -> float:
    """Where the marble lies: 1 at twelve, 0 in the middle, -1 at six."""
    pelvis, trunk = stage.skeleton.turns["pelvis"], stage.skeleton.turns["trunk"]
    tilt = np.degrees(np.arcsin(float((trunk @ UP) @ (pelvis @ FORWARD))))
    return float(np.clip(tilt / FULL, -1.0, 1.0))
