"""Whether an edited plan keeps every rule that a proposed one keeps, and which it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sijoint.clinical.case import Case
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.bound import parts_of
from sijoint.clinical.plan.candidate import Circumstances
from sijoint.clinical.plan.draft import has_strength
from sijoint.clinical.plan.edited import EditedPlan, EditedStage, Item, sides_in
from sijoint.clinical.plan.option import BOTH_SIDES
from sijoint.clinical.plan.rules import PlanRules
from sijoint.clinical.plan.schedule import lightest
from sijoint.clinical.plan.terms import Terms, terms_for
from sijoint.clinical.profile import Profile
from sijoint.clinical.safety import Safety

SIDES = ("left", "right", BOTH_SIDES)


class Kind(StrEnum):
    """What is wrong with a plan."""

    STOPPED = "stopped"
    NO_STAGE = "no_stage"
    NO_PROGRAMME = "no_programme"
    BIRTH = "birth"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    FULL = "full"
    TWICE = "twice"
    TIME = "time"
    STRENGTH = "strength"
    BARRED = "barred"
    NO_DOSE = "no_dose"
    SIDE = "side"
    DOSE = "dose"
    REASON = "reason"
    SUPPORT = "support"
    NEEDED = "needed"
    EDUCATION = "education"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that a plan does not keep.

    Parameters
    ----------
    kind : Kind
    stage : int
        Number of the stage; 0 for the whole plan.
    about : str
        Id of the exercise, support, unit or review; empty for a stage or the plan.
    part : str
        The number of the dose that is out of its bounds; empty for the others.
    because : Phrase or None
        The rule's own words, where it has some.
    least, most : float
        What is allowed, where it is a number: of a dose, items, or minutes of a day.
    excess : float
        By how much it is missed, to tell a plan that gets better from one that gets worse.
    """

    kind: Kind
    stage: int = 0
    about: str = ""
    part: str = ""
    because: Phrase | None = None
    least: float = 0.0
    most: float = 0.0
    excess: float = 0.0

    @property
    def place(self) -> tuple[str, int, str, str]:
        """What it is about, whatever the numbers."""
        return (self.kind, self.stage, self.about, self.part)


def recheck(
    edited: EditedPlan, case: Case, *, profile: Profile, safety: Safety, rules: PlanRules
) -> tuple[Finding, ...]:
    """Every rule that an edited plan does not keep for a person as recorded now.

    Parameters
    ----------
    edited : EditedPlan
    case : Case
    profile : Profile
    safety : Safety
    rules : PlanRules

    Returns
    -------
    tuple of Finding
        Empty for a plan as `build_plan` makes it.
    """
    return findings_of(edited, terms_for(case, profile=profile, safety=safety, rules=rules))


def findings_of(edited: EditedPlan, terms: Terms) -> tuple[Finding, ...]:
    """Every rule that an edited plan does not keep; nothing but the stop while there is one."""
    if terms.safety.stop:
        return (Finding(Kind.STOPPED),)
    return (
        *(each for stage in edited.stages for each in _of_stage(stage, edited, terms)),
        *_of_supports(edited, terms),
        *_of_education(edited, terms),
        *_of_reviews(edited, terms),
    )


def hindrances_of(edited: EditedPlan, terms: Terms) -> tuple[Finding, ...]:
    """Why a plan cannot be approved: what it does not keep, and too little to be a programme."""
    found = findings_of(edited, terms)
    if terms.safety.stop:
        return found
    fewest = terms.rules.fewest_exercises
    few = [stage.number for stage in edited.stages if len(stage.items) < fewest]
    if few or not edited.stages:
        lacking = Finding(Kind.NO_PROGRAMME, stage=min(few, default=0), least=fewest)
        return (*found, lacking)
    return found


def _of_stage(stage: EditedStage, edited: EditedPlan, terms: Terms) -> Iterator[Finding]:
    number = stage.number
    if number not in terms.stages:
        yield Finding(Kind.NO_STAGE, number)
        return
    yield from _of_size(stage, edited, terms)
    yield from _of_time(stage, terms)
    at = terms.at(number, edited.before(number))
    for item in stage.items:
        yield from _of_item(item, at, terms)


def _of_size(stage: EditedStage, edited: EditedPlan, terms: Terms) -> Iterator[Finding]:
    number, count, most = stage.number, len(stage.items), terms.stages[stage.number].most
    is_first = stage is edited.stages[0]
    if not count:
        yield Finding(Kind.EMPTY, number, least=1, most=most)
    if count > most:
        yield Finding(Kind.FULL, number, least=1, most=most, excess=count - most)
    if len(stage.names) < count:
        yield Finding(Kind.TWICE, number)
    if count and not is_first and not has_strength(stage.names, terms.rules):
        yield Finding(Kind.STRENGTH, number)
    if not is_first and terms.person.is_born_by(terms.stages[number].weeks[1]):
        yield Finding(Kind.BIRTH, number)


def _of_time(stage: EditedStage, terms: Terms) -> Iterator[Finding]:
    """Whether the fullest day fits, the days dealt out as well as can be."""
    over = fullest_day(stage, terms) - terms.capacity
    if over > 0:
        yield Finding(Kind.TIME, stage.number, most=terms.minutes, excess=over)


def fullest_day(stage: EditedStage, terms: Terms) -> int:
    """Tenths of a minute of the day with the most exercise."""
    return lightest([(item.dose, sides_in(item, terms.library)) for item in stage.items])[1]


def _of_item(item: Item, at: Circumstances, terms: Terms) -> Iterator[Finding]:
    exercise, number = terms.library[item.exercise], at.stage
    if number not in exercise.doses:
        yield Finding(Kind.NO_DOSE, number, item.exercise)
        return
    bar = terms.bar(exercise, at)
    if bar is not None:
        yield Finding(Kind.BARRED, number, item.exercise, because=bar)
        return
    if item.side not in SIDES or (item.side != BOTH_SIDES and not exercise.is_sided):
        yield Finding(Kind.SIDE, number, item.exercise)
    is_reasoned = item.reason is not None and item.reason.is_whole
    if item.by_hand and terms.asks_reason(item.exercise, number) and not is_reasoned:
        because = next(iter(terms.cautions(item.exercise, number)), None)
        yield Finding(Kind.REASON, number, item.exercise, because=because)
    yield from _of_dose(item, number, terms)


def _of_dose(item: Item, number: int, terms: Terms) -> Iterator[Finding]:
    allowed = terms.bounds(item.exercise, number)
    for part, value in parts_of(item.dose).items():
        bound = allowed[part]
        over = max(value - bound.most, bound.least - value)
        if over > 0:
            yield Finding(
                Kind.DOSE,
                number,
                item.exercise,
                part=part,
                because=next(iter(bound.because), None),
                least=bound.least,
                most=bound.most,
                excess=over,
            )


def _of_supports(edited: EditedPlan, terms: Terms) -> Iterator[Finding]:
    for name in edited.supports:
        if name not in terms.supports:
            yield Finding(Kind.SUPPORT, about=name)
    for name in sorted(terms.needed.difference(edited.supports)):
        yield Finding(Kind.NEEDED, about=name)


def _of_education(edited: EditedPlan, terms: Terms) -> Iterator[Finding]:
    for name in edited.education:
        if name not in terms.education:
            yield Finding(Kind.EDUCATION, about=name)


def _of_reviews(edited: EditedPlan, terms: Terms) -> Iterator[Finding]:
    """Every review stays, none before the evaluation, and in their order."""
    names = [review.id for review in edited.reviews]
    for point in terms.rules.reviews:
        if point.id not in names:
            yield Finding(Kind.REVIEW, about=point.id)
    started = terms.person.case.assessed_on
    for review in edited.reviews:
        if review.on is not None and started is not None and review.on < started:
            yield Finding(Kind.REVIEW, about=review.id)
    for review, following in pairwise(edited.reviews):
        if review.on is not None and following.on is not None and following.on <= review.on:
            yield Finding(Kind.REVIEW, about=following.id)
