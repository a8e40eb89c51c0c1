"""How recorded findings become signs."""

from __future__ import annotations

import pytest

from sijoint.clinical.case import Finding, Location, Result, Side
from sijoint.clinical.sign import Reading, Sign, SignKind, read_sign
from tests.clinical.engine import built_model, case_of

SIGNS = {sign.id: sign for sign in built_model().signs}
POSITIVE, NEGATIVE = Reading(True), Reading(False)


def read(sign: str, text: str, side: Side = Side.LEFT) -> Reading | None:
    return read_sign(SIGNS[sign], case_of(text), side)


def test_every_kind_is_in_use() -> None:
    assert {sign.kind for sign in SIGNS.values()} == set(SignKind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("slr:left+", POSITIVE),
        ("slr:left-", NEGATIVE),
        ("slr:left~", None),
        ("slr:right+", None),
        ("", None),
    ],
)
def test_a_finding_is_read_on_its_side(text: str, expected: Reading | None) -> None:
    assert read("slr", text) == expected


def test_an_unsided_finding_is_read_for_both_sides() -> None:
    for side in Side:
        assert read("centralization", "centralization+", side) == POSITIVE


@pytest.mark.parametrize(
    ("text", "expected"), [("pain_midline-", POSITIVE), ("pain_midline+", NEGATIVE), ("", None)]
)
def test_no_midline_pain_counts_as_positive(text: str, expected: Reading | None) -> None:
    assert read("no_midline_pain", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("one_finger_psis:right+", None),
        ("one_finger_psis:left+", Reading(True, (0,))),
        ("one_finger_psis:left-", Reading(False, (~0,))),
        ("psis_tenderness:left+", Reading(True, (1,))),
        ("one_finger_psis:left+ psis_tenderness:left-", Reading(True, (0, ~1))),
        ("one_finger_psis:left- psis_tenderness:left-", Reading(False, (~0, ~1))),
    ],
)
def test_near_duplicates_share_a_vote(text: str, expected: Reading | None) -> None:
    assert read("psis", text) == expected


@pytest.mark.parametrize(
    ("degrees", "expected"), [(10, POSITIVE), (25, POSITIVE), (25.5, NEGATIVE), (40, NEGATIVE)]
)
def test_internal_rotation_is_positive_up_to_25(degrees: float, expected: Reading) -> None:
    assert read("hip_internal_rotation_25", f"hip_internal_rotation_deg:left={degrees}") == expected


def test_internal_rotation_not_measured() -> None:
    assert read("hip_internal_rotation_25", "hip_internal_rotation_deg:right=10") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("myotome_deficit:left-", None),
        ("myotome_deficit:left- dermatome_deficit:left~", None),
        ("myotome_deficit:left- dermatome_deficit:left-", NEGATIVE),
        ("myotome_deficit:left- dermatome_deficit:left- reflex_change:left-", NEGATIVE),
        ("reflex_change:left+", POSITIVE),
        ("myotome_deficit:left- reflex_change:left+", POSITIVE),
        ("reflex_change:right+", None),
    ],
)
def test_any_neurological_deficit(text: str, expected: Reading | None) -> None:
    assert read("neurological_deficit", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pain_below_knee:left+", None),
        ("pain_below_knee:left+ pain_below_knee:right~", None),
        ("pain_below_knee:left+ pain_below_knee:right+", POSITIVE),
        ("pain_below_knee:left+ pain_below_knee:right-", NEGATIVE),
        ("pain_below_knee:left- pain_below_knee:right-", NEGATIVE),
    ],
)
def test_leg_symptoms_on_both_sides(text: str, expected: Reading | None) -> None:
    for side in Side:
        assert read("bilateral_leg_symptoms", text, side) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("morning_stiffness_minutes=31 night_waking_second_half+", POSITIVE),
        ("morning_stiffness_minutes=30 night_waking_second_half+", None),
        ("better_with_exercise+ no_better_with_rest+ pain_alternating_buttock+", POSITIVE),
        ("better_with_exercise+ no_better_with_rest- pain_alternating_buttock+", None),
        ("better_with_exercise+ pain_alternating_buttock+", None),
        (
            """morning_stiffness_minutes=60 no_better_with_rest- night_waking_second_half-
            pain_alternating_buttock-""",
            NEGATIVE,
        ),
        (
            """morning_stiffness_minutes=0 better_with_exercise+ night_waking_second_half-
            pain_alternating_buttock-""",
            None,
        ),
        (
            "better_with_exercise- night_waking_second_half- pain_alternating_buttock-",
            None,
        ),
    ],
)
def test_inflammatory_back_pain_is_negative_only_with_all_four(
    text: str, expected: Reading | None
) -> None:
    assert read("inflammatory_back_pain", text) == expected


ITEMS = ("squat_groin_pain", "hip_flexion_lateral_pain", "hip_scour", "hip_extension_pain")


@pytest.mark.parametrize(
    ("results", "rotation", "band"),
    [
        ("++++", None, 2),
        ("+++-", None, None),
        ("+++-", 15, 2),
        ("+++-", 40, 1),
        ("---", None, 0),
        ("--+", 40, 0),
        ("++--", None, None),
        ("++--", 15, 1),
        ("++--", 40, 0),
        ("----", 40, 0),
        ("++++", 15, 2),
        ("", None, None),
        ("--", None, None),
    ],
)
def test_the_count_is_read_once_it_is_decided(
    results: str, rotation: float | None, band: int | None
) -> None:
    words = [f"{item}:left{result}" for item, result in zip(ITEMS, results, strict=False)]
    words += [] if rotation is None else [f"hip_internal_rotation_deg:left={rotation}"]
    expected = None if band is None else Reading(True, band=band)
    assert read("hip_count", " ".join(words)) == expected


@pytest.mark.parametrize(
    ("result", "location", "expected"),
    [
        (Result.POSITIVE, Location.GROIN, POSITIVE),
        (Result.NEGATIVE, Location.GROIN, None),
        (Result.POSITIVE, Location.POSTERIOR, None),
        (Result.POSITIVE, None, None),
        (Result.NOT_DONE, Location.GROIN, None),
    ],
)
def test_faber_in_the_groin_is_a_hip_finding(
    result: Result, location: Location | None, expected: Reading | None
) -> None:
    case = case_of("", Finding("faber", Side.LEFT, result, location=location))
    assert read_sign(SIGNS["faber_groin"], case, Side.LEFT) == expected
    assert read_sign(SIGNS["faber_groin"], case, Side.RIGHT) is None


@pytest.mark.parametrize("name", ["uveitis", "family_history_spondyloarthritis"])
def test_the_negative_of_a_rare_feature_is_ignored(name: str) -> None:
    assert SIGNS[name].ignore_negative
    assert read(name, f"{name}+") == POSITIVE
    assert read(name, f"{name}-") is None


def test_signs_name_findings_of_the_evidence() -> None:
    known = set(built_model().finding_order)
    for sign in SIGNS.values():
        assert set(sign.findings) <= known
        assert sign.sided == built_model().sided_findings & set(sign.findings)
        assert sign.group in {group.id for group in built_model().groups}
        assert _is_exact(sign)


def _is_exact(sign: Sign) -> bool:
    """A count has bands and no members, every other sign the reverse."""
    return bool(sign.bands) == (sign.kind is SignKind.COUNT) == (not sign.members)
