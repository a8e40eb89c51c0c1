"""The body chart as a question among others: what the interview of `casefile.story` asks of it."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence

from sijoint.clinical.case import Finding, Side
from sijoint.drawing.body_chart.coding import findings_of, follow_ups
from sijoint.drawing.body_chart.drawing import Mark, PainDrawing
from sijoint.drawing.body_chart.region import REGIONS


class BodyChart:
    """The regions of the body chart, chosen without a rating."""

    @property
    def places(self) -> Collection[str]:
        """Every region that can be chosen, head to foot."""
        return tuple(REGIONS)

    def sides(self, places: Sequence[str]) -> frozenset[Side]:
        """The sides on which regions are; the middle line is on none."""
        return frozenset(side for place in places if (side := REGIONS[place].side))

    def findings(
        self, places: Sequence[str], *, is_complete: bool, changes_sides: bool
    ) -> Sequence[Finding]:
        """The findings that follow from regions in pain."""
        return _findings(tuple(places), is_complete, changes_sides)

    def follow_ups(self, places: Sequence[str]) -> Sequence[tuple[str, Side | None]]:
        """Findings that are worth asking about, with a side where they have one."""
        return [(each.finding, each.side) for each in follow_ups(drawing(places))]


@functools.lru_cache(maxsize=256)
def _findings(
    places: tuple[str, ...], is_complete: bool, changes_sides: bool
) -> tuple[Finding, ...]:
    """Kept for a while: every question of a story asks again what follows from the same places."""
    return findings_of(drawing(places, is_complete=is_complete), changes_sides=changes_sides)


def drawing(places: Sequence[str], *, is_complete: bool = False) -> PainDrawing:
    """The pain drawing of chosen regions.

    Examples
    --------
    >>> drawing(["dimple_left"]).selected
    {'dimple_left': None}
    """
    return PainDrawing(tuple(Mark(place) for place in places), is_complete)
