"""From the angles of a posture to the places of its joints.

The world is in metres: x to the right of the picture, y up, z towards the viewer of a side
view. A person who stands upright faces x and has the right side at z above 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sijoint.drawing import anthropometry as body
from sijoint.drawing.posture import LimbAngles, Posture, Side

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

UP = np.array([0.0, 1.0, 0.0])
DOWN = -UP
FORWARD = np.array([1.0, 0.0, 0.0])
RIGHTWARD = np.array([0.0, 0.0, 1.0])


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where the joints are and how the segments are turned.

    Parameters
    ----------
    joints : mapping of str to array of shape (3,)
        In metres. Midline: ``pelvis`` (between the hips), ``lumbar``, ``thorax`` (ends of the
        part that bends), ``neck`` (between the shoulders), ``head_base``, ``head``. Each side,
        as in ``right_hip``: hip, knee, ankle, heel, toe, shoulder, elbow, wrist, fingertip.
    turns : mapping of str to array of shape (3, 3)
        Columns are the forward, upward and rightward directions of a segment: ``trunk``,
        ``hips``, ``pelvis``, ``lumbar``, ``thorax``, ``head`` and, each side, thigh, shank, foot,
        upper_arm, forearm, hand.
    belly : float
        How far the belly rises, in metres.
    """

    joints: Mapping[str, Vector]
    turns: Mapping[str, Matrix]
    belly: float = 0.0

    def moved(self, by: Vector) -> Skeleton:
        """The same pose elsewhere."""
        joints = {name: place + by for name, place in self.joints.items()}
        return Skeleton(joints, self.turns, self.belly)


def rotation(axis: int, degrees: float) -> Matrix:
    """The rotation about x (0), y (1) or z (2), by the right-hand rule."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    matrix = np.eye(3)
    first, second = (axis + 1) % 3, (axis + 2) % 3
    matrix[first, first] = matrix[second, second] = c
    matrix[first, second], matrix[second, first] = -s, s
    return matrix


def stand(posture: Posture) -> Skeleton:
    """The skeleton of a posture, the pelvis at the origin.

    Parameters
    ----------
    posture : Posture
        Any angles; whether they are human is not checked here.
    """
    joints: dict[str, Vector] = {"pelvis": np.zeros(3)}
    turns: dict[str, Matrix] = {"trunk": _trunk(posture)}
    _spine(posture, joints, turns)
    across = turns["hips"] = turns["trunk"] @ rotation(0, -posture.obliquity)
    turned = turns["trunk"] @ rotation(1, -posture.twist)
    for side in Side:
        angles = posture.of(side)
        joints[f"{side}_hip"] = joints["pelvis"] + across @ (
            side.sign * body.HIP_BREADTH * RIGHTWARD
        )
        _leg(side, angles, across, joints, turns)
        joints[f"{side}_shoulder"] = joints["neck"] + turned @ (
            side.sign * body.SHOULDER_BREADTH * RIGHTWARD - body.SHOULDER_DROP * UP
        )
        _arm(side, angles, turned, joints, turns)
    return Skeleton(joints, turns, posture.belly / 100)


def _trunk(posture: Posture) -> Matrix:
    """How the trunk as a whole is turned."""
    if posture.lower is None:
        return rotation(2, -posture.trunk)
    return rotation(0, posture.lower.sign * posture.trunk)


def _spine(posture: Posture, joints: dict[str, Vector], turns: dict[str, Matrix]) -> None:
    """Three links whose ends lie on the line of the trunk, however the low back bends."""
    lengths = np.array([body.PELVIS, body.LUMBAR, 1 - body.PELVIS - body.LUMBAR]) * body.TRUNK
    bends = np.array([0.0, 0.5, 1.0]) * posture.lumbar
    x = float(np.sum(lengths * np.sin(np.radians(bends))))
    y = float(np.sum(lengths * np.cos(np.radians(bends))))
    start = math.degrees(math.atan2(x, y))
    place = joints["pelvis"]
    for name, end, length, bend in zip(
        ("pelvis", "lumbar", "thorax"), ("lumbar", "thorax", "neck"), lengths, bends, strict=True
    ):
        turns[name] = turns["trunk"] @ rotation(2, start - bend)
        place = place + turns[name] @ (length * UP)
        joints[end] = place
    nod = rotation(1, -posture.twist) @ rotation(2, -posture.neck)
    joints["head_base"] = joints["neck"] + turns["thorax"] @ rotation(2, -posture.neck / 2) @ (
        body.NECK * UP
    )
    turns["head"] = turns["thorax"] @ nod
    joints["head"] = joints["head_base"] + turns["head"] @ (body.HEAD * UP + 0.012 * FORWARD)


def _swung(side: Side, flexion: float, abduction: float, turn: float) -> Matrix:
    """How a limb hangs from its ball joint: forward first, then outward, then turned outward."""
    return (
        rotation(2, flexion) @ rotation(0, -side.sign * abduction) @ rotation(1, -side.sign * turn)
    )


def _leg(
    side: Side,
    angles: LimbAngles,
    root: Matrix,
    joints: dict[str, Vector],
    turns: dict[str, Matrix],
) -> None:
    swing = (angles.hip_flexion, angles.hip_abduction, angles.hip_rotation)
    thigh = root @ _swung(side, *swing)
    shank = thigh @ rotation(2, -angles.knee)
    foot = shank @ rotation(2, angles.ankle)
    joints[f"{side}_knee"] = joints[f"{side}_hip"] + thigh @ (body.THIGH * DOWN)
    ankle = joints[f"{side}_knee"] + shank @ (body.SHANK * DOWN)
    joints[f"{side}_ankle"] = ankle
    joints[f"{side}_heel"] = ankle + foot @ (body.HEEL * FORWARD + body.SOLE * DOWN)
    joints[f"{side}_toe"] = ankle + foot @ (body.TOE * FORWARD + body.SOLE * DOWN)
    turns |= {f"{side}_thigh": thigh, f"{side}_shank": shank, f"{side}_foot": foot}


def _arm(
    side: Side,
    angles: LimbAngles,
    root: Matrix,
    joints: dict[str, Vector],
    turns: dict[str, Matrix],
) -> None:
    swing = (angles.shoulder_flexion, angles.shoulder_abduction, angles.shoulder_rotation)
    upper = root @ _swung(side, *swing)
    forearm = upper @ rotation(2, angles.elbow)
    hand = forearm @ rotation(2, angles.wrist)
    joints[f"{side}_elbow"] = joints[f"{side}_shoulder"] + upper @ (body.UPPER_ARM * DOWN)
    joints[f"{side}_wrist"] = joints[f"{side}_elbow"] + forearm @ (body.FOREARM * DOWN)
    joints[f"{side}_fingertip"] = joints[f"{side}_wrist"] + hand @ (body.HAND * DOWN)
    turns |= {f"{side}_upper_arm": upper, f"{side}_forearm": forearm, f"{side}_hand": hand}
