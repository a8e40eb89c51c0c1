"""Which exercises can be offered in a stage, in which form, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.approach import Way
from sijoint.clinical.plan.exercise import NO_LIMIT, Dose, Exercise, Rating
from sijoint.clinical.plan.goal import Goals
from sijoint.clinical.plan.state import Held

STRONG = 2
"""From this strength on an exercise trains a function well enough to cover it."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides about the exercises of one stage.

    Parameters
    ----------
    stage : int
        Number of the stage.
    held : Held
        The restrictions that hold in it.
    way : Way
        The way of working.
    goals : Goals
        What the person wants.
    equipment : frozenset of str
        What the person has.
    wanted : mapping of str to int
        Weight of each function to be trained.
    usual : frozenset of str
        Exercises that usually do it.
    earlier : frozenset of str, optional
        The exercises of the stages before.
    led_up_to : frozenset of str, optional
        Exercises that are never offered before one that leads up to them.
    """

    stage: int
    held: Held
    way: Way
    goals: Goals
    equipment: frozenset[str]
    wanted: Mapping[str, int]
    usual: frozenset[str]
    earlier: frozenset[str] = frozenset()
    led_up_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exercise that may be offered in a stage.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    points : float
        Mean rating points, 1 to 3.
    cautions : tuple of Phrase
        What must change about it.
    doses : tuple of Dose
        Within what the changes allow, from the largest to the smallest.
    is_leap : bool, optional
        Whether nothing that leads up to it was in the plan before.
    fills : frozenset of str
        For a second choice: the functions that nothing better trains; empty for one
        that is there because the goal needs just this exercise.
    """

    exercise: Exercise
    points: float
    cautions: tuple[Phrase, ...]
    doses: tuple[Dose, ...]
    is_leap: bool = False
    fills: frozenset[str] = frozenset()

    @property
    def is_second_choice(self) -> bool:
        """Whether it suits only in a modified form, for want of a better one."""
        return self.points < Rating.SUITABLE.points


def sort_out(
    library: Iterable[Exercise], circumstances: Circumstances
) -> tuple[tuple[Candidate, ...], dict[str, Phrase]]:
    """The exercises that can be offered in a stage, and why the others cannot.

    Parameters
    ----------
    library : iterable of Exercise
        All exercises, sorted by id. Those without a dose for the stage are neither
        offered nor barred.
    circumstances : Circumstances
        What decides.

    Returns
    -------
    tuple of Candidate
        Those that can be offered, in the order of the library.
    dict of str to Phrase
        The reason against each of the others that have a dose for the stage.
    """
    found = {
        exercise.id: _examine(exercise, circumstances)
        for exercise in library
        if circumstances.stage in exercise.doses
    }
    possible = [c for c in found.values() if isinstance(c, Candidate)]
    barred = {name: bar for name, bar in found.items() if isinstance(bar, Phrase)}
    missing = _uncovered(possible, circumstances.wanted)
    offered: list[Candidate] = []
    for candidate in possible:
        fills = missing & _strong_functions(candidate)
        if not candidate.is_second_choice:
            offered.append(candidate)
        elif fills or candidate.exercise.id in circumstances.goals.exercises:
            offered.append(replace(candidate, fills=fills))
        else:
            plan = circumstances.way.name
            barred[candidate.exercise.id] = phrase("plan.because.second_choice", plan=plan)
    return tuple(offered), barred


def _examine(exercise: Exercise, at: Circumstances) -> Candidate | Phrase:
    """The candidate, or the first reason against it, the gravest first."""
    if exercise.id in at.held.forbidden:
        return at.held.forbidden[exercise.id]
    points = at.way.points(exercise.id, exercise.ratings)
    if points is None:
        return phrase("plan.because.rating", plan=at.way.name)
    return hindrance(exercise, at) or candidate_of(exercise, points, at)


def hindrance(exercise: Exercise, at: Circumstances) -> Phrase | None:
    """What stands against an exercise that is allowed: no goal for it, no equipment, a leap."""
    if exercise.is_impact and exercise.id not in at.goals.exercises:
        return phrase("plan.because.impact")
    lacking = exercise.equipment - at.equipment
    if lacking:
        return phrase("plan.because.equipment", equipment=f"@equipment.{min(lacking)}.patient")
    if exercise.id in at.led_up_to and exercise.leaps(at.earlier):
        return phrase("plan.because.leap")
    return None


def candidate_of(exercise: Exercise, points: float, at: Circumstances) -> Candidate:
    """An exercise that has a dose for the stage, with its changes and its doses within them."""
    return Candidate(
        exercise,
        points,
        cautions=at.held.cautions.get(exercise.id, ()),
        doses=exercise.doses_within(at.stage, at.held.limits.get(exercise.id, NO_LIMIT)),
        is_leap=exercise.leaps(at.earlier),
    )


def _uncovered(offered: Iterable[Candidate], wanted: Mapping[str, int]) -> frozenset[str]:
    """The wanted functions that no well-suited exercise trains."""
    suitable = (c for c in offered if not c.is_second_choice)
    return frozenset(wanted).difference(*(_strong_functions(c) for c in suitable))


def _strong_functions(candidate: Candidate) -> frozenset[str]:
    functions = candidate.exercise.functions.items()
    return frozenset(name for name, strength in functions if strength >= STRONG)
