"""Pillows under the head, under the belly, and under or between the knees."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.prop.shape import Shape
from sijoint.drawing.prop.solid import ahead, soft
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import UP, Vector

PRESSED = 0.012
"""How far a body sinks into a pillow, in metres."""

KNEE = 0.059
"""From the knee joint to the skin, in metres."""

APART = 0.08
"""Knees that differ more in height, in metres, lie on top of each other."""


def pillow(stage: Stage) -> list[Shape]:
    """Pillows where the use says: ``head`` (the usual), ``belly``, ``knees``, or several."""
    return [PLACES[word](stage) for word in (stage.use or "head").split()]


def _head(stage: Stage) -> Shape:
    """Across under the head, from the crown to the shoulders."""
    head, neck = stage.joint("head"), stage.joint("neck")
    half = (SUPPORTS["pillow"] + PRESSED) / 2
    middle = 0.75 * head + 0.25 * stage.joint("head_base")
    middle = middle * np.array([1.0, 0.0, 1.0]) + half * UP
    return _cushion(stage, middle, head - neck, (0.10, 0.018, 0.20), (0.075, half - 0.018, 0.08))


def _belly(stage: Stage) -> Shape:
    """Across under the belly of somebody who lies face down."""
    pelvis, thorax = stage.joint("pelvis"), stage.joint("thorax")
    half = (SUPPORTS["pillow"] + PRESSED) / 2
    middle = (0.6 * pelvis + 0.4 * thorax) * np.array([1.0, 0.0, 1.0]) + half * UP
    return _cushion(stage, middle, thorax - pelvis, (0.10, 0.012, 0.22), (0.06, half - 0.012, 0.08))


def _knees(stage: Stage) -> Shape:
    """A roll under both knees, or a pillow between the knees of somebody on one side."""
    right, left = stage.joint("right_knee"), stage.joint("left_knee")
    middle = (right + left) / 2
    legs = middle - stage.middle(("right_hip", "left_hip"))
    gap = abs(float(right[1] - left[1]))
    if gap > APART:
        half = max(gap / 2 - KNEE, 0.0) + PRESSED
        return _cushion(stage, middle, legs, (0.12, 0.01, 0.10), (0.06, half, 0.06))
    half = max(float(middle[1]) - KNEE + PRESSED, 0.06) / 2
    middle = middle * np.array([1.0, 0.0, 1.0]) + half * UP
    return _cushion(stage, middle, legs, (0.01, 0.01, 0.22), (half + 0.03, half - 0.01, 0.04))


def _cushion(
    stage: Stage,
    middle: Vector,
    along: Vector,
    core: tuple[float, float, float],
    edge: tuple[float, float, float],
) -> Shape:
    outline = soft(middle, ahead(along), np.array(core), np.array(edge), stage.camera)
    return Shape("prop", outline, is_smooth=True)


PLACES: Mapping[str, Callable[[Stage], Shape]] = {"head": _head, "belly": _belly, "knees": _knees}
"""By the words of a use."""
