"""The parts of the page on which a plan is edited."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.clinical.plan.bound import Bound
from sijoint.clinical.plan.edited import Reason


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a dose with its limits."""

    part: str
    label: str
    fewer: str
    more: str
    value: str
    bound: Bound
    range: str
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise of a stage.

    Parameters
    ----------
    grows : tuple of str
        How continuous work becomes more, where nothing must be changed about it.
    was : str
        What was proposed, where that was something else; empty where it was the same.
    is_new : bool
        Whether it was not proposed.
    """

    id: str
    name: str
    side: str
    is_sided: bool
    minutes: str
    numbers: tuple[Number, ...]
    why: str
    cautions: tuple[str, ...]
    grows: tuple[str, ...]
    asks_reason: bool
    reason: Reason | None
    reason_text: str
    was: str
    is_new: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is in the plan, or may come into it."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An exercise that may be added or swapped in, or why not."""

    id: str
    name: str
    trains: str
    side: str
    is_alike: bool
    is_possible: bool
    asks_reason: bool
    cautions: tuple[str, ...]
    because: tuple[str, ...]
