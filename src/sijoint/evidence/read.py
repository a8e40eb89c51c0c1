"""Read the evidence files into records, and name their version."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from sijoint.evidence.error import EvidenceError
from sijoint.place import data_folder

Record = dict[str, Any]
Raw = dict[str, list[Record]]

EVIDENCE_FOLDER = Path(__file__).parent / "data"

LAYOUT = 2
"""Of the kept records; a change of how files are read into records must raise it."""

_REVIEW_KEYS = ("entered_by", "entered_on", "checked_by", "checked_on", "next_review")
_CLAIM_KEYS = ("mark", "reason", "source", "where")


def read_raw(folder: Path = EVIDENCE_FOLDER) -> Raw:
    """All records by the name of their array, each with its review record.

    Parameters
    ----------
    folder : Path
        Folder of TOML files; sub-folders are read too.

    Returns
    -------
    dict of str to list of dict
        Array name to records, files in path order. Dates are ISO strings.

    Raises
    ------
    EvidenceError
        If a file is not TOML, has no ``[file]`` header, or holds anything but arrays
        of tables.
    """
    return read_release(folder)[1]


def read_release(folder: Path = EVIDENCE_FOLDER) -> tuple[str, Raw]:
    """The version of the evidence and its records.

    What was parsed is kept as JSON in the user's data folder under the hash of the
    files, because parsing TOML takes longer than a whole assessment.

    Parameters
    ----------
    folder : Path
        As for `read_raw`, whose errors it shares.
    """
    files = [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*.toml"))
    ]
    kept = data_folder() / "cache" / f"evidence-{LAYOUT}-{_fingerprint(files)}.json"
    try:
        version, raw = json.loads(kept.read_bytes())
    except (OSError, ValueError):
        raw = _parse(files)
        version = version_of(raw)
        _keep(kept, [version, raw])
    return version, raw


def version_of(raw: Raw) -> str:
    """SHA-256 of the canonical form of the records, as hexadecimal digits.

    The canonical form is JSON with sorted keys and no spaces, and records sorted by
    id, so that comments, layout and the division into files do not change it.
    """
    canonical = {
        name: sorted(records, key=lambda record: str(record.get("id", "")))
        for name, records in raw.items()
    }
    text = json.dumps(canonical, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _fingerprint(files: list[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in files:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _parse(files: list[tuple[str, bytes]]) -> Raw:
    raw: Raw = {}
    for name, content in files:
        for array, records in _parse_file(name, content).items():
            raw.setdefault(array, []).extend(records)
    return raw


def _parse_file(name: str, content: bytes) -> Raw:
    try:
        document = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EvidenceError(f"{name}: not TOML: {error}") from error
    header = document.pop("file", None)
    if not isinstance(header, dict):
        raise EvidenceError(f"{name}: the [file] header is missing")
    review = {key: header[key] for key in _REVIEW_KEYS if key in header}
    defaults = {key: header[key] for key in _CLAIM_KEYS if key in header}
    for array, records in document.items():
        if not isinstance(records, list) or not all(isinstance(r, dict) for r in records):
            raise EvidenceError(f"{name}: {array} is not an array of tables")
    return {
        array: [_plain(defaults | {"review": review} | record) for record in records]
        for array, records in document.items()
    }


def _plain(value: Any) -> Any:
    """The value with dates as ISO strings, so that it survives JSON unchanged."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _keep(place: Path, content: object) -> None:
    """Write what was parsed, atomically; a disk that cannot be written is no error."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)
        Path(name).replace(place)
