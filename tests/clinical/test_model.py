"""The model and its tables."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.clinical.case import Side
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.posterior import read_side
from tests.clinical.engine import TESTS, built_model, case_of, cluster_tests

MODEL = built_model()


def test_each_evidence_set_has_the_other() -> None:
    assert EvidenceSet.POOLED.other is EvidenceSet.LASLETT
    assert EvidenceSet.LASLETT.other is EvidenceSet.POOLED


def test_findings_know_their_signs() -> None:
    assert [sign.id for sign in MODEL.signs_of("hip_scour")] == ["hip_count", "hip_scour"]
    assert MODEL.signs_of("gillet") == ()
    assert MODEL.signs_of("sij_shear") == ()


def test_findings_know_their_sources() -> None:
    assert MODEL.sources_of("centralization") == ("young-2003", "han-2023")
    assert MODEL.sources_of("pain_below_knee") == ("slipman-2000", "suri-2010")
    assert MODEL.sources_of("provocation_cluster") == MODEL.block.sources


def test_the_point_and_the_draws() -> None:
    assert MODEL.point is MODEL.point
    assert len(MODEL.drawn.parameters.loading) == MODEL.rules.draws == 400
    assert MODEL.rules.seed == 20261122


def test_laslett_is_not_tempered() -> None:
    tempering = MODEL.drawn.tempering[EvidenceSet.LASLETT]
    assert (tempering.above == 1.0).all()
    assert (tempering.below == 1.0).all()


def test_history_is_capped_in_sets_with_the_joint() -> None:
    cap = MODEL.point.history_cap
    joint = MODEL.hypotheses.has("sacroiliac_joint")
    assert cap[joint] == pytest.approx(np.log(2.5))
    assert np.isinf(cap[~joint]).all()


def test_ratios_are_kept() -> None:
    first = MODEL.point.count_ratios(EvidenceSet.POOLED, (0, 1, 2))
    assert first is MODEL.point.count_ratios(EvidenceSet.POOLED, (0, 1, 2))


def weight(positive: int, done: tuple[str, ...]) -> dict[frozenset[str], float]:
    evidence = read_side(case_of("", *cluster_tests(positive, done)), Side.LEFT, MODEL)
    found = MODEL.point.block_weight(evidence.cluster, EvidenceSet.LASLETT)[0]
    return dict(zip(MODEL.hypotheses.sets, found.tolist(), strict=True))


def test_no_test_done_weighs_nothing() -> None:
    assert set(weight(0, ()).values()) == {0.0}
    assert MODEL.drawn.weight_of_count((), 0, EvidenceSet.POOLED).shape == (400, 46)


def test_a_hip_takes_the_root_of_a_ratio_above_one_and_nothing_below() -> None:
    joint, hip = frozenset({"sacroiliac_joint"}), frozenset({"hip_joint"})
    inflamed, both = frozenset({"axial_spondyloarthritis"}), joint | hip
    positive, negative = weight(5, TESTS[:5]), weight(0, TESTS[:5])
    assert positive[joint] == positive[inflamed] == positive[both] > 0.0
    assert positive[hip] == pytest.approx(positive[joint] / 2.0)
    assert positive[frozenset()] == positive[frozenset({"lumbar_disc"})] == 0.0
    assert negative[joint] == negative[inflamed] == negative[both] < 0.0
    assert negative[hip] == negative[frozenset()] == 0.0


def test_few_tests_count_in_proportion() -> None:
    joint = frozenset({"sacroiliac_joint"})
    ratio = MODEL.point.count_ratios(EvidenceSet.LASLETT, (0, 1))[0, 0]
    assert weight(0, TESTS[:2])[joint] == pytest.approx(0.5 * np.log(ratio))
    full = MODEL.point.count_ratios(EvidenceSet.LASLETT, (0, 1, 2, 3))[0, 0]
    assert weight(0, TESTS[:4])[joint] == pytest.approx(np.log(full))
