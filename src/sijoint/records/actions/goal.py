"""What a person wants to be able to do again (patient-specific functional scale)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.records.actions import person
from sijoint.records.error import RefusedError
from sijoint.records.models import Episode, Goal

LEAST, MOST = 0, 10
"""0 cannot do it, 10 can do it as before."""

LONGEST = 200


@transaction.atomic
def add(
    *,
    episode: Episode,
    text: str,
    by: User,
    at: datetime,
    baseline: float | None = None,
    target: float | None = None,
) -> Goal:
    """A goal in the person's own words.

    Raises
    ------
    RefusedError
        Without words, or with a rating that is not from 0 to 10.
    """
    person.hold(episode.patient_id)
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise RefusedError(_("Write the goal in up to 200 letters."))
    goal = Goal.objects.create(
        clinic_id=episode.clinic_id,
        patient_id=episode.patient_id,
        episode=episode,
        text=words,
        baseline=_rating(baseline),
        target=_rating(target),
        by=by,
        at=at,
    )
    _tell("goal.add", goal, by, at, ["text", "baseline", "target"])
    return goal


@transaction.atomic
def rate(*, goal: Goal, value: float, on: date, by: User, at: datetime) -> Goal:
    """Record how well it goes on a day; the first rating is the baseline.

    A second rating on the same day takes the place of the first.

    Raises
    ------
    RefusedError
        If the rating is not from 0 to 10, or the goal has ended.
    """
    goal = _held(goal)
    rated = _rating(value)
    if goal.baseline is None:
        goal.baseline = rated
    else:
        others = [each for each in goal.scores if each["on"] != on.isoformat()]
        entry = {"on": on.isoformat(), "value": rated}
        goal.scores = sorted([*others, entry], key=lambda each: each["on"])
    goal.save(update_fields=["baseline", "scores"])
    _tell("goal.rate", goal, by, at, ["scores"])
    return goal


@transaction.atomic
def end(*, goal: Goal, by: User, at: datetime) -> Goal:
    """Say that a goal is reached or no longer wanted; its ratings stay."""
    goal = _held(goal)
    goal.ended_at = at
    goal.save(update_fields=["ended_at"])
    _tell("goal.end", goal, by, at, ["ended_at"])
    return goal


def _rating(value: float | None) -> float | None:
    if value is not None and not LEAST <= value <= MOST:
        raise RefusedError(_("Enter a number from 0 to 10."))
    return value


def _held(goal: Goal) -> Goal:
    person.hold(goal.patient_id)
    held = Goal.objects.select_for_update().get(pk=goal.pk, clinic_id=goal.clinic_id)
    if held.ended_at is not None:
        raise RefusedError(_("This goal has ended."))
    return held


def _tell(verb: str, goal: Goal, by: User, at: datetime, fields: list[str]) -> None:
    event.add(verb, goal.id, clinic_id=goal.clinic_id, by=by.id, at=at, fields=fields)
