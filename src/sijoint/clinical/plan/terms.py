"""What a plan of one person must keep, worked out once for all its stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijoint.clinical.case import Case
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.bound import Bound, Part, bounds
from sijoint.clinical.plan.candidate import Candidate, Circumstances, candidate_of, hindrance
from sijoint.clinical.plan.draft import (
    Person,
    capacity_of,
    circumstances_of,
    minutes_for,
    stages_for,
)
from sijoint.clinical.plan.exercise import Exercise
from sijoint.clinical.plan.plan import person_of, supports_for
from sijoint.clinical.plan.rules import PlanRules
from sijoint.clinical.plan.stage import StageRule
from sijoint.clinical.plan.state import Held
from sijoint.clinical.plan.support import PlannedSupport, teach
from sijoint.clinical.profile import Profile
from sijoint.clinical.safety import Safety


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan of one person must keep.

    Parameters
    ----------
    person : Person
    safety : Safety
    rules : PlanRules
    library : mapping of str to Exercise
        By id.
    stages : mapping of int to StageRule
        By number; without those that wait for a warning sign, or that no goal needs.
    held : mapping of int to Held
        The restrictions of each stage.
    capacity : int
        Tenths of a minute on any day.
    supports : mapping of str to PlannedSupport
        Those that suit the person.
    needed : frozenset of str
        Supports that answer a rule that fired.
    education : tuple of str
        The units that are for the person.
    """

    person: Person
    safety: Safety
    rules: PlanRules
    library: Mapping[str, Exercise]
    stages: Mapping[int, StageRule]
    held: Mapping[int, Held]
    capacity: int
    supports: Mapping[str, PlannedSupport]
    needed: frozenset[str]
    education: tuple[str, ...]

    @property
    def minutes(self) -> float:
        """Minutes that a day may take."""
        return minutes_for(self.person, self.rules)

    def at(self, number: int, earlier: frozenset[str]) -> Circumstances:
        """What decides in a stage, after the exercises of the stages before."""
        return circumstances_of(self.stages[number], earlier, self.person, self.rules)

    def bar(self, exercise: Exercise, at: Circumstances) -> Phrase | None:
        """Why an exercise may never stand in a stage; None where it may."""
        return self.held[at.stage].forbidden.get(exercise.id) or hindrance(exercise, at)

    def candidate(self, exercise: Exercise, at: Circumstances) -> Candidate:
        """An exercise with its changes and doses; without points where it does not suit."""
        points = self.person.way.points(exercise.id, exercise.ratings)
        return candidate_of(exercise, points or 0.0, at)

    def cautions(self, name: str, number: int) -> tuple[Phrase, ...]:
        """What must change about an exercise in a stage."""
        return self.held[number].cautions.get(name, ())

    def is_avoided(self, name: str) -> bool:
        """Whether an exercise does not suit the way of working."""
        return self.person.way.points(name, self.library[name].ratings) is None

    def asks_reason(self, name: str, number: int) -> bool:
        """Whether a clinician who chooses an exercise must say why."""
        return bool(self.cautions(name, number)) or self.is_avoided(name)

    def bounds(self, name: str, number: int) -> dict[Part, Bound]:
        """How much of an exercise may be asked for in a stage that it has a dose for."""
        return bounds(self.library[name], number, self.held[number])


def terms_for(case: Case, *, profile: Profile, safety: Safety, rules: PlanRules) -> Terms:
    """What a plan of a person must keep.

    Parameters
    ----------
    case : Case
        The person as recorded now.
    profile : Profile
        Its label chooses the way of working.
    safety : Safety
        The screen as it is now.
    rules : PlanRules
        The evidence.
    """
    person = person_of(case, profile, safety, rules)
    fired = frozenset(alert.id for alert in safety.alerts)
    stages = {rule.number: rule for rule in stages_for(person, rules)}
    suiting = {each.id: each for each in supports_for(person, safety, rules)}
    return Terms(
        person=person,
        safety=safety,
        rules=rules,
        library={exercise.id: exercise for exercise in rules.exercises},
        stages=stages,
        held={number: person.outlook.hold(rule.weeks) for number, rule in stages.items()},
        capacity=capacity_of(minutes_for(person, rules)),
        supports=suiting,
        needed=frozenset(s.id for s in rules.supports if s.id in suiting and s.alerts & fired),
        education=teach(rules.education, person.facts, profile.label),
    )
