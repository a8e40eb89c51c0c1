"""What a chart refuses; each text is in the language of the person who tried it, and fit for them.

RecordError
├── LockedError          the row is signed, sent or decided
├── ConflictError        somebody else changed it meanwhile
└── RefusedError         a rule forbids it, and the text says which
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sijoint.accounts.models import User


class RecordError(Exception):
    """An act that the chart refuses; nothing was saved."""


class LockedError(RecordError):
    """The row is signed, sent or decided, and never changes; the text says what to do instead."""


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
        super().__init__(_("Somebody else changed this meanwhile. Look at it again."))
        self.by = by
        self.at = at
