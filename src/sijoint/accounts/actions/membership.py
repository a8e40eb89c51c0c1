"""Memberships: added and ended, never deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.actions import clinic as clinics
from sijoint.accounts.error import LastOwnerError
from sijoint.accounts.models import Clinic, Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit import event


@transaction.atomic
def add(*, clinic: Clinic, user: User, role: RoleName, by: User | None, at: datetime) -> Membership:
    """Give somebody a role in a clinic; one that they have already stays as it is."""
    role = RoleName(role)
    # Two at once would both see no membership: the clinic lets them pass one by one.
    clinics.hold(clinic.id)
    membership, is_new = Membership.objects.get_or_create(
        clinic=clinic, user=user, role=role.value, ended_at=None
    )
    if is_new:
        event.add(
            "membership.add",
            membership.id,
            clinic_id=clinic.id,
            by=by and by.id,
            at=at,
            fields=["role", "user"],
        )
    return membership


@transaction.atomic
def end(*, membership: Membership, by: User | None, at: datetime) -> Membership:
    """End a role; it ends with the next page that the person asks for.

    Raises
    ------
    LastOwnerError
        If nobody else who can sign in owns the clinic.
    """
    clinics.hold(membership.clinic_id)
    membership = Membership.objects.select_for_update().get(id=membership.id)
    if membership.ended_at is not None:
        return membership
    if membership.role == RoleName.OWNER and not _has_other_owner(membership):
        raise LastOwnerError(
            _("This is the only owner. Make somebody else an owner first, then end this role.")
        )
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    event.add(
        "membership.end",
        membership.id,
        clinic_id=membership.clinic_id,
        by=by and by.id,
        at=at,
        fields=["ended_at"],
    )
    return membership


def _has_other_owner(membership: Membership) -> bool:
    owners = Membership.objects.filter(
        clinic_id=membership.clinic_id,
        role=RoleName.OWNER,
        ended_at__isnull=True,
        user__is_active=True,
    )
    return owners.exclude(user_id=membership.user_id).exists()
