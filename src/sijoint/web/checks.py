"""What must be there before pages are served; a complaint names what is missing and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

from sijoint.documents.typesetting import FONTS

FETCHED = ("bootstrap/bootstrap.min.css", "bootstrap-icons/LICENSE", "htmx/htmx.min.js")
"""Files of other projects that pages load; they are fetched and not committed."""

SETUP = "In a checkout: make setup. A wheel carries it: install it again."
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

Applications = Sequence[AppConfig] | None


def check_files(app_configs: Applications, **_: Any) -> list[CheckMessage]:
    """What pages and papers are made with."""
    found: list[CheckMessage] = [
        Error(f"static file {name} is missing", hint=SETUP, id="sijoint.E001")
        for name in FETCHED
        if finders.find(name) is None
    ]
    if not any(FONTS.glob("*.ttf")):
        found.append(Error("the font of papers is missing", hint=SETUP, id="sijoint.E002"))
    return found


def check_production(app_configs: Applications, **_: Any) -> list[CheckMessage]:
    """What a public server must not be, or cannot do without."""
    if not settings.PRODUCTION:
        return []
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("SIJOINT_DEBUG is on: error pages would show charts", id="sijoint.E003"))
    if settings.DEMO:
        found.append(Error("SIJOINT_DEMO is on: a demo is no production", id="sijoint.E004"))
    if set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS:
        found.append(
            Error(
                "SIJOINT_HOSTS is not set",
                hint="Name the hosts under which the site is reached, such as clinic.example.",
                id="sijoint.E005",
            )
        )
    return found


def check_deploy(app_configs: Applications, **_: Any) -> list[CheckMessage]:
    """What a public server should have."""
    if getattr(settings, "EMAIL_HOST", "localhost") != "localhost":
        return []
    return [
        checks.Warning(
            "SIJOINT_EMAIL_HOST is not set: nobody gets an invitation or a link by mail",
            hint="Name the mail server, and SIJOINT_EMAIL_FROM.",
            id="sijoint.W001",
        )
    ]


def connect() -> None:
    """Have Django call them."""
    register(check_files, Tags.files)
    register(check_production, Tags.security)
    register(check_deploy, Tags.security, deploy=True)
