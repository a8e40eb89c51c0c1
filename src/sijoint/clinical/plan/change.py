"""What a clinician may do to a plan, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sijoint.clinical.plan.bound import Part
from sijoint.clinical.plan.edited import Reason


class Act(StrEnum):
    """What a clinician does."""

    ADD = "add"
    SWAP = "swap"
    REMOVE = "remove"
    DOSE = "dose"
    SIDE = "side"
    UP = "up"
    DOWN = "down"
    ADD_SUPPORT = "add_support"
    REMOVE_SUPPORT = "remove_support"
    ADD_EDUCATION = "add_education"
    REMOVE_EDUCATION = "remove_education"
    REVIEW = "review"
    REFRESH = "refresh"


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Parameters
    ----------
    act : Act
    stage : int, optional
        Number of the stage; 0 for what belongs to the whole plan.
    about : str, optional
        Id of the exercise, support, unit of education or review.
    instead : str, optional
        For a swap: the exercise that comes in its place.
    side : str, optional
        "left", "right" or "both"; empty leaves it to the rules.
    dose : mapping of Part to float, optional
        The numbers that are to change; for an exercise that comes in, those that are not the
        evidence's own.
    place : int or None, optional
        For an exercise that comes in: its place among the others, from 0; None puts it last.
    on : str, optional
        ISO date of a review.
    reason : Reason or None, optional
        Why, where it needs one.
    """

    act: Act
    stage: int = 0
    about: str = ""
    instead: str = ""
    side: str = ""
    dose: Mapping[Part, float] = field(default_factory=dict)
    place: int | None = None
    on: str = ""
    reason: Reason | None = None
