"""Supports and education beside the exercises: each for those whom it helps."""

from __future__ import annotations

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
    """

    id: str
    when: Expression | None
    avoid_when: Expression | None


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


def propose(supports: tuple[Support, ...], facts: Facts) -> tuple[PlannedSupport, ...]:
    """The supports that suit a person.

    Parameters
    ----------
    supports : tuple of Support
        In the order of the evidence, which is kept.
    facts : Facts
        The person today. A responder test that was not done has no response.
    """
    return tuple(
        PlannedSupport(support.id, _cautions(support))
        for support in supports
        if _is_for(support.when, facts)
        and not (support.avoid_when is not None and support.avoid_when.holds(facts))
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
