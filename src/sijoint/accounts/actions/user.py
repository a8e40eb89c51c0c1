"""People: what they change about themselves, and what happens to their account.

All of it joins the chain of the system: a person belongs to no clinic.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sijoint.accounts.actions import change as changes_of
from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.audit.models import SYSTEM

CHANGEABLE = frozenset({"name"})
"""What a person changes about themselves; the language has an action of its own."""

FLAGS = frozenset({"is_active", "is_staff"})
"""What an administrator may switch."""


@transaction.atomic
def change(*, user: User, by: User, at: datetime, **changes: Any) -> User:
    """Change the name by which staff know each other."""
    changed = changes_of.apply(user, changes, CHANGEABLE)
    if changed:
        event.add("user.change", user.id, by=by.id, at=at, fields=changed)
    return user


@transaction.atomic
def switch(*, user: User, by: User, at: datetime, **flags: bool) -> User:
    """Let somebody in or shut them out, or make them an administrator."""
    changed = changes_of.apply(user, flags, FLAGS)
    if changed:
        event.add("user.switch", user.id, by=by.id, at=at, fields=changed)
    return user


@transaction.atomic
def record(*, verb: str, user: User | None, at: datetime, fields: tuple[str, ...] = ()) -> None:
    """Write down what happened to an account: a sign-in, a new password, a lost device.

    Parameters
    ----------
    verb : str
        ``user.sign_in``, ``user.sign_in_failed`` …
    user : User or None
        Whose account; None when nobody has the address that was typed, which is not kept.
    at : datetime
    fields : tuple of str, optional
        Names of what changed.
    """
    failed = verb.endswith("_failed")
    event.add(
        verb,
        user.id if user else UUID(SYSTEM),
        by=user.id if user and not failed else None,
        at=at,
        fields=fields,
    )
