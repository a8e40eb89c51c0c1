"""Things stand at their true size where the body uses them, in every exercise that has them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sijoint.drawing.camera import Camera
from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.prop.catalogue import THINGS
from sijoint.drawing.prop.ground import FLOOR_DEPTH, MAT_DEPTH
from sijoint.drawing.prop.shape import box, ring
from sijoint.drawing.prop.solid import ahead, faces, soft
from sijoint.drawing.staging import staged
from sijoint.evidence.movement import load_movements

MOVEMENTS = load_movements()
MILLIMETRE = 0.001
UP = np.array([0.0, 1.0, 0.0])


def users(thing, *uses):
    """The exercises that have a thing, in one of these uses if any are named."""
    return [
        name
        for name, movement in MOVEMENTS.items()
        if any(thing in frame.props for frame in movement.frames)
        and (not uses or movement.view.props.get(thing, "") in uses)
    ]


@cache
def drawn(name, thing, number=None):
    """The shapes of one thing in a frame, or in the first that has it."""
    movement = MOVEMENTS[name]
    if number is None:
        number = next(n for n, frame in enumerate(movement.frames) if thing in frame.props)
    stage = staged(movement, "right").stages[number]
    used = movement.view.props.get(thing, "")
    return THINGS[thing](replace(stage, use=used))


def top(shapes):
    return max(float(shape.places[:, 1].max()) for shape in shapes)


@pytest.mark.parametrize("name", users("chair"))
def test_a_chair_has_its_seat_where_people_sit(name):
    shapes = drawn(name, "chair")
    heights = np.concatenate([shape.places[:, 1] for shape in shapes])
    assert np.abs(heights - SUPPORTS["chair"]).min() < MILLIMETRE
    assert heights.min() == pytest.approx(0, abs=MILLIMETRE)
    assert 0.75 < heights.max() < 1.0


@pytest.mark.parametrize("name", users("step", "", "side"))
def test_a_step_is_as_high_as_the_foot_on_it(name):
    assert top(drawn(name, "step")) == pytest.approx(SUPPORTS["step"], abs=MILLIMETRE)


@pytest.mark.parametrize("name", users("bench"))
def test_a_bench_is_as_high_as_the_back_on_it(name):
    assert top(drawn(name, "bench")) == pytest.approx(SUPPORTS["bench"], abs=MILLIMETRE)


@pytest.mark.parametrize("name", users("table"))
def test_a_table_is_as_high_as_what_lies_on_it(name):
    assert top(drawn(name, "table")) == pytest.approx(SUPPORTS["table"], abs=MILLIMETRE)


@pytest.mark.parametrize(("name", "depth"), [("clam", MAT_DEPTH), ("squat", FLOOR_DEPTH)])
def test_the_ground_ends_at_the_height_of_the_floor(name, depth):
    ground = [s for s in staged(MOVEMENTS[name], "right").shapes[0] if "ground" in s.look]
    heights = np.concatenate([shape.places[:, 1] for shape in ground])
    assert heights.max() == 0
    assert heights.min() == pytest.approx(-depth)


@pytest.mark.parametrize("name", users("ball"))
def test_a_ball_keeps_its_size(name):
    frames = MOVEMENTS[name].frames
    widest = 0.0
    for number in (n for n, frame in enumerate(frames) if "ball" in frame.props):
        for shape in drawn(name, "ball", number):
            apart = shape.places[:, None] - shape.places[None]
            widest = max(widest, float(np.linalg.norm(apart, axis=2).max()))
    # 18 cm between the knees, pressed or half hidden; 24 cm between the hands.
    assert 0.12 < widest < 0.25


@pytest.mark.parametrize("name", MOVEMENTS)
def test_what_stands_on_the_floor_stays_in_its_place(name):
    movement = MOVEMENTS[name]
    for thing in ("chair", "bench", "table", "wall"):
        having = [n for n, frame in enumerate(movement.frames) if thing in frame.props]
        rows = [[shape.places for shape in drawn(name, thing, number)] for number in having]
        for row in rows[1:]:
            for place, first in zip(row, rows[0], strict=True):
                assert place == pytest.approx(first, abs=MILLIMETRE)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_nothing_is_below_the_ground(name):
    staging = staged(MOVEMENTS[name], "right")
    for shapes in staging.shapes:
        assert min(float(s.places[:, 1].min()) for s in shapes) >= -MAT_DEPTH - MILLIMETRE


@pytest.mark.parametrize("name", MOVEMENTS)
def test_every_thing_of_an_exercise_is_known(name):
    assert {prop for frame in MOVEMENTS[name].frames for prop in frame.props} <= THINGS.keys()


def test_a_box_shows_three_faces_the_one_that_faces_most_last():
    towards = np.array([0.2, 0.3, 0.9])
    shown = box((0, 0, 0), (1, 2, 3), towards)
    assert [set(face[:, axis]) for face, axis in zip(shown, range(3), strict=True)] == [
        {1}, {2}, {3},
    ]  # fmt: skip
    assert len(box((0, 0, 0), (1, 2, 3), np.array([0.0, 0.0, -1.0]))) == 1
    assert set(box((0, 0, 0), (1, 2, 3), np.array([0.0, 0.0, -1.0]))[0][:, 2]) == {0}


def test_a_turned_block_shows_the_same_faces_as_an_upright_box():
    towards = np.array([0.2, 0.3, 0.9])
    upright = box((-1, -2, -3), (1, 2, 3), towards)
    turned = faces(np.zeros(3), np.eye(3), np.array([1.0, 2.0, 3.0]), towards)
    for one, other in zip(upright, turned, strict=True):
        assert sorted(one.tolist()) == sorted(other.tolist())


def test_axes_of_what_stands_on_the_floor():
    axes = ahead(np.array([3.0, 5.0, 0.0]))
    assert axes == pytest.approx(np.eye(3))
    assert ahead(UP) == pytest.approx(np.eye(3))


def test_a_soft_block_reaches_as_far_as_its_core_and_its_edge():
    core, edge = np.array([0.2, 0.1, 0.3]), np.array([0.05, 0.04, 0.05])
    outline = soft(np.zeros(3), np.eye(3), core, edge, Camera())
    assert outline[:, 0].max() == pytest.approx(0.25, abs=0.002)
    assert outline[:, 1].max() == pytest.approx(0.14, abs=0.002)


def test_a_ring_is_round():
    places = ring(np.ones(3), np.array([2.0, 0, 0]), np.array([0, 2.0, 0]), 36)
    assert np.linalg.norm(places - 1, axis=1) == pytest.approx(2)
