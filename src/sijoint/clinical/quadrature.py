"""The normal distribution, and averages over it."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from sijoint.clinical.hypothesis import Floats

_STANDARD = NormalDist()
_erf = np.vectorize(math.erf, otypes=[np.float64])
_probit = np.vectorize(_STANDARD.inv_cdf, otypes=[np.float64])


def normal_cdf(x: Floats) -> Floats:
    """Probability that a standard normal lies below x; any shape."""
    values: Floats = 0.5 * (1.0 + _erf(x / math.sqrt(2.0)))
    return values


def probit(probability: Floats) -> Floats:
    """Points below which a standard normal lies with these probabilities; any shape.

    Probabilities are above 0 and below 1.
    """
    points: Floats = _probit(probability)
    return points


def normal_nodes(count: int) -> tuple[Floats, Floats]:
    """Gauss-Hermite points of a standard normal, and weights that sum to 1.

    Returns
    -------
    nodes, weights : arrays, shape (count,)
        The weighted sum of f(nodes) is the mean of f, exact for polynomials of degree
        up to 2 count - 1.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(count)
    return nodes, weights / weights.sum()
