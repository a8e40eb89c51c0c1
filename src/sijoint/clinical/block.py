"""The provocation tests as one block, which speaks through the count of positives.

Provocation tests depend on each other: people without SI joint pain who react to one
tend to react to all. A latent reactivity u, standard normal, carries that dependence:
P(test j positive | u) = Phi(a_j + b u), with a_j such that the average over u is the
published rate. b is zero when the joint (or axial spondyloarthritis) is a source.

From the count's ratio to its weight there is one order of operations, always: ratio;
order restriction; cap at 1 below the threshold; floor and ceiling; tempering.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sijoint.clinical.hypothesis import Floats, Hypotheses
from sijoint.clinical.quadrature import normal_cdf, normal_nodes, probit
from sijoint.clinical.sign import Rate

NODES = 96
TEMPERING_STEPS = 60
STRONGEST_TEMPERING = 4.0


@dataclass(frozen=True, slots=True)
class BlockTest:
    """One provocation test: how often it is positive with the joint, and without."""

    id: str
    rate: Rate
    false_positive_rate: Rate


@dataclass(frozen=True, slots=True)
class BlockRules:
    """The block of the evidence.

    Parameters
    ----------
    tests : tuple of BlockTest
        In the order of the room; bit i of a set of tests is test i.
    loading : float
        b, the strength of the shared reactivity without the joint.
    loading_range : (float, float)
        b is drawn uniformly from it for intervals.
    floor, ceiling : float
        Bounds of the ratio.
    positive_from : int
        Positives that make the cluster positive.
    selected_four, selected_four_from
        With exactly these tests done, this many are enough for a ratio above 1.
    negative_needs : int
        Tests done before fewer positives make the cluster negative.
    full_weight_from : int
        With fewer tests done a ratio below 1 counts in proportion.
    calibrated_on : tuple of str
        The tests on which tempering meets the pooled ratios.
    whole_for, root_for : tuple of str
        Sources for which the ratio counts whole, or by its square root when above 1.
    pooled_positive, pooled_negative : float
        Pooled likelihood ratios of the meta-analysis, with their intervals beside them.
    sources : tuple of str
        Evidence ids.
    """

    tests: tuple[BlockTest, ...]
    loading: float
    loading_range: tuple[float, float]
    floor: float
    ceiling: float
    positive_from: int
    selected_four: frozenset[str]
    selected_four_from: int
    negative_needs: int
    full_weight_from: int
    calibrated_on: tuple[str, ...]
    whole_for: tuple[str, ...]
    root_for: tuple[str, ...]
    pooled_positive: float
    pooled_positive_ci: tuple[float, float]
    pooled_negative: float
    pooled_negative_ci: tuple[float, float]
    sources: tuple[str, ...]

    def index(self, test: str) -> int:
        """Position of a test in the block."""
        return [t.id for t in self.tests].index(test)


@dataclass(frozen=True, slots=True)
class BlockRates:
    """One draw, or many, of everything uncertain in the block.

    Parameters
    ----------
    with_joint : array, shape (draws, tests)
        Rates of a positive with the joint as a source.
    without_joint : array, shape (draws, nodes, tests)
        The same without, at each point of the latent reactivity.
    node_weights : array, shape (nodes,)
        Weights of those points; they sum to 1.
    """

    with_joint: Floats
    without_joint: Floats
    node_weights: Floats


@dataclass(frozen=True, slots=True)
class Tempering:
    """Exponents of the ratio above 1 and below 1; shape (draws,). Ones leave it as it is."""

    above: Floats
    below: Floats


def block_rates(
    with_joint: Floats, without_joint: Floats, loading: Floats, nodes: int = NODES
) -> BlockRates:
    """Rates at each point of the latent reactivity, their averages held.

    Parameters
    ----------
    with_joint, without_joint : array, shape (draws, tests)
        Marginal rates of a positive, 0 to 1 exclusive.
    loading : array, shape (draws,)
        b, 0 or more.
    nodes : int
        Points of the quadrature.
    """
    points, weights = normal_nodes(nodes)
    scale = np.sqrt(1.0 + loading**2)[:, None]
    thresholds = scale * probit(without_joint)
    at_points = normal_cdf(thresholds[:, None, :] + loading[:, None, None] * points[:, None])
    return BlockRates(with_joint, at_points, weights)


def count_distribution(rates: Floats) -> Floats:
    """Distribution of the number of positives among independent tests.

    Parameters
    ----------
    rates : array, shape (..., tests)

    Returns
    -------
    array, shape (..., tests + 1)
        Sums to 1 over the last axis.
    """
    counts = np.zeros((*rates.shape[:-1], rates.shape[-1] + 1))
    counts[..., 0] = 1.0
    for j in range(rates.shape[-1]):
        rate = rates[..., j : j + 1]
        counts[..., 1:] = counts[..., 1:] * (1.0 - rate) + counts[..., :-1] * rate
        counts[..., :1] *= 1.0 - rate
    return counts


def count_table(rates: BlockRates, performed: Sequence[int]) -> tuple[Floats, Floats]:
    """Distributions of the count with and without the joint; shape (draws, n + 1) each."""
    chosen = list(performed)
    with_joint = count_distribution(rates.with_joint[:, chosen])
    at_points = count_distribution(rates.without_joint[:, :, chosen])
    return with_joint, np.einsum("n,dnk->dk", rates.node_weights, at_points)


def ordered_ratio(with_joint: Floats, without_joint: Floats) -> Floats:
    """Ratio of the count's probabilities, never falling as the count rises.

    Where the raw ratio falls, neighbouring counts are pooled: numerators and
    denominators are summed before dividing. Pooling adjacent violators equals the
    largest over first counts of the smallest over last counts of the pooled ratio.

    Parameters
    ----------
    with_joint, without_joint : array, shape (draws, n + 1)

    Returns
    -------
    array, shape (draws, n + 1)
    """
    size = with_joint.shape[1]
    up = np.cumsum(np.pad(with_joint, ((0, 0), (1, 0))), axis=1)
    down = np.cumsum(np.pad(without_joint, ((0, 0), (1, 0))), axis=1)
    ratio = np.empty_like(with_joint)
    pooled = np.full((with_joint.shape[0], size, size), np.inf)
    for first in range(size):
        tops = up[:, first + 1 :] - up[:, first : first + 1]
        pooled[:, first, first:] = tops / (down[:, first + 1 :] - down[:, first : first + 1])
    for k in range(size):
        ratio[:, k] = pooled[:, : k + 1, k:].min(axis=2).max(axis=1)
    return ratio


def bounded_ratio(ratio: Floats, performed: Sequence[int], rules: BlockRules) -> Floats:
    """The ratio capped at 1 below the threshold of the rule, then floored and capped."""
    done = {rules.tests[i].id for i in performed}
    four = done == rules.selected_four
    threshold = rules.selected_four_from if four else rules.positive_from
    bounded = ratio.copy()
    bounded[:, :threshold] = np.minimum(bounded[:, :threshold], 1.0)
    return np.clip(bounded, rules.floor, rules.ceiling)


def solve_tempering(
    rates: BlockRates, rules: BlockRules, positive: Floats, negative: Floats
) -> Tempering:
    """Exponents with which the calibrated tests give the pooled ratios.

    Parameters
    ----------
    rates : BlockRates
    rules : BlockRules
    positive, negative : array, shape (draws,)
        The likelihood ratios to meet: of three or more positives, and of fewer.

    Returns
    -------
    Tempering
        Each exponent between 0 and `STRONGEST_TEMPERING`; at a bound where the ratio
        cannot be met.
    """
    performed = [rules.index(test) for test in rules.calibrated_on]
    with_joint, without_joint = count_table(rates, performed)
    ratio = bounded_ratio(ordered_ratio(with_joint, without_joint), performed, rules)
    k = rules.positive_from
    above = _exponent(ratio[:, k:], without_joint[:, k:], positive)
    below = _exponent(ratio[:, :k], without_joint[:, :k], negative)
    return Tempering(above, below)


def _exponent(ratio: Floats, weight: Floats, target: Floats) -> Floats:
    """The exponent e at which the weighted mean of ratio**e is the target, by bisection."""
    share = weight / weight.sum(axis=1, keepdims=True)
    logs = np.log(ratio)
    rising = (share * logs).sum(axis=1) > 0.0
    low = np.zeros(len(ratio))
    high = np.full(len(ratio), STRONGEST_TEMPERING)
    for _ in range(TEMPERING_STEPS):
        middle = 0.5 * (low + high)
        mean = (share * np.exp(middle[:, None] * logs)).sum(axis=1)
        go_up = (mean < target) == rising
        low = np.where(go_up, middle, low)
        high = np.where(go_up, high, middle)
    found: Floats = 0.5 * (low + high)
    return found


def block_ratios(
    rates: BlockRates, rules: BlockRules, performed: Sequence[int], tempering: Tempering
) -> Floats:
    """Weight of each count of positives among the tests performed, as a ratio.

    Parameters
    ----------
    rates : BlockRates
    rules : BlockRules
    performed : sequence of int
        Indices of the tests done, in any order; at least one.
    tempering : Tempering
        Exponents; ones for the `laslett` set.

    Returns
    -------
    array, shape (draws, n + 1)
        Ratio by count, between the floor and the ceiling, never falling.
    """
    ratio = bounded_ratio(ordered_ratio(*count_table(rates, performed)), performed, rules)
    exponent = np.where(ratio > 1.0, tempering.above[:, None], tempering.below[:, None])
    tempered: Floats = np.clip(ratio**exponent, rules.floor, rules.ceiling)
    return tempered


def few_tests_exponent(performed: int, positives: int, rules: BlockRules) -> float:
    """Share of its logarithm with which a ratio below 1 counts when few tests were done."""
    if performed < rules.full_weight_from and positives < rules.positive_from:
        return performed / rules.full_weight_from
    return 1.0


def set_exponents(rules: BlockRules, hypotheses: Hypotheses) -> tuple[Floats, Floats]:
    """Powers of the ratio in each set: when it is above 1, and when below.

    Sets with the SI joint or axial spondyloarthritis take it whole; sets with a hip
    and neither take the root of a ratio above 1; all others take nothing.
    """
    whole = hypotheses.has_any(rules.whole_for)
    root = hypotheses.has_any(rules.root_for)
    above = np.where(whole, 1.0, np.where(root, 0.5, 0.0))
    return above, whole.astype(np.float64)
