"""How much of an exercise a clinician may ask for, and where the limit comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.exercise import NO_LIMIT, Dose, Exercise
from sijoint.clinical.plan.state import Held

COUNTED = 2
"""Repetitions from which on they are counted: one alone is a hold."""


class Part(StrEnum):
    """A number of a dose."""

    SETS = "sets"
    REPS = "reps"
    HOLD = "hold_s"
    MINUTES = "minutes"
    DAYS = "days"
    TIMES = "times"


_READ: Mapping[Part, Callable[[Dose], float]] = {
    Part.SETS: lambda dose: dose.sets,
    Part.REPS: lambda dose: dose.reps,
    Part.HOLD: lambda dose: dose.hold_s,
    Part.MINUTES: lambda dose: dose.continuous_minutes or 0,
    Part.DAYS: lambda dose: dose.days,
    Part.TIMES: lambda dose: dose.sessions_per_day,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """Between which numbers a part of a dose may lie.

    Parameters
    ----------
    least, most : float
    stage : int
        The stage whose dose in the evidence is the most.
    because : tuple of Phrase
        The changes that keep it there; empty where the evidence alone does.
    """

    least: float
    most: float
    stage: int
    because: tuple[Phrase, ...] = ()


def read(dose: Dose, part: Part) -> float:
    """A number of a dose; 0 minutes for work in sets."""
    return _READ[part](dose)


def parts_of(dose: Dose) -> dict[Part, float]:
    """The numbers of a dose that somebody could change, in the order in which they are said."""
    chosen = (
        (Part.SETS, Part.REPS, Part.HOLD) if dose.continuous_minutes is None else (Part.MINUTES,)
    )
    return {part: read(dose, part) for part in (*chosen, Part.DAYS, Part.TIMES)}


def asking(dose: Dose, changes: Mapping[Part, float]) -> Dose:
    """A dose with other numbers."""
    wanted = parts_of(dose) | {Part(part): value for part, value in changes.items()}
    times = int(wanted[Part.TIMES])
    return replace(
        dose,
        sets=int(wanted.get(Part.SETS, dose.sets)),
        reps=int(wanted.get(Part.REPS, dose.reps)),
        hold_s=wanted.get(Part.HOLD, dose.hold_s),
        per_week=int(wanted[Part.DAYS]) * times,
        sessions_per_day=times,
        continuous_minutes=wanted.get(Part.MINUTES, dose.continuous_minutes),
    )


def bounds(exercise: Exercise, number: int, held: Held) -> dict[Part, Bound]:
    """The bounds of each number of a dose.

    Parameters
    ----------
    exercise : Exercise
        With a dose for the stage.
    number : int
        Number of the stage.
    held : Held
        The restrictions that hold in it.

    Returns
    -------
    dict of Part to Bound
        At most what the evidence has for this stage or the next; of an exercise that must be
        changed, what it has for this stage, within what the change allows. A part that has only
        one value is there too.
    """
    own = exercise.doses[number][0]
    because = held.cautions.get(exercise.id, ())
    limit = held.limits.get(exercise.id, NO_LIMIT)
    published = {number: limit.applied_to(own) if limit != NO_LIMIT else own}
    if not because and limit == NO_LIMIT:
        following = exercise.doses.get(number + 1)
        if following is not None and _is_alike(following[0], own):
            published[number + 1] = following[0]
    return {part: _bound(part, published, because) for part in parts_of(own)}


def _is_alike(dose: Dose, other: Dose) -> bool:
    return (dose.continuous_minutes is None) == (other.continuous_minutes is None)


def _bound(part: Part, published: Mapping[int, Dose], because: tuple[Phrase, ...]) -> Bound:
    values = {stage: read(dose, part) for stage, dose in published.items()}
    stage = max(values, key=lambda each: (values[each], -each))
    least = COUNTED if part is Part.REPS else 1
    return Bound(min(least, *values.values()), values[stage], stage, because)
