"""The positions of late pregnancy: which exercises need one, and whether each can be drawn."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from sijoint.drawing.animation import animated_svg
from sijoint.drawing.exercise import frame_figure, pair_figure
from sijoint.drawing.flesh import Body
from sijoint.drawing.joint import RANGES
from sijoint.drawing.pose import contacts_of, parts_of, poses, reach_of
from sijoint.drawing.posture import Side
from sijoint.drawing.reach import distance, hand
from sijoint.drawing.staging import staged, telling_number
from sijoint.drawing.svg import Rendering, write
from sijoint.evidence.movement import load_movements
from sijoint.evidence.read import read_raw
from tests.drawing.paths import bounds
from tests.drawing.tape import bottoms, lowest_point
from tests.drawing.test_exercise import ANIMATION_LIMIT, STATIC_LIMIT
from tests.drawing.test_frames import LIMBS, SINKS, STATURE, TOUCHES, disagreements
from tests.evidence import test_exercises as library

RAW = read_raw()
MOVEMENTS = load_movements()
RECORDS = {record["id"]: record for record in RAW["pregnant_movement"]}
VARIANTS = {name: m.in_pregnancy for name, m in MOVEMENTS.items() if m.in_pregnancy}
FRAMES = [(name, number) for name, m in VARIANTS.items() for number in range(len(m.frames))]

LATE = ("P2", "P3")
"""The states of the matrix from week 20 on."""

OFF_THE_BACK = re.compile(
    r"\bsitting\b|\bprop(?:ped)?\b|\bstanding\b|not flat|never flat|on your side", re.IGNORECASE
)
"""What a change says about an exercise that is no longer done flat on the back."""

STEEPEST, LEANING = -60, 30
"""How far a trunk that is propped leans back, and one that sits leans forward, in degrees."""

TRUNK_CUTS = {"pelvis": (0, 2), "upper_back": (5, 6)}

HELD, BOARD = 0.02, (0.95, 1.01)
"""How far a hand may move from what it holds on to, and how high it lies on the back of a chair,
in metres."""


@cache
def posed(name):
    return poses(VARIANTS[name], is_pregnant=True)


def left_out(state):
    return next(set(s["x"]) for s in RAW["exercise_state"] if s["id"] == state)


def allowed():
    """Exercises that are done in a part of the time from week 20."""
    return set(MOVEMENTS) - set.intersection(*map(left_out, LATE))


def changes():
    """Exercise and text of every change and limit that holds from week 20."""
    rows = [c for c in RAW["exercise_change"] if c["state"] in LATE]
    rows += [r for r in RAW["exercise_limit"] if r["id"] == "flat_from_20_weeks"]
    return [(name, row["text"]) for row in rows for name in row["exercises"]]


MOVED = sorted({name for name, text in changes() if OFF_THE_BACK.search(text)})


def flat(movement):
    """Frames in which somebody lies flat."""
    return [
        frame.name
        for frame in movement.frames
        if not frame.lower and not STEEPEST <= frame.trunk <= LEANING
    ]


def test_the_changes_name_what_has_to_move():
    assert {"pelvic_clock", "adductor_squeeze", "bridge", "figure_four", "body_scan"} <= set(MOVED)
    assert len(MOVED) > 15
    assert flat(MOVEMENTS["bridge"])
    assert flat(MOVEMENTS["adductor_squeeze"])


@pytest.mark.parametrize("name", MOVED)
def test_what_is_to_be_done_sitting_or_propped_is_drawn_so(name):
    assert flat(MOVEMENTS[name].shown(is_pregnant=True)) == []


@pytest.mark.parametrize("name", sorted(n for n in allowed() if MOVEMENTS[n].position == "supine"))
def test_nobody_is_drawn_flat_on_the_back_from_week_20(name):
    assert flat(MOVEMENTS[name].shown(is_pregnant=True)) == []


def test_what_is_left_out_from_week_20_has_no_position_for_it():
    assert set(RECORDS) <= allowed()


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_a_form_of_its_exercise(name):
    record = RECORDS[name]
    assert record["exercise"] == record["id"] == name
    merged = {**library.BY_ID[name], **record}
    library.test_each_frame_is_a_pose_of_both_sides_of_a_human(merged)
    library.test_somebody_on_one_side_lies_on_a_named_side(merged)
    library.test_hands_and_ankles_are_held_against_the_body(merged)
    library.test_a_picture_is_of_its_frames(merged)
    library.test_frames_of_one_exercise_name_the_same_joints(merged)
    library.test_needed_equipment_is_drawn(merged)
    library.test_patient_texts_do_no_harm(merged)
    library.test_claims_have_marks_and_sources_that_resolve(merged)
    assert record["position"] in library.POSITIONS


@pytest.mark.parametrize("name", RECORDS)
def test_steps_are_few_and_short(name):
    steps = RECORDS[name]["steps"]
    assert 2 <= len(steps) <= 4
    for step in steps:
        for sentence in re.split(r"(?<=[.?!])\s+", step):
            assert len(sentence.split()) <= 15, sentence


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_the_positions_show_the_angles_of_the_data(name, number):
    frame = VARIANTS[name].frames[number]
    assert disagreements(frame, posed(name)[number].joints) == []


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_joints_stay_inside_human_range(name, number):
    frame = VARIANTS[name].frames[number]
    values = [(part, getattr(frame, part)) for part in ("trunk", "lumbar", "obliquity", "twist")]
    values += [("neck", frame.neck), *frame.working.items(), *frame.other.items()]
    for letter, degrees in values:
        low, high = RANGES[letter]
        assert low <= degrees <= high, letter


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_no_part_of_a_pregnant_body_is_below_the_floor(name, number):
    body = Body(posed(name)[number], is_pregnant=True)
    low = {part: min(bottoms(flesh)) for part, flesh in body.parts()}
    assert min(low.values()) >= -SINKS, min(low, key=low.get)


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_what_is_declared_touches(name, number):
    movement, skeleton = VARIANTS[name], posed(name)[number]
    contacts = contacts_of(movement.frames[number], movement.view)
    assert contacts
    for contact, height in contacts.items():
        if contact in TRUNK_CUTS:
            first, last = TRUNK_CUTS[contact]
            low = min(bottoms(Body(skeleton, is_pregnant=True).trunk())[first : last + 1])
        else:
            low = lowest_point(skeleton, contact)
        assert low == pytest.approx(height, abs=TOUCHES), contact


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_what_is_held_against_the_body_lies_there(name, number):
    skeleton = posed(name)[number]
    for part, place in reach_of(VARIANTS[name].frames[number]).items():
        assert distance(skeleton, part, place) <= TOUCHES, (part, place)


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_limbs_have_their_published_lengths(name, number):
    joints = posed(name)[number].joints
    for side in Side:
        for start, end, share in LIMBS:
            length = np.linalg.norm(joints[f"{side}_{start}"] - joints[f"{side}_{end}"])
            assert length == pytest.approx(share * STATURE, rel=1e-9)


@pytest.mark.parametrize(
    "name", [n for n, m in VARIANTS.items() if "front" in m.view.props.values()]
)
def test_hands_hold_on_to_the_chair_all_the_time(name):
    first = posed(name)[0]
    for skeleton in posed(name):
        for side in Side:
            assert np.linalg.norm((hand(skeleton, side) - hand(first, side))[:2]) <= HELD
            assert BOARD[0] < hand(skeleton, side)[1] < BOARD[1]


@pytest.mark.parametrize(
    "name", [n for n in VARIANTS if VARIANTS[n].view.on.get("pelvis") == "chair"]
)
def test_who_sits_on_a_chair_has_both_feet_under_the_knees_or_one_leg_up(name):
    for frame, skeleton in zip(VARIANTS[name].frames, posed(name), strict=True):
        standing = [p for c in frame.contacts if "foot" in c or c == "feet" for p in parts_of(c)]
        assert standing
        for foot in standing:
            side = foot.split("_")[0]
            knee, ankle = skeleton.joints[f"{side}_knee"], skeleton.joints[f"{side}_ankle"]
            assert abs(knee[0] - ankle[0]) < 0.06


@pytest.mark.parametrize(("name", "number"), FRAMES)
def test_a_frame_is_small_and_fits_its_box(name, number):
    figure = frame_figure(MOVEMENTS[name], number + 1, is_pregnant=True)
    text = write(figure, Rendering.PAPER)
    assert len(text.encode()) < STATIC_LIMIT
    low, high = bounds(text)
    left, top, width, height = figure.box
    assert left <= low[0]
    assert top <= low[1]
    assert high[0] <= left + width
    assert high[1] <= top + height
    assert VARIANTS[name].frames[number].name in figure.description


@pytest.mark.parametrize("name", VARIANTS)
def test_pairs_and_animations_are_small(name):
    pair = write(pair_figure(MOVEMENTS[name], is_pregnant=True), Rendering.PAPER)
    assert len(pair.encode()) < STATIC_LIMIT
    assert pair != write(pair_figure(MOVEMENTS[name]), Rendering.PAPER)
    moving = animated_svg(MOVEMENTS[name], Rendering.SCREEN, is_pregnant=True)
    assert len(moving.encode()) < ANIMATION_LIMIT


@pytest.mark.parametrize("name", [n for n, m in VARIANTS.items() if m.muscles])
def test_the_telling_frame_shows_a_working_muscle(name):
    staging = staged(MOVEMENTS[name], "right", is_pregnant=True)
    assert staging.order(telling_number(VARIANTS[name])).muscles


def test_the_usual_form_is_shown_to_everybody_else():
    movement = MOVEMENTS["heel_slide"]
    assert movement.shown(is_pregnant=False) is movement
    assert movement.shown(is_pregnant=True) is VARIANTS["heel_slide"]
    assert MOVEMENTS["clam"].shown(is_pregnant=True) is MOVEMENTS["clam"]
