"""An elastic band: a loop round both legs, or fixed to something outside the picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sijoint.drawing.anthropometry import SHANK_SECTIONS, THIGH_SECTIONS
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Shape, ring
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import Vector

KNEES, ANKLES = ("hip", "knee", 0.88), ("knee", "ankle", 0.90)
"""Between which joints a loop lies, and where as a part of the way."""

ANCHOR = 0.045
"""Radius of the ring that a band is tied to, in metres."""

AHEAD, ASIDE = 0.95, 1.0
"""From the middle of the hands to the ring, in metres."""

HIGH, CHEST = 2.05, 1.25
"""Heights of the ring above the floor, in metres."""


def band(stage: Stage) -> list[Shape]:
    """A loop round ``knees`` or ``ankles``; or from the hands to a ring.

    The ring is ``high`` in front, in front at chest height (``row``: only from the left hand),
    or at the side that works (``side``).
    """
    if stage.use in ("knees", "ankles", ""):
        return _loop(stage, ANKLES if stage.use == "ankles" else KNEES)
    sides = (Side.LEFT,) if stage.use == "row" else (Side.LEFT, Side.RIGHT)
    start = np.mean(
        [hand(skeleton, side) for skeleton in stage.all_skeletons for side in sides], axis=0
    )
    anchor = {
        "high": np.array([start[0] + AHEAD, HIGH, start[2]]),
        "row": np.array([start[0] + AHEAD, CHEST, start[2]]),
        "side": np.array([start[0], CHEST, start[2] + ASIDE]),
    }[stage.use]
    return _tied(stage, anchor, sides)


def _tied(stage: Stage, anchor: Vector, sides: Sequence[Side]) -> list[Shape]:
    """The ring, and the band to each hand that holds it."""
    right, down, _ = stage.camera.axes
    shapes = [Shape("prop-line", ring(anchor, ANCHOR * right, ANCHOR * down), is_smooth=True)]
    for side in sides:
        line = np.array([anchor, hand(stage.skeleton, side)])
        is_near = float(stage.camera.axes[2] @ (line[1] - stage.joint("neck"))) > 0
        layer = Layer.FRONT if is_near else Layer.BEHIND
        shapes.append(Shape("band", line, is_closed=False, layer=layer))
    return shapes


def _loop(stage: Stage, place: tuple[str, str, float]) -> list[Shape]:
    """A loop round both legs, as two lines from leg to leg."""
    start, end, part = place
    sections = THIGH_SECTIONS if start == "hip" else SHANK_SECTIONS
    radius = min(sections, key=lambda cut: abs(cut.at - part)).radius
    ends = []
    for side in Side:
        first, last = stage.joint(f"{side}_{start}"), stage.joint(f"{side}_{end}")
        ends.append(first + part * (last - first))
    left, right = ends
    middle, half = (left + right) / 2, (right - left) / 2
    outward = half / np.linalg.norm(half)
    legs = stage.middle(f"{side}_{start}" for side in Side) - stage.middle(
        f"{side}_{end}" for side in Side
    )
    before = np.cross(legs / np.linalg.norm(legs), outward)
    loop = ring(middle, half + radius * outward, radius * before, 24)
    is_seen = (loop - middle) @ stage.camera.axes[2] >= 0
    shapes = [Shape("band", loop, is_smooth=True)]
    seen = _run(loop, is_seen)
    return [*shapes, Shape("band", seen, is_closed=False, is_smooth=True, layer=Layer.FRONT)]


def _run(loop: Vector, is_seen: NDArray[np.bool_]) -> Vector:
    """The part of a closed line that is seen, in order."""
    start = int(np.argmax(is_seen & ~np.roll(is_seen, 1)))
    turned = np.roll(loop, -start, axis=0)
    return turned[: max(int(is_seen.sum()), 2)]
