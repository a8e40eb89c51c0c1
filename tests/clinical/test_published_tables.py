"""The published tables, each with the tolerance within which the model must reach it.

The rows other than "three or more of six" are from memory, and so is the left side of
Gaenslen; the evidence marks them so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from sijoint.clinical.block import (
    block_rates,
    bounded_ratio,
    count_table,
    ordered_ratio,
)
from sijoint.clinical.case import Gates
from sijoint.clinical.hypothesis import SIJ, Floats
from sijoint.clinical.model import EvidenceSet
from sijoint.evidence.read import EVIDENCE_FOLDER, read_raw
from tests.clinical.engine import FIVE, FOUR, built_model, case_of, chance_of, cluster_tests

#: Laslett 2005, single tests: sensitivity and specificity as printed.
LASLETT_2005 = {
    "distraction": (0.60, 0.81),
    "thigh_thrust": (0.88, 0.69),
    "compression": (0.69, 0.69),
    "sacral_thrust": (0.63, 0.75),
}
GAENSLEN_SIDES = ((0.53, 0.71), (0.50, 0.77))
AT_LEAST_WITHOUT = (0.56, 0.34, 0.22, 0.19, 0.12)
AT_LEAST_WITH = (1.00, 0.93, 0.94, 0.60, 0.27)
ALL_SETS = [done for n in range(1, 7) for done in combinations(range(6), n)]


def at_least(rates: list[tuple[float, float]], loading: float) -> tuple[Floats, Floats]:
    """Chance of at least 0, 1, ... positives, with the joint and without, of (Se, Sp) tests."""
    with_joint = np.array([[sensitivity for sensitivity, _ in rates]])
    without = np.array([[1.0 - specificity for _, specificity in rates]])
    block = block_rates(with_joint, without, np.array([loading]))
    tables = count_table(block, range(len(rates)))
    with_, without_ = (np.cumsum(table[0][::-1])[::-1] for table in tables)
    return with_, without_


def six_of_laslett() -> tuple[Floats, Floats]:
    return at_least([*LASLETT_2005.values(), *GAENSLEN_SIDES], built_model().block.loading)


@pytest.mark.parametrize("test", LASLETT_2005)
def test_single_tests_are_stored_as_printed(test: str) -> None:
    sensitivity, specificity = LASLETT_2005[test]
    record = next(r for r in read_raw()["block_test"] if r["id"] == test)
    assert record["rate"] == sensitivity
    assert record["false_positive_rate"] == pytest.approx(1.0 - specificity, abs=1e-12)
    entered = accuracy_of(test)
    assert (sensitivity, specificity) in entered


def test_gaenslen_carries_the_mean_of_its_two_sides() -> None:
    record = next(r for r in read_raw()["block_test"] if r["id"] == "gaenslen")
    sensitivity, specificity = np.mean(GAENSLEN_SIDES, axis=0)
    assert record["rate"] == pytest.approx(sensitivity, abs=1e-12)
    assert record["false_positive_rate"] == pytest.approx(1.0 - specificity, abs=1e-12)
    assert set(GAENSLEN_SIDES) <= accuracy_of("gaenslen")


def accuracy_of(test: str) -> set[tuple[float, float]]:
    """Sensitivity and specificity of a test in Laslett 2005, as entered."""
    return {
        (record["sensitivity"], record["specificity"])
        for path in EVIDENCE_FOLDER.glob("accuracy/*.toml")
        for record in tomllib.loads(path.read_text(encoding="utf-8")).get("accuracy", [])
        if record.get("finding") == test and "laslett-2005" in record["source"]
    }


def test_model_averages_are_the_single_rates() -> None:
    """The block reproduces the marginals that it was given, to rounding."""
    rates = built_model().point.rates
    averages = np.einsum("n,dnt->dt", rates.node_weights, rates.without_joint)
    expected = [test.false_positive_rate.value for test in built_model().block.tests]
    assert averages[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("count", range(1, 6))
def test_counts_without_the_joint_within_006(count: int) -> None:
    _, without = six_of_laslett()
    assert without[count] == pytest.approx(AT_LEAST_WITHOUT[count - 1], abs=0.06)


@pytest.mark.parametrize("count", range(1, 6))
def test_counts_with_the_joint_within_008(count: int) -> None:
    with_joint, _ = six_of_laslett()
    assert with_joint[count] == pytest.approx(AT_LEAST_WITH[count - 1], abs=0.08)


def test_three_of_six_within_007() -> None:
    with_joint, without = six_of_laslett()
    assert with_joint[3] == pytest.approx(0.94, abs=0.07)
    assert 1.0 - without[3] == pytest.approx(0.78, abs=0.07)


def test_two_of_the_selected_four_within_010() -> None:
    with_joint, without = at_least(list(LASLETT_2005.values()), built_model().block.loading)
    assert with_joint[2] == pytest.approx(0.88, abs=0.10)
    assert 1.0 - without[2] == pytest.approx(0.78, abs=0.10)


def test_independence_would_miss_the_published_counts() -> None:
    _, without = at_least([*LASLETT_2005.values(), *GAENSLEN_SIDES], 0.0)
    assert without[1:6] == pytest.approx([0.84, 0.50, 0.19, 0.04, 0.01], abs=0.01)


def test_five_tests_give_the_pooled_ratios_to_001() -> None:
    performed = tuple(range(5))
    point = built_model().point
    _, without = (table[0] for table in count_table(point.rates, performed))
    ratio = point.count_ratios(EvidenceSet.POOLED, performed)[0]
    assert np.average(ratio[3:], weights=without[3:]) == pytest.approx(2.13, abs=0.01)
    assert np.average(ratio[:3], weights=without[:3]) == pytest.approx(0.33, abs=0.01)
    assert ratio == pytest.approx([0.16, 0.35, 1.0, 2.13, 2.13, 2.13], abs=0.01)


def test_four_tests_give_the_worked_ratios() -> None:
    ratio = built_model().point.count_ratios(EvidenceSet.POOLED, (0, 1, 2, 3))[0]
    assert ratio == pytest.approx([0.16, 0.51, 1.6, 2.2, 2.2], abs=0.05)


@pytest.mark.parametrize("evidence_set", EvidenceSet)
@pytest.mark.parametrize("performed", ALL_SETS)
def test_no_count_weighs_more_than_its_bounds(
    performed: tuple[int, ...], evidence_set: EvidenceSet
) -> None:
    block, point = built_model().block, built_model().point
    ratio = point.count_ratios(evidence_set, performed)[0]
    assert ratio.max() <= 4.5
    assert ratio.min() >= block.floor == 0.07
    assert (np.diff(ratio) >= 0.0).all()
    four = {block.tests[i].id for i in performed} == set(FOUR)
    assert (ratio[: 2 if four else 3] <= 1.0).all()
    before = bounded_ratio(ordered_ratio(*count_table(point.rates, performed)), performed, block)
    assert (np.diff(before[0]) >= 0.0).all()


# --- A prior of one in five ---------------------------------------------------------------


def by_ratio(positives: int, evidence_set: EvidenceSet) -> float:
    """The joint after five tests, from a prior of 20 % and the ratio of the count alone."""
    ratio = built_model().point.count_ratios(evidence_set, tuple(range(5)))[0, positives]
    odds = 0.20 / 0.80 * float(ratio)
    return odds / (1.0 + odds)


def by_model(positives: int, evidence_set: EvidenceSet) -> float:
    """The same by the whole model: both screens waived, so that nothing else speaks."""
    waived = Gates("seen last week", "seen last week")
    case = case_of("", *cluster_tests(positives), gates=waived)
    return chance_of(case, evidence_set=evidence_set, edited={SIJ: 0.20})


WAYS = pytest.mark.parametrize("joint", [by_ratio, by_model])


@WAYS
@pytest.mark.parametrize("evidence_set", EvidenceSet)
def test_positive_clusters_from_one_in_five(
    joint: Callable[[int, EvidenceSet], float], evidence_set: EvidenceSet
) -> None:
    for positives in (3, 4, 5):
        assert 0.33 <= joint(positives, evidence_set) <= 0.53
    assert joint(5, evidence_set) - joint(3, evidence_set) <= 0.05


@WAYS
@pytest.mark.parametrize("evidence_set", EvidenceSet)
def test_two_of_five_never_rise_above_the_prior(
    joint: Callable[[int, EvidenceSet], float], evidence_set: EvidenceSet
) -> None:
    assert joint(2, evidence_set) <= 0.20 + 1e-12


@WAYS
@pytest.mark.parametrize("evidence_set", EvidenceSet)
def test_negative_clusters_from_one_in_five(
    joint: Callable[[int, EvidenceSet], float], evidence_set: EvidenceSet
) -> None:
    """Negative as the rule means it, fewer than three: each count by how often it comes."""
    tables = count_table(built_model().point.rates, range(5))
    with_joint, without = (table[0, :3] for table in tables)
    often = 0.20 * with_joint + 0.80 * without
    answers = [joint(positives, evidence_set) for positives in range(3)]
    assert 0.015 <= answers[0] <= answers[1] <= 0.12
    assert 0.015 <= np.average(answers, weights=often) <= 0.12


def test_the_five_are_the_calibrated_ones() -> None:
    assert built_model().block.calibrated_on == FIVE
    assert SIJ in built_model().block.whole_for
