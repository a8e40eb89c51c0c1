"""The sets of sources."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.clinical.hypothesis import Hypotheses
from tests.clinical.engine import built_model

THREE = Hypotheses(("joint", "disc", "hip"))


def test_sets_come_empty_first_then_singles_then_pairs() -> None:
    assert THREE.sets == (
        frozenset(),
        frozenset({"joint"}),
        frozenset({"disc"}),
        frozenset({"hip"}),
        frozenset({"joint", "disc"}),
        frozenset({"joint", "hip"}),
        frozenset({"disc", "hip"}),
    )


def test_nine_sources_make_forty_six_sets() -> None:
    assert len(built_model().hypotheses.sets) == 46
    assert built_model().hypotheses.is_pair.sum() == 36


def test_membership_by_source() -> None:
    assert THREE.has("hip").tolist() == [False, False, False, True, False, True, True]
    assert THREE.has_any(("hip", "disc")).tolist() == [False, False, True, True, True, True, True]
    assert THREE.has_any(()).any() == np.False_
    assert THREE.is_pair.tolist() == [False] * 4 + [True] * 3


def test_readout_sums_each_source_and_other_last() -> None:
    probability = np.array([0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])
    assert probability @ THREE.readout == pytest.approx([0.3, 0.3, 0.3, 0.4])
