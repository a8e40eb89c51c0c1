"""What was skipped with a reason, and what the person can and wants to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gates:
    """Reasons why a screen was skipped; an empty text is no waiver."""

    low_back_waived: str = ""
    hip_waived: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the person can and wants to do: equipment and sports as ids, goals in own words."""

    minutes_per_day: float = 20.0
    equipment: frozenset[str] = frozenset()
    goals: tuple[str, ...] = ()
    sports: frozenset[str] = frozenset()


NO_GATES = Gates()
USUAL = Preferences()
