"""What a person reads in place of their plan."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sijoint.evidence.questionnaire import Audience
from sijoint.records import story
from sijoint.records.models import Alert, Evaluation, Intake, Patient
from sijoint.web.outcome import told_of


def told(stop: Alert) -> dict[str, Any]:
    """Why the plan waits: the answers behind it, who knows of it, and who opens it again."""
    because: tuple[str, ...] = ()
    if stop.intake is not None:
        answers = story.settled(story.answers_of(stop.intake), Audience.INTAKE)
        because = told_of(answers, stop.because, Audience.INTAKE)
    first = _("One of your answers needs a doctor first.")
    texts = [
        first if because else _("A sign in your record needs a doctor first."),
        _("Your plan waits until then. Do not exercise now."),
        _("Your clinic has been told. Your therapist opens the plan again after you were seen."),
    ]
    return {"texts": texts, "because": because}


def has_told(patient: Patient) -> bool:
    """Whether the person has told their story: sent it, or in the room."""
    sent = Intake.objects.filter(patient=patient, completed_at__isnull=False)
    return sent.exists() or Evaluation.objects.filter(patient=patient).exists()
