"""The bones that a finger finds through the skin of the pelvis, as lines on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sijoint.drawing.element import Element, path
from sijoint.drawing.hands_on.surface import on_trunk
from sijoint.drawing.outline import open_curve
from sijoint.drawing.skeleton import Skeleton, Vector
from sijoint.drawing.staging import Staging

Line = Sequence[tuple[float, float]]

SACRUM: Line = (
    (0.102, -0.030),
    (0.070, -0.034),
    (0.030, -0.028),
    (-0.005, -0.010),
    (-0.027, 0.0),
    (-0.005, 0.010),
    (0.030, 0.028),
    (0.070, 0.034),
    (0.102, 0.030),
)
CREST: Line = ((0.070, 0.040), (0.095, 0.050), (0.128, 0.085), (0.140, 0.120))
SITTING_BONE: Line = ((-0.045, 0.052), (-0.060, 0.044), (-0.080, 0.050), (-0.082, 0.066))
"""Up from the line between the hips and out from the midline, in metres; on the back."""

PUBIS: Line = ((-0.006, -0.040), (-0.010, 0.0), (-0.006, 0.040))
BRIM: Line = ((0.075, 0.115), (0.098, 0.122), (0.125, 0.130))
"""The same on the front."""

TURNED = 0.15
"""A place is seen when the skin there faces the viewer at least so much."""


def landmarks(staging: Staging, skeleton: Skeleton) -> list[Element]:
    """Lines on the pelvis where its skin faces the viewer."""
    towards = staging.camera.axes[2]
    drawn = []
    for line, is_front, is_paired in (
        (SACRUM, False, False),
        (CREST, False, True),
        (SITTING_BONE, False, True),
        (PUBIS, True, False),
        (BRIM, True, True),
    ):
        for sign in (1, -1) if is_paired else (1,):
            places = [on_trunk(skeleton, at, sign * out, is_front=is_front) for at, out in line]
            seen = [p for p in places if _faces(p, skeleton, towards)]
            if len(seen) > 2:
                points = staging.page.place(staging.camera.seen(np.array(seen))[:, :2])
                drawn.append(path(open_curve(points), "landmark"))
    return drawn


def _faces(place: Vector, skeleton: Skeleton, towards: Vector) -> bool:
    """Whether the skin at a place of the pelvis faces the viewer."""
    turn = skeleton.turns["hips"]
    out = place - skeleton.joints["pelvis"]
    out = out - (out @ turn[:, 1]) * turn[:, 1]
    return float(out @ towards) / float(np.linalg.norm(out)) > TURNED
