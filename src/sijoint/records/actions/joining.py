"""Coming to a clinic: by oneself where the clinic welcomes new people, or by an invitation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.actions import membership
from sijoint.accounts.models import Clinic, Invitation, Membership, User
from sijoint.accounts.role import STAFF, RoleName
from sijoint.records.actions import patient as patients
from sijoint.records.actions import person
from sijoint.records.error import RefusedError
from sijoint.records.models import Patient


@transaction.atomic
def join(*, clinic: Clinic, user: User, name: str, language: str, at: datetime) -> Patient:
    """Become a person in care by oneself.

    Parameters
    ----------
    clinic : Clinic
    user : User
    name : str
        As the clinic will call them.
    language : str
        That they read now; letters and handouts come in it.
    at : datetime

    Raises
    ------
    RefusedError
        If the clinic takes nobody new, or the person has a record there already.
    """
    if not Clinic.objects.filter(id=clinic.id, welcomes_new=True).exists():
        raise RefusedError(_("This clinic takes nobody new by itself. Ask it for an invitation."))
    membership.add(clinic=clinic, user=user, role=RoleName.PATIENT, by=user, at=at)
    return patients.create(
        clinic=clinic,
        name=name,
        by=user,
        at=at,
        email=user.email,
        language=language,
        user=user,
    )


@transaction.atomic
def accept(*, invitation: Invitation, user: User, at: datetime) -> Membership:
    """Accept an invitation; the record that it names becomes the person's own.

    Raises
    ------
    InvitationError
        If it cannot be accepted, or not by this person.
    RefusedError
        If the record belongs to another account, the account has one in this clinic, or whoever
        accepts works there or sent the invitation.
    """
    if invitation.patient_id is not None:
        # Before the chain of the clinic, as everybody holds a person.
        person.hold(invitation.patient_id)
        _refuse_staff(invitation, user)
    held = invitations.accept(invitation=invitation, user=user, at=at)
    if invitation.patient_id is not None:
        patient = Patient.objects.get(id=invitation.patient_id, clinic=invitation.clinic)
        patients.claim(patient=patient, user=user, at=at)
    return held


def _refuse_staff(invitation: Invitation, user: User) -> None:
    """Nobody who keeps the records makes one of them their own, whatever address stands in it."""
    works_here = Membership.objects.filter(
        clinic_id=invitation.clinic_id, user=user, role__in=STAFF, ended_at__isnull=True
    )
    if invitation.invited_by_id == user.id or works_here.exists():
        raise RefusedError(
            _(
                "This link is for the person in care. Whoever works at the clinic or sent the "
                "invitation cannot accept it."
            )
        )
