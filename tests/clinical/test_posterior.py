"""The posterior of one side."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.clinical.case import Gates, Location, Side
from sijoint.clinical.hypothesis import SIJ
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.posterior import (
    combined_weight,
    group_weights,
    log_weight,
    posterior,
    read_side,
)
from sijoint.clinical.sign import Reading
from tests.clinical.engine import (
    SCREEN,
    built_model,
    case_of,
    chance_of,
    cluster_test,
    cluster_tests,
    prior_of,
)

MODEL = built_model()
HISTORY = "pain_midline- one_finger_psis:left+ pain_groin:left+ pain_sitting+"


def test_bayes_by_hand() -> None:
    prior = np.array([0.5, 0.3, 0.2])
    weight = np.log(np.array([[1.0, 2.0, 5.0], [1.0, 1.0, 1.0]]))
    expected = [np.array([0.5, 0.6, 1.0]) / 2.1, prior]
    assert posterior(prior, weight) == pytest.approx(np.stack(expected))


def test_large_weights_neither_overflow_nor_vanish() -> None:
    found = posterior(np.array([0.5, 0.5]), np.array([[2000.0, 1999.0]]))
    assert found.sum() == pytest.approx(1.0)
    assert found[0, 0] == pytest.approx(1.0 / (1.0 + np.exp(-1.0)))


def test_nothing_recorded_is_the_prior() -> None:
    case = case_of()
    evidence = read_side(case, Side.LEFT, MODEL)
    weight = log_weight(evidence, MODEL.point, EvidenceSet.POOLED)
    assert posterior(prior_of(case), weight)[0] == pytest.approx(prior_of(case), abs=1e-11)


def test_only_groups_that_say_something_are_there() -> None:
    readings = {"slr": Reading(True), "psis": Reading(True), "fadir": Reading(False)}
    everywhere = group_weights(readings, "unselected", MODEL.point)
    assert list(everywhere) == ["psis", "radiculopathy", "hip"]
    assert list(group_weights(readings, "below_l5", MODEL.point)) == ["radiculopathy", "hip"]
    assert list(group_weights(readings, "unselected", MODEL.point, {"hip", "disc"})) == ["hip"]


def test_place_is_not_counted_twice_below_l5() -> None:
    """The setting already says that the pain is one-sided and low."""
    for setting, changes in (("below_l5", False), ("unselected", True)):
        plain = case_of(setting=setting)
        placed = case_of("one_finger_psis:left+ pain_midline-", setting=setting)
        assert (chance_of(placed) != chance_of(plain)) is changes


def test_history_multiplies_the_joint_at_most_by_two_and_a_half() -> None:
    evidence = read_side(case_of(HISTORY, setting="unselected"), Side.LEFT, MODEL)
    groups = group_weights(evidence.readings, evidence.setting, MODEL.point)
    together = combined_weight(groups, MODEL.point)[0]
    alone = MODEL.hypotheses.sets.index(frozenset({SIJ}))
    hip = MODEL.hypotheses.sets.index(frozenset({"hip_joint"}))
    assert sum(weight[0, alone] for weight in groups.values()) > np.log(2.5)
    assert together[alone] == pytest.approx(np.log(2.5))
    assert together[hip] == pytest.approx(np.log(1.5))


def test_the_cluster_waits_for_both_screens() -> None:
    tests = cluster_tests(5)
    untouched = chance_of(case_of())
    assert chance_of(case_of("", *tests)) == pytest.approx(untouched, abs=1e-12)
    assert chance_of(case_of("", *tests, gates=Gates("seen", ""))) == pytest.approx(untouched)
    waived = case_of("", *tests, gates=Gates("seen", "seen"))
    assert chance_of(waived) > untouched + 0.1
    assert chance_of(case_of(SCREEN, *tests)) > chance_of(case_of(SCREEN)) + 0.1


def test_screens_without_a_test_leave_the_cluster_out() -> None:
    evidence = read_side(case_of(SCREEN), Side.LEFT, MODEL)
    assert evidence.cluster.scored
    assert not evidence.counts


def test_a_hip_explains_a_faber_felt_in_the_groin() -> None:
    posterior_faber = case_of(SCREEN, *cluster_tests(3), cluster_test("faber"))
    groin_faber = case_of(SCREEN, *cluster_tests(3), cluster_test("faber", location=Location.GROIN))
    assert chance_of(groin_faber) < chance_of(posterior_faber)
    assert chance_of(groin_faber, "hip_joint") > chance_of(posterior_faber, "hip_joint")


@pytest.mark.parametrize("finding", ["gillet:left+", "standing_flexion:left+", "sij_shear:left+"])
def test_motion_palpation_and_shear_weigh_nothing(finding: str) -> None:
    assert chance_of(case_of(f"{SCREEN} {finding}")) == chance_of(case_of(SCREEN))
