"""What each result of a finding not yet recorded would do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sijoint.clinical.block import count_distribution
from sijoint.clinical.case import Case, Finding, Location, Result, Side
from sijoint.clinical.hypothesis import SIJ
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.posterior import log_weight, read_side
from sijoint.clinical.prospect import Prospect, prospects
from tests.clinical.engine import (
    SCREEN,
    TESTS,
    built_model,
    case_of,
    cluster_test,
    cluster_tests,
)

MODEL = built_model()
SETS = MODEL.hypotheses.sets
POOLED = EvidenceSet.POOLED
GRADED = {
    "hip_internal_rotation_deg": (25.0, 26.0),
    "morning_stiffness_minutes": (31.0, 30.0),
}


def prospects_of(case: Case, side: Side = Side.LEFT) -> dict[str, Prospect]:
    return {p.finding: p for p in prospects(case, read_side(case, side, MODEL), MODEL, POOLED)}


def whole_weight(case: Case) -> np.ndarray:
    weight: np.ndarray = log_weight(read_side(case, Side.LEFT, MODEL), MODEL.point, POOLED)[0]
    return weight


def test_every_scored_finding_that_was_not_recorded() -> None:
    found = prospects_of(case_of("slr:left- slump:left~ fadir:right-"))
    scored = {finding for sign in MODEL.signs for finding in sign.findings} | set(TESTS)
    assert found.keys() == scored - {"slr"}
    assert list(found) == [f for f in MODEL.finding_order if f in found]
    assert {name for name, prospect in found.items() if prospect.is_test} == set(TESTS)


def test_chances_are_probabilities_that_sum_to_one() -> None:
    for prospect in prospects_of(case_of(SCREEN, *cluster_tests(2))).values():
        assert prospect.chance.shape == prospect.after.shape == (2, len(SETS))
        assert prospect.chance.sum(axis=0) == pytest.approx(np.ones(len(SETS)))
        assert (prospect.chance > 0.0).all()


@pytest.mark.parametrize("case", [case_of(SCREEN, *cluster_tests(2)), case_of("slr:left+")])
def test_the_weight_after_a_result_is_that_of_the_case_with_it(case: Case) -> None:
    for finding, prospect in prospects_of(case).items():
        if not prospect.is_test:
            assert prospect.before == pytest.approx(whole_weight(case), abs=1e-12)
            for place, after in enumerate(prospect.after):
                more = replace(case, findings=(*case.findings, recorded(finding, place)))
                assert after == pytest.approx(whole_weight(more), abs=1e-12), finding


def recorded(finding: str, place: int) -> Finding:
    """The positive result of a finding at place 0, the negative one at place 1."""
    side = Side.LEFT if finding in MODEL.sided_findings else None
    if finding in GRADED:
        return Finding(finding, side, value=GRADED[finding][place])
    return Finding(finding, side, (Result.POSITIVE, Result.NEGATIVE)[place])


def test_what_was_not_done_is_replaced() -> None:
    not_done = prospects_of(case_of("uveitis~"))["uveitis"]
    unheard = prospects_of(case_of())["uveitis"]
    assert (not_done.after == unheard.after).all()


def test_tests_are_judged_as_if_the_screens_were_answered() -> None:
    closed = prospects_of(case_of("", *cluster_tests(2)))["faber"]
    answered = case_of(SCREEN, *cluster_tests(2))
    opened = prospects_of(answered)["faber"]
    assert closed.after - closed.before == pytest.approx(opened.after - opened.before)
    third = case_of(SCREEN, *cluster_tests(2), cluster_test("faber"))
    assert opened.after[0] == pytest.approx(whole_weight(third))
    assert opened.before == pytest.approx(whole_weight(answered))


def test_positives_so_far_make_further_positives_likely_without_the_joint() -> None:
    joint, none = SETS.index(frozenset({SIJ})), SETS.index(frozenset())
    chances = [
        prospects_of(case_of("", *cluster_tests(k, TESTS[:3])))["gaenslen"].chance[0]
        for k in (0, 3)
    ]
    assert chances[0][joint] == chances[1][joint] == pytest.approx(0.515)
    assert chances[0][none] < 0.26 < chances[1][none]
    alone = prospects_of(case_of())["gaenslen"].chance[0]
    assert alone[none] == pytest.approx(0.26, abs=1e-9)
    assert alone[SETS.index(frozenset({"hip_joint"}))] == alone[none]


def test_the_chance_given_the_count_is_bayes() -> None:
    """P(gaenslen | 3 of 3) = P(4 of 4) / P(3 of 3), without the joint."""
    rates, weights = MODEL.point.rates.without_joint[0], MODEL.point.rates.node_weights
    four = weights @ count_distribution(rates[:, [0, 1, 2, 4]])[:, 4]
    three = weights @ count_distribution(rates[:, [0, 1, 2]])[:, 3]
    found = prospects_of(case_of("", *cluster_tests(3, TESTS[:3])))["gaenslen"]
    assert found.chance[0][0] == pytest.approx(four / three)


def test_a_faber_felt_in_the_groin_is_not_asked_for_again() -> None:
    case = case_of(SCREEN, cluster_test("faber", location=Location.GROIN))
    assert "faber" not in prospects_of(case)
    assert "faber" in prospects_of(case, Side.RIGHT)


def test_gaenslen_felt_across_is_done() -> None:
    case = case_of("", cluster_test("gaenslen", pain_side=Side.RIGHT))
    assert "gaenslen" not in prospects_of(case, Side.RIGHT)


@pytest.mark.parametrize(
    ("finding", "source", "expected"),
    [
        ("slr", "radiculopathy", 0.75),
        ("pain_midline", SIJ, 1.0 - 0.81),
        ("psis_tenderness", SIJ, 0.77),
        ("hip_scour", "hip_joint", 0.62),
        ("pain_below_knee", "radiculopathy", 0.80),
        ("hip_internal_rotation_deg", "hip_joint", 0.66),
    ],
)
def test_chances_of_a_positive_result(finding: str, source: str, expected: float) -> None:
    chance = prospects_of(case_of())[finding].chance[0]
    assert chance[SETS.index(frozenset({source}))] == pytest.approx(expected)


def test_a_switched_off_group_has_nothing_to_tell() -> None:
    prospect = prospects_of(case_of(setting="below_l5"))["one_finger_psis"]
    assert (prospect.after == prospect.before).all()
    told = prospects_of(case_of(setting="unselected"))["one_finger_psis"]
    assert (told.after != told.before).any()
