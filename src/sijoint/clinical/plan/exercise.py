"""An exercise of the library as the plan sees it: what it trains, for whom, how much."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

SELF_ISOMETRIC = "self_isometric"
IMPACT = "impact"
AEROBIC = "aerobic"
MAIN = 3
"""Strength with which an exercise trains what it is mainly for."""

FIRST_STAGE = 1
PAINFUL_SIDE_CATEGORIES = frozenset({"mobility", "breathing"})


class Rating(StrEnum):
    """How well an exercise suits a profile."""

    FIRST_CHOICE = "++"
    SUITABLE = "+"
    MODIFIED = "±"
    AVOID = "–"

    @property
    def points(self) -> int:
        """3 for first choice down to 0 for avoid, so that ratings can be averaged."""
        return _POINTS[self]


_POINTS = {Rating.FIRST_CHOICE: 3, Rating.SUITABLE: 2, Rating.MODIFIED: 1, Rating.AVOID: 0}


class DoseForm(StrEnum):
    """How much of the full dose is asked for."""

    FULL = "full"
    ONCE_A_DAY = "once_a_day"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise is asked for in one stage.

    Parameters
    ----------
    stage : int
        1 to 4.
    sets, reps : int
        1 or more. Both are 1 for continuous work.
    rep_s, hold_s, rest_s : float
        Seconds of one repetition without its hold, of the hold, and of the pause
        between two sets; 0 when there is none.
    per_week : int
        Sessions a week, all of them counted: 14 for twice daily.
    sessions_per_day : int
        1 or more; divides `per_week`.
    continuous_minutes : float or None
        Minutes of continuous work; None for work in sets.
    form : DoseForm
        Whether this is the full dose or a reduced one.
    """

    stage: int
    sets: int
    reps: int
    rep_s: float
    hold_s: float
    rest_s: float
    per_week: int
    sessions_per_day: int = 1
    continuous_minutes: float | None = None
    form: DoseForm = DoseForm.FULL

    @property
    def days(self) -> int:
        """On how many days of the week it is done."""
        return self.per_week // self.sessions_per_day

    def tenths(self, sides: int) -> int:
        """Tenths of a minute of one session, rests included; at least 1.

        Parameters
        ----------
        sides : int
            2 when every set is done with either side, else 1. Continuous work
            takes the same time whatever the side.
        """
        if self.continuous_minutes is not None:
            return max(1, round(10 * self.continuous_minutes))
        bouts = self.sets * sides
        seconds = bouts * self.reps * (self.rep_s + self.hold_s) + (bouts - 1) * self.rest_s
        return max(1, round(seconds / 6))

    def forms(self) -> tuple[Dose, ...]:
        """The full dose, and the smaller ones for a day with little time, the larger first.

        First once instead of several times a day, then one set (half the minutes of
        continuous work). A dose that cannot be made smaller stands alone.
        """
        once = replace(
            self,
            per_week=self.days,
            sessions_per_day=1,
            form=DoseForm.ONCE_A_DAY,
        )
        short = replace(once, sets=1, form=DoseForm.SHORT)
        if self.continuous_minutes is not None:
            half = math.ceil(self.continuous_minutes / 2)
            short = replace(short, continuous_minutes=min(half, self.continuous_minutes))
        forms = [self]
        if self.sessions_per_day > 1:
            forms.append(once)
        if short.tenths(1) < self.tenths(1):
            forms.append(short)
        return tuple(forms)


@dataclass(frozen=True, slots=True)
class DoseLimit:
    """How much of an exercise a change of it allows.

    Parameters
    ----------
    sets, reps, hold_s : float, optional
        At most so many, and so many seconds, for work in sets.
    minutes : float, optional
        At most so many at a time, for continuous work.
    share : float, optional
        Part of the repetitions, or of the minutes, above 0 to 1. Of work that has one
        repetition in each set it is the part of the sets.
    """

    sets: float = math.inf
    reps: float = math.inf
    hold_s: float = math.inf
    minutes: float = math.inf
    share: float = 1.0

    def stricter(self, other: DoseLimit) -> DoseLimit:
        """The limit that keeps both."""
        return DoseLimit(
            sets=min(self.sets, other.sets),
            reps=min(self.reps, other.reps),
            hold_s=min(self.hold_s, other.hold_s),
            minutes=min(self.minutes, other.minutes),
            share=min(self.share, other.share),
        )

    def speaks_of(self, dose: Dose) -> bool:
        """Whether any of the numbers is about work of this kind."""
        in_sets = min(self.sets, self.reps, self.hold_s) < math.inf
        in_minutes = self.minutes < math.inf
        return self.share < 1 or (in_sets if dose.continuous_minutes is None else in_minutes)

    def applied_to(self, dose: Dose) -> Dose:
        """The dose within this limit; shares are rounded down, but never to nothing."""
        if dose.continuous_minutes is not None:
            shared = self._part(dose.continuous_minutes)
            return replace(dose, continuous_minutes=min(shared, self.minutes))
        is_counted = dose.reps > 1
        return replace(
            dose,
            sets=int(min(dose.sets if is_counted else self._part(dose.sets), self.sets)),
            reps=int(min(self._part(dose.reps), self.reps)),
            hold_s=min(dose.hold_s, self.hold_s),
        )

    def _part(self, amount: float) -> float:
        return amount if self.share == 1 else max(1, math.floor(amount * self.share))


NO_LIMIT = DoseLimit()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the library.

    Parameters
    ----------
    id : str
        Id of contracts 1.4.
    category, position : str
        As in the evidence: what kind of work it is, and how the body lies or stands.
    equipment : frozenset of str
        Equipment ids it cannot be done without.
    is_sided : bool
        Whether it is done with one side at a time.
    ratings : mapping of str to Rating
        By profile: hypermobile, stiff, sensitized.
    functions : mapping of str to int
        What it trains, 1 (a little) to 3 (mainly).
    doses : mapping of int to tuple of Dose
        By stage, as made by `Dose.forms`; a stage without doses is not offered it.
    easier : frozenset of str, optional
        The exercises that lead up to it.
    """

    id: str
    category: str
    position: str
    equipment: frozenset[str]
    is_sided: bool
    ratings: Mapping[str, Rating]
    functions: Mapping[str, int]
    doses: Mapping[int, tuple[Dose, ...]]
    easier: frozenset[str] = frozenset()

    def doses_within(self, stage: int, limit: DoseLimit) -> tuple[Dose, ...]:
        """The doses of a stage, the largest first, none of them above a limit."""
        if limit == NO_LIMIT:
            return self.doses[stage]
        return limit.applied_to(self.doses[stage][0]).forms()

    def leaps(self, earlier: frozenset[str]) -> bool:
        """Whether it would begin before any exercise that leads up to it.

        Parameters
        ----------
        earlier : frozenset of str
            Exercises of the stages before. What may stand in the first stage needs
            none of them.
        """
        is_first = FIRST_STAGE in self.doses or not self.easier
        return not is_first and self.id not in earlier and self.easier.isdisjoint(earlier)

    @property
    def is_self_isometric(self) -> bool:
        """Whether it is a self-applied isometric of the SI joint."""
        return SELF_ISOMETRIC in self.functions

    @property
    def is_impact(self) -> bool:
        """Whether it loads by running or landing."""
        return IMPACT in self.functions

    @property
    def is_endurance(self) -> bool:
        """Whether it is fitness work that grows by the minute; impact has rules of its own."""
        return self.functions.get(AEROBIC) == MAIN and not self.is_impact

    @property
    def is_for_painful_side(self) -> bool:
        """Whether only the painful side does it; strength work is for both sides."""
        return self.is_sided and (
            self.is_self_isometric or self.category in PAINFUL_SIDE_CATEGORIES
        )
