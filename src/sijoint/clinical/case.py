"""The case: what one evaluation recorded about one person, as frozen values."""

from __future__ import annotations

from bisect import insort
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from sijoint.clinical.preferences import NO_GATES, USUAL
from sijoint.clinical.preferences import Gates as Gates
from sijoint.clinical.preferences import Preferences as Preferences


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class PainSide(StrEnum):
    """Where the pain of the episode is."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The painful sides, left first."""
        if self is PainSide.BILATERAL:
            return (Side.LEFT, Side.RIGHT)
        return (Side(self.value),)


class Sex(StrEnum):
    """Sex as recorded; only `female` and `male` enter a rule."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Result(StrEnum):
    """Result of an ungraded finding. `not_done` is missing, never negative."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NOT_DONE = "not_done"


class Location(StrEnum):
    """Where a provocation test was felt."""

    POSTERIOR = "posterior"
    GROIN = "groin"
    LATERAL = "lateral"
    MIDLINE = "midline"
    OTHER = "other"


class Setting(StrEnum):
    """The population whose prior fits the person (rules for priors in the evidence)."""

    UNSELECTED = "unselected"
    BELOW_L5 = "below_l5"
    SPINE_CLINIC = "spine_clinic"
    POST_FUSION = "post_fusion"
    POST_FUSION_SACRUM = "post_fusion_sacrum"


class Irritability(StrEnum):
    """How easily the pain is provoked and how slowly it settles."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Finding:
    """One recorded finding.

    Parameters
    ----------
    id : str
        Id of the finding in the evidence.
    side : Side or None
        Required for sided findings, None for all others.
    result : Result or None
        Ungraded findings. None when the finding carries a value.
    value : float or None
        Graded findings, in the unit of the finding. None otherwise.
    familiar_pain : bool or None
        Whether a test reproduced the person's own pain; None when not recorded.
    location : Location or None
        Where a test was felt; None when not recorded.
    pain_side : Side or None
        For an unsided test: on which side it was felt; None when not recorded.
    """

    id: str
    side: Side | None = None
    result: Result | None = None
    value: float | None = None
    familiar_pain: bool | None = None
    location: Location | None = None
    pain_side: Side | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether it holds an answer; `not_done` does not."""
        return self.value is not None or self.result in (Result.POSITIVE, Result.NEGATIVE)

    @property
    def answer(self) -> bool | float:
        """Whether a recorded finding is positive, or its value."""
        return self.result is Result.POSITIVE if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Measure:
    """One questionnaire or rating-scale score.

    `taken_on` is an ISO date; None when not recorded.
    """

    id: str
    value: float
    taken_on: str | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """The person, without any identifier.

    Parameters
    ----------
    age_years : float
        0 to 120.
    sex : Sex
        As recorded.
    pregnancy_weeks, weeks_postpartum : float or None
        None when not applicable or not recorded.
    conditions : frozenset of str
        Condition ids; one that is absent was not recorded.
    weeks_since : mapping of str to float
        Weeks since an operation or birth, by condition id. Without an entry the
        strict rules hold.
    """

    age_years: float
    sex: Sex
    pregnancy_weeks: float | None = None
    weeks_postpartum: float | None = None
    weight_kg: float | None = None
    height_cm: float | None = None
    conditions: frozenset[str] = frozenset()
    weeks_since: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Episode:
    """The present episode of pain.

    Parameters
    ----------
    duration_weeks : float
        Weeks of pain, 0 or more.
    side : PainSide
        Where the pain is.
    setting : Setting
        Chooses the prior.
    irritability : Irritability or None
        None when not recorded.
    """

    duration_weeks: float
    side: PainSide
    setting: Setting = Setting.UNSELECTED
    irritability: Irritability | None = None


_Entry = TypeVar("_Entry")
_BySide = tuple[dict[str, _Entry], dict[str, _Entry], dict[str, _Entry]]
# Entries by finding id without a side, left, and right: a key of both would hash the side,
# which is slow.


@dataclass(frozen=True)
class Case:
    """One evaluation of one person.

    Findings are kept sorted and indexed, so that nothing can depend on the order
    in which they were written.

    Parameters
    ----------
    patient, episode, gates, preferences
        See the classes.
    findings : tuple of Finding
        In any order; at most one per id and side.
    measures : tuple of Measure
        In any order; the latest of each id counts.
    assessed_on : str or None
        ISO date of the evaluation.
    """

    patient: Patient
    episode: Episode
    gates: Gates = NO_GATES
    preferences: Preferences = USUAL
    findings: tuple[Finding, ...] = ()
    measures: tuple[Measure, ...] = ()
    assessed_on: str | None = None
    _findings: _BySide[Finding] = field(init=False, repr=False, compare=False)
    _answers: _BySide[bool | float] = field(init=False, repr=False, compare=False)
    _scores: Mapping[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.findings, key=_order))
        object.__setattr__(self, "findings", ordered)
        findings: _BySide[Finding] = ({}, {}, {})
        answers: _BySide[bool | float] = ({}, {}, {})
        for found in ordered:
            if found.is_recorded:
                findings[_place(found.side)][found.id] = found
                answers[_place(found.side)][found.id] = found.answer
        object.__setattr__(self, "_findings", findings)
        object.__setattr__(self, "_answers", answers)
        measures = sorted(self.measures, key=lambda m: (m.id, m.taken_on or "", m.value))
        object.__setattr__(self, "measures", tuple(measures))
        object.__setattr__(self, "_scores", {m.id: m.value for m in measures})

    def finding(self, finding_id: str, side: Side | None = None) -> Finding | None:
        """The recorded finding, or None when it was not recorded or not done."""
        return self._findings[_place(side)].get(finding_id)

    def answer(self, finding_id: str, side: Side | None = None) -> bool | float | None:
        """Whether it is positive, or its value; None when it was not recorded or not done."""
        return self._answers[_place(side)].get(finding_id)

    def is_positive(self, finding_id: str, side: Side | None = None) -> bool | None:
        """Whether an ungraded finding is positive; None when not recorded."""
        answer = self.answer(finding_id, side)
        return answer if isinstance(answer, bool) else None

    def value(self, finding_id: str, side: Side | None = None) -> float | None:
        """The value of a graded finding; None when not recorded."""
        answer = self.answer(finding_id, side)
        return None if isinstance(answer, bool) else answer

    def score(self, measure_id: str) -> float | None:
        """The latest score of a measure; None when not recorded."""
        return self._scores.get(measure_id)

    def with_finding(self, found: Finding) -> Case:
        """The same case with one recorded finding more, in place of one of that id and side."""
        kept = [f for f in self.findings if (f.id, f.side) != (found.id, found.side)]
        insort(kept, found, key=_order)
        place = _place(found.side)
        made: Case = object.__new__(type(self))
        made.__dict__.update(
            self.__dict__,
            findings=tuple(kept),
            _findings=_replaced(self._findings, place, found.id, found),
            _answers=_replaced(self._answers, place, found.id, found.answer),
        )
        return made

    def only(self, findings: Container[str]) -> Case:
        """The same case with no other findings than these ids."""
        return replace(self, findings=tuple(f for f in self.findings if f.id in findings))

    @property
    def is_pregnant(self) -> bool:
        """Whether a week of pregnancy was recorded."""
        return self.patient.pregnancy_weeks is not None


def _order(finding: Finding) -> tuple[str, str]:
    return (finding.id, finding.side or "")


def _replaced(held: _BySide[_Entry], place: int, name: str, entry: _Entry) -> _BySide[_Entry]:
    """The entries with one more in one place; the other places are shared."""
    none, left, right = (h | {name: entry} if at == place else h for at, h in enumerate(held))
    return (none, left, right)


def _place(side: Side | None) -> int:
    return 0 if side is None else 1 if side is Side.LEFT else 2
