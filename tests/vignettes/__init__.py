"""Vignettes: cases as TOML files, each with what the answer must be.

A folder holds one kind: ``mimics`` (something else than a mechanical SI joint) and
``controls`` (nothing must alarm). A physiotherapist adds one without writing Python.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sijoint.casefile.read import from_document
from sijoint.clinical.case import Case
from sijoint.clinical.vocabulary import Vocabulary
from sijoint.evidence import vocabulary
from sijoint.evidence.read import read_raw

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Vignette:
    """One case and what is expected of its answer.

    `source` is the address of the report, empty for a synthetic case. `note` says what
    the report shows and what was added to make it a case file.
    """

    name: str
    title: str
    source: str
    note: str
    synthetic: bool
    case: Case
    expect: dict[str, Any]


@cache
def vignettes(*kinds: str) -> tuple[Vignette, ...]:
    """All vignettes of the kinds, by name; of every kind when none is given."""
    folders = [FOLDER / kind for kind in kinds] or [FOLDER]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.toml"))]
    words = vocabulary.build(read_raw())
    return tuple(_vignette(path, words) for path in paths)


def _vignette(path: Path, words: Vocabulary) -> Vignette:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Vignette(
        name=path.stem,
        title=table["title"],
        source=table["source"],
        note=table["note"],
        synthetic=table["synthetic"],
        case=from_document(table["case"], words, file=path.name),
        expect=table["expect"],
    )
