"""The prior over sets of sources, for a setting and a person.

The published facts are shares of single sources, the share with none of them, and
how often two come together. Many distributions over sets agree with them; the one
used adds the least information to a plain seed, found by iterative proportional
fitting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from sijoint.clinical.case import Case
from sijoint.clinical.expression import Expression
from sijoint.clinical.hypothesis import Bools, Floats, Hypotheses
from sijoint.clinical.node import FactMap

TOLERANCE = 1e-12
MOST_ROUNDS = 20_000


class PriorError(ValueError):
    """No distribution has these shares; the message names the one that cannot be met."""


@dataclass(frozen=True, slots=True)
class PriorSetting:
    """Shares of one population.

    Parameters
    ----------
    id : str
        Setting of the case file.
    marginals : mapping of str to float
        Share with the source, alone or with another, by source id; 0 to 1.
    other : float
        Share with none of the named sources.
    spine_pairs, other_pairs : float
        Shares with two sources: one of the spine with the hip or the SI joint, and
        any other two. The marginals sum to 1 - other + spine_pairs + other_pairs.
    """

    id: str
    marginals: Mapping[str, float]
    other: float
    spine_pairs: float
    other_pairs: float


@dataclass(frozen=True, slots=True)
class PriorAdjustment:
    """A change of one share by a fact of the person: its odds times `odds`, or a fixed share."""

    id: str
    source: str
    when: Expression
    odds: float = 1.0
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class PriorRules:
    """Everything the prior needs.

    Parameters
    ----------
    settings : mapping of str to PriorSetting
        By setting id.
    adjustments : tuple of PriorAdjustment
        Applied in order to every person.
    affinity : mapping of frozenset of str to float
        Seed of a pair of sources; a pair that is absent has 1.
    spine_one_of, spine_with : tuple of str
        The sources whose pairs make up `spine_pairs`.
    other_floor : float
        A clinic's own edit never pushes `other` below this.
    fitted : dict
        Priors fitted so far, by setting and adjustments; there are few.
    """

    settings: Mapping[str, PriorSetting]
    adjustments: tuple[PriorAdjustment, ...]
    affinity: Mapping[frozenset[str], float]
    spine_one_of: tuple[str, ...]
    spine_with: tuple[str, ...]
    other_floor: float
    fitted: dict[tuple[str, tuple[str, ...]], Floats] = field(
        default_factory=dict, repr=False, compare=False
    )


@dataclass(frozen=True, slots=True)
class PriorShares:
    """The shares that one fit must reproduce, in the order of the sources."""

    marginals: tuple[float, ...]
    other: float
    spine_pairs: float
    other_pairs: float


def set_prior(
    case: Case,
    facts: FactMap,
    *,
    rules: PriorRules,
    hypotheses: Hypotheses,
    edited: Mapping[str, float] | None = None,
) -> Floats:
    """Probability of each set before any finding of the examination.

    Parameters
    ----------
    case : Case
        Its setting is used.
    facts : mapping
        What the adjustments ask: age, duration of pain and age at onset.
    rules : PriorRules
        Settings and adjustments.
    hypotheses : Hypotheses
        Fixes the order of the sets.
    edited : mapping of str to float, optional
        Shares that a clinic set itself. They are kept exact; `other` gives way down
        to its floor, then the other sources are scaled down together.

    Returns
    -------
    array, shape (sets,)
        Sums to 1.

    Raises
    ------
    PriorError
        If an edited share is for an unknown source, outside 0 to 1, or leaves no
        distribution possible.
    """
    setting = rules.settings[case.episode.setting]
    holding = tuple(a for a in rules.adjustments if a.when.holds(facts))
    key = (setting.id, tuple(a.id for a in holding))
    if edited:
        shares = _adjusted(setting, holding, hypotheses.sources)
        shares = _edited(shares, edited, hypotheses.sources, rules.other_floor)
        return fit_sets(shares, rules=rules, hypotheses=hypotheses)
    if key not in rules.fitted:
        shares = _adjusted(setting, holding, hypotheses.sources)
        rules.fitted[key] = fit_sets(shares, rules=rules, hypotheses=hypotheses)
    return rules.fitted[key]


def shares_of(setting: PriorSetting, sources: tuple[str, ...]) -> PriorShares:
    """The shares of a setting before anything is known of the person."""
    marginals = tuple(setting.marginals[s] for s in sources)
    return PriorShares(marginals, setting.other, setting.spine_pairs, setting.other_pairs)


def _adjusted(
    setting: PriorSetting, adjustments: tuple[PriorAdjustment, ...], sources: tuple[str, ...]
) -> PriorShares:
    """Change what age and the inflammatory gate say, and scale all others together."""
    changed: dict[str, float] = {}
    for adjustment in adjustments:
        share = setting.marginals[adjustment.source]
        changed[adjustment.source] = _changed(share, adjustment)
    base = shares_of(setting, sources)
    total = 1.0 - base.other + base.spine_pairs + base.other_pairs
    untouched = sum(setting.marginals[s] for s in sources if s not in changed)
    scale = (total - sum(changed.values())) / untouched
    marginals = tuple(changed.get(s, setting.marginals[s] * scale) for s in sources)
    return PriorShares(marginals, base.other, base.spine_pairs, base.other_pairs)


def _changed(share: float, adjustment: PriorAdjustment) -> float:
    if adjustment.probability is not None:
        return adjustment.probability
    odds = share / (1.0 - share) * adjustment.odds
    return odds / (1.0 + odds)


def _edited(
    shares: PriorShares,
    edited: Mapping[str, float],
    sources: tuple[str, ...],
    other_floor: float,
) -> PriorShares:
    for source, share in edited.items():
        if source not in sources:
            raise PriorError(f"edited prior: {source!r} is not one of {', '.join(sources)}")
        if not 0.0 < share < 1.0:
            raise PriorError(f"edited prior: {source} is {share}; allowed: above 0, below 1")
    pairs = shares.spine_pairs + shares.other_pairs
    marginals = [edited.get(s, m) for s, m in zip(sources, shares.marginals, strict=True)]
    other = 1.0 + pairs - sum(marginals)
    if other < other_floor:
        fixed = sum(edited.values())
        scale = (1.0 + pairs - other_floor - fixed) / (sum(marginals) - fixed or 1.0)
        if scale <= 0.0:
            raise PriorError(f"edited prior: the shares sum to {fixed:g}, which leaves no room")
        marginals = [edited.get(s, m * scale) for s, m in zip(sources, marginals, strict=True)]
        other = other_floor
    return PriorShares(tuple(marginals), other, shares.spine_pairs, shares.other_pairs)


def fit_sets(shares: PriorShares, *, rules: PriorRules, hypotheses: Hypotheses) -> Floats:
    """The distribution over sets nearest to the seed with exactly these shares.

    Parameters
    ----------
    shares : PriorShares
        What must hold.
    rules : PriorRules
        Seeds of the pairs, and which pairs count as spine with hip or SI joint.
    hypotheses : Hypotheses
        Fixes the order of the sets.

    Returns
    -------
    array, shape (sets,)
        Sums to 1; each share holds within 1e-9.

    Raises
    ------
    PriorError
        If the fit does not settle, because the shares contradict each other.
    """
    masks, targets = _constraints(shares, rules, hypotheses)
    seed = [rules.affinity.get(active, 1.0) for active in hypotheses.sets]
    probability = np.array(seed, dtype=np.float64)
    for _ in range(MOST_ROUNDS):
        before = probability.copy()
        for mask, target in zip(masks, targets, strict=True):
            inside = probability[mask].sum()
            probability[mask] *= target / inside
        if np.abs(probability - before).max() < TOLERANCE:
            break
    reached = [probability[mask].sum() for mask in masks]
    if not np.allclose([*reached, probability.sum()], [*targets, 1.0], rtol=0.0, atol=1e-9):
        raise PriorError("no distribution has these shares: they contradict each other")
    return probability


def _constraints(
    shares: PriorShares, rules: PriorRules, hypotheses: Hypotheses
) -> tuple[list[Bools], list[float]]:
    """Which sets each share sums over, in the order of the fit."""
    empty = ~hypotheses.has_any(hypotheses.sources)
    spine = (
        hypotheses.is_pair
        & hypotheses.has_any(rules.spine_one_of)
        & hypotheses.has_any(rules.spine_with)
    )
    other_pairs = hypotheses.is_pair & ~spine
    sources = [hypotheses.has(s) for s in hypotheses.sources]
    masks: list[Bools] = [empty, spine, other_pairs, *sources]
    return masks, [shares.other, shares.spine_pairs, shares.other_pairs, *shares.marginals]
