"""The record of care: what was done and measured over time, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from sijoint.clinical.case import Result, Side

DAYS_A_WEEK = 7


class VisitKind(StrEnum):
    """What a visit was for."""

    EVALUATION = "evaluation"
    TREATMENT = "treatment"
    REVIEW = "review"
    CALL = "call"


class TriedKind(StrEnum):
    """What was tried; each is an array of the evidence."""

    EXERCISE = "exercise"
    MANUAL_THERAPY = "manual_therapy"
    SUPPORT = "support"
    EDUCATION = "education"


class Answer(StrEnum):
    """How the person answered to what was tried."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that took place."""

    on: date
    kind: VisitKind


@dataclass(frozen=True, slots=True)
class HomeWeek:
    """A week of the home programme.

    Parameters
    ----------
    starts_on : date
    planned : int
        Sessions, 1 or more.
    done : int
        Sessions that the person logged.
    """

    starts_on: date
    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a measure on a day."""

    id: str
    taken_on: date
    value: float


@dataclass(frozen=True, slots=True)
class DatedTest:
    """What a test showed on a day.

    Parameters
    ----------
    id : str
        Of the finding in the evidence.
    taken_on : date
    result : Result or None
        None for a graded test.
    side : Side or None
        The side that was tested; None for a test without sides.
    value : float or None
        Of a graded test, in the unit of the finding; None for the others.
    pain_side : Side or None
        On which side a test without sides was felt; None when not recorded.
    """

    id: str
    taken_on: date
    result: Result | None = None
    side: Side | None = None
    value: float | None = None
    pain_side: Side | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that was tried.

    Parameters
    ----------
    kind : TriedKind
    id : str
        Of the exercise, technique, support or lesson in the evidence.
    started_on : date
    ended_on : date or None
        None while it goes on.
    answer : Answer
    """

    kind: TriedKind
    id: str
    started_on: date
    ended_on: date | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in the person's own words, rated 0 (cannot) to 10 (as before)."""

    text: str
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class CareRecord:
    """What was done and measured in one episode of care.

    Parameters
    ----------
    started_on : date
        First day of care.
    ended_on : date or None
        Last day; None while care goes on.
    visits, home_weeks, scores, tests, tried, goals
        In any order; empty where nothing was recorded.
    """

    started_on: date
    ended_on: date | None
    visits: tuple[Visit, ...] = ()
    home_weeks: tuple[HomeWeek, ...] = ()
    scores: tuple[Score, ...] = ()
    tests: tuple[DatedTest, ...] = ()
    tried: tuple[Tried, ...] = ()
    goals: tuple[Goal, ...] = ()

    @property
    def planned(self) -> int:
        """Sessions at home that were planned."""
        return sum(week.planned for week in self.home_weeks)

    @property
    def done(self) -> int:
        """Sessions at home that were done."""
        return sum(week.done for week in self.home_weeks)

    @property
    def weeks(self) -> int | None:
        """Weeks of care, begun ones too, and never fewer than are recorded; None while open."""
        if self.ended_on is None:
            return None
        lasted = ceil((self.ended_on - self.started_on).days / DAYS_A_WEEK)
        return max(1, lasted, self.recorded_weeks)

    @property
    def recorded_weeks(self) -> int:
        """Weeks at home of which something is recorded."""
        return len({week.starts_on for week in self.home_weeks})

    def series(self) -> Iterator[tuple[str, list[Score]]]:
        """The scores of each measure in order of time; measures in order of first use."""
        ordered = sorted(self.scores, key=lambda score: score.taken_on)
        for name in dict.fromkeys(score.id for score in ordered):
            yield name, [score for score in ordered if score.id == name]

    def repeated_tests(self) -> Iterator[tuple[tuple[str, Side | None], list[DatedTest]]]:
        """The results of each test and side in order of time."""
        ordered = sorted(self.tests, key=lambda test: test.taken_on)
        for key in dict.fromkeys((test.id, test.side) for test in ordered):
            yield key, [test for test in ordered if (test.id, test.side) == key]
