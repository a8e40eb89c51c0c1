"""A camera turns without stretching, and sees what stands before it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.drawing.camera import Camera

ANGLES = st.floats(-180, 180)
FORWARD, UP, RIGHTWARD = np.eye(3)


@given(azimuth=ANGLES, elevation=st.floats(-89, 89))
def test_its_axes_are_of_length_1_and_at_right_angles(azimuth, elevation):
    axes = Camera(azimuth, elevation).axes
    assert np.allclose(axes @ axes.T, np.eye(3))
    # Right, down and towards the viewer: a picture is never seen in a mirror.
    assert np.linalg.det(axes) == pytest.approx(-1)


@pytest.mark.parametrize(
    ("azimuth", "elevation", "right", "down", "towards"),
    [
        (0, 0, FORWARD, -UP, RIGHTWARD),
        (90, 0, -RIGHTWARD, -UP, FORWARD),
        (-90, 0, RIGHTWARD, -UP, -FORWARD),
        (180, 0, -FORWARD, -UP, -RIGHTWARD),
        (0, 90, FORWARD, RIGHTWARD, UP),
    ],
    ids=["right side", "front", "back", "left side", "above"],
)
def test_from_where_it_sees(azimuth, elevation, right, down, towards):
    assert np.allclose(Camera(azimuth, elevation).axes, [right, down, towards])


def test_what_is_nearer_has_more_depth():
    near, far = Camera().seen(np.array([RIGHTWARD, -RIGHTWARD]))
    assert np.allclose(near, [0, 0, 1])
    assert np.allclose(far, [0, 0, -1])


def test_nobody_can_turn_a_camera_that_others_use():
    with pytest.raises(ValueError, match="read-only"):
        Camera(30, 10).axes[0] = 0.0
