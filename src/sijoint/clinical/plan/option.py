"""Every way to put a candidate into a stage, and what each is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sijoint.clinical.case import PainSide
from sijoint.clinical.plan.candidate import Candidate, Circumstances
from sijoint.clinical.plan.exercise import Dose, DoseForm, Exercise, Rating
from sijoint.clinical.plan.schedule import FIRST, SECOND, alternates, load
from sijoint.clinical.plan.selection import Option

BOTH_SIDES = "both"


@dataclass(frozen=True, slots=True)
class Weights:
    """Points that count when exercises are chosen; all are evidence of mark design.

    Parameters
    ----------
    cover : float
        For each point of a function's weight times the strength of its trainer.
    rating : float
        For each step of the rating above suitable.
    template, goal, activity, kept : float
        For a usual exercise of the stage, one that serves a goal, one that is the goal
        itself, and one that the stage before already had.
    item : float
        For every exercise; negative, because each costs effort.
    caution : float
        For each change of an exercise beyond the first; negative.
    leap : float
        For one that nothing in the plan has led up to; negative.
    once_a_day, short : float
        For a reduced dose; negative.
    lacking : float
        For each exercise less than the fewest; negative, and more than any other sum.
    goal_function : int
        Weight of a function that a goal needs.
    """

    cover: float
    rating: float
    template: float
    goal: float
    activity: float
    kept: float
    item: float
    caution: float
    leap: float
    once_a_day: float
    short: float
    lacking: float
    goal_function: int

    def of(self, form: DoseForm) -> float:
        """Points for a form of the dose."""
        reduced = {DoseForm.ONCE_A_DAY: self.once_a_day, DoseForm.SHORT: self.short}
        return reduced.get(form, 0.0)


@dataclass(frozen=True, slots=True)
class Request:
    """What a stage must fit: the person's side, time, and what came before.

    Parameters
    ----------
    circumstances : Circumstances
        What decides about the exercises.
    candidates : tuple of Candidate
        What can be offered, sorted by id.
    weights : Weights
        What counts.
    side : PainSide
        Where the pain is.
    capacity : int
        Tenths of a minute on any day.
    fewest, most : int
        Exercises at least, where the time allows, and at most.
    kept : mapping of str to int
        Exercises of the stage before, with the tenths of a minute of one session.
    goal_capacity : float, optional
        What is itself a goal keeps its full dose while that takes no more tenths of a
        minute a day.
    """

    circumstances: Circumstances
    candidates: tuple[Candidate, ...]
    weights: Weights
    side: PainSide
    capacity: int
    fewest: int
    most: int
    kept: Mapping[str, int] = field(default_factory=dict)
    goal_capacity: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate in one dose, on one kind of day.

    Parameters
    ----------
    candidate : Candidate
        The exercise.
    dose : Dose
        Full or reduced.
    sides : int
        2 when every set is done with either side, else 1.
    kind : int
        Kind of day, see `schedule`.
    """

    candidate: Candidate
    dose: Dose
    sides: int
    kind: int

    @property
    def load(self) -> tuple[int, int]:
        """Tenths of a minute on either kind of day."""
        return load(self.dose, self.sides, self.kind)


def side_of(exercise: Exercise, pain: PainSide) -> str:
    """The side that does an exercise.

    Parameters
    ----------
    exercise : Exercise
        Strength work with sides is for both sides; stretches and self-isometrics
        are for the painful one.
    pain : PainSide
        Where the pain is.

    Returns
    -------
    str
        "left", "right" or "both".
    """
    if exercise.is_for_painful_side and pain is not PainSide.BILATERAL:
        return pain.value
    return BOTH_SIDES


def choices_for(request: Request) -> tuple[Choice, ...]:
    """Every candidate in every dose, on the kind of day that its rank gives it.

    Parameters
    ----------
    request : Request
        What the stage must fit.

    Returns
    -------
    tuple of Choice
        In the order of the candidates, from the larger to the smaller dose.
    """
    kinds = _kinds(request)
    return tuple(
        Choice(candidate, dose, sides, kinds[candidate.exercise.id])
        for candidate in request.candidates
        for sides in (sides_of(candidate.exercise, side_of(candidate.exercise, request.side)),)
        for dose in _onward(candidate, sides, request)
    )


def _onward(candidate: Candidate, sides: int, request: Request) -> tuple[Dose, ...]:
    """The doses that are no step back from the stage before; at least the full one."""
    doses = candidate.doses
    if _is_done_in_full(candidate, request):
        return doses[:1]
    before = request.kept.get(candidate.exercise.id, 0)
    return tuple(d for d in doses if d.tenths(sides) >= before) or doses[:1]


def _is_done_in_full(candidate: Candidate, request: Request) -> bool:
    """Whether it is the goal itself, such as walking, and the day has time for all of it."""
    full = candidate.doses[0]
    is_goal = candidate.exercise.id in request.circumstances.goals.activities
    return is_goal and full.tenths(1) * full.sessions_per_day <= request.goal_capacity


def options_of(choices: tuple[Choice, ...], request: Request) -> tuple[Option, ...]:
    """The choices as the solver takes them, in the same order."""
    values = {c.exercise.id: _value(c, request) for c in request.candidates}
    covers = {c.exercise.id: _cover(c.exercise, request) for c in request.candidates}
    return tuple(
        Option(
            exercise=choice.candidate.exercise.id,
            value=values[choice.candidate.exercise.id] + request.weights.of(choice.dose.form),
            cover=covers[choice.candidate.exercise.id],
            load=choice.load,
        )
        for choice in choices
    )


def _kinds(request: Request) -> dict[str, int]:
    """Deal the candidates out to the two kinds of days in the order of their worth.

    The solver then has one column for each dose instead of two, and both kinds of days
    hold good exercises. What was chosen is put together again where time allows.
    """
    alternating = [c for c in request.candidates if alternates(c.doses[0])]
    alternating.sort(key=lambda c: (-_worth(c, request), c.exercise.id))
    kinds = dict.fromkeys((c.exercise.id for c in request.candidates), FIRST)
    return kinds | {c.exercise.id: SECOND for c in alternating[1::2]}


def _worth(candidate: Candidate, request: Request) -> float:
    return _value(candidate, request) + sum(_cover(candidate.exercise, request).values())


def _value(candidate: Candidate, request: Request) -> float:
    name, weights = candidate.exercise.id, request.weights
    at = request.circumstances
    value = weights.item + weights.rating * (candidate.points - Rating.SUITABLE.points)
    value += weights.caution * max(0, len(candidate.cautions) - 1)
    if candidate.is_leap:
        value += weights.leap
    if name in at.usual:
        value += weights.template
    if name in at.goals.exercises:
        value += weights.goal
    if name in at.goals.activities:
        value += weights.activity
    if name in request.kept:
        value += weights.kept
    return value


def _cover(exercise: Exercise, request: Request) -> dict[str, float]:
    wanted = request.circumstances.wanted
    return {
        name: request.weights.cover * wanted[name] * strength
        for name, strength in exercise.functions.items()
        if name in wanted
    }


def sides_of(exercise: Exercise, side: str) -> int:
    """2 when every set is done with either side, else 1."""
    return 2 if exercise.is_sided and side == BOTH_SIDES else 1
