"""Skipping a screen, with the reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.records.actions.lock import open_evaluation
from sijoint.records.actions.screening import changed
from sijoint.records.error import RefusedError
from sijoint.records.models import Evaluation, Waiver

GATES = ("low_back", "hip")


@transaction.atomic
def waive(*, evaluation: Evaluation, gate: str, reason: str, by: User, at: datetime) -> Waiver:
    """Waive a screen; a second reason takes the place of the first.

    Raises
    ------
    RefusedError
        Without a reason, or for a gate that does not exist.
    """
    evaluation = open_evaluation(evaluation)
    if gate not in GATES:
        raise RefusedError(_("There is no such screen."))
    if not reason.strip():
        raise RefusedError(_("Write why the screen is skipped."))
    _end(evaluation, gate, at)
    waiver = Waiver.objects.create(
        clinic_id=evaluation.clinic_id,
        evaluation=evaluation,
        gate=gate,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    changed("waiver.give", evaluation, gate, by=by, at=at)
    return waiver


@transaction.atomic
def withdraw(*, evaluation: Evaluation, gate: str, by: User, at: datetime) -> None:
    """Take a waiver back."""
    evaluation = open_evaluation(evaluation)
    if _end(evaluation, gate, at):
        changed("waiver.withdraw", evaluation, gate, by=by, at=at)


def _end(evaluation: Evaluation, gate: str, at: datetime) -> int:
    held = evaluation.waivers.filter(gate=gate, withdrawn_at__isnull=True)
    return held.update(withdrawn_at=at)
