"""The row of an alert: held while it is written, asked for an answer, and told of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit import event
from sijoint.clinical.safety import SafetyLevel
from sijoint.records import reminder
from sijoint.records.actions import person
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert

UNREAD = {
    SafetyLevel.EMERGENCY: timedelta(minutes=15),
    SafetyLevel.URGENT: timedelta(hours=4),
}
"""How long an alert may stay unread before it goes to a second person."""

ASKED = (
    "acknowledged_by",
    "acknowledged_at",
    "second",
    "escalated_at",
    "reminded_at",
    "answer_by",
)
"""The columns that `ask` sets."""


def hold(alert: Alert) -> Alert:
    """An open alert as it is now, held with its person until the transaction ends.

    Raises
    ------
    RefusedError
        If it is closed.
    """
    person.hold(alert.patient_id)
    held = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk, clinic_id=alert.clinic_id)
    if held.closed_at is not None:
        raise RefusedError(_("This alert is closed."))
    return held


def ask(alert: Alert, at: datetime) -> None:
    """Let it wait to be read from now on, whoever has read it before; the caller saves it."""
    alert.acknowledged_by = alert.acknowledged_at = None
    # Whoever has it now may leave it unread as well.
    alert.second = alert.escalated_at = alert.reminded_at = None
    alert.answer_by = answer_by(SafetyLevel(alert.level), at)
    remind(alert)


def answer_by(level: SafetyLevel, at: datetime) -> datetime | None:
    """When somebody must have read it; None for one that may wait."""
    return at + UNREAD[level] if level in UNREAD else None


def remind(alert: Alert) -> None:
    """Let the worker look again when somebody must have read it."""
    if alert.answer_by is not None:
        reminder.escalate_at(alert.answer_by)


def members(alert: Alert, role: RoleName) -> list[User]:
    """Everybody who has a role in the clinic of an alert and can sign in, the longest first."""
    held = Membership.objects.filter(
        clinic_id=alert.clinic_id, role=role, ended_at__isnull=True, user__is_active=True
    )
    return [each.user for each in held.select_related("user").order_by("started_at")]


def tell(verb: str, alert: Alert, by: User | None, at: datetime, fields: list[str]) -> None:
    """Write an act into the chain of the clinic."""
    event.add(
        verb,
        alert.id,
        clinic_id=alert.clinic_id,
        by=None if by is None else by.id,
        at=at,
        fields=fields,
    )
