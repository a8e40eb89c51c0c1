"""Roles as data: each is a name, a sentence, and what it may do. Nothing else grants anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sijoint.language import message


class RoleName(StrEnum):
    """What somebody is in a clinic."""

    OWNER = "owner"
    THERAPIST = "therapist"
    FRONT_DESK = "front_desk"
    PATIENT = "patient"


class Permission(StrEnum):
    """One thing that a role may do, within its own clinic only."""

    CLINIC_EDIT = "clinic.edit"
    PEOPLE_EDIT = "people.edit"
    OUTCOMES_READ = "outcomes.read"
    CONTACT_READ = "contact.read"
    PATIENT_CREATE = "patient.create"
    CHART_READ = "chart.read"
    CHART_WRITE = "chart.write"
    SENSITIVE_READ = "sensitive.read"
    """Sexual, bladder and self-harm answers."""
    PLAN_APPROVE = "plan.approve"
    ALERT_ACKNOWLEDGE = "alert.acknowledge"
    OWN_RECORD = "own.record"
    """One's own intake, plan and data."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role.

    Parameters
    ----------
    name : RoleName
    title, sentence : str
        English, for translation: what it is called and what it is for.
    permissions : frozenset of Permission
    """

    name: RoleName
    title: str
    sentence: str
    permissions: frozenset[Permission]


ROLES = {
    role.name: role
    for role in (
        Role(
            RoleName.OWNER,
            message("Owner"),
            message("Runs the clinic: profile, people, settings and outcomes. Sees no chart."),
            frozenset(
                {
                    Permission.CLINIC_EDIT,
                    Permission.PEOPLE_EDIT,
                    Permission.OUTCOMES_READ,
                    Permission.CONTACT_READ,
                    Permission.PATIENT_CREATE,
                }
            ),
        ),
        Role(
            RoleName.THERAPIST,
            message("Therapist"),
            message("Evaluates and treats: reads and writes the charts of the clinic."),
            frozenset(
                {
                    Permission.CONTACT_READ,
                    Permission.PATIENT_CREATE,
                    Permission.CHART_READ,
                    Permission.CHART_WRITE,
                    Permission.SENSITIVE_READ,
                    Permission.PLAN_APPROVE,
                    Permission.ALERT_ACKNOWLEDGE,
                }
            ),
        ),
        Role(
            RoleName.FRONT_DESK,
            message("Front desk"),
            message("Welcomes people: names and contacts, invitations. Sees no chart."),
            frozenset({Permission.CONTACT_READ, Permission.PATIENT_CREATE}),
        ),
        Role(
            RoleName.PATIENT,
            message("Person in care"),
            message("Sees and corrects their own answers, plan and data."),
            frozenset({Permission.OWN_RECORD}),
        ),
    )
}

STAFF = frozenset({RoleName.OWNER, RoleName.THERAPIST, RoleName.FRONT_DESK})


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """Everything that somebody with these roles may do."""
    return frozenset().union(*(ROLES[RoleName(role)].permissions for role in roles))
