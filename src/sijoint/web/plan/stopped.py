"""What a person reads in place of their plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sijoint.evidence.questionnaire import Audience, Contact
from sijoint.records import story
from sijoint.records.models import Alert, Evaluation, Intake, Patient
from sijoint.web import outcome
from sijoint.web.outcome import Outcome


def told(request: HttpRequest, stop: Alert) -> dict[str, Any]:
    """Whom to call, the answers behind it, and who opens the plan again."""
    alerts = list(
        Alert.objects.select_related("intake").filter(
            patient_id=stop.patient_id, level=stop.level, closed_at__isnull=True
        )
    )
    rules = [alert.rule_id for alert in alerts]
    found = outcome.outcome_of_rules(stop.level, rules)
    because = tuple(dict.fromkeys(line for alert in alerts for line in _because(alert)))
    texts = (*found.texts, *_waits(found, because))
    found = replace(found, texts=texts, said=because)
    shown = {
        "outcome": found,
        "heading": outcome.heading(found),
        "is_private": outcome.is_private(rules),
    }
    return shown | outcome.numbers(request, found)


def has_told(patient: Patient) -> bool:
    """Whether the person has told their story: sent it, or in the room."""
    sent = Intake.objects.filter(patient=patient, completed_at__isnull=False)
    return sent.exists() or Evaluation.objects.filter(patient=patient).exists()


def _because(alert: Alert) -> tuple[str, ...]:
    """The answers behind an alert, as the person reads them back."""
    if alert.intake is None:
        return ()
    answers = story.settled(story.answers_of(alert.intake), Audience.INTAKE)
    return outcome.told_of(answers, alert.because, Audience.INTAKE)


def _waits(found: Outcome, because: tuple[str, ...]) -> list[str]:
    """Why the plan waits, until when, and who knows of it."""
    if found.contact == Contact.CRISIS:
        return [
            _("Your clinic has been told. Your therapist opens the plan again together with you.")
        ]
    if found.contact == Contact.MATERNITY:
        answer = _("One of your answers needs your maternity unit first.")
        sign = _("A sign in your record needs your maternity unit first.")
    else:
        answer = _("One of your answers needs a doctor first.")
        sign = _("A sign in your record needs a doctor first.")
    return [
        answer if because else sign,
        _("Your plan waits until then. Do not exercise now."),
        _("Your clinic has been told. Your therapist opens the plan again after you were seen."),
    ]
