"""The key that signs sessions: given, or made once and kept in the data folder."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from sijoint.config import environment

NAME = "SIJOINT_SECRET_KEY"
FILE = "secret-key"
SHORTEST = 50


def read(folder: Path, *, is_production: bool) -> str:
    """The key.

    Parameters
    ----------
    folder : Path
        Where it is kept when the environment gives none.
    is_production : bool
        Whether it must come from the environment, so that all processes share one.

    Raises
    ------
    SettingError
        If production has none, if it is short, or if the folder cannot be written.
    """
    given = environment.secret(NAME)
    if given and len(given) < SHORTEST:
        raise environment.SettingError(f"{NAME}: must have {SHORTEST} signs or more")
    if given:
        return given
    if is_production:
        raise environment.SettingError(
            f"{NAME} is not set: production needs a key of {SHORTEST} signs or more"
        )
    try:
        return _kept(folder)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise environment.SettingError(
            f"SIJOINT_DATA_DIR={folder}: must be a folder that can be written: {reason}"
        ) from None


def _kept(folder: Path) -> str:
    """The key of the folder; of two that start at once, the first makes it for both."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / FILE
    if not file.exists():
        part = folder / f".{FILE}.{os.getpid()}.{secrets.token_hex(4)}"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as new:
            new.write(secrets.token_urlsafe(SHORTEST))
        # A link appears whole, and not at all where one is already.
        with contextlib.suppress(FileExistsError):
            os.link(part, file)
        part.unlink()
    return file.read_text(encoding="ascii").strip()
