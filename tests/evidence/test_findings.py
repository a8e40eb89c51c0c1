"""Every finding and condition of the case file is in the evidence, complete and fit to be read.

`FINDINGS` and `CONDITIONS` are a copy of the published list of ids, so that the data cannot
drift from it: (s) has a side, (v a-b) carries a value from a to b.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from sijoint.clinical.case import (
    Case,
    Episode,
    Finding,
    Irritability,
    Measure,
    PainSide,
    Patient,
    Result,
    Sex,
    Side,
)
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.clinical.vocabulary import FindingKind, MeasureKind, Vocabulary
from sijoint.evidence.read import EVIDENCE_FOLDER, Record, read_raw
from sijoint.evidence.vocabulary import EXAMINED_SECTIONS

FINDINGS = {
    "pain_where": """
        pain_below_l5, pain_above_l5, pain_midline, pain_unilateral, pain_bilateral,
        pain_alternating_buttock, one_finger_psis (s), pain_buttock (s), pain_groin (s),
        pain_lateral_hip (s), pain_posterior_thigh (s), pain_below_knee (s), pain_symphysis,
        pain_coccyx""",
    "pain_when": """
        pain_sitting, pain_rising_from_sitting, pain_standing, pain_walking, pain_stairs,
        pain_rolling_in_bed, pain_bending, pain_lifting, pain_single_leg_loading (s),
        pain_lying_on_side (s), relief_sitting, relief_bending_forward, relief_lying""",
    "onset": """
        onset_trauma, onset_repetitive_load, onset_insidious, onset_pregnancy_or_birth,
        sudden_training_increase, no_response_to_care""",
    "risk": """
        previous_low_back_pain, previous_pelvic_trauma, arthritis_known, scoliosis, multiparous,
        smoker, diabetes, previous_fragility_fracture, previous_stress_fracture,
        pelvic_radiotherapy, beighton (v 0-9), leg_length_difference_mm (v 0-100)""",
    "red_flag": """
        saddle_anaesthesia, urinary_retention, altered_urinary_flow, loss_of_rectal_sensation,
        bladder_or_bowel_incontinence, sexual_function_change, bilateral_leg_deficit,
        progressive_motor_deficit, upper_motor_neuron_sign, multi_root_deficit, unsteady_gait,
        fever, temperature (v 30-45), night_sweats, immunosuppression, iv_drug_use,
        recent_infection, recent_injection_or_surgery, unable_to_bear_weight, cancer_history,
        unexplained_weight_loss, unremitting_night_pain, severe_trauma, minor_trauma,
        long_term_steroids, low_energy_availability, focal_sacral_tenderness, hop_test (s),
        sign_of_the_buttock (s), palpable_mass, hip_external_rotation_lost (s),
        pulsatile_abdominal_mass, collapse, abdominal_pain, non_mechanical_pain, aneurysm_known,
        absent_foot_pulses (s), cyclical_pelvic_pain, blood_in_urine_or_stool,
        vaginal_bleeding_or_contractions, fluid_loss, reduced_fetal_movement, preeclampsia_symptoms,
        symphysis_gap, calf_swelling, chest_pain_or_breathlessness, raised_inflammatory_markers,
        pelvis_imaging_done, thoughts_of_self_harm""",
    "inflammatory": """
        morning_stiffness_minutes (v 0-600), better_with_exercise, no_better_with_rest,
        night_waking_second_half, night_pain_better_on_rising, nsaid_response, uveitis, psoriasis,
        inflammatory_bowel_disease, heel_enthesitis, peripheral_arthritis, dactylitis,
        family_history_spondyloarthritis, hla_b27""",
    "movement": """
        standing_posture_flexed, pelvic_obliquity (s), trunk_shift (s), trendelenburg (s),
        modified_trendelenburg_pain (s), single_leg_stance_lateral_pain (s), gait_antalgic (s),
        step_length_asymmetry_percent (v 0-100), stance_time_asymmetry_percent (v 0-100),
        forward_bend_pain, forward_bend_dysrhythmia, forward_bend_cm (v -30-80), extension_pain,
        side_bend_pain (s), sit_to_stand_shift (s), squat_pain, lift_pain, guarded_movement,
        breath_holding""",
    "low_back": """
        centralization, peripheralization, lumbar_movement_pain, slr (s), crossed_slr (s),
        slump (s), femoral_nerve_stretch (s), myotome_deficit (s), dermatome_deficit (s),
        reflex_change (s), extension_rotation (s), neurogenic_claudication""",
    "palpation": """
        psis_tenderness (s), long_dorsal_ligament_tenderness (s), sacral_sulcus_tenderness (s),
        sacrotuberous_tenderness (s), symphysis_tenderness, coccyx_tenderness,
        trochanter_tenderness (s), piriformis_tenderness (s), hamstring_origin_tenderness (s),
        sacral_percussion_pain, light_touch_pain (s), gillet (s), standing_flexion (s),
        sitting_flexion (s), joint_play (s), stork_load_transfer (s)""",
    "provocation": """
        distraction, thigh_thrust (s), compression, sacral_thrust, gaenslen (s), faber (s),
        sij_shear (s)""",
    "function": """
        aslr (s, v 0-5), aslr_better_with_compression (s), aslr_worse_with_compression (s),
        belt_relief""",
    "hip": """
        fadir (s), hip_internal_rotation_deg (s, v 0-90), hip_external_rotation_deg (s, v 0-90),
        hip_flexion_deg (s, v 0-150), hip_scour (s), squat_groin_pain (s),
        hip_flexion_lateral_pain (s), hip_extension_pain (s), log_roll (s), resisted_derotation (s),
        active_piriformis (s), seated_piriformis (s), adductor_squeeze_pain""",
    "pelvic_floor": """
        stress_or_urge_leakage, heaviness_or_bulge, pain_with_sex, pelvic_floor_overactive,
        doming""",
    "sensitivity": """
        widespread_pain, allodynia, disproportionate_pain, sleep_disturbance, fear_of_movement""",
}

CONDITIONS = """
    osteoporosis vertebral_fracture hip_osteoarthritis hip_replacement lumbar_fusion sij_fusion
    symphysis_pain hypertension hypertension_uncontrolled fall_risk anticoagulation
    bleeding_disorder connective_tissue_disorder marfan_or_vascular_type pelvic_floor_dysfunction
    caesarean diastasis rheumatoid_arthritis axial_spondyloarthritis inflammatory_flare
    cancer_active spondylolisthesis_unstable shoulder_problem wrist_problem knee_problem
    radiculopathy lumbar_stenosis greater_trochanteric_pain hip_impingement bone_stress_injury
    obstetric_restriction
"""

SCORED = """
    pain_midline pain_alternating_buttock one_finger_psis pain_groin pain_below_knee pain_sitting
    relief_sitting relief_bending_forward morning_stiffness_minutes better_with_exercise
    no_better_with_rest night_waking_second_half nsaid_response uveitis
    family_history_spondyloarthritis hla_b27 single_leg_stance_lateral_pain centralization slr
    crossed_slr slump myotome_deficit dermatome_deficit reflex_change extension_rotation
    neurogenic_claudication psis_tenderness trochanter_tenderness distraction thigh_thrust
    compression sacral_thrust gaenslen faber aslr fadir hip_internal_rotation_deg hip_scour
    squat_groin_pain hip_flexion_lateral_pain hip_extension_pain resisted_derotation
    active_piriformis seated_piriformis
"""

SENSITIVE = {
    "bladder_bowel": {
        "saddle_anaesthesia", "urinary_retention", "altered_urinary_flow",
        "loss_of_rectal_sensation", "bladder_or_bowel_incontinence", "blood_in_urine_or_stool",
        "stress_or_urge_leakage", "heaviness_or_bulge", "pelvic_floor_overactive",
    },
    "sexual": {"sexual_function_change", "pain_with_sex"},
    "self_harm": {"thoughts_of_self_harm"},
}  # fmt: skip

MOTION_PALPATION = ("gillet", "standing_flexion", "sitting_flexion", "joint_play",
                    "stork_load_transfer")  # fmt: skip

POSITIONS = {"history", "laboratory", "questionnaire", "standing", "sitting", "supine", "side",
             "prone", "quadruped"}  # fmt: skip

MARKS = {"verified", "memory", "derived", "design"}

HARMFUL = re.compile(
    r"out of place|slip|rotat|unstab|weak|damag|\bwear|\bworn|degenerat|realign|put back"
    r"|hypermobile|\bstiff\b|sensiti[sz]|chronic|\bfail",
    re.IGNORECASE,
)

_ITEM = re.compile(r"(\w+)(?: \((s)?(?:, )?(?:v (-?\d+)-(\d+))?\))?")


def expected_kinds() -> dict[str, tuple[str, bool, tuple[int, int] | None]]:
    """Section, side and range of each finding, in the order of the list."""
    kinds = {}
    for section, items in FINDINGS.items():
        for name, side, low, high in _ITEM.findall(items):
            kinds[name] = (section, side == "s", (int(low), int(high)) if high else None)
    return kinds


KINDS = expected_kinds()


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Record]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIJOINT_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        return read_raw(EVIDENCE_FOLDER)


@pytest.fixture(scope="module")
def findings(raw: dict[str, list[Record]]) -> dict[str, Record]:
    return {record["id"]: record for record in sorted(raw["finding"], key=lambda r: r["order"])}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    kinds = {
        name: FindingKind(side, *(span or (None, None))) for name, (_, side, span) in KINDS.items()
    }
    measures = {"nprs_now": MeasureKind(0, 10)}
    words = Vocabulary(kinds, measures, frozenset(CONDITIONS.split()), frozenset(), frozenset())
    return Lexicon(words, derived={})


def is_avoided(record: Record, lexicon: Lexicon, **facts: Any) -> bool:
    """Whether the test is left out for a person of 40 with the given facts."""
    recorded = facts.pop("findings", ())
    score, irritability = facts.pop("nprs_now", None), facts.pop("irritability", None)
    weeks, conditions = facts.pop("weeks_since", {}), frozenset(facts.pop("conditions", ()))
    case = Case(
        Patient(40, Sex.FEMALE, conditions=conditions, weeks_since=weeks, **facts),
        Episode(4, PainSide.LEFT, irritability=irritability),
        findings=tuple(
            Finding(name, Side.LEFT if KINDS[name][1] else None, Result.POSITIVE)
            for name in recorded
        ),
        measures=() if score is None else (Measure("nprs_now", score),),
    )
    rule = record.get("avoid_when")
    return rule is not None and lexicon.parse(rule, record["id"]).holds(Facts(case, lexicon))


def test_every_finding_of_the_case_file_is_described_in_order(findings: dict[str, Record]) -> None:
    assert list(findings) == list(KINDS)
    assert [record["order"] for record in findings.values()] == list(range(1, len(KINDS) + 1))
    assert len(KINDS) == 189


@pytest.mark.parametrize("name", KINDS)
def test_section_side_and_range_are_those_of_the_case_file(
    findings: dict[str, Record], name: str
) -> None:
    section, side, span = KINDS[name]
    record = findings[name]
    assert (record["section"], record["side"]) == (section, side)
    assert record["kind"] == ("value" if span else "result")
    assert (record.get("min"), record.get("max")) == (span or (None, None))
    assert ("step" in record, "unit" in record) == (span is not None, span is not None)
    assert record.get("step", 1) > 0


def test_every_condition_of_the_case_file_is_described(raw: dict[str, list[Record]]) -> None:
    assert [record["id"] for record in raw["condition"]] == CONDITIONS.split()
    for record in raw["condition"]:
        assert min(len(record[key].split()) for key in ("patient", "clinician")) > 0
        assert len(record["note"].split()) >= 8, record["id"]


def test_a_therapist_can_do_every_finding_from_its_text(findings: dict[str, Record]) -> None:
    for name, record in findings.items():
        assert record["clinician"], name
        assert len(record["how"].split()) >= 14, name
        assert len(record["positive"].split()) >= 7, name
        assert record["position"] in POSITIONS, name
        assert record["minutes"] > 0, name
        assert record["burden"] in (1, 2, 3), name


def test_texts_have_no_long_dash_or_loose_space(raw: dict[str, list[Record]]) -> None:
    for record in raw["finding"] + raw["condition"]:
        for text in (value for value in record.values() if isinstance(value, str)):
            assert "\u2014" not in text
            assert text == " ".join(text.split())


def syllables(word: str) -> int:
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$|(?<=[^td])ed$", "", word.lower()))))


def test_patients_read_plain_words_that_do_no_harm(raw: dict[str, list[Record]]) -> None:
    grades = []
    for record in raw["finding"] + raw["condition"]:
        text = record["patient"]
        sentences = [part for part in re.split(r"[.?!]+", text) if part.strip()]
        words = re.findall(r"[A-Za-z'-]+", text)
        assert words, record["id"]
        assert HARMFUL.search(text) is None, text
        assert max(len(part.split()) for part in sentences) <= 15, text
        by_word = sum(map(syllables, words)) / len(words)
        grades.append(0.39 * len(words) / len(sentences) + 11.8 * by_word - 15.59)
    assert sum(grades) / len(grades) < 6.0
    assert sum(grade > 7.0 for grade in grades) < 0.1 * len(grades)


def test_only_findings_of_the_probability_model_are_scored(findings: dict[str, Record]) -> None:
    scored = {name for name, record in findings.items() if record["weight"] == "scored"}
    assert scored == set(SCORED.split())
    for name, record in findings.items():
        assert record["weight"] in ("scored", "recorded")
        assert bool(record.get("why_recorded")) == (record["weight"] == "recorded"), name


@pytest.mark.parametrize("name", MOTION_PALPATION)
def test_motion_palpation_is_recorded_and_says_why(findings: dict[str, Record], name: str) -> None:
    record = findings[name]
    assert record["weight"] == "recorded"
    assert "agree" in record["why_recorded"]
    assert record["reliability"]


def test_private_answers_are_named(findings: dict[str, Record]) -> None:
    for kind, names in SENSITIVE.items():
        assert {n for n, record in findings.items() if record["sensitive"] == kind} == names
    open_ones = set(findings).difference(*SENSITIVE.values())
    assert all(findings[name]["sensitive"] == "" for name in open_ones)


def test_claims_name_a_source_or_give_a_reason(raw: dict[str, list[Record]]) -> None:
    known = {record["id"] for record in raw["source"]}
    claims = [*raw["finding"], *raw["condition"]]
    claims += [part for record in raw["finding"] for part in record.get("reliability", ())]
    for claim in claims:
        assert claim["mark"] in MARKS
        assert set(claim["source"]) <= known
        assert claim["source"] or claim["mark"] in ("memory", "design")
        assert claim["mark"] != "design" or claim["reason"]


def test_what_brings_on_pain_is_a_test_with_a_result(findings: dict[str, Record]) -> None:
    provoking = [record for record in findings.values() if record.get("provokes")]
    for record in provoking:
        assert record["section"] in EXAMINED_SECTIONS
        assert record["kind"] == "result"
        assert record["burden"] >= 2
        assert re.search(r"\bpain\b|hurts", record["positive"]), record["id"]
    named = {record["id"] for record in provoking}
    assert named.isdisjoint(
        ("myotome_deficit", "dermatome_deficit", "reflex_change", "trendelenburg")
    )
    assert named.isdisjoint(MOTION_PALPATION)
    assert named >= {
        name for name, record in findings.items() if record["section"] == "provocation"
    }


def test_reliability_is_a_value_or_a_range(findings: dict[str, Record]) -> None:
    for record in findings.values():
        for part in record.get("reliability", ()):
            assert part["statistic"] in ("kappa", "pabak", "agreement", "icc")
            assert part["raters"] in ("between", "within")
            assert ("value" in part) != ("low" in part and "high" in part)
            numbers = [part[key] for key in ("value", "low", "high") if key in part]
            assert numbers == sorted(numbers)
            assert all(-1 <= number <= 1 for number in numbers)


def test_every_limit_is_readable_and_explained(
    findings: dict[str, Record], lexicon: Lexicon
) -> None:
    for name, record in findings.items():
        assert ("avoid_when" in record) == ("avoid_why" in record) == ("avoid_mark" in record)
        if "avoid_when" in record:
            lexicon.parse(record["avoid_when"], name)
            assert len(record["avoid_why"].split()) >= 8, name
            assert record["avoid_mark"] in MARKS
            assert not is_avoided(record, lexicon), name


def test_nobody_lies_face_down_from_16_weeks_of_pregnancy(
    findings: dict[str, Record], lexicon: Lexicon
) -> None:
    prone = [record for record in findings.values() if record["position"] == "prone"]
    assert {"sacral_thrust", "sij_shear", "femoral_nerve_stretch"} <= {r["id"] for r in prone}
    assert all(is_avoided(record, lexicon, pregnancy_weeks=16) for record in prone)
    assert not any(is_avoided(record, lexicon, pregnancy_weeks=15) for record in prone)


@pytest.mark.parametrize(
    "person",
    [
        {"nprs_now": 6},
        {"findings": ("pain_groin", "pain_single_leg_loading")},
        {"pregnancy_weeks": 10},
        {"weeks_postpartum": 11},
        {"conditions": ("osteoporosis",)},
        {"irritability": Irritability.HIGH},
    ],
)
def test_hop_test_is_not_offered_when_a_hop_may_harm(
    findings: dict[str, Record], lexicon: Lexicon, person: dict[str, Any]
) -> None:
    assert is_avoided(findings["hop_test"], lexicon, **person)
    assert not is_avoided(findings["sacral_percussion_pain"], lexicon, **person)


@pytest.mark.parametrize("name", ["thigh_thrust", "faber", "gaenslen"])
@pytest.mark.parametrize(("weeks", "avoided"), [({}, True), (11, True), (12, False)])
def test_a_fresh_hip_replacement_is_not_pushed(
    findings: dict[str, Record], lexicon: Lexicon, name: str, weeks: Any, avoided: bool
) -> None:
    since = {"hip_replacement": weeks} if weeks else {}
    person = {"conditions": ("hip_replacement",), "weeks_since": since}
    assert is_avoided(findings[name], lexicon, **person) is avoided


@pytest.mark.parametrize(
    "person",
    [
        {"findings": ("severe_trauma",)},
        {"findings": ("unable_to_bear_weight",)},
        {"conditions": ("osteoporosis",), "nprs_now": 4},
        {"conditions": ("osteoporosis",), "findings": ("unremitting_night_pain",)},
        {"conditions": ("bone_stress_injury",)},
        {"conditions": ("sij_fusion",)},
        {"conditions": ("obstetric_restriction",)},
    ],
)
def test_no_provocation_where_bone_joint_or_pregnancy_may_be_harmed(
    findings: dict[str, Record], lexicon: Lexicon, person: dict[str, Any]
) -> None:
    tests = [record for record in findings.values() if record["section"] == "provocation"]
    assert len(tests) == 7
    assert all(is_avoided(record, lexicon, **person) for record in tests)


def test_easily_flared_pain_leaves_enough_tests_for_a_cluster(
    findings: dict[str, Record], lexicon: Lexicon
) -> None:
    tests = [record for record in findings.values() if record["section"] == "provocation"]
    left = {r["id"] for r in tests if not is_avoided(r, lexicon, irritability=Irritability.HIGH)}
    assert left == {"distraction", "thigh_thrust", "compression", "faber"}
