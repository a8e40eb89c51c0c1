"""Pelvic girdle pain in pregnancy and soon after birth: an answer of its own.

In this time the name means a clinical classification, never the response to a block,
and the tables of the block do not apply.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sijoint.clinical.case import Case, Side
from sijoint.clinical.cluster import is_familiar_positive
from sijoint.clinical.hypothesis import Floats
from sijoint.clinical.sign import Rate

PELVIC_GIRDLE_PAIN = "pelvic_girdle_pain"


@dataclass(frozen=True, slots=True)
class PregnancySign:
    """A finding with its likelihood ratios, and the power they count with."""

    id: str
    finding: str
    lr_positive: float
    lr_negative: float
    rate: Rate
    false_positive_rate: Rate
    power: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PregnancyRules:
    """The answer for pregnancy.

    Parameters
    ----------
    prior : float
        Share with pelvic girdle pain among pregnant people in lumbopelvic pain.
    weeks_after_birth : float
        The answer holds up to and with this week.
    ceiling : float
        The probability never goes above it.
    signs : tuple of PregnancySign
        P4 (the thigh thrust) and the active straight leg raise.
    sources : tuple of str
        Evidence ids of the prior.
    """

    prior: float
    weeks_after_birth: float
    ceiling: float
    signs: tuple[PregnancySign, ...]
    sources: tuple[str, ...]


def answers_pregnancy(case: Case, rules: PregnancyRules) -> bool:
    """Whether this answer replaces the SI joint's."""
    weeks = case.patient.weeks_postpartum
    after_birth = weeks is not None and weeks <= rules.weeks_after_birth
    return case.is_pregnant or after_birth


def read_pregnancy_sign(sign: PregnancySign, case: Case, side: Side) -> bool | None:
    """Whether the sign is positive on the side; None when not recorded.

    The active straight leg raise is positive at 1 or more. P4 is positive when the
    pain was familiar and felt at the back or nowhere in particular.
    """
    found = case.finding(sign.finding, side)
    if found is None:
        return None
    return found.value >= 1.0 if found.value is not None else is_familiar_positive(found)


def girdle_path(
    results: Sequence[tuple[PregnancySign, bool]],
    ratios: Mapping[str, Floats],
    rules: PregnancyRules,
) -> Floats:
    """Probability of pelvic girdle pain before any sign, and after each.

    Parameters
    ----------
    results : sequence of (PregnancySign, bool)
        Signs recorded, and whether each is positive.
    ratios : mapping of str to array, shape (draws, 2)
        Likelihood ratios of a positive and of a negative result, by sign id.
    rules : PregnancyRules

    Returns
    -------
    array, shape (draws, results + 1)
    """
    draws = len(next(iter(ratios.values())))
    odds = [np.full(draws, rules.prior / (1.0 - rules.prior))]
    for sign, positive in results:
        odds.append(odds[-1] * ratios[sign.id][:, 0 if positive else 1] ** sign.power)
    path = np.column_stack(odds)
    capped: Floats = np.minimum(path / (1.0 + path), rules.ceiling)
    return capped
