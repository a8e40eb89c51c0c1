"""The worklist: it is read, and that stands in the trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sijoint.accounts.models import Clinic, User
from sijoint.audit import event


@transaction.atomic
def read(*, clinic: Clinic, by: User, at: datetime) -> None:
    """Write down that somebody read who waits in a clinic, and why."""
    event.add("worklist.read", clinic.id, clinic_id=clinic.id, by=by.id, at=at)
