"""Which sources a report shows, in which order, and which of them it explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijoint.clinical.differential import STANDS_OUT, Row
from sijoint.clinical.hypothesis import OTHER, SIJ
from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN

OF_INTEREST = (SIJ, PELVIC_GIRDLE_PAIN)
"""What was asked about: explained whether it leads or not."""

MOST_EXPLAINED = 3
"""Leading sources whose reasons are given."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A row of the differential that has a probability.

    Parameters
    ----------
    row : Row
    probability, prior, other : float
        0 to 1: the point, the probability before the findings, and the point of the other
        evidence set, which is the same where there is but one.
    interval : tuple of float
        Low and high, 0 to 1.
    """

    row: Row
    probability: float
    interval: tuple[float, float]
    prior: float
    other: float


def likely(rows: Sequence[Row]) -> Iterator[Likely]:
    """The rows with a probability, in their order."""
    for row in rows:
        if row.probability is not None and row.interval is not None:
            other = row.probability if row.other_probability is None else row.other_probability
            yield Likely(row, row.probability, row.interval, row.prior or 0.0, other)


def leading(rows: Sequence[Row]) -> list[Likely]:
    """The named sources that stand out, the most likely first."""
    named = [e for e in likely(rows) if e.row.source != OTHER and e.probability >= STANDS_OUT]
    return sorted(named, key=lambda each: -each.probability)


def ordered(rows: Sequence[Row]) -> list[Likely]:
    """The rows with a probability: ranked when a source stands out, `other` always last."""
    given = list(likely(rows))
    if leading(rows):
        given.sort(key=lambda each: (each.row.source == OTHER, -each.probability))
    return given


def explained(rows: Sequence[Row]) -> list[Likely]:
    """The sources that lead, the most likely first, then what was asked about."""
    asked = [each for each in likely(rows) if each.row.source in OF_INTEREST]
    found = {id(each.row): each for each in (*leading(rows)[:MOST_EXPLAINED], *asked)}
    return list(found.values())
