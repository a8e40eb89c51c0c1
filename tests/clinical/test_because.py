"""Why a probability is what it is."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.clinical.because import (
    CLUSTER,
    Because,
    credits_of,
    decibans,
    scored_findings,
    weights_by_step,
)
from sijoint.clinical.case import Case, Side
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.posterior import log_weight, read_side
from tests.clinical.engine import SCREEN, built_model, case_of, cluster_tests, row_of

MODEL = built_model()
FULL = case_of(
    f"{SCREEN} gillet:left+ pain_sitting+ hip_scour:left- squat_groin_pain:left-"
    " hip_extension_pain:left- pain_below_knee:left+ pain_below_knee:right+",
    *cluster_tests(3),
)


def steps_of(case: Case) -> tuple[str, ...]:
    return scored_findings(case, MODEL, with_cluster=True)


def test_decibans_are_ten_times_the_decimal_logarithm_of_the_odds() -> None:
    assert decibans(np.array([0.5, 10 / 11, 1 / 11])) == pytest.approx([0.0, 10.0, -10.0])


def test_findings_stand_in_the_order_of_the_evidence() -> None:
    steps = steps_of(FULL)
    assert "gillet" not in steps
    assert "thigh_thrust" not in steps
    places = {finding: place for place, finding in enumerate(MODEL.finding_order)}
    order = [places.get(step, places["distraction"]) for step in steps]
    assert order == sorted(order)
    assert steps.index(CLUSTER) < steps.index("fadir")


def test_the_cluster_is_left_out_where_it_does_not_weigh() -> None:
    assert CLUSTER not in scored_findings(FULL, MODEL, with_cluster=False)


def test_the_last_step_is_the_whole_weight() -> None:
    evidence = read_side(FULL, Side.LEFT, MODEL)
    path = weights_by_step(FULL, evidence, MODEL, EvidenceSet.POOLED, steps_of(FULL))
    assert (path[0] == 0.0).all()
    whole = log_weight(evidence, MODEL.point, EvidenceSet.POOLED)[0]
    assert path[-1] == pytest.approx(whole, abs=1e-12)
    assert len(path) == len(steps_of(FULL)) + 1


def test_a_missing_screen_keeps_the_cluster_out_of_the_path() -> None:
    case = case_of("slr:left+", *cluster_tests(3))
    evidence = read_side(case, Side.LEFT, MODEL)
    path = weights_by_step(case, evidence, MODEL, EvidenceSet.POOLED, (CLUSTER, "slr"))
    assert (path[1] == 0.0).all()


def test_a_group_that_is_off_gives_no_credit() -> None:
    case = case_of("one_finger_psis:left+ pain_sitting+")
    assert [each.finding for each in row_of(case).because] == ["pain_sitting"]


def test_a_count_that_becomes_decided_replaces_its_items() -> None:
    """The third negative decides the count; the credits still add up."""
    row = row_of(FULL, "hip_joint")
    assert row.probability is not None
    assert row.prior is not None
    way = decibans(np.array([row.prior, row.probability]))
    credited = sum(each.weight_decibans for each in row.because)
    assert credited == pytest.approx(way[1] - way[0], abs=1e-9)


def test_what_changes_nothing_is_not_named() -> None:
    found = credits_of(("slr", "slump"), np.array([0.2, 0.2, 0.4]), MODEL)
    change = 10.0 * np.log10((0.4 / 0.6) / (0.2 / 0.8))
    assert found == (Because("slump", pytest.approx(change), ("majlesi-2008",)),)


def test_the_cluster_names_the_sources_of_the_block() -> None:
    credit = next(each for each in row_of(FULL).because if each.finding == CLUSTER)
    assert credit.sources == MODEL.block.sources
    assert credit.weight_decibans > 0.0
