"""The exercise library is complete, safe to read, and inside human limits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

import pytest

from sijoint.drawing.reach import PLACES
from sijoint.evidence.read import EVIDENCE_FOLDER

Record = dict[str, Any]

# Codes of the treatment file and ids of contracts.md 1.4, written out: both are final.
ID_OF_CODE = {
    "E01": "diaphragm_breathing",
    "E02": "body_scan",
    "E03": "pelvic_clock",
    "E04": "left_right_imagery",
    "E05": "tactile_desensitisation",
    "E06": "abdominal_drawing_in",
    "E07": "pelvic_floor",
    "E08": "heel_slide",
    "E09": "bent_knee_fallout",
    "E10": "toe_tap_march",
    "E11": "dead_bug",
    "E12": "quadruped_rock",
    "E13": "bird_dog",
    "E14": "side_plank_knee",
    "E15": "side_plank_full",
    "E16": "side_plank_abduction",
    "E17": "front_plank",
    "E18": "plank_hip_extension",
    "E19": "pallof_press",
    "E20": "glute_squeeze",
    "E21": "bridge",
    "E22": "bridge_march_single",
    "E23": "prone_hip_extension",
    "E24": "quadruped_hip_extension",
    "E25": "hip_thrust",
    "E26": "sit_to_stand",
    "E27": "clam",
    "E28": "sidelying_abduction",
    "E29": "lateral_band_walk",
    "E30": "squat",
    "E31": "step_up",
    "E32": "pelvic_drop",
    "E33": "split_squat_lunge",
    "E34": "single_leg_squat",
    "E35": "adductor_squeeze",
    "E36": "abductor_press",
    "E37": "alternating_isometric",
    "E38": "single_knee_extension_iso",
    "E39": "edge_hip_flexion_iso",
    "E40": "copenhagen_short",
    "E41": "lat_pulldown_band",
    "E42": "sling_row_lunge",
    "E43": "hip_hinge",
    "E44": "deadlift",
    "E45": "single_leg_deadlift",
    "E46": "suitcase_carry",
    "E47": "chop_lift",
    "E48": "weight_shift",
    "E49": "single_leg_stance",
    "E50": "walking",
    "E51": "pool",
    "E52": "bike",
    "E53": "run_walk",
    "E54": "hop_land",
    "E55": "figure_four",
    "E56a": "single_knee_to_chest",
    "E56b": "double_knee_to_chest",
    "E57a": "trunk_rotation",
    "E57b": "child_pose",
    "E57c": "cat_camel",
    "E58a": "hip_flexor_stretch",
    "E58b": "hamstring_stretch",
    "E58c": "quad_stretch",
    "E58d": "adductor_rock",
}


def _words(text: str) -> set[str]:
    return set(text.split())


SIGNS = {"++", "+", "±", "\N{EN DASH}"}
PROFILES = {"hypermobile", "stiff", "sensitized"}
MARKS = {"verified", "memory", "derived", "design"}
CATEGORIES = _words(
    "breathing deep_trunk gluteus_maximus gluteus_medius adductor_isometric sling_lifting"
    " balance_aerobic mobility"
)
POSITIONS = _words("supine prone side quadruped plank sitting standing")
EQUIPMENT = _words("mat band ball chair step weight belt strap stick pool bike")
FUNCTIONS = _words(
    "calming awareness deep_trunk pelvic_floor front_trunk side_trunk anti_rotation"
    " hip_extension hip_abduction hip_adduction self_isometric lifting leg_strength balance"
    " sling aerobic hip_mobility back_mobility impact"
)
FLAGS = _words(
    "PREG20 PREG PP SYMPH OSTEO HIPOA HER FLARE RAD WRIST SHO KNEE BP BAL THR FUS GTPS PFD"
)
SIDES = ("working", "other")
CONTACTS = _words(
    "working_foot other_foot feet knees working_knee other_knee hands working_hand"
    " forearm_working forearm_other forearms pelvis back upper_back chest head side"
)
PROPS = _words(
    "mat chair bench step wall band ball stick belt pillow wedge weight table bike pool"
    " brush card clock breath draw_in lift scan"
)
# What a part of the body may rest on.
SUPPORTS = _words("floor chair bench step table pillow saddle")
# Keys of a frame and of a picture; anything else is a slip of the pen.
FRAME_KEYS = _words(
    "name trunk lumbar belly air neck twist obliquity lying lower working other contacts props"
    " reach"
)
PICTURE_KEYS = _words("azimuth elevation telling on props arrows effort glows_on anchor")
# Degrees a person can reach; the drawing targets must stay inside. The drawn foot is
# one rigid piece: lying flat behind a kneeling person it points further than an ankle.
HUMAN_RANGE = {
    "H": (-30, 150),
    "Hab": (-35, 60),
    "Her": (-45, 70),
    "K": (0, 160),
    "A": (-80, 40),
    "S": (-60, 180),
    "Sab": (-45, 180),
    "Srot": (-100, 100),
    "E": (0, 150),
    # From a bent hand to one that stands flat on the floor under a straight arm.
    "W": (-90, 95),
}
SPINE_RANGE = {"belly": (-4, 5), "neck": (-45, 45), "twist": (-60, 60), "obliquity": (-20, 20)}
# Words that do harm (rules.md part F), the stored profile names, and dashes.
HARMFUL = re.compile(
    r"out of place|out of line|slipp|rotat|unstable|instab|\bweak|damag|\bwear|\bworn|degenerat"
    r"|realign|\bput(?:s|ting)? (?:\w+ )?(?:\w+ )?back (?:in|into)\b|\bput back\b"
    r"|hypermobile|\bstiff|sensiti[sz]ed|\N{EM DASH}",
    re.IGNORECASE,
)


def _records(array: str) -> list[Record]:
    """The records of an array in every evidence file, with their file's defaults."""
    records = []
    for path in sorted(EVIDENCE_FOLDER.rglob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        header = document.get("file", {})
        defaults = {k: header[k] for k in ("mark", "reason", "source", "where") if k in header}
        records += [defaults | record for record in document.get(array, [])]
    return records


EXERCISES = _records("exercise")
BY_ID = {exercise["id"]: exercise for exercise in EXERCISES}
SOURCE_IDS = {source["id"] for source in _records("source")}

each_exercise = pytest.mark.parametrize(
    "exercise", EXERCISES, ids=[exercise["id"] for exercise in EXERCISES]
)


def _minutes(exercise: Record, dose: Record) -> float:
    """Minutes of one session: both sides and the rests between sets included."""
    if "minutes" in dose:
        return float(dose["minutes"])
    sides = 2 if exercise["sided"] else 1
    work = dose["sets"] * dose["reps"] * (dose["rep_s"] + dose["hold_s"]) * sides
    return float(work + (dose["sets"] - 1) * dose["rest_s"]) / 60


def _patient_texts(exercise: Record) -> Iterator[str]:
    """Every text of an exercise that a patient may read."""
    for key in ("patient", "progression_text", "regression_text", "stop_text"):
        yield exercise[key]
    for key in ("steps", "cues", "errors"):
        yield from exercise[key]
    yield from exercise.get("flag_text", {}).values()
    yield from (frame["name"] for frame in exercise["frame"])


def test_the_library_holds_exactly_the_64_exercises() -> None:
    assert len(ID_OF_CODE) == 64
    assert len(EXERCISES) == 64
    assert {e["code"]: e["id"] for e in EXERCISES} == ID_OF_CODE


@each_exercise
def test_words_come_from_the_lists(exercise: Record) -> None:
    assert exercise["category"] in CATEGORIES
    assert exercise["position"] in POSITIONS
    assert set(exercise["equipment"]) <= EQUIPMENT
    assert set(exercise["equipment_optional"]) <= EQUIPMENT
    assert not set(exercise["equipment"]) & set(exercise["equipment_optional"])
    assert set(exercise["rating"]) == PROFILES
    assert set(exercise["rating"].values()) <= SIGNS
    assert exercise["functions"]
    assert set(exercise["functions"]) <= FUNCTIONS
    assert set(exercise["functions"].values()) <= {1, 2, 3}
    muscles = exercise["muscles"] + [entry["muscle"] for entry in exercise["emg"]]
    assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", muscle) for muscle in muscles)


@each_exercise
def test_doses_cover_exactly_the_stages(exercise: Record) -> None:
    stages = exercise["stages"]
    assert stages
    assert stages == sorted(set(stages))
    assert set(stages) <= {1, 2, 3, 4}
    assert [dose["stage"] for dose in exercise["dose"]] == stages


@each_exercise
def test_doses_can_be_done(exercise: Record) -> None:
    for dose in exercise["dose"]:
        assert 1 <= dose["per_week"] <= 14
        assert dose["sessions_per_day"] in (1, 2)
        assert dose["per_week"] <= 7 * dose["sessions_per_day"]
        assert 0.5 <= _minutes(exercise, dose) <= 45


@each_exercise
def test_each_frame_is_a_pose_of_both_sides_of_a_human(exercise: Record) -> None:
    assert exercise["frame"]
    for frame in exercise["frame"]:
        assert frame["lying"] in ("", "supine", "prone", "side")
        assert -120 <= frame["trunk"] <= 110
        assert -30 <= frame["lumbar"] <= 45
        assert set(frame["contacts"]) <= CONTACTS
        assert set(frame["props"]) <= PROPS
        assert set(frame) <= FRAME_KEYS
        for part, (low, high) in SPINE_RANGE.items():
            assert low <= frame.get(part, 0) <= high, f"{frame['name']}: {part}"
        for side in SIDES:
            assert {"H", "K"} <= set(frame[side])
            for joint, degrees in frame[side].items():
                low, high = HUMAN_RANGE[joint]
                assert low <= degrees <= high, f"{frame['name']}: {side} {joint} {degrees}"


@each_exercise
def test_somebody_on_one_side_lies_on_a_named_side(exercise: Record) -> None:
    for frame in exercise["frame"]:
        sides = ("working", "other") if frame["lying"] == "side" else ("",)
        assert frame.get("lower", "") in sides


@each_exercise
def test_hands_and_ankles_are_held_against_the_body(exercise: Record) -> None:
    for frame in exercise["frame"]:
        for part, place in frame.get("reach", {}).items():
            assert part in {f"{side}_{end}" for side in SIDES for end in ("hand", "ankle")}
            assert place.replace("working_", "right_").replace("other_", "left_") in PLACES
            assert part != place


@each_exercise
def test_a_picture_is_of_its_frames(exercise: Record) -> None:
    picture = exercise.get("picture", {})
    assert set(picture) <= PICTURE_KEYS
    assert -180 <= picture.get("azimuth", 0) <= 180
    assert 0 <= picture.get("elevation", 0) < 90
    assert 1 <= picture.get("telling", 1) <= len(exercise["frame"])
    contacts = {contact for frame in exercise["frame"] for contact in frame["contacts"]}
    props = {prop for frame in exercise["frame"] for prop in frame["props"]}
    assert set(picture.get("on", {})) <= contacts
    assert set(picture.get("on", {}).values()) <= SUPPORTS
    assert set(picture.get("props", {})) <= props


@each_exercise
def test_frames_of_one_exercise_name_the_same_joints(exercise: Record) -> None:
    for side in SIDES:
        joints = {frozenset(frame[side]) for frame in exercise["frame"]}
        assert len(joints) == 1, "an animation needs every joint in every frame"


@each_exercise
def test_needed_equipment_is_drawn(exercise: Record) -> None:
    drawn = {prop for frame in exercise["frame"] for prop in frame["props"]}
    if "bench" in drawn:  # any low, firm seat serves as a bench
        drawn.add("chair")
    assert set(exercise["equipment"]) <= drawn


@each_exercise
def test_instructions_are_short_lists(exercise: Record) -> None:
    assert 3 <= len(exercise["steps"]) <= 5
    assert exercise["cues"]
    assert exercise["errors"]
    assert exercise["stop_text"]
    assert exercise["progression_text"]
    assert exercise["regression_text"]


@each_exercise
def test_each_flag_names_its_change(exercise: Record) -> None:
    flags = exercise["flags"]
    assert len(flags) == len(set(flags))
    assert set(flags) <= FLAGS
    assert set(exercise.get("flag_text", {})) == set(flags)
    assert all(exercise.get("flag_text", {}).values())


@each_exercise
def test_patient_texts_do_no_harm(exercise: Record) -> None:
    for text in _patient_texts(exercise):
        assert not HARMFUL.search(text), text
        assert "  " not in text
        assert text == text.strip()


@each_exercise
def test_progression_and_regression_resolve(exercise: Record) -> None:
    easier, harder = set(exercise["regression"]), set(exercise["progression"])
    assert easier <= BY_ID.keys()
    assert harder <= BY_ID.keys()
    assert not easier & harder
    assert exercise["id"] not in easier | harder
    for other in harder:
        assert max(BY_ID[other]["stages"]) >= max(exercise["stages"])


def test_progression_never_runs_in_a_circle() -> None:
    TopologicalSorter({e["id"]: e["progression"] for e in EXERCISES}).prepare()


@each_exercise
def test_claims_have_marks_and_sources_that_resolve(exercise: Record) -> None:
    for claim in [exercise, *exercise["emg"], *exercise.get("notes", [])]:
        assert claim["mark"] in MARKS
        assert set(claim["source"]) <= SOURCE_IDS
        assert claim["mark"] in ("design", "memory") or claim["source"]
        assert claim["mark"] != "design" or claim["reason"]


@each_exercise
def test_emg_figures_are_possible(exercise: Record) -> None:
    for entry in exercise["emg"]:
        assert entry["mark"] in ("verified", "memory")
        assert entry["source"]
        assert 0 < entry["percent_mvic"] < 150
        assert 0 < entry.get("sd", 1) < entry["percent_mvic"]


@pytest.mark.parametrize(
    "exercise_id", ["alternating_isometric", "single_knee_extension_iso", "edge_hip_flexion_iso"]
)
def test_self_isometrics_follow_relief_and_end_without_it(exercise_id: str) -> None:
    exercise = BY_ID[exercise_id]
    assert "eased your test movement" in " ".join(exercise["steps"])
    assert "three sessions without change" in exercise["stop_text"]
    assert {"FUS", "THR"} <= set(exercise["flags"])
    assert {"PREG", "PREG20"} & set(exercise["flags"])
    assert "Never do it after SI joint fusion" in exercise["flag_text"]["FUS"]
    assert "12 weeks after hip replacement" in exercise["flag_text"]["THR"]


@pytest.mark.parametrize("exercise_id", ["run_walk", "hop_land"])
def test_impact_starts_with_its_entry_tests(exercise_id: str) -> None:
    exercise = BY_ID[exercise_id]
    words = " ".join([*exercise["steps"], *exercise["flag_text"].values(), exercise["stop_text"]])
    for test in (
        "walk 30 minutes",
        "one leg for 30 seconds",
        "10 single-leg squats",
        "no leaking or heaviness",
        "12 weeks after birth",
        "6 months of a bone stress injury",
    ):
        assert test in words
    assert exercise["stages"] == [4]
