"""The chart of a person: what a clinician sees first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet

from sijoint.accounts.models import Clinic
from sijoint.audit.models import Event
from sijoint.records.models import Alert, Consent, Evaluation, Goal, Intake, Patient, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.alert_care import closed_alerts
from sijoint.records.queries.evaluation import evaluations_in
from sijoint.records.queries.worklist import IN_A_PLAN, IN_AN_EVALUATION

PAGE = 20
"""Evaluations on one page."""

CLOSED = 20
"""Closed alerts that are listed."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the first page of a chart shows.

    Parameters
    ----------
    alerts, closed : tuple of Alert
        The open ones; and those closed, at most `CLOSED`, the one closed last first.
    evaluations : Page of Evaluation
        The latest first.
    running : Evaluation or None
        The one that is open.
    intake : Intake or None
        The latest that is complete.
    plan, draft : Plan or None
        The approved one, or the one last withdrawn; and the one being made.
    consents : tuple of Consent
        Also those that ended; the last one of a kind tells what holds.
    claimed_at : datetime or None
        When an account got the record by an invitation.
    """

    patient: Patient
    alerts: tuple[Alert, ...]
    closed: tuple[Alert, ...]
    evaluations: Page[Evaluation]
    running: Evaluation | None
    intake: Intake | None
    plan: Plan | None
    draft: Plan | None
    goals: tuple[Goal, ...]
    consents: tuple[Consent, ...]
    claimed_at: datetime | None


def chart_of(patient: Patient, page: str | int = 1) -> Chart:
    """The chart of a patient, with one page of evaluations."""
    evaluations = evaluations_in(patient.clinic).filter(patient=patient)
    listed = evaluations.defer(*IN_AN_EVALUATION)
    signed = listed.filter(signed_at__isnull=False)
    plans = Plan.objects.filter(patient=patient).defer(*IN_A_PLAN)
    approved = plans.filter(state=PlanState.APPROVED).order_by("-approved_at").first()
    withdrawn = plans.filter(state=PlanState.WITHDRAWN).order_by("-withdrawn_at")
    return Chart(
        patient=patient,
        alerts=tuple(
            Alert.objects.filter(patient=patient, closed_at__isnull=True).select_related("owner")
        ),
        closed=closed_alerts(patient, CLOSED),
        evaluations=Paginator(signed, PAGE).get_page(page),
        running=listed.filter(signed_at__isnull=True).first(),
        intake=Intake.objects.filter(patient=patient, completed_at__isnull=False)
        .order_by("-completed_at")
        .first(),
        plan=approved or withdrawn.first(),
        draft=plans.filter(state=PlanState.DRAFT).first(),
        goals=tuple(Goal.objects.filter(patient=patient, ended_at__isnull=True)),
        consents=tuple(Consent.objects.filter(patient=patient).order_by("given_at")),
        claimed_at=Event.objects.filter(
            clinic_id=patient.clinic_id, object_id=patient.id, verb="patient.claim"
        ).aggregate(at=Max("at"))["at"],
    )


def holds_care(patient: Patient) -> bool:
    """Whether a record says more than who it is: a story that was sent, an evaluation or a plan."""
    own = {"clinic_id": patient.clinic_id, "patient": patient}
    return (
        Intake.objects.filter(**own, completed_at__isnull=False).exists()
        or Evaluation.objects.filter(**own).exists()
        or Plan.objects.filter(**own).exists()
    )


def found_patients(clinic: Clinic, words: str = "") -> QuerySet[Patient]:
    """The patients of a clinic whose name holds all words; erased ones are left out."""
    held = Patient.objects.filter(clinic=clinic, erased_at__isnull=True)
    for word in words.split()[:5]:
        held = held.filter(name__icontains=word)
    return held.select_related("therapist").order_by("name", "id")
