"""When progress is judged, and what happens when the plan does not help enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """A week in which something is due.

    Parameters
    ----------
    id : str
        Id in the evidence.
    week : int
        Weeks after the evaluation.
    """

    id: str
    week: int


@dataclass(frozen=True, slots=True)
class PlannedReview:
    """A review with its date.

    Parameters
    ----------
    id : str
        Id of the review point.
    week : int
        Weeks after the evaluation.
    on : str or None
        ISO date; None when the day of the evaluation is not known.
    """

    id: str
    week: int
    on: str | None


@dataclass(frozen=True, slots=True)
class Escalation:
    """A step beyond the programme.

    Parameters
    ----------
    id : str
        Id in the evidence.
    week : int
        Weeks after the start from which it may be taken; 0 holds at any time.
    urgency : str
        "same_day", "two_weeks", "review" or "opinion".
    when : Expression or None
        Whom it can concern; None means everyone.
    """

    id: str
    week: int
    urgency: str
    when: Expression | None


@dataclass(frozen=True, slots=True)
class PlannedEscalation:
    """A step that this person may need; what triggers it stands in the evidence."""

    id: str
    week: int
    urgency: str


def schedule(points: tuple[ReviewPoint, ...], assessed_on: str | None) -> tuple[PlannedReview, ...]:
    """The reviews, with their dates where the day of the evaluation is known.

    Parameters
    ----------
    points : tuple of ReviewPoint
        In order.
    assessed_on : str or None
        ISO date of the evaluation; a case file keeps it far from the year 9999.

    Examples
    --------
    >>> schedule((ReviewPoint("week_2", 2),), "2026-11-02")
    (PlannedReview(id='week_2', week=2, on='2026-11-16'),)
    """
    return tuple(PlannedReview(p.id, p.week, _date(assessed_on, p.week)) for p in points)


def escalate(steps: tuple[Escalation, ...], facts: Facts) -> tuple[PlannedEscalation, ...]:
    """The steps beyond the programme that can concern a person, in the order of the evidence."""
    return tuple(
        PlannedEscalation(step.id, step.week, step.urgency)
        for step in steps
        if step.when is None or step.when.holds(facts)
    )


def _date(assessed_on: str | None, weeks: int) -> str | None:
    if assessed_on is None:
        return None
    return (date.fromisoformat(assessed_on) + timedelta(weeks=weeks)).isoformat()
