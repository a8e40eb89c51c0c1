"""The provocation block, step by step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from sijoint.clinical.block import (
    STRONGEST_TEMPERING,
    BlockRates,
    Tempering,
    block_rates,
    block_ratios,
    bounded_ratio,
    count_distribution,
    count_table,
    few_tests_exponent,
    ordered_ratio,
    set_exponents,
    solve_tempering,
)
from sijoint.clinical.hypothesis import Floats
from tests.clinical.engine import FOUR, TESTS, built_model

RULES = built_model().block
RATES = built_model().point.rates
FIVE_DONE = range(5)


def draws(*values: float) -> Floats:
    return np.array(values)


def test_the_block_is_in_the_order_of_the_room() -> None:
    assert tuple(test.id for test in RULES.tests) == TESTS
    assert [RULES.index(test) for test in TESTS] == list(range(6))


def test_counts_of_like_tests_are_binomial() -> None:
    counts = count_distribution(np.full((2, 5), 0.3))
    assert counts.shape == (2, 6)
    assert counts[1] == pytest.approx(binom.pmf(range(6), 5, 0.3))


def test_nothing_performed_is_a_count_of_zero() -> None:
    assert count_distribution(np.zeros((3, 0))).tolist() == [[1.0]] * 3


def test_without_loading_the_tests_are_independent() -> None:
    rates = block_rates(np.full((1, 4), 0.6), np.full((1, 4), 0.3), draws(0.0))
    with_joint, without = count_table(rates, range(4))
    assert with_joint[0] == pytest.approx(binom.pmf(range(5), 4, 0.6))
    assert without[0] == pytest.approx(binom.pmf(range(5), 4, 0.3))


def test_loading_moves_mass_to_the_ends() -> None:
    rates = block_rates(np.full((2, 4), 0.6), np.full((2, 4), 0.3), draws(0.0, 2.0))
    _, (independent, loaded) = count_table(rates, range(4))
    assert loaded[0] > independent[0]
    assert loaded[4] > independent[4]
    assert loaded.sum() == pytest.approx(1.0)
    assert loaded @ range(5) == pytest.approx(independent @ range(5))


# --- Order restriction --------------------------------------------------------------------


def stack_of_blocks(upper: list[float], lower: list[float]) -> list[float]:
    """Pool adjacent violators as the textbook does it."""
    blocks: list[tuple[float, float, int]] = []
    for top, bottom in zip(upper, lower, strict=True):
        size = 1
        while blocks and blocks[-1][0] * bottom >= top * blocks[-1][1]:
            before = blocks.pop()
            top, bottom, size = top + before[0], bottom + before[1], size + before[2]
        blocks.append((top, bottom, size))
    return [top / bottom for top, bottom, size in blocks for _ in range(size)]


WHOLE = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=7)


@given(WHOLE)
def test_order_restriction_pools_adjacent_violators(pairs: list[tuple[int, int]]) -> None:
    upper = np.array([[float(top) for top, _ in pairs]])
    lower = np.array([[float(bottom) for _, bottom in pairs]])
    expected = stack_of_blocks(upper[0].tolist(), lower[0].tolist())
    found = ordered_ratio(upper, lower)[0]
    assert found == pytest.approx(expected)
    assert (np.diff(found) >= -1e-12).all()


def test_a_pooled_step_is_sum_over_sum() -> None:
    ratio = ordered_ratio(np.array([[1.0, 6.0, 2.0]]), np.array([[4.0, 2.0, 2.0]]))
    assert ratio[0] == pytest.approx([0.25, 2.0, 2.0])


# --- Cap, floor, ceiling, tempering -------------------------------------------------------


def test_capped_at_one_below_the_threshold_of_the_rule() -> None:
    ratio = np.array([[0.01, 0.5, 1.5, 2.0, 9.0, 9.0]])
    assert bounded_ratio(ratio, FIVE_DONE, RULES)[0].tolist() == [0.07, 0.5, 1.0, 2.0, 4.5, 4.5]


def test_two_are_enough_with_exactly_the_selected_four() -> None:
    selected = [RULES.index(test) for test in FOUR]
    ratio = np.array([[0.1, 1.2, 1.5, 2.0, 3.0]])
    assert bounded_ratio(ratio, selected, RULES)[0].tolist() == [0.1, 1.0, 1.5, 2.0, 3.0]
    other_four = [0, 1, 2, 4]
    assert bounded_ratio(ratio, other_four, RULES)[0].tolist() == [0.1, 1.0, 1.0, 2.0, 3.0]


def test_fewer_tests_than_the_threshold_never_rise_above_one() -> None:
    ratio = np.array([[0.5, 3.0, 3.2]])
    assert bounded_ratio(ratio, [0, 1], RULES)[0].tolist() == [0.5, 1.0, 1.0]


def test_exponents_meet_the_pooled_ratios() -> None:
    tempering = solve_tempering(RATES, RULES, draws(2.13), draws(0.33))
    assert tempering.above[0] == pytest.approx(0.619, abs=0.0005)
    assert tempering.below[0] == pytest.approx(0.684, abs=0.0005)
    ratio = block_ratios(RATES, RULES, FIVE_DONE, tempering)[0]
    _, without = (table[0] for table in count_table(RATES, FIVE_DONE))
    assert np.average(ratio[3:], weights=without[3:]) == pytest.approx(2.13, abs=1e-12)
    assert np.average(ratio[:3], weights=without[:3]) == pytest.approx(0.33, abs=1e-12)


def test_exponents_stop_at_their_bounds_where_a_ratio_cannot_be_met() -> None:
    one = replace_draws(RATES, 2)
    tempering = solve_tempering(one, RULES, draws(0.5, 1e9), draws(1.5, 0.0))
    assert tempering.above == pytest.approx([0.0, STRONGEST_TEMPERING], abs=1e-12)
    assert tempering.below == pytest.approx([0.0, STRONGEST_TEMPERING], abs=1e-12)


def replace_draws(rates: BlockRates, count: int) -> BlockRates:
    """The same rates, as several draws."""
    return BlockRates(
        with_joint=np.repeat(rates.with_joint, count, axis=0),
        without_joint=np.repeat(rates.without_joint, count, axis=0),
        node_weights=rates.node_weights,
    )


def test_ones_leave_the_bounded_ratio_as_it_is() -> None:
    untouched = block_ratios(RATES, RULES, FIVE_DONE, Tempering(draws(1.0), draws(1.0)))
    ordered = ordered_ratio(*count_table(RATES, FIVE_DONE))
    assert untouched == pytest.approx(bounded_ratio(ordered, FIVE_DONE, RULES))


def test_strong_exponents_stay_within_the_bounds() -> None:
    strong = block_ratios(RATES, RULES, range(6), Tempering(draws(4.0), draws(4.0)))[0]
    assert strong.min() == pytest.approx(RULES.floor)
    assert strong.max() == pytest.approx(RULES.ceiling)


@pytest.mark.parametrize(
    ("performed", "positives", "share"),
    [(1, 0, 0.25), (2, 1, 0.5), (3, 2, 0.75), (3, 3, 1.0), (4, 0, 1.0), (6, 2, 1.0)],
)
def test_few_tests_count_in_proportion(performed: int, positives: int, share: float) -> None:
    assert few_tests_exponent(performed, positives, RULES) == share


def test_which_sets_take_the_ratio() -> None:
    above, below = set_exponents(RULES, built_model().hypotheses)
    for active, up, down in zip(built_model().hypotheses.sets, above, below, strict=True):
        whole = bool(active & {"sacroiliac_joint", "axial_spondyloarthritis"})
        assert up == (1.0 if whole else 0.5 if "hip_joint" in active else 0.0)
        assert down == (1.0 if whole else 0.0)


def test_laslett_without_dependence_would_weigh_far_too_much() -> None:
    """Why the block is there: six positives by multiplied single tests."""
    rates = replace_draws(RATES, 1)
    alone = block_rates(
        rates.with_joint, np.array([[t.false_positive_rate.value for t in RULES.tests]]), draws(0.0)
    )
    ratio = ordered_ratio(*count_table(alone, range(6)))
    assert ratio[0, -1] > 100.0
