"""Invitations: a link that makes somebody a member once.

The secret of the link is made here and handed out once. The row holds its SHA-256. Until the page
after the form has shown the link, the session of whoever made it holds it encrypted
(`sijoint.web.invitation_link`).
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.actions import clinic as clinics
from sijoint.accounts.actions import membership as memberships
from sijoint.accounts.error import (
    ExpiredError,
    UnknownError,
    UsedError,
    WithdrawnError,
    WrongPersonError,
)
from sijoint.accounts.models import Clinic, Invitation, Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit import event

LASTS = timedelta(days=7)

SECRET_BYTES = 32


def digest(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create(
    *,
    clinic: Clinic,
    role: RoleName,
    by: User | None,
    at: datetime,
    email: str = "",
    name: str = "",
    patient_id: UUID | None = None,
) -> tuple[Invitation, str]:
    """Invite somebody; earlier invitations of the same person to the same role end.

    Parameters
    ----------
    clinic : Clinic
    role : RoleName
        What they will be.
    by : User or None
        None for a command.
    at : datetime
    email : str, optional
        Whose invitation it is: only somebody who signs in with it may accept. Without one,
        whoever holds the link may.
    name : str, optional
        Of somebody who will work here; the name of a person in care stands in their record.
    patient_id : UUID, optional
        The record that becomes theirs; given exactly for a person in care.

    Returns
    -------
    tuple of Invitation and str
        The row, and the secret of the link. Nobody can read the secret again.
    """
    role = RoleName(role)
    if (role is RoleName.PATIENT) != (patient_id is not None):
        raise TypeError("an invitation of a person in care, and no other, names a record")
    email = email.strip().lower()
    for earlier in _pending_twins(clinic, role, email, patient_id):
        withdraw(invitation=earlier, by=by, at=at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = Invitation.objects.create(
        clinic=clinic,
        role=role.value,
        email=email,
        name=name.strip(),
        patient_id=patient_id,
        token_hash=digest(secret),
        invited_by=by,
        expires_at=at + LASTS,
    )
    _tell("invitation.create", invitation, by, at, ["role", "email", "expires_at"])
    return invitation, secret


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User | None, at: datetime) -> Invitation:
    """Take it back; one that was used stays used."""
    invitation = Invitation.objects.select_for_update().get(id=invitation.id)
    if invitation.withdrawn_at is None and invitation.accepted_at is None:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])
        _tell("invitation.withdraw", invitation, by, at, ["withdrawn_at"])
    return invitation


@transaction.atomic
def withdraw_for(*, clinic: Clinic, patient_id: UUID, by: User | None, at: datetime) -> int:
    """Take every open invitation to a record back; how many there were."""
    pending = _pending_twins(clinic, RoleName.PATIENT, "", patient_id)
    for invitation in pending:
        withdraw(invitation=invitation, by=by, at=at)
    return len(pending)


@transaction.atomic
def accept(*, invitation: Invitation, user: User, at: datetime) -> Membership:
    """Make the person a member.

    Raises
    ------
    InvitationError
        If it was used, withdrawn or left too long, or is for somebody else.
    """
    # Adding the membership holds the clinic too, and the chain comes after everything.
    clinics.hold(invitation.clinic_id)
    invitation = Invitation.objects.select_for_update().get(id=invitation.id)
    check(invitation, at=at)
    if not is_for(invitation, user):
        raise WrongPersonError(
            _("This invitation is for another email address. Sign out, then open the link again.")
        )
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    _tell("invitation.accept", invitation, user, at, ["accepted_at"])
    if invitation.name and not user.name and invitation.role != RoleName.PATIENT:
        user.name = invitation.name
        user.save(update_fields=["name"])
    return memberships.add(
        clinic=invitation.clinic, user=user, role=RoleName(invitation.role), by=user, at=at
    )


def find(token_hash: str) -> Invitation:
    """The invitation whose secret has this digest.

    Raises
    ------
    UnknownError
        If there is none.
    """
    found = Invitation.objects.filter(token_hash=token_hash).select_related("clinic").first()
    if found is None:
        raise UnknownError(_("This link does not work. Ask the clinic for a new one."))
    return found


def check(invitation: Invitation, *, at: datetime) -> None:
    """Pass only an invitation that can still be accepted.

    Raises
    ------
    InvitationError
        If it cannot; the text says why and what to do.
    """
    if invitation.withdrawn_at is not None:
        raise WithdrawnError(_("The clinic took this invitation back. Ask for a new one."))
    if invitation.accepted_at is not None:
        raise UsedError(_("This invitation was used already. Sign in to go on."))
    if invitation.expires_at <= at:
        raise ExpiredError(_("This link has expired. Ask the clinic for a new one."))


def is_open(*, clinic: Clinic, patient_id: UUID) -> bool:
    """Whether an invitation to this record waits."""
    return bool(_pending_twins(clinic, RoleName.PATIENT, "", patient_id))


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether this person may accept it."""
    return not invitation.email or invitation.email == user.email.lower()


def _pending_twins(
    clinic: Clinic, role: RoleName, email: str, patient_id: UUID | None
) -> list[Invitation]:
    pending = Invitation.objects.filter(
        clinic=clinic, role=role.value, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    if patient_id is not None:
        return list(pending.filter(patient_id=patient_id))
    return list(pending.filter(email=email)) if email else []


def _tell(
    verb: str, invitation: Invitation, by: User | None, at: datetime, fields: list[str]
) -> None:
    event.add(
        verb,
        invitation.id,
        clinic_id=invitation.clinic_id,
        by=by and by.id,
        at=at,
        fields=fields,
    )
