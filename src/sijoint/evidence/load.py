"""Load the evidence: from files to the values that the clinical core takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sijoint.clinical.evidence import Evidence
from sijoint.evidence import finding, model, plan, profile, safety
from sijoint.evidence.read import EVIDENCE_FOLDER, Raw, read_release, version_of

UNREVIEWED = ("memory", "design")
TEXTS = "phrase"


@lru_cache(maxsize=2)
def load_evidence(folder: Path = EVIDENCE_FOLDER) -> Evidence:
    """The evidence of a folder, ready for `assess`.

    Parameters
    ----------
    folder : Path
        Folder of TOML files; the released evidence unless given.

    Raises
    ------
    EvidenceError
        If a file cannot be read.
    """
    version, raw = read_release(folder)
    return evidence_of(raw, version)


def evidence_of(raw: Raw, version: str | None = None) -> Evidence:
    """The evidence made of records that were read; the version is worked out unless known."""
    rules = safety.build(raw)
    return Evidence(
        version=version or version_of(raw),
        unreviewed=count_unreviewed(raw),
        safety=rules,
        model=model.build(raw),
        profile=profile.build(raw),
        plan=plan.build(raw, rules.lexicon),
        findings=finding.build(raw, rules.lexicon),
    )


def count_unreviewed(raw: Raw) -> Mapping[str, int]:
    """How many claims rest on memory, or are our own design and unsigned, by mark."""
    claims = (records for array, records in raw.items() if array != TEXTS)
    marks = Counter(mark for records in claims for mark in _unreviewed_marks(records))
    return {mark: marks[mark] for mark in UNREVIEWED}


def _unreviewed_marks(records: list[dict[str, Any]]) -> Iterator[str]:
    for record in records:
        if record.get("mark") in UNREVIEWED and not record["review"].get("checked_by"):
            yield record["mark"]
