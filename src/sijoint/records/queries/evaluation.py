"""Reading evaluations."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from sijoint.accounts.models import Clinic
from sijoint.records.models import Answer, Evaluation, Patient


def evaluations_in(clinic: Clinic) -> QuerySet[Evaluation]:
    """Every evaluation of a clinic, with whom it concerns."""
    return Evaluation.objects.filter(clinic=clinic).select_related(
        "clinic", "patient", "therapist", "signed_by", "intake"
    )


def whole(evaluation_id: UUID, clinic: Clinic) -> Evaluation:
    """One evaluation with everything that is recorded in it.

    Raises
    ------
    Evaluation.DoesNotExist
        If there is none with this id in the clinic.
    """
    answers = Answer.objects.select_related("by")
    return (
        evaluations_in(clinic)
        .prefetch_related(Prefetch("answers", queryset=answers), "scores")
        .get(pk=evaluation_id)
    )


def signed_of(patient: Patient) -> QuerySet[Evaluation]:
    """The signed evaluations of a patient, the latest first."""
    return evaluations_in(patient.clinic).filter(patient=patient, signed_at__isnull=False)
