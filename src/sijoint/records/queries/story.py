"""What a person has told about the present episode, as tables of the case file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sijoint.records.models import Episode, Evaluation, Intake, Patient
from sijoint.records.story import document_of


@dataclass(frozen=True, slots=True)
class Told:
    """A person's own story.

    Parameters
    ----------
    intake : Intake or None
        The latest that is complete; None when they have told nothing.
    document : dict
        Tables of the case file; empty when they have told nothing.
    is_new : bool
        Whether no signed evaluation rests on it yet: signs told then are not known for now.
    """

    intake: Intake | None
    document: dict[str, Any]
    is_new: bool


def story_of(patient: Patient, episode: Episode) -> Told:
    """What the person has told in this episode."""
    intake = (
        Intake.objects.filter(patient=patient, episode=episode, completed_at__isnull=False)
        .order_by("-completed_at")
        .first()
    )
    if intake is None:
        return Told(None, {}, is_new=False)
    is_used = intake.evaluations.filter(signed_at__isnull=False).exists()
    return Told(intake, document_of(intake), is_new=not is_used)


def retold_since(evaluation: Evaluation) -> Intake | None:
    """What the person told after an open evaluation began, and it has not taken over."""
    if evaluation.is_signed:
        return None
    told = (
        Intake.objects.filter(
            episode_id=evaluation.episode_id, completed_at__gt=evaluation.started_at
        )
        .order_by("-completed_at")
        .first()
    )
    return None if told is None or told.pk == evaluation.intake_id else told
