"""The stages of a plan, decided one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil

from sijoint.clinical.case import Case
from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.approach import Way
from sijoint.clinical.plan.candidate import STRONG, Candidate, Circumstances, sort_out
from sijoint.clinical.plan.exercise import Exercise
from sijoint.clinical.plan.goal import Goals
from sijoint.clinical.plan.option import Request
from sijoint.clinical.plan.rules import PlanRules
from sijoint.clinical.plan.selection import open_solver
from sijoint.clinical.plan.stage import Filled, StageRule, fill
from sijoint.clinical.plan.state import LAST_WEEK_OF_PREGNANCY, Held, Outlook


@dataclass(frozen=True, slots=True)
class Person:
    """What is known about the person, in the terms of the plan.

    Parameters
    ----------
    case : Case
        The evaluation.
    facts : Facts
        Its answers today.
    way : Way
        The way of working that the profile asks for.
    goals : Goals
        What the person wants.
    outlook : Outlook
        What holds now and later.
    waiting : frozenset of str
        Exercises that wait until an easier one was in the plan.
    is_warned : bool
        Whether a safety level from soon up is open: sport and heavy work wait for it.
    """

    case: Case
    facts: Facts
    way: Way
    goals: Goals
    outlook: Outlook
    waiting: frozenset[str]
    is_warned: bool

    def may_do(self, exercise: Exercise, held: Held) -> bool:
        """Whether an exercise is allowed and suits, and what it needs is at hand."""
        return (
            exercise.id not in held.forbidden
            and self.way.points(exercise.id, exercise.ratings) is not None
            and exercise.equipment <= self.case.preferences.equipment
        )

    def is_born_by(self, week: int) -> bool:
        """Whether a pregnancy will be over in a week, counted from today."""
        weeks = self.case.patient.pregnancy_weeks
        return weeks is not None and weeks + week >= LAST_WEEK_OF_PREGNANCY


@dataclass(frozen=True, slots=True)
class DraftStage:
    """A stage with the restrictions that held when it was filled."""

    rule: StageRule
    held: Held
    filled: Filled

    @property
    def names(self) -> frozenset[str]:
        """Ids of its exercises."""
        return frozenset(exercise.id for exercise in self.filled.exercises)


@dataclass
class Draft:
    """What has been decided so far.

    Parameters
    ----------
    stages : list of DraftStage
        Those that could be filled, in order.
    left_out : dict of str to Phrase
        Why a candidate was not chosen, by exercise; the latest stage has the word.
    barred : dict of str to Phrase
        Why an exercise could not be a candidate; the first stage has the word.
    note : Phrase or None
        Why there are fewer stages than the goals need; None when there are not.
    """

    stages: list[DraftStage] = field(default_factory=list)
    left_out: dict[str, Phrase] = field(default_factory=dict)
    barred: dict[str, Phrase] = field(default_factory=dict)
    note: Phrase | None = None

    @property
    def kept(self) -> dict[str, int]:
        """The exercises of the latest stage, with the tenths of a minute of one session."""
        latest = self.stages[-1].filled.exercises if self.stages else ()
        return {exercise.id: round(10 * exercise.minutes) for exercise in latest}

    def minutes_before(self, number: int) -> dict[str, float]:
        """The exercises of the stages before one, with the minutes of their latest session."""
        before = (stage for stage in self.stages if stage.rule.number < number)
        return {e.id: e.minutes for stage in before for e in stage.filled.exercises}

    @property
    def included(self) -> frozenset[str]:
        """The exercises of all stages."""
        return frozenset[str]().union(*(stage.names for stage in self.stages))


def draft_stages(person: Person, rules: PlanRules) -> Draft:
    """The stages in order, until one has too little to offer or reaches past a birth.

    A first stage is always tried: it also keeps the rules for the weeks after a birth.

    Parameters
    ----------
    person : Person
        Whom the plan is for.
    rules : PlanRules
        The evidence.
    """
    draft = Draft()
    solver = open_solver()
    for stage in stages_for(person, rules):
        if draft.stages and person.is_born_by(stage.weeks[1]):
            draft.note = phrase("plan.note.birth")
            break
        at = circumstances_of(stage, draft.included, person, rules)
        candidates, barred = sort_out(rules.exercises, at)
        draft.barred = barred | draft.barred
        request = _request(stage, at, candidates, draft, person, rules)
        enough = len(candidates) >= request.fewest
        filled = fill(request, solver) if enough else Filled(())
        if not filled.exercises or (
            draft.stages and not has_strength((e.id for e in filled.exercises), rules)
        ):
            draft.note = _note(draft, candidates if enough else ())
            break
        draft.left_out |= filled.left_out
        draft.stages.append(DraftStage(stage, at.held, filled))
    if draft.note is None and person.goals.are_demanding and person.is_warned:
        draft.note = phrase("plan.note.warning_sign")
    return draft


def has_strength(names: Iterable[str], rules: PlanRules) -> bool:
    """Whether a stage trains strength: without it, it is no step beyond the first one."""
    chosen = frozenset(names)
    return any(
        strength >= STRONG and name in rules.strengths
        for exercise in rules.exercises
        if exercise.id in chosen
        for name, strength in exercise.functions.items()
    )


def stages_for(person: Person, rules: PlanRules) -> tuple[StageRule, ...]:
    """A plan ends at the stage that meets the goals: the last one is for sport and heavy work."""
    needs_last = person.goals.are_demanding and not person.is_warned
    return rules.stages if needs_last else rules.stages[:-1]


def circumstances_of(
    stage: StageRule, earlier: frozenset[str], person: Person, rules: PlanRules
) -> Circumstances:
    """What decides about the exercises of a stage, after those of the stages before."""
    wanted = person.way.functions(stage.number)
    for name in person.goals.functions:
        wanted[name] = max(wanted.get(name, 0), rules.weights.goal_function)
    return Circumstances(
        stage=stage.number,
        held=person.outlook.hold(stage.weeks),
        way=person.way,
        goals=person.goals,
        equipment=person.case.preferences.equipment,
        wanted=wanted,
        usual=person.way.exercises(stage.number),
        earlier=earlier,
        led_up_to=person.waiting,
    )


def minutes_for(person: Person, rules: PlanRules) -> float:
    """Minutes that a day of the programme may take."""
    return min(person.case.preferences.minutes_per_day, rules.minutes_per_day)


def capacity_of(minutes: float) -> int:
    """Tenths of a minute: strictly below the limit, so that rounded sums never pass it."""
    return max(ceil(10 * minutes) - 1, 0)


def _request(
    stage: StageRule,
    at: Circumstances,
    candidates: tuple[Candidate, ...],
    draft: Draft,
    person: Person,
    rules: PlanRules,
) -> Request:
    minutes = minutes_for(person, rules)
    return Request(
        circumstances=at,
        candidates=candidates,
        weights=rules.weights,
        side=person.case.episode.side,
        capacity=capacity_of(minutes),
        fewest=rules.fewest_later if draft.stages else rules.fewest_exercises,
        most=stage.most,
        kept=draft.kept,
        goal_capacity=10 * minutes * rules.goal_share,
    )


def _note(draft: Draft, candidates: tuple[Candidate, ...]) -> Phrase:
    if draft.stages:
        last = draft.stages[-1].rule
        return phrase("plan.note.ends_early", stage=f"@plan_stage.{last.id}.patient")
    return phrase("plan.note.no_time" if candidates else "plan.note.no_programme")
