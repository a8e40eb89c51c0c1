"""Putting off the look for unread alerts until one of them is due."""

from __future__ import annotations

from datetime import datetime

from django.utils.module_loading import import_string

TASK = "sijoint.records.tasks.escalate"
"""Named and not imported: the task runs the actions, and the actions put it off."""


def escalate_at(moment: datetime) -> None:
    """Look for unread alerts at a moment; joins the transaction of the alert that is due then."""
    import_string(TASK).using(run_after=moment).enqueue()
