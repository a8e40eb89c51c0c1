"""Which records name which: forward, to follow an id, and back, to see what rests on a record."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from sijoint.evidence.read import Record
from sijoint.evidence.reference import SOURCES, references, values_at
from sijoint.records import knowledge

DOTTED = frozenset({"record", "records"})
"""Fields that name records of any kind, as ``<kind>.<id>``."""


@functools.cache
def known() -> Mapping[str, frozenset[str]]:
    """The ids of every array."""
    return {a: frozenset(str(r["id"]) for r in rs) for a, rs in knowledge.current().raw.items()}


@functools.cache
def named() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The arrays whose ids stand at a path of an array: keys are array and path with dots."""
    return {(a, ".".join(path)): tuple(kinds) for a, path, kinds in references()}


def target(array: str, path: str, value: str) -> str:
    """The name in addresses of the record that a value stands for; empty when it names none.

    Parameters
    ----------
    array : str
        The array of the record that holds the value.
    path : str
        Where in it the value stands, with dots.
    value : str
        A text.
    """
    last = path.rpartition(".")[2]
    if last in SOURCES:
        return f"source.{value}" if value in known().get("source", ()) else ""
    if last in DOTTED:
        kind, _, name = value.partition(".")
        return value if name in known().get(kind, ()) else ""
    if path == "id":
        return ""
    kinds = named().get((array, path), ())
    return next((f"{kind}.{value}" for kind in kinds if value in known().get(kind, ())), "")


def back(array: str, name: str) -> list[tuple[str, str]]:
    """The records that name a record: array and id of each, once."""
    return list(_back().get((array, name), ()))


@functools.cache
def _back() -> Mapping[tuple[str, str], dict[tuple[str, str], None]]:
    """For each record those that name it, in the order of the files."""
    found: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    for (array, name), other in _pairs():
        if (array, name) != other:
            found.setdefault((array, name), {})[other] = None
    return found


def _pairs() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """A record that is named, and the record that names it."""
    for array, records in knowledge.current().raw.items():
        for record in records:
            for kind, value in (*_by_rule(array, record), *anywhere(record)):
                if value in known().get(kind, ()):
                    yield (kind, value), (array, str(record["id"]))


def _by_rule(array: str, record: Record) -> Iterator[tuple[str, str]]:
    """Kind and id of what stands at the paths of an array that hold ids."""
    for (of, path), kinds in named().items():
        if of == array:
            values = values_at(record, tuple(path.split(".")))
            yield from ((kind, value) for value in values for kind in kinds)


def anywhere(value: Any) -> Iterator[tuple[str, str]]:
    """Kind and id of the sources, and of the records with their kind, at any depth."""
    if isinstance(value, list):
        for item in value:
            yield from anywhere(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in SOURCES:
                yield from (("source", name) for name in values_at(item, ()))
            elif key in DOTTED:
                for name in values_at(item, ()):
                    kind, _, rest = name.partition(".")
                    yield kind, rest
            else:
                yield from anywhere(item)
