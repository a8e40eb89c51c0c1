from __future__ import annotations

import pytest

from sijoint.drawing.exercise import pair_figure
from sijoint.drawing.sequence import sequence_figure, telling_frames
from sijoint.evidence.movement import load_movements

MOVEMENTS = load_movements()
THREE = [name for name, movement in MOVEMENTS.items() if len(telling_frames(movement)) == 3]


def test_what_goes_two_ways_is_told_by_three_frames() -> None:
    assert {"cat_camel", "pelvic_clock", "weight_shift", "pelvic_drop"} <= set(THREE)


@pytest.mark.parametrize("name", ["squat", "hip_hinge", "trunk_rotation", "dead_bug"])
def test_a_last_frame_that_is_the_first_again_is_not_drawn_twice(name: str) -> None:
    assert len(MOVEMENTS[name].frames) == 3
    assert telling_frames(MOVEMENTS[name]) == (0, 1)


@pytest.mark.parametrize("name", ["walking", "bike", "suitcase_carry"])
def test_a_gait_is_told_by_two_frames(name: str) -> None:
    assert len(MOVEMENTS[name].frames) == 4
    assert len(telling_frames(MOVEMENTS[name])) == 2


def test_two_frames_are_the_pair() -> None:
    clam = MOVEMENTS["clam"]
    assert sequence_figure(clam, side="left") == pair_figure(clam, side="left")


@pytest.mark.parametrize("name", THREE)
def test_three_frames_are_numbered_and_named_in_their_order(name: str) -> None:
    movement = MOVEMENTS[name]
    figure = sequence_figure(movement)
    rings = [e for part in figure.elements for e in part.walk() if e.look == "numeral"]
    assert len(rings) == 3
    names = [frame.name for frame in movement.frames]
    places = [figure.description.index(f"{n}: {told}.") for n, told in enumerate(names, 1)]
    assert places == sorted(places)
    # Of a page's shape: three lying pictures are no tower.
    assert figure.box[3] <= 1.0 * figure.box[2]


def test_a_form_of_pregnancy_is_told_by_its_own_frames() -> None:
    clock = MOVEMENTS["pelvic_clock"]
    assert clock.in_pregnancy is not None
    lying, sitting = sequence_figure(clock), sequence_figure(clock, is_pregnant=True)
    assert lying.description != sitting.description
    assert len(telling_frames(clock.in_pregnancy)) == 3
