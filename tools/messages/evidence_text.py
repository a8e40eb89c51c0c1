"""The texts of the evidence that a page may show."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sijoint.evidence.read import EVIDENCE_FOLDER
from tools.messages.field import (
    CLINICIAN,
    EVERYWHERE,
    NEVER_SHOWN,
    NEVER_SHOWN_ARRAYS,
    PATIENT,
    PATIENT_PHRASES,
)
from tools.messages.message import Audience, Use

Record = dict[str, Any]


def evidence_uses(folder: Path = EVIDENCE_FOLDER) -> Iterator[tuple[str, Use]]:
    """Each text that a page may show, with the file that holds it and its reader.

    Parameters
    ----------
    folder : Path
        Folder of TOML files; sub-folders are read too, in path order.
    """
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        for array, record in _records(path):
            for field, text in strings(record):
                audience = reader(array, field, record)
                if audience and text and not text.startswith("@"):
                    yield text, Use(name, field, audience)


def undecided(folder: Path = EVIDENCE_FOLDER) -> Iterator[str]:
    """Paths that hold words and that no table of `field` names, as ``array.path``."""
    for path in sorted(folder.rglob("*.toml")):
        for array, record in _records(path):
            for field, _ in strings(record):
                if not reader(array, field, record) and not _is_never_shown(array, field):
                    yield f"{array}.{field}"


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Path and text of every string in a record; lists add nothing to a path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, path)


def reader(array: str, field: str, record: Record) -> Audience | None:
    """Who reads the text; None when no page shows it."""
    if array == "phrase" and field == "text":
        is_for_patients = str(record["id"]).startswith(PATIENT_PHRASES)
        return Audience.PATIENT if is_for_patients else Audience.CLINICIAN
    if _named(PATIENT, array, field):
        return Audience.PATIENT
    return Audience.CLINICIAN if _named(CLINICIAN, array, field) else None


def _records(path: Path) -> Iterator[tuple[str, Record]]:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    for array, records in document.items():
        if array != "file":
            yield from ((array, record) for record in records)


def _is_never_shown(array: str, field: str) -> bool:
    return (
        array in NEVER_SHOWN_ARRAYS
        or field.rpartition(".")[2] in EVERYWHERE
        or _named(NEVER_SHOWN, array, field)
    )


def _named(table: Mapping[str, str], array: str, field: str) -> bool:
    paths = table.get(array, "").split()
    return field in paths or f"{field.rpartition('.')[0]}.*" in paths
