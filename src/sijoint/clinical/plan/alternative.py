"""What may be added to a stage or swapped into it, and why the rest may not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.candidate import STRONG
from sijoint.clinical.plan.change import Act, Change
from sijoint.clinical.plan.edit import edit, item_for
from sijoint.clinical.plan.edited import EditedPlan, EditedStage, Item, Reason, ReasonCode
from sijoint.clinical.plan.exercise import Exercise
from sijoint.clinical.plan.recheck import Finding
from sijoint.clinical.plan.terms import Terms

ANY_REASON = Reason(ReasonCode.TRIED)


@dataclass(frozen=True, slots=True)
class Alternative:
    """An exercise that may be added or swapped in, or the reason why not.

    Parameters
    ----------
    exercise : str
        Exercise id.
    trains : tuple of str
        Functions it trains well, the strongest first.
    is_alike : bool
        For a swap: whether it trains what the other exercise is mainly for.
    item : Item or None
        As it would come in; None where it may not.
    cautions : tuple of Phrase
        What must change about it.
    asks_reason : bool
        Whether the clinician must say why.
    refused : tuple of Finding
        Why it may not come in; empty where it may.
    """

    exercise: str
    trains: tuple[str, ...]
    is_alike: bool
    item: Item | None
    cautions: tuple[Phrase, ...] = ()
    asks_reason: bool = False
    refused: tuple[Finding, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether it may come in."""
        return not self.refused


def offer(
    plan: EditedPlan, number: int, terms: Terms, *, instead_of: str = "", whole: bool = False
) -> tuple[Alternative, ...]:
    """What may come into a stage first, then the rest of what has a dose for it.

    Parameters
    ----------
    plan : EditedPlan
    number : int
        Number of a stage of the plan.
    terms : Terms
        What the plan must keep.
    instead_of : str, optional
        Id of the exercise that goes out: then what trains the same comes first.
    whole : bool, optional
        Whether every exercise is told about, so that who looks for one finds why it is out: also
        those that have no dose for the stage, or stand in it.

    Returns
    -------
    tuple of Alternative
        Possible ones first; among them what is alike, then what suits better.
    """
    stage = plan.find(number)
    if stage is None or number not in terms.stages:
        return ()
    found = [
        _alternative(exercise, plan, stage, terms, instead_of)
        for exercise in terms.rules.exercises
        if whole or (exercise.id not in stage.names and number in exercise.doses)
    ]
    return tuple(sorted(found, key=lambda each: _order(each, terms)))


def _order(found: Alternative, terms: Terms) -> tuple[bool, bool, float, str]:
    ratings = terms.library[found.exercise].ratings
    points = terms.person.way.points(found.exercise, ratings) or 0.0
    return (not found.is_possible, not found.is_alike, -points, found.exercise)


def _alternative(
    exercise: Exercise, plan: EditedPlan, stage: EditedStage, terms: Terms, instead_of: str
) -> Alternative:
    name = exercise.id
    bare = Alternative(name, _trained(exercise), _is_alike(exercise, instead_of, terms), None)
    rest = replace(stage, items=tuple(i for i in stage.items if i.exercise != instead_of))
    item = item_for(name, plan, rest, terms)
    if isinstance(item, Finding):
        return replace(bare, refused=(item,))
    swap = Change(Act.SWAP, stage.number, instead_of, instead=name, reason=ANY_REASON)
    add = Change(Act.ADD, stage.number, name, reason=ANY_REASON)
    refused = edit(plan, swap if instead_of else add, terms).refused
    if refused:
        return replace(bare, refused=refused)
    return replace(
        bare,
        item=item,
        cautions=terms.cautions(name, stage.number),
        asks_reason=terms.asks_reason(name, stage.number),
    )


def _trained(exercise: Exercise) -> tuple[str, ...]:
    """What it trains well, else whatever it trains; the strongest first."""
    ordered = sorted(exercise.functions.items(), key=lambda each: (-each[1], each[0]))
    strong = tuple(name for name, strength in ordered if strength >= STRONG)
    return strong or tuple(name for name, _ in ordered)


def _is_alike(exercise: Exercise, instead_of: str, terms: Terms) -> bool:
    """Whether it trains well what another is mainly for."""
    if not instead_of:
        return False
    main = _trained(terms.library[instead_of])[0]
    return exercise.functions.get(main, 0) >= STRONG
