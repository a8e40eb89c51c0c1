"""Where the program may keep files of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """`$SIJOINT_DATA_DIR`, else the platform's folder for data of the user's programs.

    The folder may not exist yet: whoever writes into it creates it.
    """
    chosen = os.environ.get("SIJOINT_DATA_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "sijoint"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/sijoint"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "sijoint"
