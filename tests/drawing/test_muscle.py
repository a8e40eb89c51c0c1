"""Where muscles glow: under the skin of the part they move, on the side they are on."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.drawing.camera import Camera
from sijoint.drawing.flesh import Body
from sijoint.drawing.muscle import MUSCLES, glow, visible
from sijoint.drawing.posture import LimbAngles, Posture, Side
from sijoint.drawing.skeleton import stand
from sijoint.evidence.movement import load_movements
from tests.drawing import skin

STANDING = stand(Posture())
BENT = stand(Posture(trunk=60, right=LimbAngles(hip_flexion=70, knee=60)))
DEEP = {"pelvic floor"}
"""Muscles that are not under the skin."""

UNDER, ABOVE = 0.03, 0.01
"""How deep under the skin and how far above it the middle of a glow may lie, in metres."""

FRONT, BACK = Camera(90, 0), Camera(-90, 0)


def middle(muscle, side, skeleton):
    """The middle of a glow in space, from two views at right angles."""
    ahead, up = glow(muscle, side, skeleton, Camera(0, 0)).outline.mean(axis=0) * [1, -1]
    rightward = -glow(muscle, side, skeleton, FRONT).outline.mean(axis=0)[0]
    return np.array([ahead, up, rightward])


@pytest.mark.parametrize("skeleton", [STANDING, BENT], ids=["standing", "bent"])
@pytest.mark.parametrize("muscle", [name for name in MUSCLES if name not in DEEP])
def test_a_glow_lies_under_the_skin(muscle, skeleton):
    segment = MUSCLES[muscle].segment
    body = Body(skeleton)
    part = body.trunk() if segment == "trunk" else body.limb(Side.RIGHT, segment)
    depth = skin.distance_to(part, middle(muscle, Side.RIGHT, skeleton))
    assert -UNDER <= depth <= ABOVE


@pytest.mark.parametrize("muscle", MUSCLES)
def test_the_muscles_of_both_sides_are_mirror_images(muscle):
    right, left = (middle(muscle, side, STANDING) for side in Side.__members__.values())
    assert right * np.array([1, 1, -1]) == pytest.approx(left)


@pytest.mark.parametrize(
    ("muscle", "camera"),
    [
        ("gluteus maximus", BACK),
        ("hamstrings", BACK),
        ("multifidus", BACK),
        ("rectus abdominis", FRONT),
        ("quadriceps", FRONT),
        ("gluteus medius", Camera(0, 0)),
    ],
)
def test_a_muscle_is_seen_from_its_own_side_of_the_body(muscle, camera):
    behind = Camera(camera.azimuth + 180, 0)
    assert list(visible([muscle], STANDING, camera, [Side.RIGHT])) == [(muscle, Side.RIGHT)]
    assert list(visible([muscle], STANDING, behind, [Side.RIGHT])) == []


def test_a_muscle_without_a_place_is_an_error():
    with pytest.raises(KeyError, match="wing"):
        list(visible(["wing"], STANDING, FRONT, Side))


def test_every_muscle_of_the_library_has_a_place():
    assert {name for m in load_movements().values() for name in m.muscles} <= MUSCLES.keys()


def test_from_its_edge_a_muscle_shows_one_fibre():
    edge = glow("rectus femoris", Side.RIGHT, STANDING, Camera(0, 0)).fibres
    face = glow("rectus femoris", Side.RIGHT, STANDING, FRONT).fibres
    assert len({fibre.tobytes() for fibre in edge}) == 1
    assert len({fibre.tobytes() for fibre in face}) == 3
