"""Reading evaluations."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from sijoint.accounts.models import Clinic
from sijoint.records.models import Evaluation, Patient


def evaluations_in(clinic: Clinic) -> QuerySet[Evaluation]:
    """Every evaluation of a clinic, with whom it concerns; those of erased people are left out."""
    held = Evaluation.objects.filter(clinic=clinic, patient__erased_at__isnull=True)
    return held.select_related("clinic", "patient", "therapist", "signed_by", "intake")


def evaluation_in(clinic: Clinic, evaluation_id: UUID) -> Evaluation:
    """One evaluation.

    Raises
    ------
    Evaluation.DoesNotExist
        If there is none with this id in the clinic.
    """
    return evaluations_in(clinic).get(pk=evaluation_id)


def signed_of(patient: Patient) -> QuerySet[Evaluation]:
    """The signed evaluations of a patient, the latest first."""
    return evaluations_in(patient.clinic).filter(patient=patient, signed_at__isnull=False)
