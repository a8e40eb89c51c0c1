"""Work that is put off until later: the worker does it, in the order of when it is due."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from sijoint.records.actions import escalation

KEPT = timedelta(days=7)
"""How long the record of a task that is done is kept."""


@task()
def escalate() -> int:
    """Hand alerts that nobody has acknowledged in time to a second person.

    Returns
    -------
    int
        How many were handed on.
    """
    return len(escalation.escalate_due(at=timezone.now()))


def sweep() -> None:
    """Look for unread alerts now: also those whose task was lost, or is late."""
    escalation.escalate_due(at=timezone.now())


def tidy() -> None:
    """Forget sessions that are over, and what is known of tasks done long ago."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
