"""Settings as a machine gives them: environment variables, read with their type.

A value that makes no sense stops the start, and the message names the variable, the value and
what is allowed. A secret may stand in a file instead: ``NAME_FILE`` holds its path.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


class SettingError(ValueError):
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


def number(name: str, default: int, *, least: int = 0, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number.

    Raises
    ------
    SettingError
        If it is none, or below the least.
    """
    value = text(name, environ=environ)
    if not value:
        return default
    if not value.isdecimal() or int(value) < least:
        raise SettingError(f"{name}={value}: must be a whole number, {least} or more")
    return int(value)


def names(name: str, default: tuple[str, ...] = (), *, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Names parted by commas."""
    value = text(name, environ=environ)
    return [each.strip() for each in value.split(",") if each.strip()] or list(default)


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
        raise SettingError(f"{name}_FILE={file}: cannot be read ({error})") from error
    if not value:
        raise SettingError(f"{name}_FILE={file}: must hold the secret, and is empty")
    return value
