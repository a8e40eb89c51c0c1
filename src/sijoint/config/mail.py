"""How mail leaves: by a mail server, or into a folder where there is none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sijoint.config import environment

SECURITY = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
SECONDS = 10


def settings(folder: Path, *, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings of mail.

    Parameters
    ----------
    folder : Path
        Where mails are written as files while no server is named.
    """
    host = environment.text("SIJOINT_EMAIL_HOST", environ=environ)
    sender = environment.text("SIJOINT_EMAIL_FROM", "sijoint@localhost", environ=environ)
    user = environment.text("SIJOINT_EMAIL_USER", environ=environ)
    password = environment.secret("SIJOINT_EMAIL_PASSWORD", environ=environ)
    security = environment.choice("SIJOINT_EMAIL_SECURITY", SECURITY, environ=environ)
    port = environment.number(
        "SIJOINT_EMAIL_PORT", PORTS[security], least=1, most=65_535, environ=environ
    )
    common = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender}
    if not host:
        return {
            **common,
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder,
        }
    return {
        **common,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_TLS": security == "starttls",
        "EMAIL_USE_SSL": security == "tls",
        "EMAIL_TIMEOUT": SECONDS,
    }
