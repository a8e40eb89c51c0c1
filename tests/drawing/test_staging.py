"""A movement on its page: everything of all frames is shown, at one scale, in one place."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from sijoint.drawing.flesh import Body
from sijoint.drawing.pose import anchor
from sijoint.drawing.posture import Side
from sijoint.drawing.scene import WIDTH
from sijoint.drawing.staging import (
    FILLED,
    FOOT_ROOM,
    HEAD_ROOM,
    LARGEST,
    TALLEST,
    staged,
    telling_number,
)
from sijoint.evidence.movement import load_movements

MOVEMENTS = load_movements()
NEAR = 1e-6


def corners(staging):
    """The corners of all bodies and things on the page, by trial around every cut."""
    turns = np.linspace(0, 2 * np.pi, 49)[:, None]
    places = [shape.places for shapes in staging.shapes for shape in shapes]
    seen = [staging.camera.seen(each)[:, :2] for each in places]
    for skeleton in staging.skeletons:
        for _, flesh in Body(skeleton, is_pregnant=staging.is_pregnant).parts():
            axes = (staging.camera.seen(each)[:, :2] for each in (flesh.first, flesh.second))
            first, second = axes
            middles = staging.camera.seen(flesh.middles)[:, :2]
            for middle, f, s, radius in zip(middles, first, second, flesh.radii, strict=True):
                circle = radius * np.hstack([np.cos(turns), np.sin(turns)])
                seen.append(middle + np.cos(turns) * f + np.sin(turns) * s + circle)
    placed = staging.page.place(np.concatenate(seen))
    return placed.min(axis=0), placed.max(axis=0)


@pytest.mark.parametrize("is_pregnant", [False, True])
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    "name", ["clam", "bird_dog", "squat", "step_up", "bridge", "side_plank_full"]
)
def test_bodies_and_things_of_all_frames_lie_in_the_shown_part(name, side, is_pregnant):
    staging = staged(MOVEMENTS[name], side, is_pregnant=is_pregnant)
    low, high = corners(staging)
    width, height = staging.size
    assert (low[0] + high[0]) / 2 == pytest.approx(WIDTH / 2, abs=2)
    assert low[0] >= (WIDTH - width) / 2 - NEAR
    assert high[0] <= (WIDTH + width) / 2 + NEAR
    assert low[1] >= HEAD_ROOM - NEAR
    assert high[1] <= staging.height - FOOT_ROOM + NEAR
    # And no larger than it must be.
    assert high - low == pytest.approx([width, height], abs=3)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_no_picture_is_too_large(name):
    staging = staged(MOVEMENTS[name], "right")
    width, height = staging.size
    # The tightest of the three limits decides, and none is passed.
    limits = (staging.page.scale / LARGEST, width / (FILLED * WIDTH), height / TALLEST)
    assert max(limits) == pytest.approx(1)


def test_a_movement_without_a_working_side_is_the_same_on_both():
    one, other = (staged(MOVEMENTS["bridge"], side) for side in Side)
    assert one is other


def test_the_working_side_of_a_mirrored_page_is_the_left_one():
    right, left = (staged(MOVEMENTS["clam"], side).page for side in (Side.RIGHT, Side.LEFT))
    assert (right.is_mirrored, left.is_mirrored) == (False, True)
    place = np.array([[0.3, -0.2]])
    mirrored = right.place(place) * np.array([-1, 1]) + np.array([WIDTH, 0])
    assert left.place(place) == pytest.approx(mirrored)
    assert left.unmirrored == right


def test_an_unknown_side_is_an_error():
    with pytest.raises(ValueError, match="middle"):
        staged(MOVEMENTS["clam"], "middle")


@pytest.mark.parametrize("name", MOVEMENTS)
def test_the_telling_frame_is_one_of_the_frames(name):
    movement = MOVEMENTS[name]
    assert 0 <= telling_number(movement) < len(movement.frames)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_what_stays_down_stays_in_its_place(name):
    movement = MOVEMENTS[name]
    skeletons = staged(movement, "right").skeletons
    for number, (before, after) in enumerate(pairwise(skeletons)):
        joint = anchor(movement, number)
        assert after.joints[joint][[0, 2]] == pytest.approx(before.joints[joint][[0, 2]])


def test_a_thing_that_cannot_be_drawn_is_an_error():
    movement = MOVEMENTS["clam"]
    frames = tuple(replace(frame, props=("trampoline",)) for frame in movement.frames)
    with pytest.raises(KeyError, match="trampoline"):
        staged(replace(movement, frames=frames), "right")
