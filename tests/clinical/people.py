"""The people on whom the probability model was first worked out, as finding lists.

The expected percentages were computed by another program before this engine existed.
"""

from __future__ import annotations

from sijoint.clinical.case import (
    Case,
    Episode,
    Finding,
    Location,
    PainSide,
    Patient,
    Result,
    Setting,
    Sex,
    Side,
)

_SIDED = """one_finger_psis pain_groin slr slump crossed_slr myotome_deficit dermatome_deficit
    reflex_change pain_below_knee extension_rotation fadir hip_scour squat_groin_pain
    hip_flexion_lateral_pain hip_extension_pain hip_internal_rotation_deg thigh_thrust
    gaenslen faber single_leg_stance_lateral_pain trochanter_tenderness resisted_derotation
    active_piriformis seated_piriformis gillet standing_flexion"""
SIDED = frozenset(_SIDED.split())
FIVE = ("distraction", "thigh_thrust", "compression", "sacral_thrust", "gaenslen")
SCREEN = "centralization- slr- slump- ir40 fadir-"
PLACE = "one_finger_psis+ pain_midline-"
INFLAMED = "morning_stiffness_minutes=60 pain_alternating_buttock+ nsaid_response+ uveitis+"
STENOSIS = "neurogenic_claudication+ relief_sitting+ relief_bending_forward+"
NEGATIVE = """crossed_slr- myotome_deficit- dermatome_deficit- extension_rotation-
    neurogenic_claudication- relief_sitting- relief_bending_forward- both_legs- hip_scour-
    squat_groin_pain- hip_extension_pain- hip_flexion_lateral_pain-
    single_leg_stance_lateral_pain- trochanter_tenderness- active_piriformis-
    seated_piriformis- morning_stiffness_minutes=0 better_with_exercise- no_better_with_rest-
    night_waking_second_half- pain_alternating_buttock- nsaid_response- hla_b27-"""

#: row: (age, weeks, setting, findings, positives of the five tests)
PEOPLE = {
    "1": (34, 16, "below_l5", f"{SCREEN} {PLACE}", 3),
    "1a": (34, 16, "unselected", f"{SCREEN} {PLACE}", 3),
    "1b": (34, 16, "below_l5", f"{SCREEN} {PLACE} pain_groin+ pain_sitting+", 5),
    "2": (34, 16, "below_l5", f"{SCREEN} {PLACE}", 0),
    "2b": (34, 16, "below_l5", f"{SCREEN} {PLACE}", 2),
    "3": (
        66,
        52,
        "below_l5",
        """centralization- slr- slump- ir15 hip_scour+ squat_groin_pain+ hip_extension_pain+
        hip_flexion_lateral_pain- pain_groin+""",
        3,
    ),
    "4": (50, 52, "below_l5", "centralization+ slr- slump- ir40 fadir- pain_sitting+", 3),
    "5": (
        50,
        52,
        "below_l5",
        "centralization- slr+ slump+ ir40 fadir- crossed_slr+ myotome_deficit+ pain_below_knee+",
        2,
    ),
    "6": (74, 52, "below_l5", f"{SCREEN} {STENOSIS} both_legs+", 1),
    "7": (28, 26, "below_l5", f"{SCREEN} {INFLAMED}", 3),
    "7b": (28, 26, "below_l5", f"{SCREEN} {INFLAMED} hla_b27+", 3),
    "8": (
        50,
        52,
        "below_l5",
        f"{SCREEN} single_leg_stance_lateral_pain+ trochanter_tenderness+ resisted_derotation+",
        1,
    ),
    "9": (50, 52, "below_l5", f"{SCREEN} active_piriformis+ seated_piriformis+ pain_sitting+", 1),
    "10": (
        50,
        52,
        "below_l5",
        "centralization- slr+ slump+ ir15 trochanter_tenderness+ active_piriformis+ faber+",
        5,
    ),
    "11": (50, 52, "below_l5", f"{SCREEN} {NEGATIVE}", 0),
    "12": (50, 52, "below_l5", SCREEN, None),
    "13": (50, 52, "post_fusion_sacrum", SCREEN, 3),
    "14": (34, 16, "below_l5", f"{SCREEN} {PLACE} gillet+ standing_flexion+", 0),
}

#: Percent: SI joint, disc, radiculopathy, facet, stenosis, hip, gluteal, deep gluteal,
#: axSpA, other, two sources, SI joint in the laslett set.
EXPECTED = {
    "1": (39.3, 24.2, 1.6, 18.1, 2.2, 1.4, 7.8, 2.4, 9.6, 14.7, 21.3, 48.4),
    "1a": (37.0, 22.7, 1.4, 16.8, 2.2, 0.7, 4.3, 0.9, 8.5, 25.7, 20.3, 46.4),
    "1b": (56.6, 28.1, 1.5, 16.7, 2.0, 1.5, 5.4, 1.7, 6.3, 9.4, 29.2, 65.5),
    "2": (5.5, 26.1, 2.1, 22.3, 2.7, 1.7, 13.3, 4.1, 1.3, 26.9, 6.2, 2.5),
    "2b": (25.0, 25.0, 1.8, 19.9, 2.4, 1.3, 10.1, 3.2, 6.1, 19.9, 14.8, 25.0),
    "3": (10.5, 14.5, 1.1, 12.2, 3.8, 86.4, 2.2, 0.7, 0.1, 1.9, 33.4, 13.1),
    "4": (21.3, 68.5, 1.2, 9.7, 1.2, 3.2, 4.8, 1.5, 0.2, 7.0, 18.5, 29.9),
    "5": (20.0, 14.9, 64.5, 8.9, 1.1, 2.1, 4.7, 1.5, 0.1, 7.4, 25.3, 20.0),
    "6": (7.0, 10.7, 0.8, 9.1, 65.3, 3.7, 5.3, 1.6, 0.0, 10.0, 13.6, 4.4),
    "7": (29.0, 18.2, 1.2, 13.6, 1.7, 1.1, 5.9, 1.9, 34.2, 10.7, 17.4, 33.7),
    "7b": (16.2, 10.6, 0.7, 8.0, 1.0, 0.6, 3.7, 1.1, 65.0, 5.7, 12.6, 17.4),
    "8": (4.8, 12.0, 0.9, 10.1, 1.2, 1.5, 67.9, 1.8, 0.0, 9.3, 9.7, 3.0),
    "9": (11.8, 27.3, 1.6, 16.5, 2.0, 2.6, 9.2, 22.0, 0.1, 17.6, 10.7, 7.6),
    "10": (29.0, 17.0, 27.7, 12.4, 1.5, 20.4, 7.6, 6.1, 0.2, 8.6, 30.5, 37.2),
    "11": (6.5, 32.3, 2.5, 16.8, 0.8, 3.6, 6.3, 1.3, 0.0, 34.7, 4.9, 2.9),
    "12": (26.3, 25.1, 1.9, 20.2, 2.5, 2.8, 10.5, 3.3, 0.3, 20.9, 13.7, 26.3),
    "13": (58.3, 10.1, 1.7, 10.5, 2.1, 2.6, 5.6, 0.9, 0.3, 21.6, 13.8, 68.6),
    "14": (5.5, 26.1, 2.1, 22.3, 2.7, 1.7, 13.3, 4.1, 1.3, 26.9, 6.2, 2.5),
}


def person(row: str) -> Case:
    """The person of a row; the painful side is the left."""
    age, weeks, setting, text, positives = PEOPLE[row]
    findings = [finding for word in text.split() for finding in _findings(word)]
    if positives is not None:
        findings += [_test(test, index < positives) for index, test in enumerate(FIVE)]
    return Case(
        patient=Patient(age, Sex.FEMALE),
        episode=Episode(weeks, PainSide.LEFT, Setting(setting)),
        findings=tuple(findings),
    )


def _findings(word: str) -> list[Finding]:
    if word.startswith("ir"):
        return [Finding("hip_internal_rotation_deg", Side.LEFT, value=float(word[2:]))]
    if "=" in word:
        name, value = word.split("=")
        return [Finding(name, value=float(value))]
    name, result = word[:-1], Result.POSITIVE if word[-1] == "+" else Result.NEGATIVE
    if name == "faber":
        return [_test(name, result is Result.POSITIVE)]
    if name == "both_legs":
        return [Finding("pain_below_knee", side, result) for side in Side]
    return [Finding(name, Side.LEFT if name in SIDED else None, result)]


def _test(test: str, positive: bool) -> Finding:
    return Finding(
        test,
        Side.LEFT if test in SIDED else None,
        Result.POSITIVE if positive else Result.NEGATIVE,
        familiar_pain=True if positive else None,
        location=Location.POSTERIOR if positive else None,
    )
