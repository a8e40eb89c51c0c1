"""One stage of the plan: its exercises with dose, days, reason and cautions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sijoint.clinical.case import PainSide
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.candidate import STRONG, Candidate, Circumstances
from sijoint.clinical.plan.exercise import Dose, DoseForm, Exercise
from sijoint.clinical.plan.schedule import FIRST, SECOND, alternates, arrange, load, weekdays
from sijoint.clinical.plan.selection import Option, Program, select

if TYPE_CHECKING:
    from highspy import Highs

BOTH_SIDES = "both"


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
class Weights:
    """Points that count when exercises are chosen; all are evidence of mark design.

    Parameters
    ----------
    cover : float
        For each point of a function's weight times the strength of its trainer.
    rating : float
        For each step of the rating above suitable.
    template, goal, kept : float
        For a usual exercise of the stage, one that serves a goal, and one that the
        stage before already had.
    item : float
        For every exercise; negative, because each costs effort.
    once_a_day, short : float
        For a reduced dose; negative.
    goal_function : int
        Weight of a function that a goal needs.
    """

    cover: float
    rating: float
    template: float
    goal: float
    kept: float
    item: float
    once_a_day: float
    short: float
    goal_function: int

    def of(self, form: DoseForm) -> float:
        """Points for a form of the dose."""
        reduced = {DoseForm.ONCE_A_DAY: self.once_a_day, DoseForm.SHORT: self.short}
        return reduced.get(form, 0.0)


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
        How it must be changed for this person.
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
    most : int
        Exercises at most.
    kept : frozenset of str
        Exercises of the stage before.
    """

    circumstances: Circumstances
    candidates: tuple[Candidate, ...]
    weights: Weights
    side: PainSide
    capacity: int
    most: int
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filled:
    """The exercises of a stage, and why the other candidates are not among them."""

    exercises: tuple[PlannedExercise, ...]
    left_out: dict[str, Phrase] = field(default_factory=dict)


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
    chosen = select(Program(_options(request), request.capacity, request.most), solver)
    by_id = {candidate.exercise.id: candidate for candidate in request.candidates}
    candidates = [by_id[option.exercise] for option in chosen]
    doses = [_dose(c, option, request) for c, option in zip(candidates, chosen, strict=True)]
    sides = [_sides(c.exercise, request.side) for c in candidates]
    kinds = arrange(doses, sides, request.capacity)
    planned = tuple(
        _planned(candidate, dose, kind, request)
        for candidate, dose, kind in zip(candidates, doses, kinds, strict=True)
    )
    free = _free(doses, sides, kinds, request.capacity)
    return Filled(planned, _left_out(request, {p.id for p in planned}, free))


def _options(request: Request) -> tuple[Option, ...]:
    """Every candidate in every dose, on the kind of day that its rank gives it."""
    kinds = _kinds(request)
    return tuple(
        Option(
            exercise=candidate.exercise.id,
            form=dose.form,
            value=_value(candidate, request) + request.weights.of(dose.form),
            cover=_cover(candidate.exercise, request),
            load=load(
                dose,
                _sides(candidate.exercise, request.side),
                kinds[candidate.exercise.id],
            ),
        )
        for candidate in request.candidates
        for dose in _doses(candidate.exercise, request.circumstances.stage)
    )


def _kinds(request: Request) -> dict[str, int]:
    """Deal the candidates out to the two kinds of days in the order of their worth.

    The solver then has one column for each dose instead of two, and both kinds of days
    hold good exercises. `arrange` puts what was chosen together again where time allows.
    """
    ranked = sorted(request.candidates, key=lambda c: (-_worth(c, request), c.exercise.id))
    stage = request.circumstances.stage
    alternating = [c.exercise.id for c in ranked if alternates(c.exercise.doses[stage])]
    kinds = dict.fromkeys((c.exercise.id for c in ranked), FIRST)
    return kinds | {name: (FIRST, SECOND)[place % 2] for place, name in enumerate(alternating)}


def _worth(candidate: Candidate, request: Request) -> float:
    return _value(candidate, request) + sum(_cover(candidate.exercise, request).values())


def _value(candidate: Candidate, request: Request) -> float:
    name, weights = candidate.exercise.id, request.weights
    at = request.circumstances
    value = weights.item + weights.rating * (candidate.points - 2)
    if name in at.way.exercises(at.stage):
        value += weights.template
    if name in at.goals.exercises:
        value += weights.goal
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


def _doses(exercise: Exercise, stage: int) -> tuple[Dose, ...]:
    full = exercise.doses[stage]
    return (full, *full.reduced())


def _dose(candidate: Candidate, option: Option, request: Request) -> Dose:
    doses = _doses(candidate.exercise, request.circumstances.stage)
    return next(dose for dose in doses if dose.form == option.form)


def _sides(exercise: Exercise, pain: PainSide) -> int:
    return 2 if exercise.is_sided and side_of(exercise, pain) == BOTH_SIDES else 1


def _planned(candidate: Candidate, dose: Dose, kind: int, request: Request) -> PlannedExercise:
    exercise = candidate.exercise
    return PlannedExercise(
        id=exercise.id,
        side=side_of(exercise, request.side),
        sets=dose.sets,
        reps=dose.reps,
        hold_s=dose.hold_s,
        per_week=dose.per_week,
        sessions_per_day=dose.sessions_per_day,
        minutes=dose.tenths(_sides(exercise, request.side)) / 10,
        weekdays=weekdays(dose, kind),
        why=_why(candidate, request.circumstances),
        cautions=candidate.cautions,
    )


def _why(candidate: Candidate, at: Circumstances) -> Phrase:
    """What it trains most of what the stage wants, and the goal or the approach it serves."""
    exercise = candidate.exercise
    wanted = {name: at.wanted.get(name, 0) * exercise.functions[name] for name in exercise.functions}
    function = max(wanted, key=lambda name: (wanted[name], exercise.functions[name], name))
    named = f"@exercise_function.{function}.patient"
    goal = _goal(exercise, at)
    if goal is not None:
        return phrase("plan.why.goal", function=named, plan=at.way.name, goal=goal)
    kind = "second_choice" if candidate.is_second_choice else "function"
    return phrase(f"plan.why.{kind}", function=named, plan=at.way.name)


def _goal(exercise: Exercise, at: Circumstances) -> str | None:
    if exercise.id in at.goals.exercises:
        return at.goals.exercises[exercise.id]
    strong = (name for name in sorted(exercise.functions) if exercise.functions[name] >= STRONG)
    return next((at.goals.functions[name] for name in strong if name in at.goals.functions), None)


def _free(
    doses: Sequence[Dose], sides: Sequence[int], kinds: Sequence[int], capacity: int
) -> tuple[int, int]:
    """Tenths of a minute left on either kind of day."""
    loads = [load(*item) for item in zip(doses, sides, kinds, strict=True)]
    return (capacity - sum(a for a, _ in loads), capacity - sum(b for _, b in loads))


def _left_out(request: Request, taken: set[str], free: tuple[int, int]) -> dict[str, Phrase]:
    """Why the candidates that were not chosen were not."""
    reasons: dict[str, Phrase] = {}
    for candidate in request.candidates:
        exercise = candidate.exercise
        if exercise.id in taken:
            continue
        least = _doses(exercise, request.circumstances.stage)[-1]
        fits = any(
            all(need <= room for need, room in zip(needs, free, strict=True))
            for kind in (FIRST, SECOND)
            for needs in (load(least, _sides(exercise, request.side), kind),)
        )
        if not fits:
            reasons[exercise.id] = phrase("plan.because.time")
        elif len(taken) == request.most:
            reasons[exercise.id] = phrase("plan.because.full", count=request.most)
        else:
            reasons[exercise.id] = phrase("plan.because.covered")
    return reasons
