"""Settings as a machine gives them: environment variables, read with their type.

A value that makes no sense stops the start, and the message names the variable, the value and
what is allowed. A secret may stand in a file instead: ``NAME_FILE`` holds its path; no message
repeats a secret.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})

DATABASES = frozenset({"postgres", "postgresql", "sqlite"})
"""Schemes of `DATABASE_URL`."""


class SettingError(ImproperlyConfigured):
    """A setting of the environment makes no sense; the text names it."""


def text(name: str, default: str = "", *, environ: Mapping[str, str] = os.environ) -> str:
    """A text; the default when it is not set or empty."""
    return environ.get(name, "").strip() or default


def flag(name: str, *, default: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """Yes or no.

    Raises
    ------
    SettingError
        If it is neither.
    """
    value = text(name, environ=environ).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise SettingError(f"{name}={value}: must be yes or no")


def number(
    name: str,
    default: int,
    *,
    least: int = 0,
    most: int | None = None,
    environ: Mapping[str, str] = os.environ,
) -> int:
    """A whole number.

    Raises
    ------
    SettingError
        If it is none, or out of range.
    """
    value = text(name, environ=environ)
    if not value:
        return default
    read = int(value) if value.isdecimal() and value.isascii() else None
    if read is None or read < least or (most is not None and read > most):
        allowed = f"{least} or more" if most is None else f"from {least} to {most}"
        raise SettingError(f"{name}={value}: must be a whole number, {allowed}")
    return read


def names(
    name: str, default: tuple[str, ...] = (), *, environ: Mapping[str, str] = os.environ
) -> list[str]:
    """Names parted by commas."""
    value = text(name, environ=environ)
    return [each.strip() for each in value.split(",") if each.strip()] or list(default)


def origins(name: str, *, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Addresses of sites parted by commas, each with its scheme.

    Raises
    ------
    SettingError
        If one has no scheme, or more than a host and a port.
    """
    found = names(name, environ=environ)
    for origin in found:
        scheme, _, host = origin.partition("://")
        if scheme not in ("http", "https") or not host or "/" in host:
            raise SettingError(f"{name}={origin}: must be like https://clinic.example")
    return found


def choice(name: str, allowed: tuple[str, ...], *, environ: Mapping[str, str] = os.environ) -> str:
    """One of some words; the first when it is not set.

    Raises
    ------
    SettingError
        If it is another.
    """
    value = text(name, allowed[0], environ=environ).lower()
    if value not in allowed:
        raise SettingError(f"{name}={value}: must be {', '.join(allowed[:-1])} or {allowed[-1]}")
    return value


def secret(name: str, *, environ: Mapping[str, str] = os.environ) -> str:
    """A secret, from the variable or from the file that ``NAME_FILE`` names; empty when neither.

    Raises
    ------
    SettingError
        If the file cannot be read or is empty.
    """
    file = text(f"{name}_FILE", environ=environ)
    if not file:
        return text(name, environ=environ)
    try:
        value = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "no text"
        raise SettingError(f"{name}_FILE={file}: cannot be read: {reason.lower()}") from None
    if not value:
        raise SettingError(f"{name}_FILE={file}: must hold the secret, and is empty")
    return value


def database(
    name: str, default: Path, *, environ: Mapping[str, str] = os.environ
) -> dict[str, Any]:
    """The database that an address names, as Django takes it; a SQLite file unless given.

    Raises
    ------
    SettingError
        If it is no address of a database that is supported.
    """
    given = secret(name, environ=environ)
    if not given:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(default)}
    scheme = given.partition("://")[0].lower()
    if scheme not in DATABASES:
        raise SettingError(f"{name}={scheme[:20]}…: must begin with postgresql:// or sqlite:///")
    try:
        return dict(dj_database_url.parse(given))
    except ValueError:
        # What is wrong with it may be the password: it is not repeated.
        raise SettingError(
            f"{name}={scheme}://…: must be like postgresql://user:password@host:5432/name"
        ) from None
