"""A body is lifted or lowered as a whole until it touches."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.drawing.contact import (
    SUPPORTS,
    TOLERANCE,
    ImpossibleFrameError,
    lowest,
    place,
    settle,
)
from sijoint.drawing.flesh import Body
from sijoint.drawing.posture import LimbAngles, Posture
from sijoint.drawing.skeleton import stand
from tests.drawing.tape import lowest_point, lowest_points

STANDING = stand(Posture())
CONTACTS = [
    *(
        f"{side}_{part}"
        for side in ("right", "left")
        for part in ("foot", "knee", "hand", "forearm")
    ),
    *("pelvis", "back", "upper_back", "chest", "side", "head"),
]


@pytest.mark.parametrize("contact", CONTACTS)
@pytest.mark.parametrize("trunk", [0, 90, -90, 40])
def test_the_lowest_point_is_found_without_trying(contact, trunk):
    skeleton = stand(Posture(trunk=trunk, right=LimbAngles(hip_flexion=50, knee=80)))
    # The knee is measured from its joint; its skin stands 2 mm before it.
    near = 2.5e-3 if contact.endswith("knee") else 1e-5
    found = lowest(Body(skeleton), contact)
    assert found == pytest.approx(lowest_point(skeleton, contact), abs=near)


def test_an_unknown_contact_is_an_error():
    with pytest.raises(KeyError, match="tail"):
        lowest(Body(STANDING), "tail")


@pytest.mark.parametrize("height", SUPPORTS.values())
def test_both_feet_are_put_where_they_stand(height):
    placed = place(STANDING, {"right_foot": height, "left_foot": height})
    assert lowest_point(placed, "right_foot") == pytest.approx(height, abs=1e-6)
    # Only upward and downward.
    moved = placed.joints["head"] - STANDING.joints["head"]
    assert moved[[0, 2]].tolist() == [0, 0]


@pytest.mark.parametrize(("apart", "is_possible"), [(0.9, True), (1.1, False)])
def test_two_contacts_may_miss_by_the_tolerance_each(apart, is_possible):
    heights = {"right_foot": 0.0, "left_foot": 2 * apart * TOLERANCE}
    if is_possible:
        placed = place(STANDING, heights)
        for name, height in heights.items():
            assert abs(lowest_point(placed, name) - height) <= TOLERANCE
    else:
        with pytest.raises(ImpossibleFrameError, match=r"_foot by 6 mm; allowed are 5"):
            place(STANDING, heights)


def test_a_body_in_the_air_is_as_high_as_a_jump():
    assert min(lowest_points(place(STANDING, {}, air=0.12)).values()) == pytest.approx(
        0.12, abs=1e-6
    )


def test_settling_lets_nothing_sink():
    bent = stand(Posture(right=LimbAngles(hip_flexion=30, knee=20)))
    heights = {"right_foot": 0.0, "left_foot": 0.0}
    settled = settle(bent, heights)
    bottoms = [lowest_point(settled, name) for name in heights]
    assert min(bottoms) == pytest.approx(0, abs=1e-6)
    # The bent leg hangs: it cannot reach too.
    assert max(bottoms) > 0.05


def test_a_pregnant_body_lies_on_its_larger_belly():
    prone = stand(Posture(trunk=90))
    flat = place(prone, {}).joints["pelvis"][1]
    assert place(prone, {}, is_pregnant=True).joints["pelvis"][1] > flat + 0.02


def test_moving_a_skeleton_moves_all_of_it():
    by = np.array([0.1, 0.2, 0.3])
    moved = STANDING.moved(by)
    for name, joint in STANDING.joints.items():
        assert moved.joints[name] == pytest.approx(joint + by)
