"""A plan as a clinician edits it: what may be changed, and nothing that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.exercise import Dose, Exercise
from sijoint.clinical.plan.option import sides_of
from sijoint.clinical.plan.plan import Plan
from sijoint.clinical.plan.review import PlannedReview
from sijoint.clinical.plan.stage import PlannedExercise


class ReasonCode(StrEnum):
    """Why a clinician chose what the rules only allow with care."""

    TRIED = "tried"
    TOLERATED = "tolerated"
    GOAL = "goal"
    TEAM = "team"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason from the list, with the clinician's own words; "other" needs the words."""

    code: ReasonCode
    text: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it says something."""
        return self.code is not ReasonCode.OTHER or bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise of a stage.

    Parameters
    ----------
    exercise : str
        Exercise id.
    side : str
        "left", "right" or "both"; "both" also for an exercise without sides.
    dose : Dose
        What a clinician may change of it is bounded by the evidence.
    why : Phrase
        What it trains, and for whom.
    by_hand : bool
        Whether a clinician added it, or asked for more of it than was proposed.
    reason : Reason or None
        Why, where it needs one.
    """

    exercise: str
    side: str
    dose: Dose
    why: Phrase
    by_hand: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class EditedStage:
    """A stage by its number, with its items in the order in which they are done."""

    number: int
    items: tuple[Item, ...]

    @property
    def names(self) -> frozenset[str]:
        """Ids of its exercises."""
        return frozenset(item.exercise for item in self.items)

    def find(self, exercise: str) -> Item | None:
        """The item of an exercise; None where it is not in the stage."""
        return next((item for item in self.items if item.exercise == exercise), None)


@dataclass(frozen=True, slots=True)
class EditedPlan:
    """What a clinician decides about a plan; the rest is worked out again each time.

    Parameters
    ----------
    stages : tuple of EditedStage
        In order.
    supports, education : tuple of str
        Ids in the evidence.
    reviews : tuple of PlannedReview
        When progress is judged, in order.
    """

    stages: tuple[EditedStage, ...]
    supports: tuple[str, ...]
    education: tuple[str, ...]
    reviews: tuple[PlannedReview, ...]

    def find(self, number: int) -> EditedStage | None:
        """A stage by its number; None where the plan has none."""
        return next((stage for stage in self.stages if stage.number == number), None)

    def before(self, number: int) -> frozenset[str]:
        """The exercises of the stages before one."""
        earlier = (stage.names for stage in self.stages if stage.number < number)
        return frozenset[str]().union(*earlier)

    def having(self, stage: EditedStage) -> EditedPlan:
        """The plan with a stage in the place of the one of its number."""
        stages = tuple(stage if each.number == stage.number else each for each in self.stages)
        return replace(self, stages=stages)


def edited_of(
    plan: Plan,
    library: Mapping[str, Exercise],
    reasons: Mapping[tuple[int, str], Reason] | None = None,
    by_hand: frozenset[tuple[int, str]] = frozenset(),
) -> EditedPlan:
    """What of a plan can be edited.

    Parameters
    ----------
    plan : Plan
        As proposed, or as rebuilt after an edit.
    library : mapping of str to Exercise
        By id.
    reasons : mapping of (int, str) to Reason, optional
        Those that were given, by stage and exercise.
    by_hand : frozenset of (int, str), optional
        What a clinician put there, by stage and exercise.
    """
    given = reasons or {}

    def item(number: int, planned: PlannedExercise) -> Item:
        place = (number, planned.id)
        return Item(
            exercise=planned.id,
            side=planned.side,
            dose=_dose(planned, library[planned.id], number),
            why=planned.why,
            by_hand=place in by_hand,
            reason=given.get(place),
        )

    return EditedPlan(
        stages=tuple(
            EditedStage(stage.number, tuple(item(stage.number, e) for e in stage.exercises))
            for stage in plan.stages
        ),
        supports=tuple(support.id for support in plan.supports),
        education=plan.education,
        reviews=plan.reviews,
    )


def _dose(planned: PlannedExercise, exercise: Exercise, number: int) -> Dose:
    """The dose of a stage with what the plan asks for in place of its own numbers."""
    published = exercise.doses[number][0]
    is_continuous = published.continuous_minutes is not None
    return replace(
        published,
        sets=planned.sets,
        reps=planned.reps,
        hold_s=planned.hold_s,
        per_week=planned.per_week,
        sessions_per_day=planned.sessions_per_day,
        continuous_minutes=planned.minutes if is_continuous else None,
    )


def sides_in(item: Item, library: Mapping[str, Exercise]) -> int:
    """With how many sides every set of an item is done."""
    return sides_of(library[item.exercise], item.side)
