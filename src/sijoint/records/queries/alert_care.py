"""The alerts that an evaluation and a chart must account for, also those that are closed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from sijoint.records.models import Alert, Evaluation, Patient, Plan
from sijoint.records.models.plan import PlanState

CARED_BY = ("patient", "handed_to", "second")


def alerts_during(evaluation: Evaluation) -> tuple[Alert, ...]:
    """The alerts raised in an evaluation, by the story it holds, or open while it was open."""
    was_open = Q(closed_at__isnull=True) | Q(closed_at__gte=evaluation.started_at)
    own = Q(evaluation=evaluation) | Q(intake_id=evaluation.intake_id, intake__isnull=False)
    held = Alert.objects.filter(
        was_open | own, clinic_id=evaluation.clinic_id, patient_id=evaluation.patient_id
    )
    return tuple(held.select_related(*CARED_BY).order_by("raised_at", "id"))


def latest_by_rule(alerts: Iterable[Alert]) -> dict[str, Alert]:
    """Of each rule the alert that was raised last: an open one is always the last."""
    return {alert.rule_id: alert for alert in sorted(alerts, key=lambda each: each.raised_at)}


def closed_alerts(patient: Patient, most: int) -> tuple[Alert, ...]:
    """The closed alerts of a person, the one closed last first."""
    held = Alert.objects.filter(
        clinic_id=patient.clinic_id, patient=patient, closed_at__isnull=False
    )
    return tuple(held.select_related(*CARED_BY).order_by("-closed_at", "-id")[:most])


def withdrawn_for(patient: Patient, rules: Iterable[str]) -> Plan | None:
    """The plan that safety rules withdrew; None when there is none, or another one is followed."""
    plans = Plan.objects.filter(clinic_id=patient.clinic_id, patient=patient)
    if plans.filter(state=PlanState.APPROVED).exists():
        return None
    withdrawn = plans.filter(state=PlanState.WITHDRAWN, withdrawn_reason__in=list(rules))
    return withdrawn.order_by("-withdrawn_at").first()
