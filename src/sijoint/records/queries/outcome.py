"""How a clinic does, in counts that tell nobody apart.

Disclosure control: a count from 1 to 4 is not said, and nothing is reckoned from fewer than five
people or alerts. Zero is said: it tells of nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean, median

from sijoint.accounts.models import Clinic
from sijoint.clinical.safety import SafetyLevel
from sijoint.records.models import Alert, Evaluation, Goal, Intake, Patient, Plan

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things.

    Parameters
    ----------
    number : int or None
        None when it is from 1 to 4, which is not said.
    """

    number: int | None

    @property
    def is_hidden(self) -> bool:
        """Whether it is too small to be said."""
        return self.number is None


@dataclass(frozen=True, slots=True)
class AlertLine:
    """The alerts of one level.

    Parameters
    ----------
    level : SafetyLevel
    count, unread : Count
        All that were raised, and those that nobody has acknowledged.
    wait : timedelta or None
        Half of them were acknowledged within this time; None when too few were.
    """

    level: SafetyLevel
    count: Count
    unread: Count
    wait: timedelta | None

    @property
    def minutes(self) -> int | None:
        """The time in whole minutes, at least one."""
        return None if self.wait is None else max(1, round(self.wait / timedelta(minutes=1)))

    @property
    def hours(self) -> int | None:
        """The time in whole hours."""
        return None if self.wait is None else round(self.wait / timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class GoalChange:
    """What people say of the activities that they chose, 0 to 10.

    Parameters
    ----------
    people : Count
        With at least one activity that was rated twice.
    mean : float or None
        Mean over people of the mean change of their activities; None when they are too few.
    """

    people: Count
    mean: float | None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Everything that the page of outcomes shows.

    Parameters
    ----------
    in_care, intakes, evaluations, plans : Count
        People with a record; questions answered to the end; evaluations signed; plans that were
        approved, also those that were replaced later.
    alerts : tuple of AlertLine
        The most pressing first; levels without an alert are left out.
    goals : GoalChange
    is_empty : bool
        Whether there is nothing to show yet.
    """

    in_care: Count
    intakes: Count
    evaluations: Count
    plans: Count
    alerts: tuple[AlertLine, ...]
    goals: GoalChange
    is_empty: bool


def of(clinic: Clinic) -> Outcomes:
    """The outcomes of a clinic."""
    in_care = Patient.objects.filter(clinic=clinic, erased_at__isnull=True).count()
    return Outcomes(
        in_care=counted(in_care),
        intakes=counted(Intake.objects.filter(clinic=clinic, completed_at__isnull=False).count()),
        evaluations=counted(
            Evaluation.objects.filter(clinic=clinic, signed_at__isnull=False).count()
        ),
        plans=counted(Plan.objects.filter(clinic=clinic, approved_at__isnull=False).count()),
        alerts=tuple(_alerts(clinic)),
        goals=_goals(clinic),
        is_empty=in_care == 0,
    )


def counted(number: int) -> Count:
    """A count, hidden when it is small.

    >>> [counted(number).number for number in (0, 1, 4, 5)]
    [0, None, None, 5]
    """
    return Count(None if 0 < number < FEWEST else number)


def _alerts(clinic: Clinic) -> Iterable[AlertLine]:
    found = Alert.objects.filter(clinic=clinic)
    rows = list(found.values_list("level", "raised_at", "acknowledged_at"))
    for level in sorted(SafetyLevel, key=lambda each: -each.rank):
        raised = [row for row in rows if row[0] == level.value]
        if not raised:
            continue
        waits = [read - at for _, at, read in raised if read is not None]
        yield AlertLine(
            level=level,
            count=counted(len(raised)),
            unread=counted(len(raised) - len(waits)),
            wait=median(waits) if len(waits) >= FEWEST else None,
        )


def _goals(clinic: Clinic) -> GoalChange:
    changes: dict[object, list[float]] = {}
    found = Goal.objects.filter(clinic=clinic, baseline__isnull=False).exclude(scores=[])
    for person, baseline, scores in found.values_list("patient_id", "baseline", "scores"):
        latest = max(scores, key=lambda score: score["on"])
        changes.setdefault(person, []).append(float(latest["value"]) - baseline)
    means = [fmean(each) for each in changes.values()]
    return GoalChange(
        people=counted(len(means)), mean=fmean(means) if len(means) >= FEWEST else None
    )
