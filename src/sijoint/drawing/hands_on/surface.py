"""Where on the skin an examiner presses, pulls or feels."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from sijoint.drawing import anthropometry as body
from sijoint.drawing.flesh import LIMBS, Body
from sijoint.drawing.posture import SIDES, Side
from sijoint.drawing.skeleton import DOWN, FORWARD, RIGHTWARD, UP, Skeleton, Vector

Place = Callable[[Skeleton, Side], Vector]

TENDON = ((0.60, 50.0), (0.80, 40.0), (0.97, 28.0))
"""The tendon of the calf: along the shank, and half its breadth round it, in degrees."""


def skin(skeleton: Skeleton, name: str) -> Vector:
    """A place on the skin, in metres.

    Parameters
    ----------
    skeleton : Skeleton
    name : str
        One of `PLACES`; the working side is the mannequin's right.

    Raises
    ------
    KeyError
        If there is no such place.
    """
    word, _, rest = name.partition("_")
    if word in SIDES:
        return _SIDED[rest](skeleton, SIDES[word])
    return _MIDLINE[name](skeleton, Side.RIGHT)


def on_trunk(skeleton: Skeleton, at: float, outward: float, *, is_front: bool) -> Vector:
    """A place on the skin of the trunk.

    Parameters
    ----------
    skeleton : Skeleton
    at : float
        Above the line between the hips, along the spine, in metres.
    outward : float
        To the right of the midline, in metres; no farther than the trunk is broad.
    is_front : bool
        Whether it lies on the front of the body.
    """
    middle, first, second = _cut(skeleton, at)
    share = float(np.clip(outward / np.linalg.norm(second), -1, 1))
    depth = math.sqrt(1 - share**2) * (1 if is_front else -1)
    return np.asarray(middle + share * second + depth * first)


def around_trunk(skeleton: Skeleton, at: float, angle: float, side: Side) -> Vector:
    """A place on the skin of the trunk, by its height and how far round it lies.

    Parameters
    ----------
    skeleton : Skeleton
    at : float
        As for `on_trunk`.
    angle : float
        Degrees from the midline of the back over the side, 90, to the midline of the front, 180.
    side : Side
    """
    middle, first, second = _cut(skeleton, at)
    turn = math.radians(angle)
    return np.asarray(middle + math.sin(turn) * side.sign * second - math.cos(turn) * first)


def _cut(skeleton: Skeleton, at: float) -> tuple[Vector, Vector, Vector]:
    """The oval of the trunk at a height: its middle, its half axes to the front and the right."""
    flesh = Body(skeleton).trunk()
    heights = [cut.at for cut in body.TRUNK_SLICES]
    middle, first, second = (
        np.array([np.interp(at, heights, rows[:, axis]) for axis in range(3)])
        for rows in (flesh.middles, flesh.first, flesh.second)
    )
    return middle, first, second


def _trunk(at: float, outward: float, *, is_front: bool = False) -> Place:
    def place(skeleton: Skeleton, side: Side) -> Vector:
        return on_trunk(skeleton, at, outward * side.sign, is_front=is_front)

    return place


def _round(at: float, angle: float) -> Place:
    def place(skeleton: Skeleton, side: Side) -> Vector:
        return around_trunk(skeleton, at, angle, side)

    return place


def _limb(segment: str, at: float, around: float) -> Place:
    """A place on a limb: along the bone, and how far round it from the front to the outside."""
    sections = LIMBS[segment][2]

    def place(skeleton: Skeleton, side: Side) -> Vector:
        flesh = Body(skeleton).limb(side, segment)
        ats = [section.at for section in sections]
        middle = np.array([np.interp(at, ats, flesh.middles[:, axis]) for axis in range(3)])
        radius = float(np.interp(at, ats, flesh.radii))
        angle = math.radians(around)
        outward = math.sin(angle) * side.sign * RIGHTWARD
        turn = skeleton.turns[f"{side}_{segment}"]
        return np.asarray(middle + radius * turn @ (math.cos(angle) * FORWARD + outward))

    return place


def _cap(skeleton: Skeleton, side: Side) -> Vector:
    """The end of the thigh where the knee is bent."""
    thigh = skeleton.turns[f"{side}_thigh"]
    radius = body.THIGH_SECTIONS[-1].radius
    return np.asarray(skeleton.joints[f"{side}_knee"] + radius * thigh @ DOWN)


def _heel(skeleton: Skeleton, side: Side) -> Vector:
    """The back of the heel, where the tendon of the calf ends."""
    foot = skeleton.turns[f"{side}_foot"]
    behind = body.FOOT_SECTIONS[0][0] - body.FOOT_SECTIONS[0][2] / 2
    return np.asarray(skeleton.joints[f"{side}_ankle"] + foot @ (behind * FORWARD + 0.028 * DOWN))


def _sole(skeleton: Skeleton, side: Side) -> Vector:
    """Under the heel, where the tendon of the sole begins."""
    foot = skeleton.turns[f"{side}_foot"]
    at, up, height, _ = body.FOOT_SECTIONS[0]
    return np.asarray(
        skeleton.joints[f"{side}_ankle"] + foot @ ((at + 0.02) * FORWARD + (up - height) * UP)
    )


def _ball(skeleton: Skeleton, side: Side) -> Vector:
    """The ball of the foot, on the sole."""
    foot = skeleton.turns[f"{side}_foot"]
    at, up, height, _ = body.FOOT_SECTIONS[2]
    return np.asarray(
        skeleton.joints[f"{side}_ankle"] + foot @ (at * FORWARD + (height - up) * DOWN)
    )


def _fingertip(skeleton: Skeleton, side: Side) -> Vector:
    return skeleton.joints[f"{side}_fingertip"]


def _back_of_head(skeleton: Skeleton, _: Side) -> Vector:
    head = skeleton.turns["head"]
    return np.asarray(skeleton.joints["head"] + head @ np.array([-0.098, 0.034, 0.0]))


def _shoulder(skeleton: Skeleton, side: Side) -> Vector:
    """The front of the shoulder."""
    turn = skeleton.turns["thorax"]
    return np.asarray(skeleton.joints[f"{side}_shoulder"] + turn @ (0.056 * FORWARD))


_SIDED: Mapping[str, Place] = {
    # The pelvis, above the line between the hips and beside the midline.
    "asis": _trunk(0.085, 0.118, is_front=True),
    "crest": _round(0.130, 98.0),
    "psis": _trunk(0.085, 0.047),
    "below_psis": _trunk(0.070, 0.046),
    "fortin": _trunk(0.074, 0.038),
    "wing": _trunk(0.088, 0.075),
    "sulcus": _trunk(0.083, 0.031),
    "long_dorsal": _trunk(0.060, 0.040),
    "sacrotuberous": _trunk(-0.030, 0.042),
    "piriformis": _trunk(0.040, 0.112),
    "trochanter": _round(-0.004, 88.0),
    "trochanter_top": _round(0.018, 86.0),
    "trochanter_front": _round(-0.004, 98.0),
    "sitting_bone": _trunk(-0.070, 0.058),
    "buttock": _trunk(0.015, 0.090),
    "crest_behind": _round(0.120, 60.0),
    "ilium": _round(0.092, 118.0),
    "s1": _trunk(0.098, 0.020),
    "s2": _trunk(0.078, 0.020),
    "s3": _trunk(0.058, 0.020),
    "s4": _trunk(0.038, 0.018),
    "low_seat": _trunk(-0.030, 0.150),
    "low_back": _trunk(0.170, 0.045),
    # The limbs.
    "knee": _cap,
    "thigh_front": _limb("thigh", 0.78, 0),
    "thigh_outside": _limb("thigh", 0.62, 90),
    "thigh_back": _limb("thigh", 0.80, 180),
    "thigh_behind": _limb("thigh", 0.42, 150),
    "upper_arm": _limb("upper_arm", 0.45, 90),
    "knee_inside": _limb("thigh", 0.94, -90),
    "knee_outside": _limb("thigh", 0.94, 90),
    "shin": _limb("shank", 0.80, 0),
    "shin_top": _limb("shank", 0.16, 0),
    "shin_outside": _limb("shank", 0.60, 90),
    "calf": _limb("shank", 0.86, 180),
    "calf_middle": _limb("shank", 0.50, 180),
    "ankle_inside": _limb("shank", 0.96, -90),
    "ankle_outside": _limb("shank", 0.96, 90),
    "heel": _heel,
    "sole": _sole,
    "ball": _ball,
    **{
        f"tendon_{number}{end}": _limb("shank", at, 180 + way * aside)
        for number, (at, aside) in enumerate(TENDON, 1)
        for end, way in (("i", 1), ("o", -1))
    },
    "shoulder": _shoulder,
    "fingertip": _fingertip,
}
_MIDLINE: Mapping[str, Place] = {
    "sacrum": _trunk(0.070, 0.0),
    "s1": _trunk(0.098, 0.0),
    "s2": _trunk(0.078, 0.0),
    "s3": _trunk(0.058, 0.0),
    "s4": _trunk(0.038, 0.0),
    "coccyx": _trunk(-0.025, 0.0),
    "symphysis": _trunk(-0.020, 0.0, is_front=True),
    "head_back": _back_of_head,
    "upper_back": _trunk(0.420, 0.0),
}

PLACES = tuple(_MIDLINE) + tuple(f"{word}_{place}" for word in SIDES for place in _SIDED)
"""Every place that `skin` knows.

The places of the pelvis are ours, read off the proportions of a pelvis whose hip sockets are
0.18 m apart; the skin is the mannequin's.
"""
