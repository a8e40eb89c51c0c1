"""Who treats people in a clinic now; whoever left is nobody here any more."""

from __future__ import annotations

from uuid import UUID

from sijoint.accounts.models import Membership
from sijoint.accounts.role import RoleName


def therapist_ids(clinic_id: UUID) -> frozenset[UUID]:
    """The ids of everybody who treats people in a clinic and can sign in."""
    held = Membership.objects.filter(
        clinic_id=clinic_id,
        role=RoleName.THERAPIST,
        ended_at__isnull=True,
        user__is_active=True,
    )
    return frozenset(held.order_by().values_list("user_id", flat=True))


def treats(user_id: UUID | None, clinic_id: UUID) -> bool:
    """Whether somebody treats people in a clinic now; None, which is nobody, does not."""
    return user_id is not None and user_id in therapist_ids(clinic_id)
