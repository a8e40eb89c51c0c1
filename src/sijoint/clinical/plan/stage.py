"""One stage of the plan: its exercises with dose, days, reason and cautions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.candidate import STRONG, Candidate, Circumstances
from sijoint.clinical.plan.exercise import Exercise
from sijoint.clinical.plan.option import Choice, Request, choices_for, options_of, side_of
from sijoint.clinical.plan.schedule import FIRST, SECOND, arrange, weekdays
from sijoint.clinical.plan.selection import Program, select

if TYPE_CHECKING:
    from highspy import Highs


@dataclass(frozen=True, slots=True)
class StageRule:
    """A stage as the evidence describes it.

    Parameters
    ----------
    id : str
        Id in the evidence; its patient name is the name of the stage.
    number : int
        1 to 4.
    weeks : tuple of int
        First and last week, counted from today.
    most : int
        Exercises at most.
    """

    id: str
    number: int
    weeks: tuple[int, int]
    most: int


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """An exercise of a stage.

    Parameters
    ----------
    id : str
        Exercise id.
    side : str
        "left", "right" or "both"; "both" also for an exercise without sides.
    sets, reps : int
        Both 1 for continuous work.
    hold_s : float
        Seconds each repetition is held.
    per_week, sessions_per_day : int
        All sessions of the week, and how many on each of its days.
    minutes : float
        One session, both sides and rests included; in tenths.
    weekdays : tuple of str
        "mon" to "sun".
    why : Phrase
        What it trains, and for which goal.
    cautions : tuple of Phrase
        How it must be changed for this person, and how continuous work grows.
    """

    id: str
    side: str
    sets: int
    reps: int
    hold_s: float
    per_week: int
    sessions_per_day: int
    minutes: float
    weekdays: tuple[str, ...]
    why: Phrase
    cautions: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """The exercises of a stage, and why the other candidates are not among them."""

    exercises: tuple[PlannedExercise, ...]
    left_out: dict[str, Phrase] = field(default_factory=dict)


def fill(request: Request, solver: Highs) -> Filled:
    """Choose the exercises of a stage.

    Parameters
    ----------
    request : Request
        What they must fit.
    solver : Highs
        From `selection.open_solver`.

    Returns
    -------
    Filled
        No exercise at all when nothing fits the time.
    """
    choices = choices_for(request)
    program = Program(
        options=options_of(choices, request),
        capacity=request.capacity,
        fewest=request.fewest,
        most=request.most,
        lacking=request.weights.lacking,
    )
    dealt = [choices[place] for place in select(program, solver)]
    kinds = arrange([(c.dose, c.sides) for c in dealt], request.capacity)
    taken = [replace(choice, kind=kind) for choice, kind in zip(dealt, kinds, strict=True)]
    planned = tuple(_planned(choice, request) for choice in taken)
    return Filled(planned, _left_out(request, choices, taken))


def _planned(choice: Choice, request: Request) -> PlannedExercise:
    exercise, dose = choice.candidate.exercise, choice.dose
    return PlannedExercise(
        id=exercise.id,
        side=side_of(exercise, request.side),
        sets=dose.sets,
        reps=dose.reps,
        hold_s=dose.hold_s,
        per_week=dose.per_week,
        sessions_per_day=dose.sessions_per_day,
        minutes=dose.tenths(choice.sides) / 10,
        weekdays=weekdays(dose, choice.kind),
        why=why_of(choice.candidate, request.circumstances),
        cautions=cautions_of(choice.candidate.exercise, choice.candidate.cautions),
    )


def cautions_of(exercise: Exercise, changes: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """What must change, or how continuous work grows: what must be changed grows at a review."""
    if exercise.is_endurance and not changes:
        return (phrase("plan.step.minutes"),)
    return changes


def why_of(candidate: Candidate, at: Circumstances) -> Phrase:
    """What it trains of what the stage wants, and the goal or the approach it serves."""
    exercise, goals = candidate.exercise, at.goals
    named = exercise.functions.keys() - at.way.unwanted
    trained = candidate.fills or named or exercise.functions.keys()
    served = [n for n in trained if exercise.functions[n] >= STRONG and n in goals.functions]

    def share(name: str) -> tuple[int, int, str]:
        strength = exercise.functions[name]
        return (strength * at.wanted.get(name, 0), strength, name)

    function = max(served or trained, key=share)
    text = f"@exercise_function.{function}.patient"
    goal = goals.functions[function] if served else goals.exercises.get(exercise.id)
    if goal is not None:
        return phrase("plan.why.goal", function=text, plan=at.way.name, goal=goal)
    kind = "second_choice" if candidate.is_second_choice else "function"
    return phrase(f"plan.why.{kind}", function=text, plan=at.way.name)


def _left_out(
    request: Request, choices: Sequence[Choice], taken: Sequence[Choice]
) -> dict[str, Phrase]:
    """Why the candidates that were not chosen were not."""
    names = {choice.candidate.exercise.id for choice in taken}
    loads = [choice.load for choice in taken]
    free = [request.capacity - sum(day) for day in zip((0, 0), *loads, strict=True)]
    smallest = {choice.candidate.exercise.id: choice for choice in choices}
    return {
        name: _reason(choice, request, free, count=len(taken))
        for name, choice in smallest.items()
        if name not in names
    }


def _reason(choice: Choice, request: Request, free: Sequence[int], *, count: int) -> Phrase:
    if not _fits(choice, free):
        return phrase("plan.because.time")
    if count == request.most:
        return phrase("plan.because.full", count=count)
    return phrase("plan.because.covered")


def _fits(choice: Choice, free: Sequence[int]) -> bool:
    """Whether the smallest dose of a choice fits what is left on one kind of days."""
    loads = (replace(choice, kind=kind).load for kind in (FIRST, SECOND))
    return any(all(need <= room for need, room in zip(load, free, strict=True)) for load in loads)
