"""The hypotheses: which named sources of pain are active together.

A hypothesis is a set of at most two sources. The empty set is `other`: none of the
named sources. Sets come in one fixed order, the empty set first, then the singles,
then the pairs, so that arrays over hypotheses can be read everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

OTHER = "other"
SIJ = "sacroiliac_joint"


@dataclass(frozen=True)
class Hypotheses:
    """All sets of at most two of the named sources.

    Parameters
    ----------
    sources : tuple of str
        Ids of the named sources, in the order of the answer.
    """

    sources: tuple[str, ...]

    @cached_property
    def sets(self) -> tuple[frozenset[str], ...]:
        """The sets, the empty one first, then singles, then pairs."""
        empty: tuple[frozenset[str], ...] = (frozenset(),)
        singles = tuple(frozenset((s,)) for s in self.sources)
        pairs = tuple(frozenset(p) for p in combinations(self.sources, 2))
        return empty + singles + pairs

    @cached_property
    def membership(self) -> Bools:
        """Shape (sets, sources): whether the source is in the set."""
        return np.array([[s in active for s in self.sources] for active in self.sets])

    @cached_property
    def readout(self) -> Floats:
        """Shape (sets, sources + 1): what to sum for each source, and last for `other`."""
        named = self.membership.astype(np.float64)
        return np.column_stack([named, ~self.membership.any(axis=1)])

    def has(self, source: str) -> Bools:
        """Shape (sets,): whether the source is in the set."""
        column: Bools = self.membership[:, self.sources.index(source)]
        return column

    def has_any(self, sources: tuple[str, ...]) -> Bools:
        """Shape (sets,): whether any of the sources is in the set."""
        found = [not active.isdisjoint(sources) for active in self.sets]
        return np.array(found)

    @cached_property
    def is_pair(self) -> Bools:
        """Shape (sets,): whether two sources are active."""
        pairs: Bools = self.membership.sum(axis=1) == 2
        return pairs
