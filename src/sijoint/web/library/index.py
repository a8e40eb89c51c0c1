"""The list of all records: one row each, and a search in everything they say."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sijoint.evidence.browse import NAMES
from sijoint.evidence.read import Record
from sijoint.language import language
from sijoint.records import knowledge
from sijoint.web.library.kind import Kind, kind_of
from sijoint.web.library.link import known, named, target

ALSO_NAMES = ("action", "trigger", "population", "about")
"""Further fields that say what a record is about, where none of the usual ones does."""

NOT_SEARCHED = frozenset({"review", "frame", "picture", "source"})
"""Fields whose words would find everything or nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record in the list.

    Parameters
    ----------
    array, id : str
        Where it stands and its name; together they make its address.
    title : str
        What it is about, in the language of the reader where it has been translated.
    mark : str
        Empty for sources.
    searched : str
        Everything it says, without case and accents.
    """

    array: str
    id: str
    title: str
    mark: str
    searched: str = field(repr=False)

    @property
    def kind(self) -> Kind:
        """What kind of record it is."""
        return kind_of(self.array)

    @property
    def name(self) -> str:
        """Its name in addresses."""
        return f"{self.array}.{self.id}"


@functools.cache
def rows(language_code: str) -> tuple[Row, ...]:
    """Every record of the evidence, in the order of the files."""
    say = language(language_code).say
    return tuple(
        _row(array, record, title_of(array, record, say))
        for array, records in knowledge.current().raw.items()
        for record in records
    )


@functools.cache
def by_name(language_code: str) -> Mapping[str, Row]:
    """Every record by its name in addresses."""
    return {f"{row.array}.{row.id}": row for row in rows(language_code)}


def found(language_code: str, *, kind: str = "", mark: str = "", words: str = "") -> list[Row]:
    """The records of a kind, with a mark, that say all of some words; empty means any.

    Parameters
    ----------
    language_code : str
        The language of the titles; the words are looked for in them and in the English text.
    kind, mark, words : str, optional
    """
    wanted = folded(words).split()
    return [
        row
        for row in rows(language_code)
        if kind in ("", row.array)
        and mark in ("", row.mark)
        and all(word in row.searched for word in wanted)
    ]


def counts() -> dict[str, int]:
    """How many records each array has."""
    return {array: len(records) for array, records in knowledge.current().raw.items() if records}


def title_of(array: str, record: Record, say: Callable[[str], str]) -> str:
    """What a record is about; its id where nothing says so.

    Parameters
    ----------
    array : str
        A record whose id is that of another one, such as a picture of a test, is called like it;
        a result of a study is called by the study and what was tested.
    record : dict
    say : callable of str to str
        From English to the language of the reader.
    """
    for field_name in (*NAMES, *ALSO_NAMES):
        if field_name == "study":
            about = _about(array, record)
            if record.get("study") and about:
                return f"{record['study']}: {say(about)}"
        if field_name == "text" and (other := _same(array, record)):
            return say(other)
        text = record.get(field_name)
        if isinstance(text, str) and text:
            return say(text)
    return say(_same(array, record)) or str(record["id"]).replace("_", " ")


def _about(array: str, record: Record) -> str:
    """What a study was about: the finding it tested, else the words it gives itself."""
    other = target(array, "finding", str(record.get("finding", "")))
    if other:
        return _name(other)
    return str(record.get("item") or record.get("composite") or "").replace("_", " ")


def _same(array: str, record: Record) -> str:
    """The name of the record of another array that has the same id by rule."""
    kinds = named().get((array, "id"), ())
    same = (f"{kind}.{record['id']}" for kind in kinds if str(record["id"]) in known()[kind])
    return next(map(_name, same), "")


def _name(name: str) -> str:
    """The English name of a record, by its name in addresses."""
    kind, _, record_id = name.partition(".")
    found = (r for r in knowledge.current().raw[kind] if r["id"] == record_id)
    return next((str(r.get("clinician") or r.get("patient") or "") for r in found), "")


def folded(text: str) -> str:
    """The text without case and accents.

    Examples
    --------
    >>> folded("Dólor LUMBAR")
    'dolor lumbar'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _row(array: str, record: Record, title: str) -> Row:
    said = " ".join(strings({k: v for k, v in record.items() if k not in NOT_SEARCHED}))
    searched = folded(f"{array} {array}.{record['id']} {title} {said}")
    return Row(array, str(record["id"]), title, str(record.get("mark", "")), searched)


def strings(value: Any) -> Iterator[str]:
    """Every text of a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
