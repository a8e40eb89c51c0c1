"""The second step at sign-in, where a clinic asks its people for one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import STAFF
from sijoint.web.member import Member

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts: recovery codes only stand in for one of these."""


_checking: ContextVar[bool] = ContextVar("checking", default=False)


@contextmanager
def checking() -> Iterator[None]:
    """While a code is compared with each second step: one that cannot be read fits no code."""
    token = _checking.set(True)
    try:
        yield
    finally:
        _checking.reset(token)


def is_checking() -> bool:
    """Whether a code is compared, and nothing shown."""
    return _checking.get()


def of(user: User) -> QuerySet[Authenticator]:
    """The second steps of somebody."""
    return Authenticator.objects.filter(user=user, type__in=KINDS)


def is_required(user: User) -> bool:
    """Whether a clinic where they work asks for one."""
    return Membership.objects.filter(
        user=user, role__in=STAFF, ended_at__isnull=True, clinic__requires_mfa=True
    ).exists()


def lets_administer(user: User) -> bool:
    """Whether an administrator has what a public server asks of them."""
    return not settings.PRODUCTION or of(user).exists()


def is_missing(member: Member) -> bool:
    """Whether the clinic they are in asks for one, and they have none."""
    asked = member.is_staff and member.clinic.requires_mfa
    return asked and not of(member.user).exists()
