"""What a person has told about the present episode, as tables of the case file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sijoint.records.models import Episode, Intake, Patient
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
    """

    intake: Intake | None
    document: dict[str, Any]


def story_of(patient: Patient, episode: Episode) -> Told:
    """What the person has told in this episode."""
    intake = (
        Intake.objects.filter(patient=patient, episode=episode, completed_at__isnull=False)
        .order_by("-completed_at")
        .first()
    )
    return Told(intake, {} if intake is None else document_of(intake))
