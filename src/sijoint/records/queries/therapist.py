"""Who treats people in a clinic now; whoever left is nobody here any more."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from sijoint.accounts.models import Membership
from sijoint.accounts.role import RoleName


def therapist_ids(clinic_id: UUID) -> frozenset[UUID]:
    """The ids of everybody who treats people in a clinic and can sign in."""
    held = _treating().filter(clinic_id=clinic_id)
    return frozenset(held.order_by().values_list("user_id", flat=True))


def treats(user_id: UUID | None, clinic_id: UUID) -> bool:
    """Whether somebody treats people in a clinic now; None, which is nobody, does not."""
    return user_id is not None and user_id in therapist_ids(clinic_id)


def treats_here(column: str) -> Exists:
    """Whether whoever stands in a column of a row treats people in the clinic of the row now."""
    return Exists(_treating().filter(clinic_id=OuterRef("clinic_id"), user_id=OuterRef(column)))


def _treating() -> QuerySet[Membership]:
    return Membership.objects.filter(
        role=RoleName.THERAPIST, ended_at__isnull=True, user__is_active=True
    )
