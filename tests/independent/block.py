"""The tables of the provocation block, from its marginals and its loading alone.

All patterns of the tests are integrated once; every set of tests performed is a sum
over the tests that were not. The engine works with counts and another quadrature.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import quad_vec
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

Json = dict[str, Any]
Floats = NDArray[np.float64]

REACH = 12.0
"""Reactivity beyond this has a chance below 1e-32."""


@dataclass(frozen=True)
class Patterns:
    """Chance of every pattern of positive and negative tests, with and without the joint."""

    tests: tuple[str, ...]
    positive: NDArray[np.int_]
    with_joint: Floats
    without_joint: Floats

    def counts(self, performed: frozenset[str]) -> tuple[Floats, Floats]:
        """Chance of each count of positives among the tests performed."""
        chosen = [test in performed for test in self.tests]
        count = self.positive[:, chosen].sum(axis=1)
        bins = len(performed) + 1
        return (
            np.bincount(count, self.with_joint, bins),
            np.bincount(count, self.without_joint, bins),
        )


def patterns(block: Json) -> Patterns:
    """The patterns of an exported block."""
    tests = block["tests"]
    return _patterns(
        tuple(test["id"] for test in tests),
        tuple(test["rate"] for test in tests),
        tuple(test["false_positive_rate"] for test in tests),
        block["loading"],
    )


@lru_cache(maxsize=50)
def _patterns(
    tests: tuple[str, ...], rates: tuple[float, ...], false_rates: tuple[float, ...], loading: float
) -> Patterns:
    positive = np.array(list(product((0, 1), repeat=len(tests))))
    thresholds = np.sqrt(1.0 + loading**2) * ndtri(false_rates)

    def weighted(reactivity: float) -> Floats:
        density = np.exp(-0.5 * reactivity**2) / np.sqrt(2.0 * np.pi)
        at = ndtr(thresholds + loading * reactivity)
        return np.asarray(density * np.where(positive, at, 1.0 - at).prod(axis=1))

    without, _ = quad_vec(weighted, -REACH, REACH, epsabs=1e-14, epsrel=1e-12)
    with_joint = np.where(positive, rates, 1.0 - np.array(rates)).prod(axis=1)
    return Patterns(tests, positive, with_joint, without)


def never_falling(upper: Floats, lower: Floats) -> Floats:
    """Ratios pooled with their neighbours until none falls: the classic stack of blocks."""
    blocks: list[tuple[float, float, int]] = []
    for top, bottom in zip(upper, lower, strict=True):
        size = 1
        while blocks and blocks[-1][0] * bottom >= top * blocks[-1][1]:
            earlier_top, earlier_bottom, earlier_size = blocks.pop()
            top, bottom, size = top + earlier_top, bottom + earlier_bottom, size + earlier_size
        blocks.append((top, bottom, size))
    return np.array([top / bottom for top, bottom, size in blocks for _ in range(size)])


def table(block: Json, performed: frozenset[str]) -> dict[str, Floats]:
    """The steps of one set of tests performed, up to the bounds."""
    with_joint, without_joint = patterns(block).counts(performed)
    ordered = never_falling(with_joint, without_joint)
    is_four = performed == frozenset(block["selected_four"])
    threshold = block["selected_four_from"] if is_four else block["positive_from"]
    below = np.arange(len(ordered)) < threshold
    capped = np.where(below, np.minimum(ordered, 1.0), ordered)
    low, high = np.exp(block["floor"]["log"]), np.exp(block["ceiling"]["log"])
    return {
        "with_joint": with_joint,
        "without_joint": without_joint,
        "ratio": with_joint / without_joint,
        "ordered": ordered,
        "capped": capped,
        "bounded": np.minimum(np.maximum(capped, low), high),
    }


def tempered(block: Json, bounded: Floats, exponents: Json) -> Floats:
    """The ratios to the power of the exponents, within the bounds."""
    power = np.where(bounded > 1.0, exponents["above"], exponents["below"])
    low, high = np.exp(block["floor"]["log"]), np.exp(block["ceiling"]["log"])
    return np.minimum(np.maximum(bounded**power, low), high)


def share(block: Json, performed: int, positives: int) -> float:
    """Part of its logarithm with which a ratio below 1 counts."""
    few = performed < block["full_weight_from"] and positives < block["positive_from"]
    return performed / block["full_weight_from"] if few else 1.0


def solve_exponents(block: Json) -> Json:
    """The exponents that give the pooled ratios on the calibrated tests."""
    steps = table(block, frozenset(block["calibrated_on"]))
    first = block["positive_from"]
    parts = {
        "above": (slice(first, None), block["pooled_lr_positive"]),
        "below": (slice(None, first), block["pooled_lr_negative"]),
    }
    return {
        name: _exponent(steps["bounded"][part], steps["without_joint"][part], wanted)
        for name, (part, wanted) in parts.items()
    }


def _exponent(ratio: Floats, weight: Floats, wanted: float) -> float:
    share_of = weight / weight.sum()
    root = brentq(lambda power: share_of @ ratio**power - wanted, 0.0, 4.0, xtol=1e-15)
    return float(root)
