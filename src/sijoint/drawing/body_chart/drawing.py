"""A pain drawing: what a person marked on the body chart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from sijoint.casefile.problem import show
from sijoint.drawing.body_chart.error import PainDrawingError
from sijoint.drawing.body_chart.region import REGIONS
from sijoint.language import message

MOST = 10
"""The worst pain on the scale; 0 is no pain."""

COMPLETE = message(
    "These are all the places where I have had this pain, tingling or numbness in the last week."
)
"""What a person declares who calls a drawing complete; negatives rest on these very words."""


class Kind(StrEnum):
    """What it feels like."""

    ACHING = "aching"
    STABBING = "stabbing"
    BURNING = "burning"
    SHOOTING = "shooting"
    TINGLING = "tingling"
    NUMBNESS = "numbness"


KIND_NAMES = {
    Kind.ACHING: message("Aching"),
    Kind.STABBING: message("Stabbing"),
    Kind.BURNING: message("Burning"),
    Kind.SHOOTING: message("Shooting"),
    Kind.TINGLING: message("Tingling"),
    Kind.NUMBNESS: message("Numb"),
}
"""In plain English, for people in pain."""


class Level(StrEnum):
    """How strong a pain is, as far as a picture tells it apart."""

    UNRATED = "unrated"
    NONE = "none"
    MILD = "mild"
    """1 to 3."""

    MODERATE = "moderate"
    """4 to 6."""

    STRONG = "strong"
    """7 to 10."""


_NO_PAIN = frozenset((Kind.TINGLING, Kind.NUMBNESS))


@dataclass(frozen=True, slots=True)
class Mark:
    """One chosen region.

    Parameters
    ----------
    region : str
        Id of a region.
    intensity : int or None
        0 (no pain there) to 10; None when the person did not say.
    kinds : frozenset of Kind
        What it feels like; empty when the person did not say.

    Raises
    ------
    PainDrawingError
        If the region is unknown, or the intensity or a kind is not allowed.

    Examples
    --------
    >>> Mark("dimple_left", 6).is_painful
    True
    >>> Mark("left_dimple")
    Traceback (most recent call last):
        ...
    sijoint.drawing.body_chart.error.PainDrawingError: pain drawing: "left_dimple" is not a \
known region, did you mean "dimple_left"?; allowed: one of 58 ids from "head" to "sole_right"
    """

    region: str
    intensity: int | None = None
    kinds: frozenset[Kind] = frozenset()

    def __post_init__(self) -> None:
        if self.region not in REGIONS:
            raise _unknown(self.region)
        if self.intensity is not None and not _is_rating(self.intensity):
            raise PainDrawingError(
                self.region,
                f"intensity {show(self.intensity)} is out of range",
                f"a whole number from 0 to {MOST}, or left out",
            )
        if wrong := sorted(str(kind) for kind in self.kinds if kind not in set(Kind)):
            raise PainDrawingError(
                self.region, f"kind {show(wrong[0])} is not known", ", ".join(Kind)
            )
        object.__setattr__(self, "kinds", frozenset(Kind(kind) for kind in self.kinds))

    @property
    def level(self) -> Level:
        """How strong the pain is, in steps."""
        if self.intensity is None:
            return Level.UNRATED
        if self.intensity == 0:
            return Level.NONE
        return [Level.MILD, Level.MODERATE, Level.STRONG][min(2, (self.intensity - 1) // 3)]

    @property
    def is_painful(self) -> bool:
        """Whether it hurts there: tingling or numbness alone is no pain, and 0 is none."""
        if self.intensity is None:
            return not self.kinds or bool(self.kinds - _NO_PAIN)
        return self.intensity > 0

    @property
    def is_felt(self) -> bool:
        """Whether there is pain, tingling or numbness."""
        return self.is_painful or bool(self.kinds & _NO_PAIN)


@dataclass(frozen=True, slots=True)
class PainDrawing:
    """What a person marked, in the reading order of the regions.

    Parameters
    ----------
    marks : tuple of Mark
        Each region once, in any order; a region that is not there was not chosen.
    is_complete : bool
        Whether the person declared `COMPLETE`. Without it nothing follows from a region that
        was not chosen.

    Raises
    ------
    PainDrawingError
        If a region stands twice.
    """

    marks: tuple[Mark, ...] = ()
    is_complete: bool = False

    def __post_init__(self) -> None:
        counts = Counter(mark.region for mark in self.marks)
        if twice := [region for region, count in counts.items() if count > 1]:
            raise PainDrawingError(
                twice[0], f"stands {counts[twice[0]]} times", "each region at most once"
            )
        order = list(REGIONS)
        in_order = sorted(self.marks, key=lambda mark: order.index(mark.region))
        object.__setattr__(self, "marks", tuple(in_order))

    @property
    def selected(self) -> dict[str, int | None]:
        """Intensity by the id of the region, as `chart_figure` takes it."""
        return {mark.region: mark.intensity for mark in self.marks}


def _is_rating(value: object) -> bool:
    """Whether it is a whole number of the scale; True and False are none."""
    return type(value) is int and 0 <= value <= MOST


def _unknown(region: object) -> PainDrawingError:
    close = get_close_matches(str(region)[:100], REGIONS, n=1, cutoff=0.4)
    meant = f', did you mean "{close[0]}"?' if close else ""
    first, *_, last = REGIONS
    allowed = f'one of {len(REGIONS)} ids from "{first}" to "{last}"'
    return PainDrawingError("", f"{show(region)} is not a known region{meant}", allowed)
