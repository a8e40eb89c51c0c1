"""Gates between stages: what must be true before the next one begins."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase

MAINTENANCE = 5
"""The number that stands after the last stage: the gate to it opens from any stage."""


@dataclass(frozen=True, slots=True)
class GateItem:
    """One criterion.

    Parameters
    ----------
    text : str
        Id of the text that states it to the person.
    when : Expression or None
        Used only for whom this holds at the start; None means for everyone.
    """

    text: str
    when: Expression | None


@dataclass(frozen=True, slots=True)
class Gate:
    """The criteria for one step.

    Parameters
    ----------
    to : int
        Stage that it opens, or `MAINTENANCE`.
    items : tuple of GateItem
        In the order in which they are asked.
    is_for_impact : bool
        Whether it counts only for a stage with running or landing.
    """

    to: int
    items: tuple[GateItem, ...]
    is_for_impact: bool


def criteria(
    gates: tuple[Gate, ...], to: int, facts: Facts, *, has_impact: bool
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
    """
    return tuple(
        Phrase(item.text)
        for gate in gates
        if gate.to == to and (has_impact or not gate.is_for_impact)
        for item in gate.items
        if item.when is None or item.when.holds(facts)
    )
