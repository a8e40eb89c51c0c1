"""Ways in, and what every test of accounts needs."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from sijoint.accounts.models import Clinic, User
from sijoint.web import account

PASSWORD = "a long password"

SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _counts_begin_at_zero(request: pytest.FixtureRequest) -> None:
    """Rate limits count in the cache, which no rollback empties in tests with a browser."""
    if {"db", "transactional_db", "people", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("live_server" if "live_server" in request.fixturenames else "db")
        cache.clear()


@pytest.fixture
def signed_in(db: None) -> SignedIn:
    """A client of somebody who has signed in."""

    def enter(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """A client that has typed a password, whatever came of it."""

    def enter(user: User, password: str = PASSWORD, **more: str) -> Client:
        client = Client()
        client.answer = client.post(
            "/account/login/", {"login": user.email, "password": password, **more}
        )
        return client

    return enter


@pytest.fixture
def welcoming(people) -> Clinic:
    """The only clinic that takes new people."""
    Clinic.objects.exclude(id=people.clinic.id).update(welcomes_new=False)
    return people.clinic


@pytest.fixture
def mailoutbox(
    mailoutbox: list[EmailMessage], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> list[EmailMessage]:
    """Mails of accounts leave at the end of a transaction, which most tests never reach."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        monkeypatch.setattr(account, "on_commit", lambda send: send())
    return mailoutbox


def totp(secret: str, *, at: float | None = None) -> str:
    """The code that an app shows (RFC 6238), reckoned without the code under test."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"
