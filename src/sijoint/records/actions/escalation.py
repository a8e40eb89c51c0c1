"""Alerts that nobody has read in time: a second person gets them, or the owners are told."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.accounts.role import RoleName
from sijoint.records.actions import person
from sijoint.records.actions.alert_row import members, tell
from sijoint.records.error import LockedError
from sijoint.records.models import Alert
from sijoint.records.queries.therapist import treats, treats_here

_log = logging.getLogger(__name__)


def escalate_due(*, at: datetime) -> list[Alert]:
    """Give every alert that stayed unread too long to a second person.

    Each is given on in a transaction of its own: one that fails holds back no other, and is tried
    again the next time. So is an alert for which there is no second person; the owners are told
    once. A second person who does not treat here any more is nobody: it is given on anew.

    Returns
    -------
    list of Alert
        Those that were given on now.
    """
    due = Alert.objects.filter(
        ~treats_here("second_id"),
        closed_at__isnull=True,
        acknowledged_at__isnull=True,
        answer_by__lte=at,
    ).order_by("answer_by")
    found = (_try(alert, at) for alert in due.only("id", "patient_id"))
    return [alert for alert in found if alert is not None]


def _try(alert: Alert, at: datetime) -> Alert | None:
    """The alert, if it was given on; why it was not is logged, for those after it must be."""
    try:
        return _escalate(alert, at)
    except LockedError:
        return None  # The person was forgotten meanwhile, and the alert closed.
    except Exception:
        _log.exception("Alert %s was not given on", alert.id)
        return None


@transaction.atomic
def _escalate(alert: Alert, at: datetime) -> Alert | None:
    """The alert, if it was given on; somebody may have read it meanwhile."""
    person.hold(alert.patient_id)
    held = (
        Alert.objects.select_for_update(of=("self",))
        .select_related("clinic", "owner")
        .get(pk=alert.pk)
    )
    is_due = held.answer_by is not None and held.answer_by <= at
    is_given = treats(held.second_id, held.clinic_id)
    if held.closed_at or held.acknowledged_at or is_given or not is_due:
        return None
    others = [each for each in members(held, RoleName.THERAPIST) if each.id != held.owner_id]
    if not others:
        _tell_owners(held, at)
        return None
    held.second, held.escalated_at = others[0], at
    # The owners are told again, should this person leave and nobody else be there.
    held.reminded_at = None
    held.save(update_fields=["second", "escalated_at", "reminded_at"])
    tell("alert.escalate", held, None, at, ["second"])
    _mail(held, [others[0]], is_second=True)
    return held


def _tell_owners(alert: Alert, at: datetime) -> None:
    """Nobody else treats here: who runs the clinic, and whose it is, are told once."""
    if alert.reminded_at is not None:
        return
    alert.reminded_at = at
    alert.save(update_fields=["reminded_at"])
    tell("alert.remind", alert, None, at, ["reminded_at"])
    told = {each.id: each for each in members(alert, RoleName.OWNER)}
    if treats(alert.owner_id, alert.clinic_id):
        told[alert.owner.id] = alert.owner
    _mail(alert, list(told.values()), is_second=False)


def _mail(alert: Alert, people: list[User], *, is_second: bool) -> None:
    """Send it to each once the transaction holds."""
    letters = [(each.email, each.language or alert.clinic.language) for each in people]
    for address, language in letters:
        transaction.on_commit(
            lambda to=address, code=language: _send(alert.id, to, code, is_second=is_second)
        )


def _send(alert_id: UUID, address: str, language: str, *, is_second: bool) -> None:
    """Tell that something waits; who and what stands only behind the sign-in."""
    with translation.override(language):
        subject, body = _to_second() if is_second else _to_owner()
    try:
        send_mail(subject, body, None, [address])
    except (SMTPException, OSError) as error:
        # The text of the error may hold the address.
        _log.error("The mail about alert %s was not sent: %s", alert_id, type(error).__name__)


def _to_second() -> tuple[str, str]:
    return _("An alert waits for you"), _(
        "You are the second person: an alert was not read in time. Sign in, open the worklist and "
        "acknowledge it."
    )


def _to_owner() -> tuple[str, str]:
    return _("An alert waits and nobody has read it"), _(
        "An alert was not read in time, and your clinic has no second therapist. Somebody must "
        "look now: sign in and open the worklist."
    )
