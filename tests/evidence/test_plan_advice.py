"""The advice around the exercises: limits, thrusts, belt, gates, words that are easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sijoint.clinical.case import Case
from sijoint.clinical.facts import Facts
from sijoint.evidence.read import Record
from tests.evidence.patient_text import patient_texts
from tests.evidence.plan_people import LEXICON, RAW, case_of, holding, records

PLAN_TEXTS = [
    "exercise_change",
    "exercise_limit",
    "exercise_state",
    "manual_therapy",
    "manual_therapy_rule",
    "support",
    "education",
    "frequent_question",
    "traffic_light",
    "traffic_light_tuning",
    "stage_gate",
    "stage_gate_item",
    "stage_exit",
    "increment_rule",
    "deload_rule",
    "return_after_gap",
    "adherence_rule",
    "visit_plan",
    "expected_course",
    "escalation",
    "care_record",
    "review_point",
    "maintenance_item",
    "flare_plan",
    "contact_week",
    "monthly_question",
]
MOST_WORDS = 15


def hard_thrust_bars(case: Case) -> set[str]:
    bars = records("thrust_contraindication")
    return {
        name for name in holding("thrust_contraindication", case) if bars[name]["kind"] == "hard"
    }


@pytest.mark.parametrize(
    ("limit", "case", "holds"),
    [
        ("prone_from_16_weeks", case_of(pregnant=15), False),
        ("prone_from_16_weeks", case_of(pregnant=16), True),
        ("flat_from_20_weeks", case_of(pregnant=19), False),
        ("flat_from_20_weeks", case_of(pregnant=20), True),
        ("flat_before_20_weeks", case_of(pregnant=19), True),
        ("no_new_impact_from_20_weeks", case_of(pregnant=20), True),
        ("pool_with_wounds", case_of(found=("recent_injection_or_surgery",)), True),
        ("pool_with_wounds", case_of(born=12), False),
        ("self_isometric_before_20_weeks", case_of(pregnant=10), True),
        ("pool_while_bleeding", case_of(found=("vaginal_bleeding_or_contractions",)), True),
        ("pelvic_floor_release_only", case_of(found=("pelvic_floor_overactive",)), True),
        ("pelvic_floor_release_only", case_of(found=("stress_or_urge_leakage",)), False),
        ("hip_replacement_from_behind", case_of("hip_replacement"), True),
        (
            "self_isometric_after_joint_fusion",
            case_of("sij_fusion", since={"sij_fusion": 90}),
            True,
        ),
        ("self_isometric_after_back_fusion", case_of("lumbar_fusion"), True),
        ("impact_before_12_weeks_after_birth", case_of(born=11), True),
        ("impact_after_birth_with_leaking", case_of(found=("heaviness_or_bulge",), born=30), True),
        ("impact_after_birth_with_leaking", case_of(found=("heaviness_or_bulge",)), False),
        ("impact_after_birth_with_a_sore_bone", case_of("bone_stress_injury", born=30), True),
        (
            "impact_after_birth_with_a_sore_bone",
            case_of("bone_stress_injury", born=60, since={"bone_stress_injury": 26}),
            False,
        ),
        ("run_check_after_birth", case_of(born=30), True),
        ("run_check_after_birth", case_of(), False),
    ],
)
def test_a_limit_holds_for_whom_it_is_meant(limit: str, case: Case, holds: bool) -> None:
    assert (limit in holding("exercise_limit", case)) == holds


@pytest.mark.parametrize("state", ["P2", "P3"])
def test_nobody_lies_flat_for_long_from_week_20(state: str) -> None:
    states, limits = records("exercise_state"), records("exercise_limit")
    spoken_for = {*states[state]["x"], *states[state]["c"]}
    spoken_for |= set(limits["flat_from_20_weeks"]["exercises"])
    assert {e["id"] for e in RAW["exercise"] if e["position"] == "supine"} <= spoken_for


def test_only_the_limit_on_lying_prone_forbids_a_position() -> None:
    forbidding = [r["id"] for r in RAW["exercise_limit"] if r["effect"] == "x" and "position" in r]
    assert forbidding == ["prone_from_16_weeks"]


@pytest.mark.parametrize(
    "case",
    [
        case_of("sij_fusion", since={"sij_fusion": 100}),
        case_of("lumbar_fusion", since={"lumbar_fusion": 100}),
        case_of("connective_tissue_disorder"),
        case_of("marfan_or_vascular_type"),
        case_of("anticoagulation"),
        case_of("bleeding_disorder"),
        case_of("osteoporosis"),
        case_of("vertebral_fracture"),
        case_of("spondylolisthesis_unstable"),
        case_of("rheumatoid_arthritis"),
        case_of("axial_spondyloarthritis"),
        case_of("cancer_active"),
        case_of(pregnant=8),
        case_of(born=5),
        case_of("bone_stress_injury"),
        case_of(found=("myotome_deficit",)),
        case_of(found=("symphysis_gap",)),
        case_of(found=("aneurysm_known",)),
        case_of(found=("fever",)),
        case_of(graded=(("temperature", 38.0),)),
    ],
)
def test_a_thrust_is_blocked(case: Case) -> None:
    assert hard_thrust_bars(case)


@pytest.mark.parametrize(
    "case",
    [case_of(), case_of("knee_problem"), case_of(born=10), case_of(graded=(("beighton", 6.0),))],
)
def test_a_thrust_is_not_blocked_without_a_reason(case: Case) -> None:
    assert not hard_thrust_bars(case)


def test_an_open_warning_sign_blocks_thrust_and_impact() -> None:
    assert records("thrust_contraindication")["open_safety_rule"]["level_from"] == "soon"
    limit = records("exercise_limit")["impact_with_an_open_warning_sign"]
    assert (limit["level_from"], limit["effect"]) == ("soon", "x")
    assert set(limit["exercises"]) == {"run_walk", "hop_land"}


def is_offered(support: str, case: Case) -> bool:
    record = records("support")[support]
    answers = Facts(case, LEXICON)
    avoid = LEXICON.parse(record["avoid_when"], support).holds(answers)
    return LEXICON.parse(record["when"], support).holds(answers) and not avoid


@pytest.mark.parametrize(
    ("support", "case", "offered"),
    [
        ("pelvic_belt", case_of(), False),
        ("pelvic_belt", case_of(found=("belt_relief",)), True),
        ("pelvic_belt", case_of(found=("aslr_better_with_compression",)), True),
        ("pelvic_belt", case_of(found=("belt_relief", "aslr_worse_with_compression")), False),
        ("pelvic_belt", case_of(found=("belt_relief", "aneurysm_known")), False),
        ("pelvic_belt", case_of("caesarean", found=("belt_relief",), born=3), False),
        ("pelvic_belt", case_of("symphysis_pain", found=("belt_relief",)), False),
        ("pelvic_belt_low", case_of("symphysis_pain", found=("belt_relief",)), True),
        ("pelvic_belt_low", case_of("symphysis_pain"), False),
    ],
)
def test_a_belt_is_for_responders(support: str, case: Case, offered: bool) -> None:
    assert is_offered(support, case) == offered


def test_gaps_in_the_programme_leave_no_day_without_a_rule() -> None:
    gaps = RAW["return_after_gap"]
    assert [gap["min_days"] for gap in gaps] == [1, 4, 8, 15]
    assert [gap.get("max_days") for gap in gaps] == [3, 7, 14, None]
    assert [gap.get("resume_percent") for gap in gaps] == [100, 80, 60, None]


def test_the_lights_leave_no_rise_and_no_pain_without_a_colour() -> None:
    lights = records("traffic_light")
    assert lights["green"]["rise_max"] + 1 == lights["amber"]["rise_min"]
    assert lights["amber"]["rise_min"] + 1 == lights["red"]["rise_min"]
    assert lights["green"]["pain_max"] + 1 == lights["amber"]["pain_min"]
    assert (
        records("traffic_light_tuning")["calm_first"]["pain_max"] + 1 == lights["red"]["pain_min"]
    )
    assert [light["id"] for light in RAW["traffic_light"]] == ["stop", "red", "amber", "green"]
    assert len({light["shape"] for light in RAW["traffic_light"]}) == len(lights)


@pytest.mark.parametrize("gate", [gate["id"] for gate in RAW["stage_gate"]])
def test_a_gate_can_be_met_in_more_than_one_way(gate: str) -> None:
    items = [item for item in RAW["stage_gate_item"] if item["gate"] == gate]
    with_equivalents = [item for item in items if item["kind"] == "equivalents"]
    assert items
    assert len(with_equivalents) >= records("stage_gate")[gate]["need"]
    for item in with_equivalents:
        assert gate == "to_running" or len(item["equivalents"]) == 3, item["id"]


def test_gate_items_name_known_gates_and_measures() -> None:
    for item in RAW["stage_gate_item"]:
        assert item["gate"] in records("stage_gate")
        named = {item["measure"]} if "measure" in item else set()
        named |= {each["measure"] for each in item.get("any", ())}
        assert named <= set(records("measure")), item["id"]


def test_reviews_name_known_measures_and_findings() -> None:
    assert [point["week"] for point in RAW["review_point"]] == [2, 6, 12]
    for point in RAW["review_point"]:
        assert set(point["measures"]) <= set(records("measure"))
        assert set(point["findings"]) <= set(records("finding"))


def test_the_ladder_and_the_contacts_keep_their_weeks() -> None:
    assert {step["at_week"] for step in RAW["escalation"]} == {0, 2, 4, 6, 12, 24, 26}
    assert [contact["week"] for contact in RAW["contact_week"]] == [14, 18, 26, 39, 52]
    assert len(RAW["monthly_question"]) == 5


def test_a_flare_uses_known_supports() -> None:
    named = {name for step in RAW["flare_plan"] for name in step.get("supports", ())}
    assert named
    assert named <= set(records("support"))


def test_every_question_has_a_unit() -> None:
    for question in RAW["frequent_question"]:
        assert question["education"] in records("education"), question["id"]


@pytest.mark.parametrize("unit", RAW["education"], ids=lambda unit: unit["id"])
def test_a_unit_is_short(unit: Record) -> None:
    assert 4 <= len(unit["body"]) <= 8


def sentences(text: str) -> Iterator[str]:
    yield from (part for part in re.split(r"(?<=[.:?!;])\s", text) if part)


@pytest.mark.parametrize("array", PLAN_TEXTS)
def test_sentences_for_patients_are_short(array: str) -> None:
    long = [
        f"{record['id']}.{field}: {sentence}"
        for record in RAW[array]
        for field, text in patient_texts(array, record)
        for sentence in sentences(text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert not long, "\n".join(long)
