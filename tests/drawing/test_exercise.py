"""Pictures of exercises: what they hold, how they mirror, fit, and how large they are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from sijoint.drawing.animation import animated_svg
from sijoint.drawing.exercise import frame_figure, pair_figure, thumbnail_figure
from sijoint.drawing.pose import between
from sijoint.drawing.staging import staged, telling_number
from sijoint.drawing.svg import Rendering, write
from sijoint.evidence.movement import load_movements
from tests.drawing.paths import bounds, path_points

MOVEMENTS = load_movements()
FRAMES = [(name, number) for name, m in MOVEMENTS.items() for number in range(1, len(m.frames) + 1)]
SIDED = [name for name, movement in MOVEMENTS.items() if movement.is_sided]
STATIC_LIMIT, ANIMATION_LIMIT = 25_000, 60_000
SVG = "{http://www.w3.org/2000/svg}"


def paper(figure):
    return write(figure, Rendering.PAPER)


def numbers(d):
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", d)]


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_a_frame_is_small_and_fits_its_box(name, number):
    figure = frame_figure(MOVEMENTS[name], number)
    text = paper(figure)
    assert len(text.encode()) < STATIC_LIMIT
    low, high = bounds(text)
    left, top, width, height = figure.box
    assert left <= low[0]
    assert top <= low[1]
    assert high[0] <= left + width
    assert high[1] <= top + height
    # As look.md asks, it also fills it: no lost figure in a large field.
    assert max((high[0] - low[0]) / width, (high[1] - low[1]) / height) > 0.6


@pytest.mark.parametrize("name", MOVEMENTS)
def test_pairs_and_thumbnails_are_small_and_fit(name):
    for figure in (pair_figure(MOVEMENTS[name]), thumbnail_figure(MOVEMENTS[name])):
        text = paper(figure)
        assert len(text.encode()) < STATIC_LIMIT
        ET.fromstring(text)


@pytest.mark.parametrize("name", SIDED)
def test_the_other_side_is_the_exact_mirror_image(name):
    movement = MOVEMENTS[name]
    for number in range(len(movement.frames)):
        right, left = (staged(movement, side) for side in ("right", "left"))
        places = np.array(list(right.skeletons[number].joints.values()))
        one = right.page.place(right.camera.seen(places)[:, :2])
        other = left.page.place(left.camera.seen(places)[:, :2])
        assert np.allclose(other[:, 0], 800 - one[:, 0])
        assert np.allclose(other[:, 1], one[:, 1])


@pytest.mark.parametrize("name", SIDED)
def test_the_drawn_shapes_mirror_too(name):
    right, left = (
        np.array(path_points(paper(thumbnail_figure(MOVEMENTS[name], side=side))))
        for side in ("right", "left")
    )
    assert len(right) == len(left)
    mirrored = np.array([800, 0]) + left * np.array([-1, 1])
    nearest = np.linalg.norm(right[:, None] - mirrored[None], axis=2).min(axis=1)
    # Whole units: a half may be rounded either way, along each axis.
    assert nearest.max() < 1.5


@pytest.mark.parametrize("name", [n for n in MOVEMENTS if n not in SIDED])
def test_what_has_no_side_ignores_it(name):
    movement = MOVEMENTS[name]
    assert pair_figure(movement, side="left") == pair_figure(movement, side="right")


@pytest.mark.parametrize("name", MOVEMENTS)
def test_titles_name_exercise_and_side_and_descriptions_are_sentences(name):
    movement = MOVEMENTS[name]
    figure = frame_figure(movement, 1, side="left")
    expected = f"{movement.name}: left side" if movement.is_sided else movement.name
    assert figure.title == expected
    assert figure.description.endswith(".")
    assert movement.frames[0].name in figure.description


def test_a_frame_that_does_not_exist_is_refused():
    with pytest.raises(IndexError, match=r"clam has frames 1 to 2, not 3"):
        frame_figure(MOVEMENTS["clam"], 3)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_an_animation_is_small_waits_and_keeps_its_tempo(name):
    movement = MOVEMENTS[name]
    text = animated_svg(movement, Rendering.SCREEN, prefix="a")
    assert len(text.encode()) < ANIMATION_LIMIT
    root = ET.fromstring(text)
    every = root.findall(f".//{SVG}animate")
    moving = [animate for animate in every if animate.get("attributeName") == "d"]
    assert {animate.get("begin") for animate in every} <= {"a_clock.begin"}
    clocks = [node for node in root.iter(f"{SVG}set") if node.get("id") == "a_clock"]
    assert [clock.get("begin") for clock in clocks] == ["indefinite"]
    assert len({animate.get("dur") for animate in every}) == bool(every)
    for animate in moving:
        times = [float(time) for time in animate.get("keyTimes").split(";")]
        assert times == sorted(times)
        assert (times[0], times[-1]) == (0, 1)
        values = animate.get("values").split(";")
        assert len(values) == len(times)
        # The browser draws between curves that have the same commands only.
        assert len({len(numbers(value)) for value in values}) == 1


@pytest.mark.parametrize("name", ["bird_dog", "squat", "bridge", "clam"])
def test_the_tempo_of_the_data_is_the_tempo_of_the_picture(name):
    movement = MOVEMENTS[name]
    tempo = movement.tempo_s
    up, down = max(tempo["up"], 0.35), max(tempo["down"], 0.35)
    drawn = ET.fromstring(animated_svg(movement, Rendering.PAPER)).find(f".//{SVG}animate")
    seconds = float(drawn.get("dur").removesuffix("s"))
    assert seconds == pytest.approx(up + min(tempo["hold"], 6) + down + 0.8)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_limbs_keep_their_length_in_motion(name):
    movement = MOVEMENTS[name]
    staging = staged(movement, "right")
    bones = [("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist")]
    for number in range(len(movement.frames)):
        for part in (0.2, 0.5, 0.8):
            joints = between(movement, staging.skeletons, number, part).joints
            for side in ("left", "right"):
                for start, end in bones:
                    first = staging.skeletons[0].joints
                    was = np.linalg.norm(first[f"{side}_{start}"] - first[f"{side}_{end}"])
                    now = np.linalg.norm(joints[f"{side}_{start}"] - joints[f"{side}_{end}"])
                    assert now == pytest.approx(was, rel=1e-9)


@pytest.mark.parametrize("name", [n for n, m in MOVEMENTS.items() if m.muscles])
def test_the_telling_frame_shows_a_working_muscle(name):
    movement = MOVEMENTS[name]
    assert staged(movement, "right").order(telling_number(movement)).muscles


def test_both_sides_of_a_picture_differ():
    one, other = (paper(pair_figure(MOVEMENTS["clam"], side=side)) for side in ("left", "right"))
    assert one != other
