"""Writes down what happens to accounts: sign-ins, passwords, addresses, devices.

django-allauth tells of each by a signal; here it becomes an event of the system's chain, in the
transaction of what happened (`sijoint.web.account_urls`). Of a new second step it tells only after
that: so the row itself is listened to.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_save
from django.dispatch import Signal
from django.utils import timezone

from sijoint.accounts.actions import user as users
from sijoint.accounts.models import User

TOLD: tuple[tuple[Signal, str, tuple[str, ...]], ...] = (
    (account.user_signed_up, "user.sign_up", ()),
    (account.password_set, "user.password_change", ("password",)),
    (account.password_changed, "user.password_change", ("password",)),
    (account.password_reset, "user.password_reset", ("password",)),
    (account.email_changed, "user.email_change", ("email",)),
    (account.email_confirmed, "user.email_confirm", ("email",)),
    (mfa.authenticator_removed, "user.factor_remove", ("authenticator",)),
    (mfa.authenticator_reset, "user.factor_reset", ("authenticator",)),
    (mfa.authentication_failed, "user.second_step_failed", ()),
    (account.user_logged_in, "user.sign_in", ()),
    (user_logged_out, "user.sign_out", ()),
)


def connect() -> None:
    """Listen, once."""
    for signal, verb, fields in TOLD:
        listener = _listener(verb, fields)
        signal.connect(listener, weak=False, dispatch_uid=f"trail {verb}{id(signal)}")
    post_save.connect(_factor_added, sender=Authenticator, dispatch_uid="trail user.factor_add")


def _factor_added(instance: Authenticator, created: bool, **_told: Any) -> None:
    if created:
        fields = ("authenticator",)
        users.record(verb="user.factor_add", user=instance.user, at=timezone.now(), fields=fields)


def _listener(verb: str, fields: tuple[str, ...]) -> Any:
    def listen(sender: Any, **told: Any) -> None:
        user = told.get("user") or getattr(told.get("email_address"), "user", None)
        if isinstance(user, User):
            users.record(verb=verb, user=user, at=timezone.now(), fields=fields)

    return listen
