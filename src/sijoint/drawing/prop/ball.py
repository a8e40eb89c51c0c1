"""A soft ball between the knees or between the hands."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.anthropometry import THIGH_SECTIONS
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import Vector

SMALL, LARGE = 0.09, 0.12
"""Radius of the ball for the knees, and of the one for the hands, in metres."""

SOFTEST = 0.7
"""The flattest it is pressed, as a part of its radius."""

ABOVE_KNEE = 0.95
"""Where on the thighs the small ball is held, as a part of their length."""

COUNT = 24
"""Points of the outline."""


def ball(stage: Stage) -> list[Shape]:
    """A ball between the ``knees``, as flat as they press it, or between the ``hands``."""
    if stage.use == "hands":
        outline = _seen(stage, stage.hands(), LARGE * np.eye(3))
        return [Shape("ball", outline, is_smooth=True, layer=Layer.MIDDLE)]
    left, right = (_inner_knee(stage, side) for side in (Side.LEFT, Side.RIGHT))
    width = float(np.linalg.norm(right - left))
    across = (right - left) / width
    half = min(max(width / 2 - THIGH_SECTIONS[-1].radius, SOFTEST * SMALL), SMALL)
    # What is pressed together bulges to keep its volume.
    bulge = SMALL * np.sqrt(SMALL / half)
    axes = bulge * np.eye(3) + (half - bulge) * np.outer(across, across)
    outline = _seen(stage, (left + right) / 2, axes)
    return [Shape("ball", outline, is_smooth=True, layer=Layer.MIDDLE)]


def _inner_knee(stage: Stage, side: Side) -> Vector:
    hip, knee = stage.joint(f"{side}_hip"), stage.joint(f"{side}_knee")
    return hip + ABOVE_KNEE * (knee - hip)


def _seen(stage: Stage, middle: Vector, axes: Places) -> Places:
    """The outline of an ellipsoid as the camera sees it, shape (24, 3)."""
    screen = stage.camera.axes[:2]
    values, vectors = np.linalg.eigh(screen @ axes @ axes.T @ screen.T)
    angles = np.linspace(0, 2 * np.pi, COUNT, endpoint=False)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    outline = vectors @ (np.sqrt(values)[:, None] * circle)
    return np.asarray(middle + outline.T @ screen)
