"""Holding an evaluation while it is written."""

from __future__ import annotations

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
    patient = person.hold_in(evaluation)
    held = Evaluation.objects.select_for_update().get(pk=evaluation.pk, patient=patient)
    held.patient, held.clinic = patient, patient.clinic
    if held.is_signed:
        raise LockedError(_("This evaluation is signed. Write an addendum instead."))
    return held
