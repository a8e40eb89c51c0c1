"""Case files with mistakes in them: valid documents, changed by chance with a fixed seed."""

from __future__ import annotations

import copy
import json
import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tomli_w
from hypothesis import HealthCheck, Phase, given, settings

from sijoint.clinical.vocabulary import Vocabulary
from tests.strategies import case_documents

Document = dict[str, Any]
Slot = tuple[Any, Any]  # a table or list of the document, and a key or position in it

ODD_VALUES: tuple[Any, ...] = (
    -1, 0, 1, 2.5, 1e9, -1e-300, 10**30, 10**400, True, False, "", "1", "positive", "left",
    "up", "thigh_trust", float("nan"), float("inf"), [], {}, [1], {"a": 1}, None, "\u202e",
    "a\nb", "\x07", "x" * 5000, "2026-02-30", "2026-11-02", "\u00e9",
)  # fmt: skip
ODD_BYTES = (b"\x00", b"\xff", b"[", b"]", b"{", b'"', b"'", b"#", b"\n", b"=", b"\\", b",", b".")
SYNONYMS = (
    ("left", "right", "bilateral"),
    ("positive", "negative", "not_done"),
    ("female", "male", "other", "unknown"),
    ("posterior", "groin", "lateral", "midline", "other"),
)


@dataclass(frozen=True)
class MutatedFile:
    """A file with its ending; `parses` says whether it still is TOML or JSON."""

    ending: str
    data: bytes
    parses: bool


def valid_documents(vocabulary: Vocabulary, *, count: int) -> list[Document]:
    """Valid documents, the same on every run."""
    documents: list[Document] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case_documents(vocabulary))
    def collect(document: Document) -> None:
        documents.append(document)

    collect()
    return documents


def mutated_files(
    documents: Sequence[Document], vocabulary: Vocabulary, *, count: int, seed: int
) -> Iterator[MutatedFile]:
    """`count` files, the same for the same documents and seed.

    Most are changed in their tables and written as TOML or JSON, some in their bytes.
    """
    chance = random.Random(seed)
    for _ in range(count):
        document = copy.deepcopy(chance.choice(documents))
        for _ in range(chance.choice([1, 1, 2, 3])):
            chance.choice(TABLE_MUTATIONS)(document, chance, vocabulary)
        ending = chance.choice([".toml", ".json"])
        data = _written(document, ending)
        if chance.random() < 0.15:
            data = chance.choice(BYTE_MUTATIONS)(data, chance)
        yield MutatedFile(ending, data, _parses(data, ending))


def _written(document: Document, ending: str) -> bytes:
    if ending == ".json":
        return json.dumps(document, indent=1).encode()
    return tomli_w.dumps(_without_null(document)).encode()


def _without_null(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_null(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_without_null(value) for value in node]
    return "null" if node is None else node


def _parses(data: bytes, ending: str) -> bool:
    try:
        text = data.decode()
        json.loads(text) if ending == ".json" else tomllib.loads(text)
    except ValueError:
        return False
    return True


def _slots(node: Any) -> list[Slot]:
    if isinstance(node, dict):
        children = list(node.items())
    elif isinstance(node, list):
        children = list(enumerate(node))
    else:
        return []
    return [slot for key, child in children for slot in [(node, key), *_slots(child)]]


def _replace(document: Document, chance: random.Random, vocabulary: Vocabulary) -> None:
    holder, key = chance.choice(_slots(document))
    holder[key] = copy.deepcopy(chance.choice(ODD_VALUES))


def _remove(document: Document, chance: random.Random, vocabulary: Vocabulary) -> None:
    holder, key = chance.choice(_slots(document))
    del holder[key]


def _misspell(document: Document, chance: random.Random, vocabulary: Vocabulary) -> None:
    named = [(holder, key) for holder, key in _slots(document) if isinstance(key, str)]
    if named:
        holder, key = chance.choice(named)
        holder[key[:-1] + chance.choice("sx_")] = holder.pop(key)


def _nudge(document: Document, chance: random.Random, vocabulary: Vocabulary) -> None:
    numbers = [(h, k) for h, k in _slots(document) if type(h[k]) in (int, float)]
    if numbers:
        holder, key = chance.choice(numbers)
        holder[key] += chance.choice([-10, -1, -0.5, 0.5, 1, 10])


def _reword(document: Document, chance: random.Random, vocabulary: Vocabulary) -> None:
    words = [
        (holder, key, group)
        for holder, key in _slots(document)
        for group in SYNONYMS
        if holder[key] in group
    ]
    if words:
        holder, key, group = chance.choice(words)
        holder[key] = chance.choice(group)


def _rename(document: Document, chance: random.Random, vocabulary: Vocabulary) -> None:
    named = [(holder, key) for holder, key in _slots(document) if key == "id"]
    if named:
        holder, key = chance.choice(named)
        holder[key] = chance.choice([*vocabulary.findings, *vocabulary.measures])


def _shuffle(document: Document, chance: random.Random, vocabulary: Vocabulary) -> None:
    lists = [holder[key] for holder, key in _slots(document) if isinstance(holder[key], list)]
    if lists:
        chance.shuffle(chance.choice(lists))


def _repeat(document: Document, chance: random.Random, vocabulary: Vocabulary) -> None:
    items = [(holder, key) for holder, key in _slots(document) if isinstance(holder, list)]
    if items:
        holder, key = chance.choice(items)
        holder.append(copy.deepcopy(holder[key]))


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(ODD_BYTES) + data[at:]


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _mistype(data: bytes, chance: random.Random) -> bytes:
    at = chance.choice([place for place, byte in enumerate(data) if chr(byte).isalnum()])
    letters = b"0123456789" if chr(data[at]).isdigit() else b"abcdefghijklmnopqrstuvwxyz"
    return data[:at] + bytes([chance.choice(letters)]) + data[at + 1 :]


def _copy_part(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:]


TABLE_MUTATIONS: tuple[Callable[[Document, random.Random, Vocabulary], None], ...] = (
    _replace, _remove, _misspell, _nudge, _reword, _rename, _shuffle, _repeat,
)  # fmt: skip
BYTE_MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _insert, _flip, _mistype, _mistype, _copy_part,
)  # fmt: skip
