"""One change of a plan by a clinician: made only when it breaks no rule that held before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.bound import asking, parts_of
from sijoint.clinical.plan.change import Act, Change
from sijoint.clinical.plan.edited import EditedPlan, EditedStage, Item
from sijoint.clinical.plan.exercise import Dose, Exercise
from sijoint.clinical.plan.option import side_of
from sijoint.clinical.plan.recheck import Finding, Kind, findings_of, fullest_day
from sijoint.clinical.plan.stage import why_of
from sijoint.clinical.plan.terms import Terms

FATAL = frozenset({Kind.STOPPED, Kind.NO_STAGE})
"""With these nothing can be changed: the plan is proposed anew."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change.

    Parameters
    ----------
    plan : EditedPlan
        With the change, or as before when it is refused.
    refused : tuple of Finding
        Why it is refused; empty when it is made.
    """

    plan: EditedPlan
    refused: tuple[Finding, ...]


def edit(plan: EditedPlan, change: Change, terms: Terms) -> Outcome:
    """Change a plan, unless the change breaks a rule.

    Parameters
    ----------
    plan : EditedPlan
        As it is. It may break rules already, because the person has changed: then a change may
        leave them broken, and make none of them worse.
    change : Change
    terms : Terms
        What the plan must keep.
    """
    known = findings_of(plan, terms)
    fatal = tuple(finding for finding in known if finding.kind in FATAL)
    if fatal:
        return Outcome(plan, fatal)
    tried = _ACTS[change.act](plan, change, terms)
    if isinstance(tried, Finding):
        return Outcome(plan, (tried,))
    before = {finding.place: finding.excess for finding in known}
    refused = tuple(
        finding
        for finding in findings_of(tried, terms)
        if finding.place not in before or finding.excess > before[finding.place]
    )
    return Outcome(plan, refused) if refused else Outcome(tried, ())


def item_for(
    name: str, plan: EditedPlan, stage: EditedStage, terms: Terms, side: str = ""
) -> Item | Finding:
    """An exercise as it would come into a stage, in the largest dose that the day has time for.

    Parameters
    ----------
    name : str
        Exercise id.
    plan : EditedPlan
    stage : EditedStage
        The stage without what goes out for it.
    terms : Terms
    side : str, optional
        Empty leaves it to the rules.
    """
    exercise = terms.library.get(name)
    if exercise is None:
        return Finding(Kind.UNKNOWN, stage.number, name)
    forbidden = terms.held[stage.number].forbidden.get(name)
    if forbidden is not None:
        return Finding(Kind.BARRED, stage.number, name, because=forbidden)
    if stage.number not in exercise.doses:
        return Finding(Kind.NO_DOSE, stage.number, name)
    at = terms.at(stage.number, plan.before(stage.number))
    bar = terms.bar(exercise, at)
    if bar is not None:
        return Finding(Kind.BARRED, stage.number, name, because=bar)
    candidate = terms.candidate(exercise, at)
    is_wanted = not candidate.is_second_choice
    why = why_of(candidate, at) if is_wanted else _chosen(exercise)
    chosen = side or side_of(exercise, terms.person.case.episode.side)
    item = Item(name, chosen, candidate.doses[0], why, by_hand=True)
    return replace(item, dose=_largest(candidate.doses, item, stage, terms))


def _largest(doses: tuple[Dose, ...], item: Item, stage: EditedStage, terms: Terms) -> Dose:
    """The first dose with which the fullest day fits, else the smallest."""

    def fits(dose: Dose) -> bool:
        tried = replace(stage, items=(*stage.items, replace(item, dose=dose)))
        return fullest_day(tried, terms) <= terms.capacity

    return next(filter(fits, doses), doses[-1])


def _chosen(exercise: Exercise) -> Phrase:
    """That a clinician chose an exercise which the rules would not."""
    function = max(exercise.functions, key=lambda name: (exercise.functions[name], name))
    return phrase("plan.why.clinician", function=f"@exercise_function.{function}.patient")


def _stage_of(plan: EditedPlan, change: Change) -> EditedStage | Finding:
    stage = plan.find(change.stage)
    return Finding(Kind.UNKNOWN, change.stage) if stage is None else stage


def _found(plan: EditedPlan, change: Change) -> tuple[EditedStage, Item] | Finding:
    stage = _stage_of(plan, change)
    if isinstance(stage, Finding):
        return stage
    item = stage.find(change.about)
    return Finding(Kind.UNKNOWN, change.stage, change.about) if item is None else (stage, item)


def _coming(
    name: str, plan: EditedPlan, stage: EditedStage, change: Change, terms: Terms
) -> Item | Finding:
    """The item that comes in, with the numbers and the reason of the change."""
    item = item_for(name, plan, stage, terms, change.side)
    if isinstance(item, Finding):
        return item
    asked = {part: value for part, value in change.dose.items() if part in parts_of(item.dose)}
    return replace(item, dose=asking(item.dose, asked), reason=change.reason)


def _add(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    stage = _stage_of(plan, change)
    if isinstance(stage, Finding):
        return stage
    item = _coming(change.about, plan, stage, change, terms)
    if isinstance(item, Finding):
        return item
    place = len(stage.items) if change.place is None else change.place
    items = (*stage.items[:place], item, *stage.items[place:])
    return plan.having(replace(stage, items=items))


def _swap(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    found = _found(plan, change)
    if isinstance(found, Finding):
        return found
    stage, goes = found
    rest = replace(stage, items=tuple(each for each in stage.items if each is not goes))
    item = _coming(change.instead, plan, rest, change, terms)
    if isinstance(item, Finding):
        return item
    return plan.having(_with(stage, goes, item))


def _remove(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    found = _found(plan, change)
    if isinstance(found, Finding):
        return found
    stage, goes = found
    return plan.having(replace(stage, items=tuple(i for i in stage.items if i is not goes)))


def _dose(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    """Also the side, when it is given. More of what must be changed asks for a reason."""
    found = _found(plan, change)
    if isinstance(found, Finding):
        return found
    stage, item = found
    known = parts_of(item.dose)
    if not change.dose.keys() <= known.keys():
        return Finding(Kind.UNKNOWN, change.stage, change.about)
    is_more = any(value > known[part] for part, value in change.dose.items())
    changed = replace(
        item,
        side=change.side or item.side,
        dose=asking(item.dose, change.dose),
        by_hand=item.by_hand or is_more,
        reason=change.reason or item.reason,
    )
    return plan.having(_with(stage, item, changed))


def _side(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    found = _found(plan, change)
    if isinstance(found, Finding):
        return found
    stage, item = found
    return plan.having(_with(stage, item, replace(item, side=change.side)))


def _move(step: int) -> _Do:
    def move(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
        found = _found(plan, change)
        if isinstance(found, Finding):
            return found
        stage, item = found
        rest = [each for each in stage.items if each is not item]
        rest.insert(max(0, stage.items.index(item) + step), item)
        return plan.having(replace(stage, items=tuple(rest)))

    return move


def _with(stage: EditedStage, goes: Item, comes: Item) -> EditedStage:
    items = tuple(comes if each is goes else each for each in stage.items)
    return replace(stage, items=items)


def _add_support(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    """In the order of the evidence; one that does not suit is found by the check."""
    wanted = {*plan.supports, change.about}
    known = [support.id for support in terms.rules.supports]
    if change.about not in known:
        return Finding(Kind.UNKNOWN, about=change.about)
    return replace(plan, supports=tuple(name for name in known if name in wanted))


def _remove_support(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    return replace(plan, supports=tuple(n for n in plan.supports if n != change.about))


def _add_education(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    wanted = {*plan.education, change.about}
    known = [unit.id for unit in terms.rules.education]
    if change.about not in known:
        return Finding(Kind.UNKNOWN, about=change.about)
    return replace(plan, education=tuple(name for name in known if name in wanted))


def _remove_education(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    return replace(plan, education=tuple(n for n in plan.education if n != change.about))


def _review(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    if change.about not in {review.id for review in plan.reviews}:
        return Finding(Kind.UNKNOWN, about=change.about)
    reviews = tuple(
        replace(review, on=change.on) if review.id == change.about else review
        for review in plan.reviews
    )
    return replace(plan, reviews=reviews)


def _refresh(plan: EditedPlan, change: Change, terms: Terms) -> EditedPlan | Finding:
    """Nothing is changed by hand; what follows is worked out again."""
    return plan


_Do = Callable[[EditedPlan, Change, Terms], EditedPlan | Finding]

_ACTS: Mapping[Act, _Do] = {
    Act.ADD: _add,
    Act.SWAP: _swap,
    Act.REMOVE: _remove,
    Act.DOSE: _dose,
    Act.SIDE: _side,
    Act.UP: _move(-1),
    Act.DOWN: _move(1),
    Act.ADD_SUPPORT: _add_support,
    Act.REMOVE_SUPPORT: _remove_support,
    Act.ADD_EDUCATION: _add_education,
    Act.REMOVE_EDUCATION: _remove_education,
    Act.REVIEW: _review,
    Act.REFRESH: _refresh,
}
