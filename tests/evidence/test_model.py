"""From records to the probability model."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest

from sijoint.clinical.model import Model
from sijoint.clinical.sign import Rate, Sign, SignKind
from sijoint.evidence.model import build
from sijoint.evidence.read import Raw, read_raw

#: Rules, group by group: sign, power, rates by target, leak.
TABLE: dict[str, tuple[float, dict[str, float], float]] = {
    "no_midline_pain": (0.5, {"sacroiliac_joint": 0.81}, 0.40),
    "pain_groin": (0.5, {"sacroiliac_joint": 0.39, "hip_joint": 0.60}, 0.167),
    "pain_sitting": (0.5, {"sacroiliac_joint": 0.65, "lumbar_disc": 0.60}, 0.282),
    "centralization": (1.0, {"lumbar_disc": 0.40}, 0.06),
    "slr": (1.0, {"radiculopathy": 0.75}, 0.35),
    "slump": (1.0, {"radiculopathy": 0.82}, 0.25),
    "crossed_slr": (1.0, {"radiculopathy": 0.28}, 0.10),
    "neurological_deficit": (1.0, {"radiculopathy": 0.35}, 0.12),
    "pain_below_knee": (0.5, {"radiculopathy": 0.80, "sacroiliac_joint": 0.28}, 0.25),
    "extension_rotation": (1.0, {"lumbar_facet": 0.97}, 0.85),
    "neurogenic_claudication": (1.0, {"lumbar_stenosis": 0.82}, 0.22),
    "relief_sitting": (0.5, {"lumbar_stenosis": 0.52}, 0.07),
    "relief_bending_forward": (0.5, {"lumbar_stenosis": 0.50}, 0.08),
    "bilateral_leg_symptoms": (0.5, {"lumbar_stenosis": 0.51}, 0.08),
    "squat_groin_pain": (1.0, {"hip_joint": 0.76}, 0.25),
    "hip_flexion_lateral_pain": (1.0, {"hip_joint": 0.43}, 0.12),
    "hip_scour": (1.0, {"hip_joint": 0.62}, 0.25),
    "hip_extension_pain": (1.0, {"hip_joint": 0.52}, 0.20),
    "hip_internal_rotation_25": (1.0, {"hip_joint": 0.66}, 0.30),
    "fadir": (1.0, {"hip_joint": 0.94}, 0.80),
    "faber_groin": (1.0, {"hip_joint": 0.80}, 0.401),
    "single_leg_stance_lateral_pain": (1.0, {"greater_trochanteric": 0.38}, 0.05),
    "trochanter_tenderness": (1.0, {"greater_trochanteric": 0.80}, 0.53),
    "resisted_derotation": (1.0, {"greater_trochanteric": 0.80}, 0.15),
    "active_piriformis": (1.0, {"deep_gluteal": 0.78}, 0.20),
    "seated_piriformis": (1.0, {"deep_gluteal": 0.52}, 0.10),
    "inflammatory_back_pain": (0.5, {"axial_spondyloarthritis": 0.75}, 0.24),
    "nsaid_response": (0.5, {"axial_spondyloarthritis": 0.77}, 0.15),
    "uveitis": (0.5, {"axial_spondyloarthritis": 0.22}, 0.03),
    "family_history_spondyloarthritis": (0.5, {"axial_spondyloarthritis": 0.32}, 0.05),
    "hla_b27": (1.0, {"axial_spondyloarthritis": 0.90}, 0.10),
}
CLIPS = {
    "location": (0.4, 2.0),
    "psis": (0.4, 2.0),
    "groin": (0.7, 1.5),
    "sitting": (0.7, 1.5),
    "disc": (0.6, 4.0),
    "radiculopathy": (0.15, 20.0),
    "facet": (0.6, 1.0),
    "stenosis": (0.15, 20.0),
    "hip": (0.20, 24.0),
    "gluteal": (0.20, 15.0),
    "deep_gluteal": (0.25, 8.0),
    "axspa": (0.20, 30.0),
}
BLOCK = {
    "distraction": (0.60, 0.19),
    "thigh_thrust": (0.88, 0.31),
    "compression": (0.69, 0.31),
    "sacral_thrust": (0.63, 0.25),
    "gaenslen": (0.515, 0.26),
    "faber": (0.69, 0.45),
}


@cache
def built() -> Model:
    return build(read_raw())


def sign_of(name: str) -> Sign:
    return next(sign for sign in built().signs if sign.id == name)


@pytest.mark.parametrize("name", TABLE)
def test_signs_have_the_numbers_of_the_rules(name: str) -> None:
    power, targets, leak = TABLE[name]
    sign = sign_of(name)
    (cells,) = sign.members
    assert sign.power == power
    assert {source: rate.value for source, rate in cells.targets.items()} == targets
    assert cells.leak.value == leak


def test_no_other_finding_is_scored() -> None:
    assert {sign.id for sign in built().signs} == TABLE.keys() | {"psis", "hip_count"}


def test_the_vote_of_two_palpations() -> None:
    sign = sign_of("psis")
    assert sign.kind is SignKind.MEAN
    assert sign.power == 0.5
    assert [cells.targets["sacroiliac_joint"].value for cells in sign.members] == [0.77, 0.77]
    assert [cells.leak.value for cells in sign.members] == [0.33, 0.37]


def test_the_published_count_of_the_hip() -> None:
    sign = sign_of("hip_count")
    assert [(band.first, band.last) for band in sign.bands] == [(0, 2), (3, 3), (4, 5)]
    assert [band.rate.value for band in sign.bands] == [0.29, 0.23, 0.48]
    assert [band.leak.value for band in sign.bands] == [0.86, 0.12, 0.02]
    parts = {each.id for each in built().signs if each.part_of == "hip_count"}
    assert parts == {
        "squat_groin_pain",
        "hip_flexion_lateral_pain",
        "hip_scour",
        "hip_extension_pain",
        "hip_internal_rotation_25",
    }


def test_centralization_speaks_against_the_joint() -> None:
    (against,) = sign_of("centralization").members[0].against
    assert against.source == "sacroiliac_joint"
    assert (against.rate.value, against.rate_with_target.value) == (0.03, 0.08)


def test_groups_have_the_clips_of_the_rules() -> None:
    assert {group.id: (group.low, group.high) for group in built().groups} == CLIPS
    off = {group.id for group in built().groups if "below_l5" in group.off_in}
    assert off == {"location", "psis"}
    capped = {group.id for group in built().groups if group.sij_capped}
    assert capped == {"location", "psis", "groin", "sitting"}


def test_the_block_has_the_numbers_of_the_rules() -> None:
    block = built().block
    found = {t.id: (t.rate.value, t.false_positive_rate.value) for t in block.tests}
    assert found == BLOCK
    assert (block.loading, block.loading_range) == (1.42, (1.0, 2.0))
    assert (block.floor, block.ceiling) == (0.07, 4.5)
    assert (block.pooled_positive, block.pooled_negative) == (2.13, 0.33)
    assert (block.positive_from, block.selected_four_from, block.negative_needs) == (3, 2, 4)


def test_a_rate_carries_its_counts_or_a_stand_in_size() -> None:
    tests = {test.id: test for test in built().block.tests}
    assert tests["distraction"].rate == Rate(0.60, (9, 6), 30)
    assert tests["faber"].rate == Rate(0.69, None, 20)
    assert sign_of("crossed_slr").members[0].leak == Rate(0.10, None, 30)
    assert sign_of("slr").members[0].leak == Rate(0.35, None, 20)


@pytest.mark.parametrize("name", [*BLOCK][:5])
def test_counts_give_the_rate_beside_them(name: str) -> None:
    test = next(each for each in built().block.tests if each.id == name)
    for rate in (test.rate, test.false_positive_rate):
        assert rate.counts is not None
        assert rate.value == pytest.approx(rate.counts[0] / sum(rate.counts), abs=0.01)


def test_seeds_of_pairs() -> None:
    seeds = dict(built().prior.affinity)
    assert seeds.pop(frozenset({"lumbar_disc", "radiculopathy"})) == 3.0
    assert set(seeds.values()) == {0.5}
    assert all("axial_spondyloarthritis" in pair for pair in seeds)
    assert len(seeds) == 8


def test_findings_are_in_their_own_order() -> None:
    raw: Raw = dict(read_raw())
    raw["finding"] = raw["finding"][::-1]
    assert build(raw).finding_order == built().finding_order


@pytest.mark.parametrize(
    ("array", "key"),
    [("prior_setting", "other"), ("sign", "power"), ("block", "floor"), ("block_test", "rate")],
)
def test_a_missing_field_is_an_error(array: str, key: str) -> None:
    raw: dict[str, list[dict[str, Any]]] = copy.deepcopy(read_raw())
    del raw[array][0][key]
    with pytest.raises(KeyError, match=key):
        build(raw)
