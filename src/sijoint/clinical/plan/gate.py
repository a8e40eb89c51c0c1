"""Gates between stages: what must be true before the next one begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.exercise import NO_LIMIT, DoseLimit

MAINTENANCE = 5
"""The number that stands after the last stage: the gate to it opens from any stage."""


class Task(StrEnum):
    """What the amount of an equivalent counts."""

    REPS = "reps"
    HOLD = "hold_s"
    MINUTES = "minutes"
    METRES = "metres"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One of several exercises that show the same ability.

    Parameters
    ----------
    exercise : str
        Exercise id.
    task : Task
        What is counted.
    amount : float
        How much of it is asked for.
    is_each_side : bool
        Whether either side must do it.
    plus_minutes : float or None, optional
        Less is enough for a person whose plan asks for little: the minutes of the plan
        and so many more. None means that the amount is the same for everyone.
    """

    exercise: str
    task: Task
    amount: float
    is_each_side: bool
    plus_minutes: float | None = None

    @property
    def phrase(self) -> Phrase:
        """What the person is asked to do."""
        sides = "_each_side" if self.is_each_side else ""
        named = f"@exercise.{self.exercise}.patient"
        return phrase(f"plan.gate.{self.task}{sides}", exercise=named, amount=self.amount)

    def is_within(self, limit: DoseLimit) -> bool:
        """Whether it asks for no more than a change of the exercise allows."""
        match self.task:
            case Task.REPS:
                return limit.share == 1 and self.amount <= limit.reps
            case Task.HOLD:
                return self.amount <= limit.hold_s
            case Task.MINUTES:
                return self.amount <= limit.minutes
            case _:
                return limit.share == 1


@dataclass(frozen=True, slots=True)
class GateItem:
    """One criterion.

    Parameters
    ----------
    text : str
        Id of the text that states it to the person, where it names no exercise.
    when : Expression or None
        Used only for whom this holds at the start; None means for everyone.
    equivalents : tuple of Equivalent, optional
        Any one of them meets it; it is dropped where none of them is allowed.
    is_counted : bool, optional
        Whether it belongs to those of which a few are enough.
    """

    text: str
    when: Expression | None
    equivalents: tuple[Equivalent, ...] = ()
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """The criteria for one step.

    Parameters
    ----------
    to : int
        Stage that it opens, or `MAINTENANCE`.
    items : tuple of GateItem
        In the order in which they are asked; those that are counted stand together.
    is_for_impact : bool
        Whether it counts only for a stage with running or landing.
    need : int, optional
        How many of the counted items are enough.
    """

    to: int
    items: tuple[GateItem, ...]
    is_for_impact: bool
    need: int = 0


@dataclass(frozen=True, slots=True)
class Ability:
    """What a person can be asked to show.

    Parameters
    ----------
    allowed : frozenset of str
        Exercises that may be asked for.
    planned : mapping of str to float, optional
        The exercises of the plan so far, with the minutes of their latest session.
    limits : mapping of str to DoseLimit, optional
        How much of them is allowed.
    """

    allowed: frozenset[str]
    planned: Mapping[str, float] = field(default_factory=dict)
    limits: Mapping[str, DoseLimit] = field(default_factory=dict)

    def find(self, item: GateItem) -> Equivalent | None:
        """The first equivalent that the person knows, else the first that is allowed."""
        fitted = [self._fitted(each) for each in item.equivalents if each.exercise in self.allowed]
        usable = [each for each in fitted if each.is_within(self._limit(each))]
        return min(usable, key=lambda each: each.exercise not in self.planned, default=None)

    def _fitted(self, each: Equivalent) -> Equivalent:
        minutes = self.planned.get(each.exercise)
        if each.plus_minutes is None or minutes is None:
            return each
        most = min(each.amount, self._limit(each).minutes)
        return replace(each, amount=min(most, round(minutes + each.plus_minutes)))

    def _limit(self, each: Equivalent) -> DoseLimit:
        return self.limits.get(each.exercise, NO_LIMIT)


def criteria(
    gates: tuple[Gate, ...], to: int, facts: Facts, *, has_impact: bool, ability: Ability
) -> tuple[Phrase, ...]:
    """What must be true for a step.

    Parameters
    ----------
    gates : tuple of Gate
        All gates.
    to : int
        Stage that is to begin, or `MAINTENANCE`.
    facts : Facts
        The person at the start.
    has_impact : bool
        Whether the stage that is to begin has running or landing.
    ability : Ability
        No other exercise is asked for.
    """
    return tuple(
        each
        for gate in gates
        if gate.to == to and (has_impact or not gate.is_for_impact)
        for each in _asked(gate, facts, ability)
    )


def _asked(gate: Gate, facts: Facts, ability: Ability) -> Iterator[Phrase]:
    """The criteria of a gate; where some of a group are enough, a line before it says so."""
    items = [item for item in gate.items if item.when is None or item.when.holds(facts)]
    found = [(item, ability.find(item)) for item in items]
    count = sum(item.is_counted and each is not None for item, each in found)
    is_open = count > gate.need
    for item, each in found:
        if not item.equivalents:
            yield Phrase(item.text)
        elif each is not None:
            if item.is_counted and is_open:
                yield phrase("plan.gate.need", need=gate.need, count=count)
                is_open = False
            yield each.phrase
