"""Values of everything uncertain in the model: the published point, or random draws."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sijoint.clinical.block import BlockRules
from sijoint.clinical.hypothesis import Floats
from sijoint.clinical.pregnancy import PregnancyRules
from sijoint.clinical.sign import Rate, Sign

RateKey = tuple[str, int, str]
"""Sign id, member or band, and which of its rates: a source, `leak`, or `against ...`."""

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every array has one row per draw; the published point is a single row.

    Parameters
    ----------
    rate : mapping of RateKey to array, shape (draws,)
        Rates of the signs, 0 to 1 exclusive.
    with_joint, without_joint : array, shape (draws, tests)
        Rates of the block's tests.
    loading, pooled_positive, pooled_negative : array, shape (draws,)
        Reactivity loading and pooled likelihood ratios.
    pregnancy : mapping of str to array, shape (draws, 2)
        Likelihood ratio of a positive and of a negative result, by sign.
    """

    rate: Mapping[RateKey, Floats]
    with_joint: Floats
    without_joint: Floats
    loading: Floats
    pooled_positive: Floats
    pooled_negative: Floats
    pregnancy: Mapping[str, Floats]

    @property
    def is_point(self) -> bool:
        """Whether there is one draw: the published values."""
        return len(self.loading) == 1


def rates_of(sign: Sign) -> Iterator[tuple[RateKey, Rate]]:
    """The rates of a sign in the order of the table."""
    for index, cells in enumerate(sign.members):
        for source, rate in cells.targets.items():
            yield (sign.id, index, source), rate
        yield (sign.id, index, "leak"), cells.leak
        for against in cells.against:
            yield (sign.id, index, f"against {against.source}"), against.rate
            yield (sign.id, index, f"both {against.source}"), against.rate_with_target
    for index, band in enumerate(sign.bands):
        yield (sign.id, index, "band"), band.rate
        yield (sign.id, index, "band leak"), band.leak


def point_parameters(
    signs: Sequence[Sign], block: BlockRules, pregnancy: PregnancyRules
) -> Parameters:
    """The published values, as one draw."""
    return Parameters(
        rate={key: np.array([rate.value]) for sign in signs for key, rate in rates_of(sign)},
        with_joint=np.array([[test.rate.value for test in block.tests]]),
        without_joint=np.array([[test.false_positive_rate.value for test in block.tests]]),
        loading=np.array([block.loading]),
        pooled_positive=np.array([block.pooled_positive]),
        pooled_negative=np.array([block.pooled_negative]),
        pregnancy={s.id: np.array([[s.lr_positive, s.lr_negative]]) for s in pregnancy.signs},
    )


def drawn_parameters(
    signs: Sequence[Sign],
    block: BlockRules,
    pregnancy: PregnancyRules,
    *,
    draws: int,
    seed: int,
) -> Parameters:
    """Random values in the order of the table, from a fixed seed.

    Rates follow a Beta distribution from their counts, or from a stand-in size where
    none were printed; pooled ratios are log-normal from their 95 % intervals; the
    loading is uniform over its range.

    Parameters
    ----------
    signs, block, pregnancy
        What is uncertain.
    draws : int
        Number of draws, 1 or more.
    seed : int
        Seed of the PCG64 generator.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    draw = _beta(random, draws)
    rate = {key: draw(rate) for sign in signs for key, rate in rates_of(sign)}
    with_joint = np.column_stack([draw(test.rate) for test in block.tests])
    without_joint = np.column_stack([draw(test.false_positive_rate) for test in block.tests])
    positive = _log_normal(random, draws, block.pooled_positive, block.pooled_positive_ci)
    negative = _log_normal(random, draws, block.pooled_negative, block.pooled_negative_ci)
    return Parameters(
        rate=rate,
        with_joint=with_joint,
        without_joint=without_joint,
        loading=random.uniform(*block.loading_range, draws),
        pooled_positive=positive,
        pooled_negative=negative,
        pregnancy={
            s.id: _ratios(draw(s.rate), draw(s.false_positive_rate), s.lr_positive, s.lr_negative)
            for s in pregnancy.signs
        },
    )


def _beta(random: np.random.Generator, draws: int) -> Callable[[Rate], Floats]:
    def draw(rate: Rate) -> Floats:
        if rate.counts is not None:
            values = random.beta(1 + rate.counts[0], 1 + rate.counts[1], draws)
        else:
            n = rate.effective_n
            values = random.beta(n * rate.value, n * (1.0 - rate.value), draws)
        return np.clip(values, 1e-6, 1.0 - 1e-6)

    return draw


def _log_normal(
    random: np.random.Generator, draws: int, point: float, interval: tuple[float, float]
) -> Floats:
    spread = math.log(interval[1] / interval[0]) / (2.0 * NORMAL_95)
    return np.exp(random.normal(math.log(point), spread, draws))


def _ratios(rate: Floats, false_rate: Floats, positive: float, negative: float) -> Floats:
    """Drawn likelihood ratios, scaled so that their middle is the printed ratio."""
    plus = rate / false_rate
    minus = (1.0 - rate) / (1.0 - false_rate)
    # Not np.median, which brings in masked arrays and takes longer than all the rest.
    middle = [np.quantile(ratio, 0.5) for ratio in (plus, minus)]
    scaled = np.column_stack([plus / middle[0], minus / middle[1]])
    ratios: Floats = scaled * np.array([positive, negative])
    return ratios
