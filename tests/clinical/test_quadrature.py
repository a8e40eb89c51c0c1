"""The normal distribution and averages over it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from sijoint.clinical.block import NODES
from sijoint.clinical.quadrature import normal_cdf, normal_nodes, probit


def test_distribution_and_its_inverse() -> None:
    points = np.linspace(-8.0, 8.0, 33).reshape(3, 11)
    assert normal_cdf(points) == pytest.approx(norm.cdf(points), abs=1e-15)
    for probability in (1e-6, 0.19, 0.5, 0.97):
        assert float(normal_cdf(probit(np.array(probability)))) == pytest.approx(probability)


def test_moments_of_a_standard_normal() -> None:
    points, weights = normal_nodes(64)
    moments = [float(weights @ points**power) for power in range(9)]
    assert moments == pytest.approx([1, 0, 1, 0, 3, 0, 15, 0, 105], abs=1e-9)


@pytest.mark.parametrize("loading", [0.0, 1.0, 1.42, 2.0])
def test_average_of_a_shifted_normal_is_known(loading: float) -> None:
    """The average of Phi(a + b u) is Phi(a / sqrt(1 + b^2)), here to 1e-13."""
    points, weights = normal_nodes(NODES)
    average = float(weights @ normal_cdf(-0.7 + loading * points))
    assert average == pytest.approx(norm.cdf(-0.7 / np.sqrt(1.0 + loading**2)), abs=1e-13)
