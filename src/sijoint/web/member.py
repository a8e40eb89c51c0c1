"""Who asks, in which clinic, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sijoint.accounts.models import Clinic, Membership, User
from sijoint.accounts.role import STAFF, Permission, RoleName, permissions_of

SESSION_KEY = "clinic"


@dataclass(frozen=True, slots=True)
class Member:
    """A signed-in person in one clinic.

    Parameters
    ----------
    user : User
    clinic : Clinic
        The one they are working in or are treated at.
    roles : frozenset of RoleName
        All they have there.
    clinics : tuple of Clinic
        Every clinic they belong to, to switch between.
    """

    user: User
    clinic: Clinic
    roles: frozenset[RoleName]
    clinics: tuple[Clinic, ...]

    @property
    def permissions(self) -> frozenset[Permission]:
        """What they may do in this clinic."""
        return permissions_of(self.roles)

    def may(self, permission: Permission | str) -> bool:
        """Whether they may do something in this clinic."""
        return Permission(permission) in self.permissions

    @property
    def is_staff(self) -> bool:
        """Whether they work here."""
        return bool(self.roles & STAFF)

    @property
    def is_therapist(self) -> bool:
        """Whether they treat people here."""
        return RoleName.THERAPIST in self.roles

    @property
    def is_patient(self) -> bool:
        """Whether they are treated here and do not work here."""
        return not self.is_staff


def member_of(user: User, chosen: str | UUID | None) -> Member | None:
    """The person in the clinic they chose, else in the first of theirs.

    Returns
    -------
    Member or None
        None without a membership that holds.
    """
    # Asked for each page, and these few are sorted more quickly here than by the database.
    running = Membership.objects.filter(user=user, ended_at__isnull=True).order_by()
    held = sorted(running.select_related("clinic"), key=lambda each: (each.started_at, each.pk))
    if not held:
        return None
    clinics = {m.clinic_id: m.clinic for m in held}
    clinic = clinics.get(_uuid(chosen)) or held[0].clinic
    roles = frozenset(RoleName(m.role) for m in held if m.clinic_id == clinic.id)
    return Member(user, clinic, roles, tuple(clinics.values()))


def _uuid(value: str | UUID | None) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
