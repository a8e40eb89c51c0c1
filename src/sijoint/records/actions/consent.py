"""Consent: given to one version of one text, and withdrawn by the person themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.records import consent_text
from sijoint.records.actions import person
from sijoint.records.error import RefusedError
from sijoint.records.models import Consent, Patient


@transaction.atomic
def give(
    *,
    patient: Patient,
    kind: str,
    language: str,
    by: User,
    at: datetime,
    version: str | None = None,
) -> Consent:
    """Agree to the current version of a text; agreeing twice is agreeing once.

    Parameters
    ----------
    patient : Patient
    kind : str
        One of `consent_text.KINDS`.
    language : str
        In which it was read.
    by : User
    at : datetime
    version : str, optional
        That was read, where a page says which.

    Raises
    ------
    RefusedError
        If another version holds by now.
    """
    patient = person.hold(patient.pk)
    current = consent_text.current(kind).version
    if version not in (None, current):
        raise RefusedError(_("This text has changed. Read it again."))
    consent, is_new = Consent.objects.get_or_create(
        patient=patient,
        kind=kind,
        version=current,
        withdrawn_at=None,
        defaults={
            "clinic_id": patient.clinic_id,
            "language": language,
            "given_by": by,
            "given_at": at,
        },
    )
    if is_new:
        _tell("consent.give", consent, by, at)
    return consent


@transaction.atomic
def withdraw(*, consent: Consent, by: User, at: datetime) -> Consent:
    """Take an agreement back; what was done before stays as it was."""
    person.hold(consent.patient_id)
    held = Consent.objects.select_for_update().get(pk=consent.pk)
    if held.withdrawn_at is None:
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at"])
        _tell("consent.withdraw", held, by, at)
    return held


def is_given(patient: Patient) -> bool:
    """Whether every text that is needed has been agreed to, in its current version."""
    held = set(
        Consent.objects.filter(patient=patient, withdrawn_at__isnull=True).values_list(
            "kind", "version"
        )
    )
    return all((kind, consent_text.current(kind).version) in held for kind in consent_text.KINDS)


def _tell(verb: str, consent: Consent, by: User, at: datetime) -> None:
    event.add(verb, consent.id, clinic_id=consent.clinic_id, by=by.id, at=at, fields=[consent.kind])
