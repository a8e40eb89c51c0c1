"""The bones and tendons that a finger finds through the skin, as shapes on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from sijoint.drawing.element import Element, path
from sijoint.drawing.hands_on.surface import around_trunk, on_trunk, skin
from sijoint.drawing.outline import open_curve, smooth
from sijoint.drawing.posture import Side
from sijoint.drawing.skeleton import Skeleton, Vector
from sijoint.drawing.staging import Staging

Line = Sequence[tuple[float, float]]

SACRUM: Line = (
    (0.104, -0.036),
    (0.075, -0.036),
    (0.040, -0.027),
    (0.012, -0.015),
    (-0.002, 0.0),
    (0.012, 0.015),
    (0.040, 0.027),
    (0.075, 0.036),
    (0.104, 0.036),
    (0.110, 0.0),
)
COCCYX: Line = ((-0.006, -0.010), (-0.024, -0.007), (-0.036, 0.0), (-0.024, 0.007), (-0.006, 0.010))
"""Up from the line between the hips and out from the midline, in metres; on the back."""

PUBIS: Line = (
    (-0.006, -0.052),
    (-0.012, 0.0),
    (-0.006, 0.052),
    (-0.026, 0.050),
    (-0.048, 0.018),
    (-0.046, 0.0),
    (-0.048, -0.018),
    (-0.026, -0.050),
)
SYMPHYSIS: Line = ((-0.014, 0.0), (-0.030, 0.0), (-0.044, 0.0))
"""The same on the front."""

CREST: Line = (
    (0.085, 17),
    (0.112, 32),
    (0.130, 52),
    (0.138, 75),
    (0.133, 95),
    (0.115, 114),
    (0.085, 132),
)
"""From the PSIS over the top of the hip bone to the ASIS: up, and degrees round the trunk from
the midline of the back."""

ROUND_BONES = (
    (0.085, 17.0, 0.009, 0.009),
    (0.085, 132.0, 0.010, 0.010),
    (-0.066, 28.0, 0.020, 0.015),
    (-0.004, 88.0, 0.026, 0.022),
)
"""PSIS, ASIS, sitting bone and trochanter: up, degrees round the trunk, and half their height
and breadth in metres."""

BANDS: Mapping[str, tuple[str, Line]] = {
    "long_dorsal": (
        "ligament",
        ((0.082, 20), (0.060, 17), (0.036, 11), (0.030, 7), (0.038, 7), (0.062, 12), (0.080, 15)),
    ),
    "sacrotuberous": (
        "ligament",
        (
            (0.030, 10),
            (0.004, 14),
            (-0.040, 24),
            (-0.056, 28),
            (-0.058, 22),
            (-0.034, 15),
            (0.0, 5),
        ),
    ),
    "piriformis": (
        "muscle-light",
        (
            (0.060, 13),
            (0.052, 32),
            (0.040, 58),
            (0.026, 84),
            (0.014, 84),
            (0.014, 56),
            (0.018, 30),
            (0.022, 9),
        ),
    ),
    "hamstring": (
        "muscle-light",
        ((-0.058, 24), (-0.070, 20), (-0.083, 24), (-0.085, 34), (-0.074, 36), (-0.062, 33)),
    ),
}
"""Ligaments and muscles under the skin of the back: their look and their outline, as `CREST`."""

HALF_ROUND = 0.14
"""Metres on the skin in a radian round the trunk, in the mean."""

TURNED = 0.12
"""A place is seen when the skin there faces the viewer at least so much."""

COUNT = 14
"""Points of a round bone."""


def landmarks(bones: str, staging: Staging, skeleton: Skeleton) -> list[Element]:
    """What is found of the ``pelvis`` or at the ``heel`` where the skin faces the viewer."""
    return DRAWN[bones](staging, skeleton) if bones else []


def band(name: str, staging: Staging, skeleton: Skeleton) -> list[Element]:
    """A ligament or a muscle of `BANDS`, on the tested side."""
    look, outline = BANDS[name]
    places = np.array([around_trunk(skeleton, at, angle, Side.RIGHT) for at, angle in outline])
    return [path(smooth(staging.page.place(staging.camera.seen(places)[:, :2])), look)]


def _pelvis(staging: Staging, skeleton: Skeleton) -> list[Element]:
    drawn: list[Element] = []
    for outline, is_front in ((SACRUM, False), (COCCYX, False), (PUBIS, True)):
        places = [on_trunk(skeleton, at, out, is_front=is_front) for at, out in outline]
        drawn += _bone(places, staging, skeleton)
    joint = [on_trunk(skeleton, at, out, is_front=True) for at, out in SYMPHYSIS]
    drawn += _line(joint, staging, skeleton)
    for side in Side:
        crest = [around_trunk(skeleton, at, angle, side) for at, angle in CREST]
        drawn += _line(crest, staging, skeleton)
        for at, angle, high, broad in ROUND_BONES:
            drawn += _bone(_round(skeleton, side, at, angle, high, broad), staging, skeleton)
    return drawn


def _round(
    skeleton: Skeleton, side: Side, at: float, angle: float, high: float, broad: float
) -> list[Vector]:
    """An oval on the skin of the trunk."""
    wide = np.degrees(broad / HALF_ROUND)
    return [
        around_trunk(skeleton, at + high * np.cos(turn), angle + wide * np.sin(turn), side)
        for turn in np.linspace(0, 2 * np.pi, COUNT, endpoint=False)
    ]


def _bone(places: Sequence[Vector], staging: Staging, skeleton: Skeleton) -> list[Element]:
    """A bone whose whole outline faces the viewer."""
    if not all(_faces(place, skeleton, staging.camera.axes[2]) for place in places):
        return []
    d = smooth(staging.page.place(staging.camera.seen(np.array(places))[:, :2]))
    return [path(d, "landmark-face"), path(d, "landmark")]


def _line(places: Sequence[Vector], staging: Staging, skeleton: Skeleton) -> list[Element]:
    """What faces the viewer of a line."""
    seen = [place for place in places if _faces(place, skeleton, staging.camera.axes[2])]
    if len(seen) < 3:
        return []
    points = staging.page.place(staging.camera.seen(np.array(seen))[:, :2])
    return [path(open_curve(points), "landmark")]


def _faces(place: Vector, skeleton: Skeleton, towards: Vector) -> bool:
    """Whether the skin at a place of the pelvis faces the viewer."""
    turn = skeleton.turns["hips"]
    out = place - skeleton.joints["pelvis"]
    out = out - (out @ turn[:, 1]) * turn[:, 1]
    return float(out @ towards) / float(np.linalg.norm(out)) > TURNED


def _heel(staging: Staging, skeleton: Skeleton) -> list[Element]:
    """The tendon of the calf down to the bone of the heel."""
    sides = [[skin(skeleton, f"working_tendon_{n}{way}") for n in (1, 2, 3)] for way in "io"]
    places = np.array([*sides[0], skin(skeleton, "working_heel"), *sides[1][::-1]])
    d = smooth(staging.page.place(staging.camera.seen(places)[:, :2]))
    return [path(d, "ligament")]


DRAWN: Mapping[str, Callable[[Staging, Skeleton], list[Element]]] = {
    "pelvis": _pelvis,
    "heel": _heel,
}
