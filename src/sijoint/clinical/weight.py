"""From signs to weights of evidence: power, damping, clips and the history cap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from sijoint.clinical.hypothesis import Floats, Hypotheses
from sijoint.clinical.parameter import Parameters
from sijoint.clinical.sign import Reading, Sign

Ints = NDArray[np.intp]

DAMPING = 0.5


@dataclass(frozen=True, slots=True)
class Group:
    """Signs of one region, damped together and clipped.

    Parameters
    ----------
    id : str
    low, high : float
        Bounds of the group's likelihood ratio in every set.
    off_in : frozenset of str
        Settings in which the group weighs nothing, because the prior already holds it.
    sij_capped : bool
        Whether it counts towards the cap on history for the SI joint.
    """

    id: str
    low: float
    high: float
    off_in: frozenset[str]
    sij_capped: bool


@dataclass(frozen=True)
class GroupTable:
    """Weights of one group's signs.

    A group depends on few sources, so its weights are worked out per pattern of those
    and spread over the sets at the end.

    Parameters
    ----------
    group : Group
    signs : tuple of Sign
        Its signs.
    sources : tuple of str
        The sources its signs depend on; bit i of a pattern is source i.
    pattern_of_set : array of int, shape (sets,)
        Pattern of each set.
    parameters : Parameters
        Rates, one row per draw.
    """

    group: Group
    signs: tuple[Sign, ...]
    sources: tuple[str, ...]
    pattern_of_set: Ints
    parameters: Parameters
    _ratios: dict[tuple[str, Reading], Floats] = field(default_factory=dict, repr=False)
    _weights: dict[tuple[Reading | None, ...], Floats | None] = field(
        default_factory=dict, repr=False
    )
    _chance_of: dict[tuple[str, int], Floats] = field(default_factory=dict, repr=False)

    def weight(self, readings: Mapping[str, Reading]) -> Floats | None:
        """Log likelihood ratio of the group in each set; shape (draws, sets).

        Parameters
        ----------
        readings : mapping of str to Reading
            Results by sign id, of any group; signs that were not recorded are absent.

        Returns
        -------
        array or None
            None when no sign of the group was recorded. At the point it is kept, and
            not to be changed: a group has few possible readings.
        """
        own = tuple(readings.get(sign.id) for sign in self.signs)
        if not self.parameters.is_point:
            return self._combined(own)
        if own not in self._weights:
            self._weights[own] = self._combined(own)
        return self._weights[own]

    def _combined(self, readings: tuple[Reading | None, ...]) -> Floats | None:
        """The signs damped together and clipped; a decided count stands for its items."""
        read = [(s, r) for s, r in zip(self.signs, readings, strict=True) if r is not None]
        decided = {sign.id for sign, _ in read}
        single = [self.log_ratio(s, r) for s, r in read if s.part_of not in decided]
        if not single:
            return None
        weight = single[0] if len(single) == 1 else damped(np.array(single))
        clipped = np.clip(weight, np.log(self.group.low), np.log(self.group.high))
        spread: Floats = clipped[:, self.pattern_of_set]
        return spread

    def chance(self, sign: Sign, member: int) -> Floats:
        """Chance that a member of the sign is positive; shape (draws, patterns).

        Kept, and not to be changed.
        """
        key = (sign.id, member)
        if key not in self._chance_of:
            self._chance_of[key] = self._chances(sign, member)[0]
        return self._chance_of[key]

    def log_ratio(self, sign: Sign, reading: Reading) -> Floats:
        """Log likelihood ratio of one sign, its power included; shape (draws, patterns)."""
        key = (sign.id, reading)
        if key not in self._ratios:
            self._ratios[key] = sign.power * self._vote_ratio(sign, reading)
        return self._ratios[key]

    def _vote_ratio(self, sign: Sign, reading: Reading) -> Floats:
        if reading.band >= 0:
            return self._band_ratio(sign, reading.band)
        votes = []
        for vote in reading.votes:
            positive = vote >= 0 if len(sign.members) > 1 else reading.positive
            chance, leak = self._chances(sign, vote if vote >= 0 else ~vote)
            ratio = chance / leak if positive else (1.0 - chance) / (1.0 - leak)
            votes.append(np.log(ratio))
        return np.mean(votes, axis=0) if len(votes) > 1 else votes[0]

    def _band_ratio(self, sign: Sign, band: int) -> Floats:
        bit = self.sources.index(sign.bands[band].source)
        with_source = (np.arange(1 << len(self.sources)) >> bit) & 1
        rate = self.parameters.rate[sign.id, band, "band"]
        leak = self.parameters.rate[sign.id, band, "band leak"]
        ratio: Floats = np.log(rate / leak)[:, None] * with_source
        return ratio

    def _chances(self, sign: Sign, member: int) -> tuple[Floats, Floats]:
        """Chance of a positive result by pattern, and the leak; noisy-or of the targets."""
        cells = sign.members[member]
        rate = self.parameters.rate
        leak = rate[sign.id, member, "leak"][:, None]
        columns = []
        for pattern in range(1 << len(self.sources)):
            active = {s for i, s in enumerate(self.sources) if pattern >> i & 1}
            missed = np.ones_like(leak)
            for target in sorted(active & cells.targets.keys()):
                hit = np.maximum(rate[sign.id, member, target][:, None], leak)
                missed = missed * (1.0 - hit) / (1.0 - leak)
            # Written so that without a target the chance is the leak to the last bit.
            chance = leak + (1.0 - leak) * (1.0 - missed)
            for against in cells.against:
                if against.source in active:
                    kind = "both" if active & cells.targets.keys() else "against"
                    chance = rate[sign.id, member, f"{kind} {against.source}"][:, None]
            columns.append(chance)
        return np.concatenate(columns, axis=1), leak


def group_tables(
    groups: Sequence[Group],
    signs: Sequence[Sign],
    hypotheses: Hypotheses,
    parameters: Parameters,
) -> tuple[GroupTable, ...]:
    """A table for each group, in the order of the groups."""
    tables = []
    for group in groups:
        own = tuple(s for s in signs if s.group == group.id)
        named = set(chain.from_iterable(sources_of(s) for s in own))
        sources = tuple(s for s in hypotheses.sources if s in named)
        bits = [hypotheses.has(s).astype(np.intp) << i for i, s in enumerate(sources)]
        tables.append(GroupTable(group, own, sources, np.sum(bits, axis=0), parameters))
    return tuple(tables)


def sources_of(sign: Sign) -> set[str]:
    """The sources that a sign speaks for or against."""
    targets = {s for cells in sign.members for s in cells.targets}
    against = {a.source for cells in sign.members for a in cells.against}
    return targets | against | {band.source for band in sign.bands}


def damped(weights: Floats) -> Floats:
    """Combined weight of signs of one region, whose dependence nobody knows.

    Positive and negative weights apart: of the k largest, their sum times
    (1 + 0.5 (k - 1)) / k; the largest of these over k is that side's weight, so that
    adding a sign never weakens its side.

    Parameters
    ----------
    weights : array, shape (signs, ...)

    Returns
    -------
    array, shape (...)
    """
    return _damped_side(weights) - _damped_side(-weights)


def _damped_side(weights: Floats) -> Floats:
    largest_first = -np.sort(-np.maximum(weights, 0.0), axis=0)
    k = np.arange(1, len(weights) + 1)
    factor = (1.0 + DAMPING * (k - 1)) / k
    shape = (-1,) + (1,) * (weights.ndim - 1)
    sums: Floats = np.cumsum(largest_first, axis=0) * factor.reshape(shape)
    largest: Floats = sums.max(axis=0)
    return largest
