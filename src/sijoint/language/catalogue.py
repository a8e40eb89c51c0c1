"""Translations of one language, read from its catalogue.

A ``.po`` file is what people edit and what is committed; gettext reads compiled ``.mo`` files,
many times faster. The compiled form is kept in the user's data folder under the hash of the
``.po`` file, so a catalogue that changes is compiled anew (ADR 9 does the same with the
evidence).
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import io
import os
import shutil
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
    return GNUTranslations(io.BytesIO(_compiled(path, code)))


def compiled_folder(domain: str, folder: Path = FOLDER) -> Path:
    """A folder with every catalogue compiled, in the layout that gettext looks into.

    It lies in the data folder. Where that cannot be written it is a folder that goes when the
    process ends. Several processes may make it at once: each file appears whole.

    Parameters
    ----------
    domain : str
        What the reader calls its files: ``<code>/LC_MESSAGES/<domain>.mo``.
    folder : Path
        Folder that holds a ``.po`` file for each language.

    Raises
    ------
    OSError
        If a ``.po`` file cannot be read, or nothing at all can be written.
    """
    compiled = {
        path.parent.parent.name: _compiled(path, path.parent.parent.name)
        for path in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    }
    mark = hashlib.sha256(b"".join([code.encode() + compiled[code] for code in compiled]))
    kept = data_folder() / "cache" / f"locale-{mark.hexdigest()[:32]}"
    return kept if _filled(kept, domain, compiled) else _filled_for_now(domain, compiled)


def _filled(folder: Path, domain: str, compiled: dict[str, bytes]) -> bool:
    """Whether the folder holds every compiled catalogue, after what was missing was written."""
    are_there = []
    for code, content in compiled.items():
        place = folder / code / "LC_MESSAGES" / f"{domain}.mo"
        if _read(place) != content:
            _keep(place, content)
        are_there.append(_read(place) == content)
    return all(are_there)


def _filled_for_now(domain: str, compiled: dict[str, bytes]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sijoint-locale-"))
    atexit.register(functools.partial(shutil.rmtree, folder, ignore_errors=True))
    _filled(folder, domain, compiled)
    return folder


def _compiled(path: Path, code: str) -> bytes:
    """The ``.mo`` file of a ``.po`` file: as it was kept, or made and kept."""
    content = path.read_bytes()
    name = f"messages-{LAYOUT}-{code}-{hashlib.sha256(content).hexdigest()[:32]}.mo"
    kept = data_folder() / "cache" / name
    # What else stands there is as good as nothing: half a file, or none of ours.
    with contextlib.suppress(OSError, ValueError, struct.error):
        found = _read(kept)
        GNUTranslations(io.BytesIO(found))
        return found
    compiled = _compile(content, code)
    _keep(kept, compiled)
    return compiled


def _compile(content: bytes, code: str) -> bytes:
    # Only here, because it takes longer to import than all else together.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(content), locale=code, charset="utf-8"))
    return compiled.getvalue()


def _read(place: Path) -> bytes:
    """What stands there; nothing when it cannot be read."""
    with contextlib.suppress(OSError):
        return place.read_bytes()
    return b""


def _keep(place: Path, content: bytes) -> None:
    """Write what was compiled, atomically; a disk that cannot be written is no error."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
