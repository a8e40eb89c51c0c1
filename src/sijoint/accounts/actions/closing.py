"""Closing the account of a person who belongs nowhere any more and asked to be forgotten."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from sijoint.accounts.models import User
from sijoint.audit import event

NOWHERE = "closed.invalid"
"""A place that no mail reaches (RFC 2606)."""


@transaction.atomic
def close(*, user: User, by: User, at: datetime) -> User:
    """Shut an account for good: no address, no name, no way in.

    The row stays under its id, because trails name it. The address is free again, so that the
    person can come back as somebody new.
    """
    user.email = f"{user.id}@{NOWHERE}"
    user.name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["email", "name", "is_active", "password"])
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    fields = ["authenticator", "email", "is_active", "name", "password"]
    event.add("user.close", user.id, by=by.id, at=at, fields=fields)
    return user


def _end_sessions(user: User) -> None:
    """Sign out every device: what a session holds tells with which address somebody came in."""
    own = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=own).delete()
