"""The advice around the exercises: limits, thrusts, belt, gates, words that are easy to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sijoint.clinical.case import Case
from sijoint.clinical.facts import Facts
from sijoint.clinical.plan.goal import plain
from sijoint.clinical.plan.state import Restriction
from sijoint.clinical.plan.support import teach
from sijoint.evidence import plan
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
LEAKS = ("stress_or_urge_leakage",)


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
        ("stretches_of_joints_that_move_far", case_of(graded=(("beighton", 5.0),)), True),
        ("stretches_of_joints_that_move_far", case_of(graded=(("beighton", 4.0),)), False),
        (
            "other_stretches_with_connective_tissue_disorder",
            case_of("connective_tissue_disorder"),
            True,
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
        case_of("hip_replacement"),
        case_of("hip_replacement", since={"hip_replacement": 11.0}),
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
    [
        case_of(),
        case_of("knee_problem"),
        case_of("hip_replacement", since={"hip_replacement": 12.0}),
        case_of(born=10),
        case_of(graded=(("beighton", 6.0),)),
    ],
)
def test_a_thrust_is_not_blocked_without_a_reason(case: Case) -> None:
    assert not hard_thrust_bars(case)


def test_an_open_warning_sign_blocks_thrust_and_impact() -> None:
    assert records("thrust_contraindication")["open_safety_rule"]["level_from"] == "soon"
    limit = records("exercise_limit")["impact_with_an_open_warning_sign"]
    assert (limit["level_from"], limit["effect"]) == ("soon", "x")
    assert set(limit["exercises"]) == {"run_walk", "hop_land"}


def test_a_new_hip_is_weighed_from_week_12() -> None:
    case = case_of("hip_replacement", since={"hip_replacement": 12.0})
    assert holding("thrust_contraindication", case) == {"hip_replacement"}


RULES = plan.build(RAW, LEXICON)


def fired_limits(rule: str) -> dict[str, Restriction]:
    return {r.id: r for r in RULES.restrictions if rule in r.alerts}


@pytest.mark.parametrize(
    ("rule", "out", "still_there"),
    [
        ("FRX-5", {"single_leg_stance", "run_walk", "pool"}, {"bridge", "walking"}),
        ("BSI-2", {"single_leg_stance", "run_walk", "pool"}, {"bridge", "walking"}),
        (
            "CAN-2",
            {"deadlift", "hip_thrust", "suitcase_carry", "single_leg_deadlift", "copenhagen_short"},
            {"bridge", "squat", "walking"},
        ),
        ("INF-4", {"bridge", "squat", "figure_four", "pool"}, {"walking", "cat_camel", "clam"}),
        ("CES-5", {"child_pose", "double_knee_to_chest", "hamstring_stretch"}, {"bridge"}),
        ("NEU-4", {"child_pose", "single_knee_to_chest", "edge_hip_flexion_iso"}, {"bridge"}),
        ("MSS-1", {"deadlift"}, {"bridge"}),
        ("AGE-1", {"deadlift"}, {"bridge"}),
        ("AXS-1", set(), {"walking", "run_walk"}),
    ],
)
def test_an_open_rule_takes_exercises_out(rule: str, out: set[str], still_there: set[str]) -> None:
    limits = fired_limits(rule).values()
    assert limits
    forbidden = {name for limit in limits for name in limit.forbids}
    assert out <= forbidden
    assert not still_there & forbidden


def test_a_bone_that_is_not_cleared_is_loaded_as_one_that_is_hurt() -> None:
    limit = next(r for r in RULES.restrictions if r.id == "bone_not_yet_cleared")
    state = next(r for r in RULES.restrictions if r.id == "BSI")
    assert limit.alerts == {"FRX-5", "BSI-2"}
    assert (limit.forbids, limit.changes) == (state.forbids, state.changes)


def test_only_rules_that_leave_a_plan_are_named() -> None:
    """With an urgent rule or an emergency there is no plan that a limit could change."""
    levels = {name: rule["level"] for name, rule in records("safety_rule").items()}
    named = {
        rule
        for array in ("exercise_limit", "thrust_contraindication", "support", "manual_therapy")
        for record in RAW[array]
        for rule in (*record.get("alerts", ()), *record.get("avoid_alerts", ()))
    }
    assert named
    assert {levels[rule] for rule in named} <= {"soon", "routine"}


@pytest.mark.parametrize("rule", ["AXS-1", "AXS-2", "AXS-4"])
def test_no_thrust_while_spondyloarthritis_is_suspected(rule: str) -> None:
    against = [c for c in RULES.contraindications if rule in c.alerts]
    assert against
    assert all(c.is_hard for c in against)


@pytest.mark.parametrize("rule", ["FRX-5", "BSI-2", "INF-4", "CAN-2"])
def test_no_hands_on_force_while_a_rule_is_open(rule: str) -> None:
    closed = {t.id for t in RULES.techniques if rule in t.avoid_alerts}
    assert {"non_thrust_mobilisation", "clinician_muscle_energy"} <= closed


@pytest.mark.parametrize(
    "case",
    [
        case_of("obstetric_restriction", pregnant=24),
        case_of("sij_fusion"),
        case_of("hip_replacement"),
        case_of("spondylolisthesis_unstable"),
        case_of("marfan_or_vascular_type"),
        case_of("caesarean", born=3),
        case_of("bone_stress_injury"),
        case_of("cancer_active"),
    ],
)
def test_hands_on_effort_follows_the_matrix(case: Case) -> None:
    answers = Facts(case, LEXICON)
    open_ = {t.id for t in RULES.techniques if not (t.avoid_when and t.avoid_when.holds(answers))}
    assert not open_ & {
        "non_thrust_mobilisation",
        "clinician_muscle_energy",
        "gluteus_maximus_after_muscle_energy",
    }


def forbidden_for(case: Case) -> set[str]:
    held = holding("exercise_state", case)
    return {name for r in RULES.restrictions if r.id in held for name in r.forbids}


def supports_for(case: Case, *fired: str) -> set[str]:
    answers, rules = Facts(case, LEXICON), frozenset(fired)
    return {s.id for s in RULES.supports if s.suits(answers, rules, forbidden_for(case))}


def is_offered(support: str, case: Case) -> bool:
    return support in supports_for(case)


@pytest.mark.parametrize(
    ("support", "case"),
    [
        ("water", case_of("obstetric_restriction", pregnant=24)),
        ("water", case_of("sij_fusion", pregnant=12)),
        ("water", case_of("lumbar_fusion", found=("widespread_pain",))),
        ("water", case_of("bone_stress_injury", found=("widespread_pain",))),
        ("water", case_of("cancer_active", found=("widespread_pain",))),
        ("water", case_of(found=("widespread_pain", "recent_injection_or_surgery"))),
        ("water", case_of(found=("widespread_pain",), born=4)),
        ("water", case_of("caesarean", found=("widespread_pain",))),
        ("water", case_of("hypertension_uncontrolled", found=("widespread_pain",))),
        ("heat", case_of("obstetric_restriction", pregnant=24)),
        ("heat", case_of("cancer_active")),
        ("activity", case_of("obstetric_restriction", pregnant=24)),
        ("sitting_and_standing", case_of("obstetric_restriction", pregnant=24)),
        ("pelvic_belt", case_of("sij_fusion", found=("belt_relief",))),
        ("pelvic_belt", case_of("obstetric_restriction", found=("belt_relief",), pregnant=24)),
        ("pelvic_belt_low", case_of("symphysis_pain", "hip_replacement", found=("belt_relief",))),
        (
            "pelvic_belt_low",
            case_of("symphysis_pain", "greater_trochanteric_pain", found=("belt_relief",)),
        ),
        ("sleep", case_of(pregnant=24)),
        ("lifting", case_of("sij_fusion")),
        ("lifting", case_of("lumbar_fusion", since={"lumbar_fusion": 11.0})),
        ("lifting", case_of("caesarean", born=11)),
        ("lifting", case_of("bone_stress_injury")),
        ("lifting", case_of("obstetric_restriction", pregnant=24)),
        ("return_to_run_after_birth", case_of("bone_stress_injury", born=20)),
        ("pelvic_floor_practice", case_of("obstetric_restriction", found=LEAKS, pregnant=24)),
        ("pelvic_floor_practice", case_of(found=(*LEAKS, "pain_with_sex"), born=20)),
    ],
)
def test_no_support_contradicts_the_matrix(support: str, case: Case) -> None:
    assert not is_offered(support, case)


@pytest.mark.parametrize(
    ("support", "case"),
    [
        ("water", case_of(found=("widespread_pain",))),
        ("water", case_of(pregnant=24)),
        ("heat", case_of()),
        ("sleep", case_of()),
        ("sleep_in_pregnancy", case_of(pregnant=24)),
        ("lifting", case_of("sij_fusion", since={"sij_fusion": 12.0})),
        ("lifting", case_of(born=3)),
        ("lifting_after_surgery", case_of("sij_fusion")),
        ("lifting_after_surgery", case_of("caesarean", born=11)),
        (
            "activity_with_an_obstetric_restriction",
            case_of("obstetric_restriction", pregnant=24),
        ),
        ("pelvic_floor_practice", case_of(found=LEAKS, born=8)),
        ("pelvic_floor_practice", case_of(found=LEAKS, pregnant=24)),
    ],
)
def test_a_support_is_there_for_whom_it_is_meant(support: str, case: Case) -> None:
    assert is_offered(support, case)


def test_open_rules_withhold_and_bring_supports() -> None:
    assert {"lifting", "heat"} <= supports_for(case_of())
    assert not {"lifting", "heat", "water"} & supports_for(case_of(pregnant=12), "INF-4")
    assert "lifting" not in supports_for(case_of(), "CAN-2")
    assert "walking_aid" in supports_for(case_of(), "FRX-5")
    assert "medical_review_under_18" in supports_for(case_of(), "AGE-1")
    assert not {"walking_aid", "medical_review_under_18"} & supports_for(case_of())


def test_after_surgery_nobody_reads_a_weight_to_start_with() -> None:
    assert not re.search(r"\b5 kg", records("support")["lifting_after_surgery"]["patient_text"])


@pytest.mark.parametrize(
    "case", [case_of(pregnant=12), case_of(born=0), case_of(born=26), case_of("caesarean", born=8)]
)
def test_around_a_birth_no_step_leads_to_a_needle_or_a_surgeon(case: Case) -> None:
    answers = Facts(case, LEXICON)
    steps = {s.id for s in RULES.escalation if s.when is None or s.when.holds(answers)}
    assert not {"week_12", "radiofrequency", "six_months"} & steps
    assert {"girdle_week_6", "girdle_week_12"} <= steps


@pytest.mark.parametrize("case", [case_of(), case_of(born=27)])
def test_others_keep_the_whole_ladder(case: Case) -> None:
    answers = Facts(case, LEXICON)
    steps = {s.id for s in RULES.escalation if s.when is None or s.when.holds(answers)}
    assert {"week_12", "radiofrequency", "six_months"} <= steps
    assert not {"girdle_week_6", "girdle_week_12"} & steps


def test_around_a_birth_no_test_is_repeated_on_the_front() -> None:
    for point in RAW["review_point"]:
        assert set(point["girdle_findings"]) <= {"aslr", "thigh_thrust", "myotome_deficit"}
    for name in ("week_2", "week_6"):
        assert "P4 and ASLR" in records("review_point")[name]["text"]


@pytest.mark.parametrize(
    ("unit", "case", "is_taught"),
    [
        ("pregnancy", case_of(pregnant=12), True),
        ("after_birth", case_of(born=20), True),
        ("after_birth", case_of(), False),
        ("everyday", case_of("sij_fusion"), False),
        ("everyday_after_surgery", case_of("sij_fusion"), True),
        ("moving_is_safe", case_of("obstetric_restriction", pregnant=24), False),
        ("limited_activity", case_of("obstetric_restriction", pregnant=24), True),
        ("everyday", case_of(), True),
    ],
)
def test_a_lesson_does_not_contradict_the_plan(unit: str, case: Case, is_taught: bool) -> None:
    assert (unit in teach(RULES.education, Facts(case, LEXICON), "none")) == is_taught


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("terminar mi carrera universitaria", set()),
        ("be strong for labor", set()),
        ("be strong for labour", set()),
        ("nada de dolor", set()),
        ("manejar el dolor", set()),
        ("manage my spine", set()),
        ("eat less salt", set()),
        ("an easier menstrual cycle", set()),
        ("mejorar mi conducta", set()),
        ("que pase el dolor", set()),
        ("nursing my baby", {"lifting"}),
        ("dormir sin pesadillas", {"sleep"}),
        ("hacer sentadillas", {"gym"}),
        ("put on my socks", {"dressing"}),
        ("ponerme los calcetines", {"dressing"}),
        ("play with my kids", {"lifting", "play"}),
        ("jugar con mis hijos", {"lifting", "play"}),
        ("gardening", {"gardening"}),
        ("arreglar el jardín", {"gardening"}),
        ("do the housework", {"housework"}),
        ("limpiar la casa", {"housework"}),
        ("stand at work", {"standing"}),
        ("estar de pie en el trabajo", {"standing"}),
        ("working at a desk", {"sitting"}),
        ("trabajar en la oficina", {"sitting"}),
        ("drive to work", {"driving"}),
        ("conducir", {"driving"}),
        ("manejar el coche", {"driving"}),
        ("sleep through the night", {"sleep"}),
        ("have sex again", {"intimacy"}),
        ("climb the stairs", {"stairs"}),
        ("subir escaleras", {"stairs"}),
        ("travel by train", {"travel"}),
        ("viajar", {"travel"}),
        ("dancing", {"dance"}),
        ("bailar", {"dance"}),
        ("nadar", {"swimming"}),
        ("cycling", {"cycling"}),
        ("play football", {"ball_sport"}),
        ("jugar al fútbol", {"ball_sport"}),
        ("carry my child", {"lifting"}),
        ("cargar a mi hija", {"lifting"}),
        ("manual labour", {"heavy_work"}),
        ("run 10 km", {"running"}),
        ("correr una carrera", {"running"}),
    ],
)
def test_goals_are_known_and_false_friends_are_not(said: str, meant: set[str]) -> None:
    assert {word.id for word in RULES.goal_words if word.is_meant_by(plain(said))} == meant


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
