"""Holding an evaluation while it is written."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from sijoint.records.actions import person
from sijoint.records.error import LockedError
from sijoint.records.models import Evaluation


def open_evaluation(evaluation: Evaluation) -> Evaluation:
    """The evaluation as it is now, held until the transaction ends.

    Raises
    ------
    LockedError
        If it is signed, or the person was forgotten.
    """
    person.hold(_patient_id(evaluation))
    held = (
        Evaluation.objects.select_for_update(of=("self",))
        .select_related("clinic", "patient__therapist", "therapist", "intake")
        .get(pk=evaluation.pk, clinic_id=evaluation.clinic_id)
    )
    if held.patient.erased_at is not None:
        raise LockedError(
            _("This person was forgotten. Nothing is written in the record any more.")
        )
    if held.is_signed:
        raise LockedError(_("This evaluation is signed. Write an addendum instead."))
    return held


def _patient_id(evaluation: Evaluation) -> UUID:
    """Whose evaluation it is, also where only its id and clinic are known yet."""
    if evaluation.patient_id is not None:
        return evaluation.patient_id
    wanted = Evaluation.objects.filter(pk=evaluation.pk, clinic_id=evaluation.clinic_id)
    return wanted.values_list("patient_id", flat=True).get()
