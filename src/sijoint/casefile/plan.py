"""The plan as plain tables and lists, every text with its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijoint.casefile.phrase import Table, said, said_all
from sijoint.clinical.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sijoint.clinical.plan.maintenance import AllowedExercise, Maintenance
    from sijoint.clinical.plan.manual_therapy import PlannedTherapy
    from sijoint.clinical.plan.plan import Plan, Stage
    from sijoint.clinical.plan.review import PlannedEscalation, PlannedReview
    from sijoint.clinical.plan.stage import PlannedExercise
    from sijoint.clinical.plan.support import PlannedSupport
    from sijoint.evidence.text import Texts


def plan_of(plan: Plan, texts: Texts) -> Table:
    """A plan as the answer writes it.

    Parameters
    ----------
    plan : Plan
        The plan of the clinical core.
    texts : Texts
        The words of the evidence.

    Raises
    ------
    EvidenceError
        If a text is missing; the message names it.
    """
    return {
        "stages": [_stage(stage, texts) for stage in plan.stages],
        "manual_therapy": [_therapy(therapy, texts) for therapy in plan.manual_therapy],
        "supports": [_support(support, texts) for support in plan.supports],
        "education": [_told(unit, f"education.{unit}.title", texts) for unit in plan.education],
        "reviews": [_review(review, "review_point", texts) for review in plan.reviews],
        "escalation": [_escalation(step, texts) for step in plan.escalation],
        "maintenance": _maintenance(plan.maintenance, texts),
        "excluded": [{"id": e.id, **said("because", e.because, texts)} for e in plan.excluded],
        **said("note", plan.note, texts),
    }


def _stage(stage: Stage, texts: Texts) -> Table:
    return {
        "number": stage.number,
        **said("name", stage.name, texts),
        "weeks": list(stage.weeks),
        **said_all("entry", stage.entry, texts),
        **said_all("exit", stage.exit, texts),
        "states": list(stage.states),
        "exercises": [_exercise(exercise, texts) for exercise in stage.exercises],
    }


def _exercise(exercise: PlannedExercise, texts: Texts) -> Table:
    return {
        "id": exercise.id,
        "side": exercise.side,
        "sets": exercise.sets,
        "reps": exercise.reps,
        "hold_s": exercise.hold_s,
        "per_week": exercise.per_week,
        "sessions_per_day": exercise.sessions_per_day,
        "minutes": exercise.minutes,
        "weekdays": list(exercise.weekdays),
        **said("why", exercise.why, texts),
        **said_all("cautions", exercise.cautions, texts),
    }


def _therapy(therapy: PlannedTherapy, texts: Texts) -> Table:
    return {
        **_told(therapy.id, f"manual_therapy.{therapy.id}.dose", texts),
        "sessions": therapy.sessions,
        "weeks": therapy.weeks,
        **said("why", therapy.why, texts),
        **said_all("cautions", therapy.cautions, texts),
    }


def _support(support: PlannedSupport, texts: Texts) -> Table:
    told = _told(support.id, f"support.{support.id}.patient_text", texts)
    return {**told, **said_all("cautions", support.cautions, texts)}


def _told(name: str, text_id: str, texts: Texts) -> Table:
    return {"id": name, **said("text", Phrase(text_id), texts)}


def _review(review: PlannedReview, array: str, texts: Texts) -> Table:
    told = _told(review.id, f"{array}.{review.id}.text", texts)
    return {**told, "week": review.week, "on": review.on}


def _escalation(step: PlannedEscalation, texts: Texts) -> Table:
    return {
        "id": step.id,
        "week": step.week,
        "urgency": step.urgency,
        **said("trigger", Phrase(f"escalation.{step.id}.trigger"), texts),
        **said("action", Phrase(f"escalation.{step.id}.action"), texts),
    }


def _maintenance(maintenance: Maintenance, texts: Texts) -> Table:
    return {
        "items": [
            {
                **_told(item.id, f"maintenance_item.{item.id}.text", texts),
                "exercises": _allowed(item.exercises, texts),
                "per_week": item.per_week,
                "minutes": item.minutes,
            }
            for item in maintenance.items
        ],
        "flare": [
            {
                **_told(step.id, f"flare_plan.{step.id}.text", texts),
                "exercises": _allowed(step.exercises, texts),
                "supports": list(step.supports),
            }
            for step in maintenance.flare
        ],
        "contacts": [_review(c, "contact_week", texts) for c in maintenance.contacts],
        "questions": [
            _told(name, f"monthly_question.{name}.text", texts) for name in maintenance.questions
        ],
    }


def _allowed(exercises: Sequence[AllowedExercise], texts: Texts) -> list[Table]:
    return [{"id": e.id, **said_all("cautions", e.cautions, texts)} for e in exercises]
