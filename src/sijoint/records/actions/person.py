"""A person's record, held while something about them is written.

Whoever writes about a person holds their record first, then the plan, then everything else, and
the chain of the clinic last: two who write at once wait for each other and never block each other.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sijoint.records.error import LockedError
from sijoint.records.models import Episode, Evaluation, Patient


def hold(patient_id: UUID) -> Patient:
    """The record as it is now, held until the transaction ends.

    Raises
    ------
    LockedError
        If the person was forgotten, perhaps after the caller read the record.
    """
    return _known(_held().select_related("clinic", "therapist").get(pk=patient_id))


def hold_in(evaluation: Evaluation) -> Patient:
    """The record of the person of an evaluation, of which only id and clinic may be known yet.

    Raises
    ------
    Evaluation.DoesNotExist
        If the clinic has no such evaluation.
    LockedError
        If the person was forgotten.
    """
    try:
        patient = _held().get(evaluations=evaluation.pk, clinic_id=evaluation.clinic_id)
    except Patient.DoesNotExist as error:
        raise Evaluation.DoesNotExist from error
    patient.clinic = evaluation.clinic
    return _known(patient)


def _known(patient: Patient) -> Patient:
    if patient.erased_at is not None:
        raise LockedError(
            _("This person was forgotten. Nothing is written in the record any more.")
        )
    return patient


def _held() -> QuerySet[Patient]:
    # Rows that only name the person, such as a consent, need not wait for it.
    return Patient.objects.select_for_update(of=("self",), no_key=True)


def episode_of(patient: Patient, at: datetime) -> Episode:
    """The open episode of a person, begun now when there is none."""
    held = Episode.objects.filter(patient=patient, closed_at__isnull=True).first()
    return held or Episode.objects.create(
        clinic_id=patient.clinic_id, patient=patient, opened_at=at
    )
