"""Angles of joints in poses that everybody knows: which way each of them goes."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.drawing.posture import LimbAngles, Posture, Side
from sijoint.drawing.skeleton import rotation, stand

AHEAD, UP, RIGHT = np.eye(3)


def joints(right=None, left=None, **whole):
    posture = Posture(right=right or LimbAngles(), left=left or LimbAngles(), **whole)
    return stand(posture).joints


def way(at, start, end):
    """The direction from one joint to another, of length 1."""
    line = at[end] - at[start]
    return line / np.linalg.norm(line)


@pytest.mark.parametrize(
    ("axis", "start", "end"), [(0, UP, RIGHT), (1, RIGHT, AHEAD), (2, AHEAD, UP)]
)
def test_a_quarter_turn_by_the_right_hand_rule(axis, start, end):
    assert np.allclose(rotation(axis, 90) @ start, end)


def test_standing_is_straight_and_faces_ahead():
    at = joints()
    for side in Side:
        for start, end in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow")):
            assert np.allclose(way(at, f"{side}_{start}", f"{side}_{end}"), -UP)
        assert np.allclose(way(at, f"{side}_heel", f"{side}_toe"), AHEAD)
    assert np.allclose(way(at, "pelvis", "neck"), UP)
    assert np.allclose(way(at, "left_hip", "right_hip"), RIGHT)


def test_the_two_sides_of_a_standing_body_are_mirror_images():
    at = joints()
    for name, place in at.items():
        if name.startswith("right_"):
            other = at[name.replace("right_", "left_")]
            assert np.allclose(other, place * np.array([1, 1, -1])), name


@pytest.mark.parametrize(
    ("angle", "start", "end", "expected"),
    [
        ("hip_flexion", "hip", "knee", AHEAD),
        ("hip_abduction", "hip", "knee", RIGHT),
        ("knee", "knee", "ankle", -AHEAD),
        ("hip_rotation", "heel", "toe", RIGHT),
        ("shoulder_flexion", "shoulder", "elbow", AHEAD),
        ("shoulder_abduction", "shoulder", "elbow", RIGHT),
        ("elbow", "elbow", "wrist", AHEAD),
        ("wrist", "wrist", "fingertip", AHEAD),
        ("ankle", "heel", "toe", UP),
    ],
)
@pytest.mark.parametrize("side", Side)
def test_ninety_degrees_of_each_joint(angle, start, end, expected, side):
    at = joints(**{side: LimbAngles(**{angle: 90.0})})
    mirror = np.array([1, 1, side.sign])
    assert np.allclose(way(at, f"{side}_{start}", f"{side}_{end}"), expected * mirror)


def test_a_shoulder_turned_outward_carries_the_bent_forearm_out():
    at = joints(right=LimbAngles(shoulder_rotation=90, elbow=90))
    assert np.allclose(way(at, "right_elbow", "right_wrist"), RIGHT)


@pytest.mark.parametrize(
    ("trunk", "lower", "head"),
    [(90, None, AHEAD), (-90, None, -AHEAD), (90, Side.RIGHT, RIGHT), (90, Side.LEFT, -RIGHT)],
    ids=["face down", "face up", "on the right side", "on the left side"],
)
def test_where_the_head_lies(trunk, lower, head):
    assert np.allclose(way(joints(trunk=trunk, lower=lower), "pelvis", "neck"), head)


def test_lying_on_the_right_side_puts_the_right_hip_down():
    at = joints(trunk=90, lower=Side.RIGHT)
    assert np.allclose(way(at, "left_hip", "right_hip"), -UP)


def test_obliquity_raises_the_right_hip_and_twist_turns_the_right_shoulder_back():
    assert way(joints(obliquity=10), "left_hip", "right_hip")[1] == pytest.approx(
        np.sin(np.radians(10))
    )
    turned = way(joints(twist=30), "left_shoulder", "right_shoulder")
    assert turned == pytest.approx([-np.sin(np.radians(30)), 0, np.cos(np.radians(30))])


def test_a_bent_low_back_rounds_backward_and_keeps_the_line_of_the_trunk():
    at = joints(lumbar=40)
    assert np.allclose(way(at, "pelvis", "neck"), UP)
    assert at["lumbar"][0] < -0.01
    assert at["thorax"][0] < -0.01


def test_a_nod_brings_the_head_forward():
    assert joints(neck=30)["head"][0] > joints()["head"][0] + 0.03


def test_half_the_way_is_half_the_angles():
    first = Posture(trunk=10, right=LimbAngles(knee=20))
    second = Posture(trunk=30, belly=2, right=LimbAngles(knee=60, wrist=-10))
    middle = first.mixed(second, 0.5)
    assert (middle.trunk, middle.belly) == (20, 1)
    assert (middle.right.knee, middle.right.wrist, middle.left.knee) == (40, -5, 0)
