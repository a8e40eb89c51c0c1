"""Hands-on care that a clinician may add to the exercises; never alone, never for long."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.approach import Way
from sijoint.clinical.plan.exercise import Rating
from sijoint.clinical.safety import SafetyLevel


@dataclass(frozen=True, slots=True)
class Technique:
    """A technique of manual therapy.

    Parameters
    ----------
    id : str
        Id in the evidence.
    is_thrust : bool
        Whether the contraindications for thrust block it.
    is_prioritised : bool
        Whether it is proposed at all.
    ratings : mapping of str to Rating
        By profile.
    avoid_when : Expression or None
        It is left out while this holds; None when nothing speaks against it.
    sessions, weeks : int
        At most so many.
    alerts : frozenset of str, optional
        Offered only while one of these safety rules has fired; empty for no such limit.
    avoid_alerts : frozenset of str, optional
        Left out while one of these has fired.
    blocked_with : frozenset of str, optional
        Left out for whom one of these exercises is forbidden.
    """

    id: str
    is_thrust: bool
    is_prioritised: bool
    ratings: Mapping[str, Rating]
    avoid_when: Expression | None
    sessions: int
    weeks: int
    alerts: frozenset[str] = frozenset()
    avoid_alerts: frozenset[str] = frozenset()
    blocked_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contraindication:
    """What speaks against a thrust.

    Parameters
    ----------
    id : str
        Id in the evidence.
    is_hard : bool
        Hard ones block a thrust; the others are cautions that the therapist weighs.
    when : Expression or None
        Holds while this does.
    from_level : SafetyLevel or None
        Holds while the safety level is at least this.
    alerts : frozenset of str, optional
        Holds while one of these safety rules has fired. With none of the three it can
        only be asked in the room, and is always a caution.
    """

    id: str
    is_hard: bool
    when: Expression | None
    from_level: SafetyLevel | None
    alerts: frozenset[str] = frozenset()

    @property
    def is_asked_in_the_room(self) -> bool:
        """Whether no case can answer it."""
        return self.when is None and self.from_level is None and not self.alerts

    def holds(self, facts: Facts, level: SafetyLevel, fired: frozenset[str]) -> bool:
        """Whether the case or the safety screen says so."""
        if self.from_level is not None and level >= self.from_level:
            return True
        if self.alerts & fired:
            return True
        return self.when is not None and self.when.holds(facts)


@dataclass(frozen=True, slots=True)
class PlannedTherapy:
    """A technique that may be added.

    Parameters
    ----------
    id : str
        Technique id.
    sessions, weeks : int
        At most so many.
    why : Phrase
        The approach it fits.
    cautions : tuple of Phrase
        What the therapist weighs, and for a thrust asks, first.
    """

    id: str
    sessions: int
    weeks: int
    why: Phrase
    cautions: tuple[Phrase, ...]


def offer(
    techniques: tuple[Technique, ...],
    contraindications: tuple[Contraindication, ...],
    *,
    facts: Facts,
    level: SafetyLevel,
    way: Way,
    fired: frozenset[str] = frozenset(),
    forbidden: Set[str] = frozenset(),
) -> tuple[PlannedTherapy, ...]:
    """The techniques that may be added to the exercises of a plan.

    Parameters
    ----------
    techniques : tuple of Technique
        In the order of preference.
    contraindications : tuple of Contraindication
        For thrusts.
    facts : Facts
        The person today.
    level : SafetyLevel
        From soon up no thrust is offered.
    way : Way
        The way of working; a technique must suit all of it.
    fired : frozenset of str, optional
        Ids of the safety rules that fired.
    forbidden : set of str, optional
        Exercises that the person may not do.

    Returns
    -------
    tuple of PlannedTherapy
        In the order of preference; may be empty.

    References
    ----------
    nice-ng59 : manual therapy only as part of a package with exercise.
    """
    against = tuple(c for c in contraindications if c.holds(facts, level, fired))
    is_thrust_blocked = any(c.is_hard for c in against)
    asked = tuple(c for c in contraindications if c.is_asked_in_the_room)
    thrust_cautions = tuple(
        phrase(f"thrust_contraindication.{c.id}.text") for c in (*against, *asked)
    )
    return tuple(
        PlannedTherapy(
            id=technique.id,
            sessions=technique.sessions,
            weeks=technique.weeks,
            why=phrase("plan.why.manual_therapy", plan=way.name),
            cautions=thrust_cautions if technique.is_thrust else (),
        )
        for technique in techniques
        if _suits(technique, facts, way)
        and _is_open(technique, fired, forbidden)
        and not (technique.is_thrust and is_thrust_blocked)
    )


def _is_open(technique: Technique, fired: frozenset[str], forbidden: Set[str]) -> bool:
    """Whether neither the safety screen nor the matrix of exercises closes it."""
    if technique.avoid_alerts & fired or technique.blocked_with & forbidden:
        return False
    return not technique.alerts or not technique.alerts.isdisjoint(fired)


def _suits(technique: Technique, facts: Facts, way: Way) -> bool:
    points = way.points(technique.id, technique.ratings)
    is_avoided = technique.avoid_when is not None and technique.avoid_when.holds(facts)
    is_suitable = points is not None and points >= Rating.SUITABLE.points
    return technique.is_prioritised and is_suitable and not is_avoided
