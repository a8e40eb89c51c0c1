"""Patients: made, corrected, given to a therapist, linked to the account of the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.models import Clinic, User
from sijoint.audit import event
from sijoint.records.actions import person
from sijoint.records.error import RefusedError
from sijoint.records.mark import mark
from sijoint.records.models import Episode, Patient

CORRECTABLE = ("name", "born_on", "sex", "email", "phone", "language")


class OvertakenError(RefusedError):
    """Somebody else changed the same fields after the page had shown them.

    Parameters
    ----------
    now : mapping
        What these fields hold, by name.
    """

    def __init__(self, now: Mapping[str, Any]) -> None:
        super().__init__(_("Somebody else changed this meanwhile. Look at it again."))
        self.now = now


@transaction.atomic
def create(
    *,
    clinic: Clinic,
    name: str,
    by: User,
    at: datetime,
    email: str = "",
    phone: str = "",
    born_on: date | None = None,
    sex: str = "unknown",
    language: str = "en",
    user: User | None = None,
) -> Patient:
    """A new record of a person, with an open episode.

    Parameters
    ----------
    user : User, optional
        Who signs in as this person, when they signed up by themselves.

    Raises
    ------
    RefusedError
        If the person has a record in this clinic already.
    """
    if user is not None and Patient.objects.filter(clinic=clinic, user=user).exists():
        raise RefusedError(_("There is a record of this person already."))
    patient = Patient.objects.create(
        clinic=clinic,
        name=name,
        email=email,
        phone=phone,
        born_on=born_on,
        sex=sex,
        language=language,
        user=user,
    )
    Episode.objects.create(clinic=clinic, patient=patient, opened_at=at)
    event.add("patient.create", patient.id, clinic_id=clinic.id, by=by.id, at=at)
    return patient


@transaction.atomic
def correct(
    *,
    patient: Patient,
    by: User,
    at: datetime,
    seen: Mapping[str, str] | None = None,
    **changes: Any,
) -> Patient:
    """Change what is known of a person; only fields that differ are written.

    An invitation that went to an earlier email is withdrawn: somebody else may read it.

    Parameters
    ----------
    seen : mapping, optional
        The `mark` of each field that a page showed. What was left as shown is not written: the
        person or somebody else may have corrected it since.

    Raises
    ------
    TypeError
        For a field that is not among `CORRECTABLE`.
    OvertakenError
        If somebody else changed one of these fields otherwise since it was shown.
    """
    seen = seen or {}
    unknown = changes.keys() - set(CORRECTABLE)
    if unknown:
        raise TypeError(f"cannot correct {', '.join(sorted(unknown))}")
    patient = person.hold(patient.pk)
    changed = [
        name
        for name, value in changes.items()
        if getattr(patient, name) != value and seen.get(name) != mark(value)
    ]
    now = {name: getattr(patient, name) for name in changed if name in seen}
    if overtaken := {name: value for name, value in now.items() if seen[name] != mark(value)}:
        raise OvertakenError(overtaken)
    for name in changed:
        setattr(patient, name, changes[name])
    if changed:
        patient.save(update_fields=changed)
        _tell("patient.correct", patient, by, at, changed)
    if "email" in changed:
        invitations.withdraw_for(clinic=patient.clinic, patient_id=patient.id, by=by, at=at)
    return patient


@transaction.atomic
def assign(*, patient: Patient, therapist: User, by: User, at: datetime) -> Patient:
    """Make somebody the therapist who treats a person."""
    patient = person.hold(patient.pk)
    if patient.therapist_id != therapist.id:
        patient.therapist = therapist
        patient.save(update_fields=["therapist"])
        _tell("patient.assign", patient, by, at, ["therapist"])
    return patient


@transaction.atomic
def claim(*, patient: Patient, user: User, at: datetime) -> Patient:
    """Link a record to the account of the person, who was invited.

    Raises
    ------
    RefusedError
        If it belongs to another account, or the account has a record here already.
    """
    patient = person.hold(patient.pk)
    if patient.user_id not in (None, user.id):
        raise RefusedError(_("This record belongs to another account."))
    others = Patient.objects.filter(clinic_id=patient.clinic_id, user=user).exclude(pk=patient.pk)
    if others.exists():
        raise RefusedError(_("This account has a record in this clinic already."))
    patient.user = user
    patient.save(update_fields=["user"])
    _tell("patient.claim", patient, user, at, ["user"])
    return patient


@transaction.atomic
def read(*, patient: Patient, by: User, at: datetime, what: str = "patient.read") -> None:
    """Write down that somebody read a chart, or a part of it."""
    _tell(what, patient, by, at, [])


def _tell(verb: str, patient: Patient, by: User, at: datetime, fields: list[str]) -> None:
    event.add(verb, patient.id, clinic_id=patient.clinic_id, by=by.id, at=at, fields=fields)
