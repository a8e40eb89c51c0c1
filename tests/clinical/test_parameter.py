"""The values of everything uncertain: the published point, and the draws."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.clinical.parameter import drawn_parameters, point_parameters, rates_of
from sijoint.clinical.sign import Rate
from tests.clinical.engine import built_model

MODEL = built_model()
PARTS = (MODEL.signs, MODEL.block, MODEL.pregnancy)
DRAWN = drawn_parameters(*PARTS, draws=4000, seed=1)


def test_the_point_is_one_draw_of_the_published_values() -> None:
    point = point_parameters(*PARTS)
    assert point.is_point
    assert not DRAWN.is_point
    assert {values.shape for values in point.rate.values()} == {(1,)}
    assert point.loading.tolist() == [1.42]
    assert point.with_joint.shape == point.without_joint.shape == (1, 6)
    assert point.pregnancy["p4"].tolist() == [[5.0, 0.29]]


def test_every_rate_has_a_key_of_its_own() -> None:
    keys = [key for sign in MODEL.signs for key, _ in rates_of(sign)]
    assert len(keys) == len(set(keys))
    assert ("centralization", 0, "against sacroiliac_joint") in keys
    assert ("centralization", 0, "both sacroiliac_joint") in keys
    assert ("hip_count", 2, "band leak") in keys
    assert ("psis", 1, "leak") in keys


def test_draws_are_the_same_for_the_same_seed() -> None:
    again = drawn_parameters(*PARTS, draws=4000, seed=1)
    other = drawn_parameters(*PARTS, draws=4000, seed=2)
    for key, values in DRAWN.rate.items():
        assert (values == again.rate[key]).all()
        assert (values != other.rate[key]).any()
    assert (DRAWN.loading == again.loading).all()
    assert (DRAWN.pooled_positive == again.pooled_positive).all()


def test_rates_are_inside_zero_and_one() -> None:
    for values in (*DRAWN.rate.values(), DRAWN.with_joint, DRAWN.without_joint):
        assert (values > 0.0).all()
        assert (values < 1.0).all()


def test_counts_give_their_own_beta() -> None:
    """Distraction was positive in 9 of 15 with the joint: Beta(10, 7)."""
    rate = MODEL.block.tests[0].rate
    assert rate.counts == (9, 6)
    drawn = DRAWN.with_joint[:, 0]
    assert drawn.mean() == pytest.approx(10 / 17, abs=0.01)
    assert drawn.std() == pytest.approx(np.sqrt(10 * 7 / (17**2 * 18)), abs=0.005)


@pytest.mark.parametrize(
    ("key", "n"), [(("no_midline_pain", 0, "leak"), 30), (("slr", 0, "leak"), 20)]
)
def test_rates_without_counts_have_a_stand_in_size(key: tuple[str, int, str], n: int) -> None:
    """30 for what is from memory, 20 for our own proposals."""
    rates = {k: rate for sign in MODEL.signs for k, rate in rates_of(sign)}
    assert rates[key] == Rate(rates[key].value, None, n)
    drawn, value = DRAWN.rate[key], rates[key].value
    assert drawn.mean() == pytest.approx(value, abs=0.01)
    assert drawn.std() == pytest.approx(np.sqrt(value * (1 - value) / (n + 1)), abs=0.005)


def test_pooled_ratios_are_log_normal_within_their_interval() -> None:
    low, high = np.percentile(DRAWN.pooled_positive, [2.5, 97.5])
    width = np.log(high / low)
    printed = np.log(MODEL.block.pooled_positive_ci[1] / MODEL.block.pooled_positive_ci[0])
    assert width == pytest.approx(printed, rel=0.1)
    assert np.median(DRAWN.pooled_positive) == pytest.approx(2.13, rel=0.05)
    assert np.median(DRAWN.pooled_negative) == pytest.approx(0.33, rel=0.05)


def test_the_loading_is_uniform_over_its_range() -> None:
    assert DRAWN.loading.min() >= 1.0
    assert DRAWN.loading.max() <= 2.0
    assert DRAWN.loading.mean() == pytest.approx(1.5, abs=0.02)


def test_ratios_of_pregnancy_have_the_printed_middle() -> None:
    for sign in MODEL.pregnancy.signs:
        middle = np.median(DRAWN.pregnancy[sign.id], axis=0)
        assert middle == pytest.approx([sign.lr_positive, sign.lr_negative])
