"""Translations of one language, read from its catalogue.

A ``.po`` file is what people edit and what is committed; the standard library reads compiled
``.mo`` files, many times faster. The compiled form is kept in the user's data folder under the
hash of the ``.po`` file, so a catalogue that changes is compiled anew (ADR 9 does the same with
the evidence).
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import struct
import tempfile
from gettext import GNUTranslations
from pathlib import Path

from sijoint.place import data_folder

FOLDER = Path(__file__).parent / "locale"
DOMAIN = "sijoint"

LAYOUT = 1
"""Of the compiled files; a change of how they are compiled must raise it."""


def catalogue_path(code: str, folder: Path = FOLDER) -> Path:
    """The ``.po`` file of a language, in the layout that gettext tools expect."""
    return folder / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def load_catalogue(path: Path, code: str) -> GNUTranslations:
    """The translations of a ``.po`` file.

    Parameters
    ----------
    path : Path
        The file, in UTF-8.
    code : str
        Of the language, such as ``es``.

    Returns
    -------
    GNUTranslations
        Of the standard library. A text that is not translated, or whose translation is marked
        fuzzy, stays English.

    Raises
    ------
    OSError
        If the file cannot be read. A data folder that cannot be read or written is no error.
    """
    content = path.read_bytes()
    name = f"messages-{LAYOUT}-{code}-{hashlib.sha256(content).hexdigest()[:32]}.mo"
    kept = data_folder() / "cache" / name
    # What else stands there is as good as nothing: half a file, or none of ours.
    with contextlib.suppress(OSError, ValueError, struct.error), kept.open("rb") as file:
        return GNUTranslations(file)
    compiled = _compile(content, code)
    _keep(kept, compiled)
    return GNUTranslations(io.BytesIO(compiled))


def _compile(content: bytes, code: str) -> bytes:
    # Only here, because it takes longer to import than all else together.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(content), locale=code, charset="utf-8"))
    return compiled.getvalue()


def _keep(place: Path, content: bytes) -> None:
    """Write what was compiled, atomically; a disk that cannot be written is no error."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
