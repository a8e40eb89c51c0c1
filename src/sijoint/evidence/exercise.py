"""Build the exercise library from the evidence, as the plan needs it."""

from __future__ import annotations

from sijoint.clinical.plan.exercise import Dose, Exercise, Rating
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw, Record

MOST_DAYS = 7
IMPACT_STAGE = 4


def build(raw: Raw) -> tuple[Exercise, ...]:
    """All exercises, sorted by id.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``exercise``.

    Raises
    ------
    EvidenceError
        If a dose cannot be spread over a week, an exercise trains nothing, or one with
        impact has a dose before the last stage; the message names the record.
    """
    easier = {record["id"]: set(record["regression"]) for record in raw["exercise"]}
    for record in raw["exercise"]:
        for harder in record["progression"]:
            easier[harder].add(record["id"])
    library = (_exercise(record, frozenset(easier[record["id"]])) for record in raw["exercise"])
    return tuple(sorted(library, key=lambda e: e.id))


def ratings_of(record: Record) -> dict[str, Rating]:
    """The ratings of an exercise or a technique by profile."""
    return {profile: Rating(mark) for profile, mark in record["rating"].items()}


def _exercise(record: Record, easier: frozenset[str]) -> Exercise:
    if not record["functions"]:
        raise EvidenceError(f"exercise {record['id']}: it trains no function")
    exercise = Exercise(
        id=record["id"],
        category=record["category"],
        position=record["position"],
        equipment=frozenset(record["equipment"]),
        is_sided=record["sided"],
        ratings=ratings_of(record),
        functions=dict(record["functions"]),
        doses={dose["stage"]: _dose(record["id"], dose).forms() for dose in record["dose"]},
        easier=easier,
    )
    if exercise.is_impact and min(exercise.doses) < IMPACT_STAGE:
        raise EvidenceError(f"exercise {exercise.id}: impact before stage {IMPACT_STAGE}")
    return exercise


def _dose(exercise: str, record: Record) -> Dose:
    """A dose; one of continuous work has minutes instead of sets."""
    dose = Dose(
        stage=record["stage"],
        sets=record.get("sets", 1),
        reps=record.get("reps", 1),
        rep_s=record.get("rep_s", 0.0),
        hold_s=record.get("hold_s", 0.0),
        rest_s=record.get("rest_s", 0.0),
        per_week=record["per_week"],
        sessions_per_day=record["sessions_per_day"],
        continuous_minutes=record.get("minutes"),
    )
    if dose.per_week % dose.sessions_per_day or not 1 <= dose.days <= MOST_DAYS:
        raise EvidenceError(f"exercise {exercise}: {dose.per_week} sessions fit no week")
    return dose
