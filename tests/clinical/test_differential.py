"""The differential: rows, sides, screens that were waived, joints that were fused."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.clinical.because import decibans
from sijoint.clinical.case import Gates, Side
from sijoint.clinical.differential import WAIVED, credible_interval
from sijoint.clinical.hypothesis import OTHER, SIJ
from sijoint.clinical.model import EvidenceSet
from tests.clinical.engine import (
    SCREEN,
    TESTS,
    built_model,
    case_of,
    chance_of,
    cluster_test,
    cluster_tests,
    row_of,
    rows_of,
)

SEEN = Gates("seen last week", "seen last week")
SIDED = ["sacroiliac_joint", "radiculopathy", "lumbar_facet", "hip_joint"]
SIDED += ["greater_trochanteric", "deep_gluteal"]


def test_one_row_for_each_source_then_other() -> None:
    rows = rows_of(case_of(SCREEN))
    assert [row.source for row in rows] == [*built_model().hypotheses.sources, OTHER]
    assert [row.source for row in rows if row.side is Side.LEFT] == SIDED
    assert all(row.note is None for row in rows)


def test_other_is_never_together_with_a_source() -> None:
    rows = rows_of(case_of(SCREEN))
    named = max(row.probability or 0.0 for row in rows[:-1])
    assert named + (rows[-1].probability or 0.0) <= 1.0 + 1e-12


def test_a_diagnostic_group_moves_its_own_source() -> None:
    plain = case_of(SCREEN.replace("slr:left-", "").replace("slump:left-", ""))
    found = case_of(SCREEN.replace("slr:left-", "slr:left+").replace("slump:left-", "slump:left+"))
    assert chance_of(found, "radiculopathy") > chance_of(plain, "radiculopathy")


def test_the_other_set_stands_beside_each_row() -> None:
    case = case_of(SCREEN, *cluster_tests(4))
    pooled, laslett = rows_of(case), rows_of(case, EvidenceSet.LASLETT)
    for first, second in zip(pooled, laslett, strict=True):
        assert first.other_probability == pytest.approx(second.probability, abs=1e-14)
        assert second.other_probability == pytest.approx(first.probability, abs=1e-14)
    assert (laslett[0].probability or 0.0) > (pooled[0].probability or 1.0)


# --- Both sides ---------------------------------------------------------------------------


def test_sided_sources_have_a_row_for_each_painful_side() -> None:
    case = case_of(SCREEN, *cluster_tests(4), side="bilateral")
    rows = rows_of(case)
    for source in SIDED:
        assert [row.side for row in rows if row.source == source] == [Side.LEFT, Side.RIGHT]
    for source in ("lumbar_disc", "lumbar_stenosis", "axial_spondyloarthritis", OTHER):
        assert [row.side for row in rows if row.source == source] == [None]


def test_each_side_is_answered_from_its_own_findings() -> None:
    tests = cluster_tests(5)
    both = case_of(SCREEN, *tests, side="bilateral")
    left, right = case_of(SCREEN, *tests), case_of(SCREEN, *tests, side="right")
    assert row_of(both).probability == row_of(left).probability
    on_the_right = row_of(both, side=Side.RIGHT)
    assert on_the_right.probability == row_of(right, side=Side.RIGHT).probability
    assert row_of(both).interval == row_of(left).interval


def test_sources_without_a_side_are_the_mean_of_both_answers() -> None:
    tests = cluster_tests(5)
    both = case_of(SCREEN, *tests, side="bilateral")
    sides = [case_of(SCREEN, *tests, side=side) for side in ("left", "right")]
    for source in ("lumbar_disc", OTHER):
        mean = np.mean([chance_of(case, source, None) for case in sides])
        assert chance_of(both, source, None) == pytest.approx(mean, abs=1e-14)


def test_pain_side_gives_an_unsided_test_to_one_side() -> None:
    felt_left = cluster_test("distraction", pain_side=Side.LEFT)
    left = cluster_tests(2, ("thigh_thrust", "gaenslen"))
    right = cluster_tests(2, ("thigh_thrust", "gaenslen"), Side.RIGHT)
    both = case_of(SCREEN, felt_left, *left, *right, side="bilateral")
    assert chance_of(both, side=Side.LEFT) > chance_of(both, side=Side.RIGHT)


# --- Waived screens -----------------------------------------------------------------------


def test_a_waived_screen_caps_the_joint_at_sixty() -> None:
    case = case_of("pain_groin:left+", *cluster_tests(5), setting="post_fusion_sacrum", gates=SEEN)
    row = row_of(case, evidence_set=EvidenceSet.LASLETT)
    assert row.probability == 0.60
    assert row.other_probability is not None
    assert row.other_probability <= 0.60
    assert row.interval is not None
    assert row.interval[0] < 0.60 == row.interval[1]
    assert row.note is not None
    assert row.note.id == "differential.note.waived"
    assert row.note.values == (("percent", "60"),)
    assert row.because[-1].finding == WAIVED
    assert row.because[-1].weight_decibans < 0.0
    assert row.because[-1].sources == ()


def test_a_waived_screen_leaves_a_lower_joint_as_it_is() -> None:
    row = row_of(case_of("", *cluster_tests(1), gates=SEEN))
    assert row.probability is not None
    assert row.probability < 0.60
    assert all(each.finding != WAIVED for each in row.because)
    assert row.note is not None


def test_other_rows_are_not_rescaled() -> None:
    tests = cluster_tests(5)
    case = case_of("pain_groin:left+", *tests, setting="post_fusion_sacrum", gates=SEEN)
    row = row_of(case, "hip_joint", evidence_set=EvidenceSet.LASLETT)
    assert row.note is None
    total = sum(
        r.probability or 0.0 for r in rows_of(case, EvidenceSet.LASLETT) if r.source in (SIJ, OTHER)
    )
    assert total < 1.0


def test_a_waived_screen_widens_the_interval_by_half_in_log_odds() -> None:
    """Without a test the cluster says nothing, so that only the waiver differs."""
    waived, missing = row_of(case_of("slr:left-", gates=SEEN)), row_of(case_of("slr:left-"))
    assert waived.interval is not None
    assert missing.interval is not None
    assert waived.probability == missing.probability is not None
    middle = decibans(np.array(missing.probability))
    wide = decibans(np.array(waived.interval)) - middle
    narrow = decibans(np.array(missing.interval)) - middle
    assert wide == pytest.approx(1.5 * narrow)


# --- Intervals, fused joints --------------------------------------------------------------


def test_the_interval_is_widened_to_hold_the_point() -> None:
    drawn = np.linspace(0.2, 0.4, 401)
    assert credible_interval(drawn, 0.3) == pytest.approx((0.205, 0.395))
    assert credible_interval(drawn, 0.1)[0] == 0.1
    assert credible_interval(drawn, 0.6)[1] == 0.6


def test_intervals_grow_with_what_is_uncertain() -> None:
    nothing = row_of(case_of())
    assert nothing.interval == pytest.approx((nothing.probability, nothing.probability))
    low, high = row_of(case_of(SCREEN, *cluster_tests(4))).interval or (0.0, 0.0)
    assert high - low > 0.1


def test_a_fused_joint_has_no_probability() -> None:
    rows = rows_of(case_of(SCREEN, *cluster_tests(4), side="bilateral", conditions="sij_fusion"))
    joints = [row for row in rows if row.source == SIJ]
    assert len(joints) == 2
    for row in joints:
        assert row.probability is row.interval is row.prior is row.other_probability is None
        assert row.because == ()
        assert row.note is not None
        assert row.note.id == "differential.note.fused"
    assert all(row.probability is not None for row in rows if row.source != SIJ)


def test_a_lumbar_fusion_leaves_the_joint_its_probability() -> None:
    assert row_of(case_of(SCREEN, conditions="lumbar_fusion")).probability is not None


# --- Everything hurts ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("positive", "touch", "note"),
    [
        (5, "allodynia+", "differential.note.all_hurt"),
        (6, "allodynia+", "differential.note.all_hurt"),
        (4, "allodynia+", None),
        (5, "allodynia-", None),
        (6, "", None),
    ],
)
def test_where_every_test_and_light_touch_hurt_it_is_said(
    positive: int, touch: str, note: str | None
) -> None:
    row = row_of(case_of(f"{SCREEN} {touch}", *cluster_tests(positive, TESTS)))
    assert (row.note.id if row.note else None) == note


def test_the_note_of_a_waived_screen_stays() -> None:
    row = row_of(case_of("allodynia+", *cluster_tests(6, TESTS), gates=SEEN))
    assert row.note is not None
    assert row.note.id == "differential.note.waived"
