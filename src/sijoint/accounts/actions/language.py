"""Choosing the language of one's pages."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.language import CODES, UnknownLanguageError


@transaction.atomic
def choose(*, user: User, language: str, at: datetime) -> None:
    """Keep the language of a person, for all their devices.

    Parameters
    ----------
    user : User
    language : str
        One of `CODES`.
    at : datetime
        When, aware.

    Raises
    ------
    UnknownLanguageError
        If there is no such language.
    """
    if language not in CODES:
        raise UnknownLanguageError(f"language {language!r}: must be one of {', '.join(CODES)}")
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    event.add("user.language", user.id, by=user.id, at=at, fields=["language"])
