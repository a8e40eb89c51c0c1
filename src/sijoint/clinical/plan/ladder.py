"""Who takes the exercises step by step, and which of them nobody begins with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts
from sijoint.clinical.plan.exercise import Exercise
from sijoint.clinical.safety import SafetyLevel


@dataclass(frozen=True, slots=True)
class Careful:
    """Whom each harder exercise must wait for.

    Parameters
    ----------
    when : Expression or None
        For whom this holds; None means that only the safety level decides.
    from_level : SafetyLevel or None
        Everybody whose safety level is at least this; None means that it does not matter.
    """

    when: Expression | None
    from_level: SafetyLevel | None

    def holds(self, facts: Facts, level: SafetyLevel) -> bool:
        """Whether a person is one of them."""
        if self.from_level is not None and level >= self.from_level:
            return True
        return self.when is not None and self.when.holds(facts)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The order of easier and harder exercises.

    Parameters
    ----------
    led_up_to : frozenset of str
        Exercises that nobody begins before one that leads up to them.
    careful : tuple of Careful
        People for whom this is so with every exercise.
    """

    led_up_to: frozenset[str]
    careful: tuple[Careful, ...]

    def waiting(
        self, library: Iterable[Exercise], facts: Facts, level: SafetyLevel
    ) -> frozenset[str]:
        """The exercises that wait, for this person, until an easier one was in the plan.

        Parameters
        ----------
        library : iterable of Exercise
            All exercises.
        facts : Facts
            The person today.
        level : SafetyLevel
            Of the safety screen today.
        """
        if any(each.holds(facts, level) for each in self.careful):
            return frozenset(exercise.id for exercise in library)
        return self.led_up_to
