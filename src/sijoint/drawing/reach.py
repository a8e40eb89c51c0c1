"""Places on the body that a hand or a foot can be held against."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from sijoint.drawing.posture import Side
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, UP, Skeleton, Vector

HAND_MIDDLE = 0.45
"""Part of the hand, from the wrist, that is held against something."""

HAND_DEPTH = 0.018
"""From the middle of the hand to its palm, in metres."""

STICK_DEPTH = 0.070
"""From the middle of a thigh to the stick that is pressed against it, in metres."""

STEEPEST = 0.7
"""Sine of the largest angle between that stick and the line between the thighs."""

BESIDE_THIGH = 0.13
"""From where the stick touches a thigh to the hand that steadies it, in metres."""


def hand(skeleton: Skeleton, side: Side) -> Vector:
    """The middle of a hand."""
    wrist, tip = skeleton.joints[f"{side}_wrist"], skeleton.joints[f"{side}_fingertip"]
    return wrist + HAND_MIDDLE * (tip - wrist)


def target(skeleton: Skeleton, name: str) -> Vector:
    """The place where the middle of a hand lies that is held against a part of the body.

    Parameters
    ----------
    skeleton : Skeleton
    name : str
        Such as ``right_knee``, ``left_under_thigh``, ``right_ankle`` or ``belly``.

    Raises
    ------
    KeyError
        If there is no such place.
    """
    if name in _MIDLINE:
        return _MIDLINE[name](skeleton)
    word, _, place = name.partition("_")
    return _SIDED[place](skeleton, Side(word))


def _limb(
    start: str, end: str, at: float, segment: str, forward: float, outward: float = 0.0
) -> Callable[[Skeleton, Side], Vector]:
    """A place beside a bone: before it, and to the outside of it, in metres."""

    def place(skeleton: Skeleton, side: Side) -> Vector:
        first, last = (skeleton.joints[f"{side}_{joint}"] for joint in (start, end))
        turn = skeleton.turns[f"{side}_{segment}"]
        beside = forward * FORWARD + outward * side.sign * RIGHTWARD
        return first + at * (last - first) + turn @ beside

    return place


def _trunk(
    up: float, forward: float, outward: float, segment: str = "thorax"
) -> Callable[[Skeleton, Side], Vector]:
    """A place on the trunk: above the pelvis along its line, before it, to the outside."""

    def place(skeleton: Skeleton, side: Side) -> Vector:
        line = skeleton.joints["neck"] - skeleton.joints["pelvis"]
        beside = forward * FORWARD + outward * side.sign * RIGHTWARD
        return skeleton.joints["pelvis"] + up * line + skeleton.turns[segment] @ beside

    return place


def _middle(up: float, forward: float, segment: str) -> Callable[[Skeleton], Vector]:
    sided = _trunk(up, forward, 0.0, segment)
    return lambda skeleton: sided(skeleton, Side.RIGHT)


def _head(up: float, forward: float, outward: float) -> Callable[[Skeleton, Side], Vector]:
    def place(skeleton: Skeleton, side: Side) -> Vector:
        beside = up * UP + forward * FORWARD + outward * side.sign * RIGHTWARD
        return skeleton.joints["head"] + skeleton.turns["head"] @ beside

    return place


def _scissor(skeleton: Skeleton, side: Side) -> Vector:
    """Where a hand holds a stick that passes behind the right thigh and before the left one."""
    at = {s: 0.38 * skeleton.joints[f"{s}_hip"] + 0.62 * skeleton.joints[f"{s}_knee"] for s in Side}
    between = at[Side.RIGHT] - at[Side.LEFT]
    apart = float(np.linalg.norm(between))
    forward = skeleton.turns["right_thigh"] @ FORWARD + skeleton.turns["left_thigh"] @ FORWARD
    slope = min(2 * STICK_DEPTH / apart, STEEPEST)
    level = float(np.sqrt(1 - slope**2))
    along = level * between / apart - slope * forward / np.linalg.norm(forward)
    out = side.sign * (apart / 2 * level + BESIDE_THIGH)
    return np.asarray((at[Side.RIGHT] + at[Side.LEFT]) / 2 + out * along)


_SIDED: Mapping[str, Callable[[Skeleton, Side], Vector]] = {
    "knee": _limb("hip", "knee", 1.0, "thigh", 0.06 + HAND_DEPTH),
    "thigh": _limb("hip", "knee", 0.65, "thigh", 0.08 + HAND_DEPTH),
    "under_thigh": _limb("hip", "knee", 0.72, "thigh", -0.065 - HAND_DEPTH),
    "outer_knee": _limb("hip", "knee", 0.96, "thigh", 0.0, 0.06 + HAND_DEPTH),
    "shin": _limb("knee", "ankle", 0.18, "shank", 0.05 + HAND_DEPTH),
    "inner_ankle": _limb("knee", "ankle", 1.0, "shank", 0.0, -0.075),
    "ankle": _limb("knee", "ankle", 0.93, "shank", 0.035 + HAND_DEPTH),
    "hip": _trunk(0.06, 0.02, 0.165 + HAND_DEPTH, "pelvis"),
    "ribs": _trunk(0.55, 0.09, 0.10),
    "low_belly": _trunk(0.10, 0.10 + HAND_DEPTH, 0.08, "pelvis"),
    "sacrum": _trunk(0.14, -0.10 - HAND_DEPTH, 0.05, "pelvis"),
    "cheek": _head(-0.04, -0.005, 0.07 + HAND_DEPTH),
    "nape": _head(-0.03, -0.095, 0.03),
    "upper_thigh": _limb("hip", "knee", 0.22, "thigh", 0.092 + HAND_DEPTH),
    "instep": _limb("ankle", "toe", 0.35, "foot", 0.0),
    "thigh_end": _limb("hip", "knee", 0.84, "thigh", 0.105),
    "scissor": _scissor,
    "hand": hand,
    "full_ribs": _trunk(0.55, 0.115, 0.10),
    "hip_bone": _trunk(0.22, 0.085, 0.11, "pelvis"),
    "hollow": _trunk(0.22, 0.073, 0.10, "pelvis"),
    "shoulder": _trunk(0.93, 0.060 + HAND_DEPTH, 0.13),
    "outer_thigh": _limb("hip", "knee", 0.80, "thigh", 0.0, 0.068 + HAND_DEPTH),
    "beside_psis": _trunk(0.17, -0.115, 0.145, "pelvis"),
    "back_of_hip": _trunk(0.22, -0.085, 0.105, "pelvis"),
}
_MIDLINE: Mapping[str, Callable[[Skeleton], Vector]] = {
    "chest": _middle(0.78, 0.12 + HAND_DEPTH, "thorax"),
    "belly": _middle(0.35, 0.10 + HAND_DEPTH, "lumbar"),
    "middle_front": _middle(0.70, 0.45, "thorax"),
    "far_front": _middle(0.85, 0.60, "thorax"),
}

PLACES = tuple(_MIDLINE) + tuple(f"{side}_{place}" for side in Side for place in _SIDED)
"""Every place that `target` knows."""


def distance(skeleton: Skeleton, part: str, name: str) -> float:
    """How far a part is from where it is held, in metres.

    Parameters
    ----------
    skeleton : Skeleton
    part : str
        A hand or an ankle, such as ``right_hand``.
    name : str
        A place, as for `target`.
    """
    side, _, limb = part.partition("_")
    place = hand(skeleton, Side(side)) if limb == "hand" else skeleton.joints[part]
    return float(np.linalg.norm(place - target(skeleton, name)))
