"""A soft ball between the knees or between the hands."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sijoint.drawing.anthropometry import THIGH_SECTIONS
from sijoint.drawing.mannequin import Mannequin
from sijoint.drawing.outline import Points
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

COUNT, STEPS = 48, 40


def ball(stage: Stage) -> list[Shape]:
    """A ball between the ``knees``, as flat as they press it, or between the ``hands``."""
    if stage.use == "hands":
        return [Shape("ball", _seen(stage, stage.hands(), LARGE * np.eye(3)), is_smooth=True)]
    left, right = (_inner_knee(stage, side) for side in (Side.LEFT, Side.RIGHT))
    width = float(np.linalg.norm(right - left))
    across = (right - left) / width
    half = min(max(width / 2 - THIGH_SECTIONS[-1].radius, SOFTEST * SMALL), SMALL)
    # What is pressed together bulges to keep its volume.
    bulge = SMALL * np.sqrt(SMALL / half)
    axes = bulge * np.eye(3) + (half - bulge) * np.outer(across, across)
    outline = _seen(stage, (left + right) / 2, axes)
    mannequin = Mannequin(stage.skeleton, stage.camera)
    if mannequin.near is None:
        return [Shape("ball", outline, is_smooth=True)]
    return _between_legs(stage, outline, mannequin.leg(mannequin.near))


def _inner_knee(stage: Stage, side: Side) -> Vector:
    hip, knee = stage.joint(f"{side}_hip"), stage.joint(f"{side}_knee")
    return hip + ABOVE_KNEE * (knee - hip)


def _seen(stage: Stage, middle: Vector, axes: Places) -> Places:
    """The outline of an ellipsoid as the camera sees it, shape (`COUNT`, 3)."""
    screen = stage.camera.axes[:2]
    values, vectors = np.linalg.eigh(screen @ axes @ axes.T @ screen.T)
    angles = np.linspace(0, 2 * np.pi, COUNT, endpoint=False)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    outline = vectors @ (np.sqrt(values)[:, None] * circle)
    return np.asarray(middle + outline.T @ screen)


def _between_legs(stage: Stage, outline: Places, leg: Iterable[Points]) -> list[Shape]:
    """What the near leg leaves to be seen of a ball that covers the far one."""
    screen = stage.camera.axes[:2]
    middle = outline.mean(axis=0)
    rays = (outline - middle) @ screen.T
    steps = np.linspace(0, 1, STEPS)[:, None, None]
    covers = list(leg)

    def is_free(points: Points) -> NDArray[np.bool_]:
        placed = points + screen @ middle
        return np.asarray(np.all([~_inside(placed, cover) for cover in covers], axis=0))

    inner = (steps * rays).reshape(-1, 2)
    free = inner[is_free(inner)]
    if not len(free):
        return []
    hidden = inner[~is_free(inner)]
    if not len(hidden):
        return [Shape("ball", outline, is_smooth=True, layer=Layer.FRONT)]
    # Seen from the place that is farthest from the leg, all that is free lies in the open.
    gaps = np.linalg.norm(free[:, None] - hidden[None], axis=2).min(axis=1)
    eye = 0.5 * free[int(np.argmax(gaps))]
    eye = eye if bool(is_free(eye[None])[0]) else 2 * eye
    towards = rays - eye
    rows = eye + steps * towards
    reached = np.cumprod(is_free(rows.reshape(-1, 2)).reshape(STEPS, -1), axis=0).sum(axis=0) - 1
    edge = eye + towards * (reached / (STEPS - 1))[:, None]
    return [Shape("ball", middle + edge @ screen, layer=Layer.FRONT)]


def _inside(points: Points, polygon: Points) -> NDArray[np.bool_]:
    """Which points lie inside a polygon: a ray from each crosses it an odd number of times."""
    x, y = points[:, :1], points[:, 1:]
    (x1, y1), (x2, y2) = polygon.T, np.roll(polygon, -1, axis=0).T
    spans = (y1 > y) != (y2 > y)
    rise = np.where(y2 == y1, 1.0, y2 - y1)
    return np.asarray(np.sum(spans & (x < x1 + (y - y1) / rise * (x2 - x1)), axis=1) % 2 == 1)
