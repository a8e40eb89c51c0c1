"""Loading the web application, whose settings are named by a text: the command knows no Django."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from sijoint.cli.failure import WrongInputError

SETTINGS = "sijoint.config.settings"
WSGI = "sijoint.config.wsgi:application"
PARTS = ("django", "granian", "allauth", "typst")
"""Packages of the extras `server` and `documents`; one of each that would be missed."""


def require() -> None:
    """See that the web application is installed.

    Raises
    ------
    WrongInputError
        If it is not; the message says how to install it.
    """
    missing = [part for part in PARTS if not _is_installed(part)]
    if missing:
        raise WrongInputError(
            f"the web application is not installed ({', '.join(missing)} not found): "
            "pip install 'sijoint[server,documents]'"
        )


def _is_installed(part: str) -> bool:
    try:
        return importlib.util.find_spec(part) is not None
    except ModuleNotFoundError:
        return False


def require_database() -> None:
    """See that there is a database, so that nobody makes an empty one by asking about it.

    Raises
    ------
    WrongInputError
        If the file of SQLite is missing; the message says where it was looked for.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    name = str(database["NAME"])
    is_file = database["ENGINE"].endswith("sqlite3") and not name.startswith((":", "file:"))
    if is_file and not Path(name).is_file():
        raise WrongInputError(
            f"{name}: there is no database yet; is SIJOINT_DATA_DIR or DATABASE_URL "
            "that of the server? A new one is made with: sijoint manage migrate"
        )


def load() -> None:
    """Load the settings and every application.

    Raises
    ------
    WrongInputError
        If it is not installed, or a setting makes no sense.
    """
    require()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise WrongInputError(str(error)) from None
