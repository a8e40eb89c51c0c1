"""The key that signs sessions: given by the environment, or made once and kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sijoint.config import environment

NAME = "SIJOINT_SECRET_KEY"
FILE = "secret-key"


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
        If production has none.
    """
    given = environment.secret(NAME)
    if given:
        return given
    if is_production:
        raise environment.SettingError(f"{NAME} is not set: production needs a key of 50 signs")
    file = folder / FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as new:
        new.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="ascii").strip()
