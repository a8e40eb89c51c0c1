"""Supports and education beside the exercises: each for those whom it helps."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Support:
    """A support, such as a belt, or everyday advice.

    Parameters
    ----------
    id : str
        Id in the evidence.
    when : Expression or None
        For whom: for a belt, its responder test. None means for everyone.
    avoid_when : Expression or None
        Not for whom; wins over `when`.
    alerts, avoid_alerts : frozenset of str, optional
        Safety rules that count like `when` and `avoid_when` while they have fired.
    blocked_with : frozenset of str, optional
        Exercises without which it makes no sense: not for whom any of them is forbidden.
    """

    id: str
    when: Expression | None
    avoid_when: Expression | None
    alerts: frozenset[str] = frozenset()
    avoid_alerts: frozenset[str] = frozenset()
    blocked_with: frozenset[str] = frozenset()

    def suits(self, facts: Facts, fired: frozenset[str], forbidden: Set[str]) -> bool:
        """Whether it is for a person."""
        if self.avoid_when is not None and self.avoid_when.holds(facts):
            return False
        if self.avoid_alerts & fired or self.blocked_with & forbidden:
            return False
        if self.alerts:
            is_named = self.when is not None and self.when.holds(facts)
            return is_named or not self.alerts.isdisjoint(fired)
        return _is_for(self.when, facts)


@dataclass(frozen=True, slots=True)
class PlannedSupport:
    """A support that is proposed.

    Parameters
    ----------
    id : str
        Support id.
    cautions : tuple of Phrase
        When to stop, and for whom it is not meant.
    """

    id: str
    cautions: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class EducationUnit:
    """A unit of education.

    Parameters
    ----------
    id : str
        Id in the evidence.
    profile : str or None
        Only for this label of the profile; None means for every label.
    when : Expression or None
        Only while this holds; None means always.
    """

    id: str
    profile: str | None
    when: Expression | None


def propose(
    supports: tuple[Support, ...],
    facts: Facts,
    *,
    fired: frozenset[str] = frozenset(),
    forbidden: Set[str] = frozenset(),
) -> tuple[PlannedSupport, ...]:
    """The supports that suit a person.

    Parameters
    ----------
    supports : tuple of Support
        In the order of the evidence, which is kept.
    facts : Facts
        The person today. A responder test that was not done has no response.
    fired : frozenset of str, optional
        Ids of the safety rules that fired.
    forbidden : set of str, optional
        Exercises that the person may not do.
    """
    return tuple(
        PlannedSupport(support.id, _cautions(support))
        for support in supports
        if support.suits(facts, fired, forbidden)
    )


def teach(units: tuple[EducationUnit, ...], facts: Facts, label: str) -> tuple[str, ...]:
    """Ids of the units of education for a person, in the order of the evidence.

    Parameters
    ----------
    units : tuple of EducationUnit
        All units.
    facts : Facts
        The person today.
    label : str
        Label of the profile.
    """
    return tuple(
        unit.id for unit in units if unit.profile in (None, label) and _is_for(unit.when, facts)
    )


def _is_for(when: Expression | None, facts: Facts) -> bool:
    return when is None or when.holds(facts)


def _cautions(support: Support) -> tuple[Phrase, ...]:
    stop = phrase(f"support.{support.id}.stop_when")
    if support.avoid_when is None:
        return (stop,)
    return (stop, phrase(f"support.{support.id}.avoid_text"))
