"""Places on the body lie on its skin, however it is posed."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sijoint.drawing.posture import LimbAngles, Posture
from sijoint.drawing.reach import HAND_DEPTH, PLACES, distance, hand, target
from sijoint.drawing.skeleton import stand
from tests.drawing import skin

ARMS = tuple(
    f"{side}_{part}" for side in ("right", "left") for part in ("upper_arm", "forearm", "hand")
)
POSES = {
    "standing": Posture(),
    "sitting": Posture(
        right=LimbAngles(hip_flexion=90, knee=90), left=LimbAngles(hip_flexion=80, knee=70)
    ),
    "lying": Posture(trunk=-90, right=LimbAngles(hip_flexion=110, hip_abduction=20, knee=100)),
}
HELD = (
    "chest", "belly", "right_knee", "right_thigh", "right_under_thigh", "right_outer_knee",
    "right_shin", "right_ankle", "right_sacrum", "right_cheek", "right_nape", "right_shoulder",
    "right_outer_thigh", "left_knee", "left_under_thigh", "left_outer_thigh",
)  # fmt: skip
"""Where a palm lies flat on a part that does not give."""

FLAT, BESIDE = 0.012, 0.05
"""How far a palm may be off, and how far away a hand may be that holds or feels, in metres."""

SUNK = {"instep"}
"""A foot that is hooked round another lies in its bend."""

OFF_BODY = {"middle_front", "far_front", "hand", "scissor", "inner_ankle", "thigh_end"}
"""Before the body, on a stick or a strap, or on the far side of the other foot."""


@cache
def posed(name):
    return stand(POSES[name])


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("name", HELD)
def test_a_palm_lies_on_the_skin(name, pose):
    depth = skin.distance(posed(pose), target(posed(pose), name), without=ARMS)
    assert depth == pytest.approx(HAND_DEPTH, abs=FLAT)


@pytest.mark.parametrize("name", [n for n in PLACES if n.split("_", 1)[-1] not in OFF_BODY | SUNK])
def test_no_place_lies_deep_in_the_body_or_far_off(name):
    if name in OFF_BODY:
        assert skin.distance(posed("standing"), target(posed("standing"), name)) > BESIDE
        return
    depth = skin.distance(posed("standing"), target(posed("standing"), name), without=ARMS)
    assert -0.005 <= depth <= BESIDE


@pytest.mark.parametrize(
    "name", [n for n in PLACES if n.startswith("right_") and "scissor" not in n]
)
def test_places_of_both_sides_are_mirror_images(name):
    skeleton = posed("standing")
    other = target(skeleton, name.replace("right_", "left_"))
    assert target(skeleton, name) * np.array([1, 1, -1]) == pytest.approx(other)


def test_the_two_hands_of_a_scissored_stick_are_in_one_line_with_it():
    skeleton = posed("sitting")
    right, left = (target(skeleton, f"{side}_scissor") for side in ("right", "left"))
    thighs = [
        0.38 * skeleton.joints[f"{side}_hip"] + 0.62 * skeleton.joints[f"{side}_knee"]
        for side in ("right", "left")
    ]
    assert (right + left) / 2 == pytest.approx(sum(thighs) / 2)


def test_how_far_a_hand_is_from_where_it_is_held():
    skeleton = posed("standing")
    place = target(skeleton, "right_knee")
    expected = np.linalg.norm(hand(skeleton, "right") - place)
    assert distance(skeleton, "right_hand", "right_knee") == pytest.approx(expected)
    ankles = skeleton.joints["left_ankle"] - place
    assert distance(skeleton, "left_ankle", "right_knee") == pytest.approx(np.linalg.norm(ankles))


def test_an_unknown_place_is_an_error():
    with pytest.raises(KeyError, match="wing"):
        target(posed("standing"), "right_wing")
