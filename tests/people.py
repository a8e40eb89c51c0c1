"""The people of the tests of the chart: who treats, who works beside, and who must be refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sijoint.accounts.models import Clinic, Membership, User
from sijoint.accounts.role import RoleName

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class People:
    """Two clinics that must never meet.

    `therapist` treats `patient` at `clinic`; `colleague` treats at `elsewhere`; `stranger` has an
    account and no membership.
    """

    clinic: Clinic
    elsewhere: Clinic
    owner: User
    therapist: User
    second: User
    desk: User
    patient: User
    colleague: User
    stranger: User


def make_people() -> People:
    """The people, with memberships; records of the patient are made by who needs them."""
    clinic = Clinic.objects.create(name="Riverside", slug="riverside")
    elsewhere = Clinic.objects.create(name="Hillside", slug="hillside")

    def member(name: str, role: RoleName | None, at: Clinic = clinic) -> User:
        user = User.objects.create_user(
            f"{name.split()[0].lower()}@example.org", "a long password", name=name
        )
        if role:
            Membership.objects.create(clinic=at, user=user, role=role)
        return user

    return People(
        clinic=clinic,
        elsewhere=elsewhere,
        owner=member("Olga Owner", RoleName.OWNER),
        therapist=member("Tom Therapist", RoleName.THERAPIST),
        second=member("Sara Second", RoleName.THERAPIST),
        desk=member("Dora Desk", RoleName.FRONT_DESK),
        patient=member("Pat Patient", RoleName.PATIENT),
        colleague=member("Cole Colleague", RoleName.THERAPIST, elsewhere),
        stranger=member("Stan Stranger", None),
    )
