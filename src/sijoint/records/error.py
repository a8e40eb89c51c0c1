"""What a chart refuses; the text of each is fit for the person who tried it.

RecordError
├── LockedError          the evaluation is signed
├── ConflictError        somebody else changed it meanwhile
└── RefusedError         a rule forbids it, and the text says which
"""

from __future__ import annotations

from datetime import datetime

from sijoint.accounts.models import User


class RecordError(Exception):
    """An act that the chart refuses; nothing was saved."""


class LockedError(RecordError):
    """The evaluation is signed: what is to be said now is an addendum."""


class RefusedError(RecordError):
    """A rule forbids the act; the text says which."""


class ConflictError(RecordError):
    """Somebody else changed the row after it was shown.

    Parameters
    ----------
    by, at : User, datetime
        Who changed it, and when.
    """

    def __init__(self, by: User, at: datetime) -> None:
        super().__init__(f"changed by {by.id}")
        self.by = by
        self.at = at
