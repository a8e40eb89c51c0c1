"""Every frame of every movement: its angles, its limits, what it touches, its size."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sijoint.drawing.anthropometry import STATURE
from sijoint.drawing.contact import ImpossibleFrameError
from sijoint.drawing.joint import RANGES
from sijoint.drawing.pose import contacts_of, parts_of, poses, reach_of
from sijoint.drawing.posture import Side
from sijoint.drawing.reach import distance
from sijoint.evidence.movement import load_movements
from tests.drawing.goniometer import Goniometer
from tests.drawing.tape import lowest_point, lowest_points

MOVEMENTS = load_movements()
FRAMES = [(name, number) for name, m in MOVEMENTS.items() for number in range(len(m.frames))]
SIDES = {"working": "right", "other": "left"}

SAME_ANGLE = 1.0
"""Degrees."""

TOUCHES, SINKS = 0.005, 0.005
"""Metres."""

STRAIGHT, POLE = 5.0, 80.0
"""A limb bent less has no plane to measure a turn in; one raised aside more has no swing."""

MEASURED = {
    "H": "hip_flexion",
    "Hab": "hip_abduction",
    "Her": "hip_rotation",
    "K": "knee",
    "A": "ankle",
    "S": "shoulder_flexion",
    "Sab": "shoulder_abduction",
    "Srot": "shoulder_rotation",
    "E": "elbow",
}


@cache
def posed(name):
    return poses(MOVEMENTS[name])


def turn(first, second):
    """The smallest angle between two angles."""
    return abs((first - second + 180) % 360 - 180)


def undefined(letter, angles):
    """Whether an angle cannot be seen in the positions of the joints."""
    if letter == "Srot":
        return angles.get("E", 0) < STRAIGHT
    if letter == "S":
        return abs(angles.get("Sab", 0)) > POLE
    if letter == "Her":
        return abs(angles.get("Hab", 0)) > POLE
    return False


def folded(angles):
    """The same arm with an abduction of at most 90 degrees.

    An arm raised aside past the horizontal is the same as one that is swung up backwards and
    raised aside from there; positions cannot tell how it got there.
    """
    aside = angles.get("Sab", 0)
    if abs(aside) <= 90:
        return angles
    other = {"S": angles.get("S", 0) + 180, "Srot": angles.get("Srot", 0) + 180}
    return {**angles, **other, "Sab": 180 - aside if aside > 0 else -180 - aside}


def disagreements(frame, joints):
    """Angles of a frame that the positions of the joints do not show."""
    gauge = Goniometer(joints)
    lower = {"working": "right", "other": "left"}.get(frame.lower)
    rows = [
        ("trunk", frame.trunk, gauge.trunk(lower)),
        ("lumbar", frame.lumbar, gauge.lumbar()),
        ("obliquity", frame.obliquity, gauge.obliquity()),
        ("twist", frame.twist, gauge.twist()),
    ]
    for owner, side in SIDES.items():
        angles = folded(getattr(frame, owner))
        rows += [
            (f"{owner} {letter}", angles.get(letter, 0), getattr(gauge, measured)(side))
            for letter, measured in MEASURED.items()
            if not undefined(letter, angles)
        ]
    return [row for row in rows if turn(row[1], row[2]) > SAME_ANGLE]


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_the_positions_show_the_angles_of_the_data(name, number):
    frame = MOVEMENTS[name].frames[number]
    assert disagreements(frame, posed(name)[number].joints) == []


@pytest.mark.parametrize("letter", ["H", "Hab", "K", "A", "S", "Sab", "E"])
def test_a_wrong_angle_is_noticed(letter):
    movement = MOVEMENTS["bird_dog"]
    frame = movement.frames[1]
    wrong = replace(frame, working={**frame.working, letter: frame.working.get(letter, 0) + 1.5})
    assert any(letter in row[0] for row in disagreements(wrong, posed("bird_dog")[1].joints))


@pytest.mark.parametrize("part", ["trunk", "lumbar", "obliquity", "twist"])
def test_a_wrong_trunk_is_noticed(part):
    frame = MOVEMENTS["cat_camel"].frames[1]
    wrong = replace(frame, **{part: getattr(frame, part) + 1.5})
    assert any(row[0] == part for row in disagreements(wrong, posed("cat_camel")[1].joints))


@pytest.mark.parametrize("joint", ["right_knee", "left_elbow", "thorax", "right_toe"])
def test_a_joint_that_is_misplaced_is_noticed(joint):
    frame, skeleton = MOVEMENTS["bird_dog"].frames[0], posed("bird_dog")[0]
    joints = dict(skeleton.joints)
    joints[joint] = joints[joint] + np.array([0.02, 0.02, 0.0])
    assert disagreements(frame, joints)


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_joints_stay_inside_human_range(name, number):
    frame = MOVEMENTS[name].frames[number]
    values = [(part, getattr(frame, part)) for part in ("trunk", "lumbar", "obliquity", "twist")]
    values += [("neck", frame.neck), *frame.working.items(), *frame.other.items()]
    for letter, degrees in values:
        low, high = RANGES[letter]
        assert low <= degrees <= high, letter


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_nothing_is_below_the_floor(name, number):
    bottoms = lowest_points(posed(name)[number])
    assert min(bottoms.values()) >= -SINKS, min(bottoms, key=bottoms.get)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_every_exercise_touches_something(name):
    assert any(frame.contacts for frame in MOVEMENTS[name].frames)


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_what_is_declared_touches(name, number):
    movement = MOVEMENTS[name]
    skeleton = posed(name)[number]
    for contact, height in contacts_of(movement.frames[number], movement.view).items():
        assert lowest_point(skeleton, contact) == pytest.approx(height, abs=TOUCHES), contact


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_what_is_held_against_the_body_lies_there(name, number):
    skeleton = posed(name)[number]
    for part, place in reach_of(MOVEMENTS[name].frames[number]).items():
        assert distance(skeleton, part, place) <= TOUCHES, (part, place)


def test_a_frame_that_cannot_touch_is_refused():
    movement = MOVEMENTS["bird_dog"]
    first = movement.frames[0]
    bent = replace(first, working={**first.working, "K": 40.0})
    with pytest.raises(ImpossibleFrameError, match=r"bird_dog, frame 1: contacts .* mm"):
        poses(replace(movement, frames=(bent, *movement.frames[1:])))


LIMBS = [
    ("hip", "knee", 0.245),
    ("knee", "ankle", 0.246),
    ("shoulder", "elbow", 0.186),
    ("elbow", "wrist", 0.146),
    ("wrist", "fingertip", 0.108),
]
"""Fractions of stature of Drillis and Contini, as Winter prints them (figure 4.1)."""


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_limbs_have_their_published_lengths(name, number):
    joints = posed(name)[number].joints
    for side in Side:
        for start, end, share in LIMBS:
            length = np.linalg.norm(joints[f"{side}_{start}"] - joints[f"{side}_{end}"])
            assert length == pytest.approx(share * STATURE, rel=1e-9)
    trunk = np.linalg.norm(joints["neck"] - joints["pelvis"])
    bend = abs(MOVEMENTS[name].frames[number].lumbar)
    # A bent spine shortens its chord; a straight one is 0.818 - 0.530 of stature.
    assert 0.288 * STATURE * np.cos(np.radians(bend / 2)) - 1e-9 <= trunk <= 0.288 * STATURE + 1e-9


def test_contacts_of_both_sides_are_two_contacts():
    assert parts_of("knees") == ("right_knee", "left_knee")
    assert parts_of("forearm_other") == ("left_forearm",)
    assert parts_of("other_foot") == ("left_foot",)
    assert parts_of("upper_back") == ("upper_back",)
