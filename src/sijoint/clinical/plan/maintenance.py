"""How to stay well afterwards, and what to do in a flare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.review import PlannedReview, ReviewPoint, schedule


@dataclass(frozen=True, slots=True)
class MaintenanceItem:
    """A part of the routine.

    Parameters
    ----------
    id : str
        Id in the evidence.
    profile : str or None
        Only where this profile's ratings count; None means for everyone.
    exercises : tuple of str
        Exercises to choose from, the best first; empty for mere advice.
    per_week : int
        Sessions a week.
    minutes : float
        Of one session.
    """

    id: str
    profile: str | None
    exercises: tuple[str, ...]
    per_week: int
    minutes: float


@dataclass(frozen=True, slots=True)
class FlareStep:
    """A step of the plan for a flare.

    Parameters
    ----------
    id : str
        Id in the evidence.
    exercises, supports : tuple of str
        What it uses; both empty for mere advice.
    """

    id: str
    exercises: tuple[str, ...]
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaintenanceRules:
    """The routine, the plan for a flare, the contacts and the monthly questions."""

    items: tuple[MaintenanceItem, ...]
    flare: tuple[FlareStep, ...]
    contacts: tuple[ReviewPoint, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllowedExercise:
    """An exercise that the person may use, and how it must be changed."""

    id: str
    cautions: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A part of the routine, with the exercises that suit the person, the best first."""

    id: str
    exercises: tuple[AllowedExercise, ...]
    per_week: int
    minutes: float


@dataclass(frozen=True, slots=True)
class PlannedFlareStep:
    """A step of the plan for a flare, with what suits the person."""

    id: str
    exercises: tuple[AllowedExercise, ...]
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maintenance:
    """What follows the programme.

    Parameters
    ----------
    items : tuple of PlannedItem
        The weekly routine.
    flare : tuple of PlannedFlareStep
        The plan for a flare.
    contacts : tuple of PlannedReview
        When the clinic asks how it goes.
    questions : tuple of str
        Ids of the questions that come every month.
    """

    items: tuple[PlannedItem, ...]
    flare: tuple[PlannedFlareStep, ...]
    contacts: tuple[PlannedReview, ...]
    questions: tuple[str, ...]


def maintain(
    rules: MaintenanceRules,
    *,
    profiles: frozenset[str],
    is_allowed: Callable[[str], bool],
    cautions: Mapping[str, tuple[Phrase, ...]],
    supports: frozenset[str],
    assessed_on: str | None,
) -> Maintenance:
    """The routine and the plan for a flare, without what the person may not do.

    Parameters
    ----------
    rules : MaintenanceRules
        The evidence.
    profiles : frozenset of str
        Profiles whose ratings count.
    is_allowed : callable
        Whether an exercise may be offered to the person.
    cautions : mapping of str to tuple of Phrase
        How exercises must be changed for the person.
    supports : frozenset of str
        Supports that were proposed.
    assessed_on : str or None
        ISO date of the evaluation.

    Returns
    -------
    Maintenance
        A part of the routine that only consists of exercises, none of which is
        allowed, is left out.
    """

    def allowed(names: tuple[str, ...]) -> tuple[AllowedExercise, ...]:
        return tuple(AllowedExercise(n, cautions.get(n, ())) for n in names if is_allowed(n))

    items = (
        PlannedItem(item.id, allowed(item.exercises), item.per_week, item.minutes)
        for item in rules.items
        if (item.profile is None or item.profile in profiles)
        and (not item.exercises or any(map(is_allowed, item.exercises)))
    )
    flare = (
        PlannedFlareStep(step.id, allowed(step.exercises), _among(step.supports, supports))
        for step in rules.flare
        if not step.exercises or any(map(is_allowed, step.exercises))
    )
    return Maintenance(
        items=tuple(items),
        flare=tuple(flare),
        contacts=schedule(rules.contacts, assessed_on),
        questions=rules.questions,
    )


def _among(names: tuple[str, ...], proposed: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in proposed)
