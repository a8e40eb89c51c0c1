"""One record as it is shown: its fields with links, its sources, who checked it, what names it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sijoint.documents.wording import Wording
from sijoint.drawing.hands_on import HANDS_ON
from sijoint.evidence.browse import find
from sijoint.evidence.read import Record
from sijoint.language import language
from sijoint.records import knowledge
from sijoint.web.library import link
from sijoint.web.library.index import Row, by_name
from sijoint.web.library.label import label
from sijoint.web.library.mark import mark_word

APART = frozenset({"id", "order", "mark", "reason", "source", "where", "review"})
"""Fields that are shown in places of their own."""

GEOMETRY = frozenset({"frame", "picture", "force"})
"""Fields that only the drawing reads: the picture shows them."""

MOST_BACK = 60
"""As many records that name this one are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value: a text with the record that it names, or the parts of a list or a table.

    Parameters
    ----------
    text : str
        Empty for lists and tables.
    to : str
        The name in addresses of a record; empty for none.
    items : tuple of Value
        Of a list.
    fields : tuple of Field
        Of a table.
    """

    text: str = ""
    to: str = ""
    items: tuple[Value, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its label and its value."""

    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class Item:
    """A record with everything that a page shows of it.

    Parameters
    ----------
    row : Row
    fields : tuple of Field
    record : dict
        As it was read.
    figure : tuple of str
        Kind and id; empty when nothing is drawn.
    sources : list of dict
    back, more : list of Row, int
        Records that name it, and how many more there are.
    entered_on, next_review, checked_on : str
        Days in words; empty when they are not known.
    """

    row: Row
    fields: tuple[Field, ...]
    record: Record
    figure: tuple[str, ...]
    sources: list[Record]
    back: list[Row]
    more: int
    entered_on: str
    next_review: str
    checked_on: str


def matches(name: str) -> list[tuple[str, str]]:
    """Array and id of the records with a name in addresses: ``<kind>.<id>`` or ``<id>``."""
    return [(kind, str(record["id"])) for kind, record in find(knowledge.current().raw, name)]


def item(array: str, name: str, words: Wording) -> Item:
    """A record, said.

    Parameters
    ----------
    array, name : str
        The array, and the id of a record that it has.
    words : Wording
        The language.
    """
    record = next(r for r in knowledge.current().raw[array] if r["id"] == name)
    named = by_name(words.code)
    back = [named[".".join(other)] for other in link.back(array, name)]
    review = record.get("review", {})
    return Item(
        row=named[f"{array}.{name}"],
        fields=tuple(_fields(array, record, words)),
        record=record,
        figure=_figure(array, name),
        sources=_sources(record),
        back=back[:MOST_BACK],
        more=max(0, len(back) - MOST_BACK),
        entered_on=_day(review.get("entered_on"), words),
        next_review=_day(review.get("next_review"), words),
        checked_on=_day(review.get("checked_on"), words),
    )


def _fields(array: str, record: Record, words: Wording) -> Iterator[Field]:
    for key, value in record.items():
        if key not in APART | GEOMETRY and not _is_empty(value):
            yield Field(label(key), _value(array, key, value, words))


def _value(array: str, path: str, value: Any, words: Wording) -> Value:
    """A value at a path of a record."""
    if isinstance(value, dict):
        return Value(
            fields=tuple(
                Field(label(key), _value(array, f"{path}.{key}", item, words))
                for key, item in value.items()
                if not _is_empty(item)
            )
        )
    if isinstance(value, list):
        if _is_range(path, value):
            low, high = value
            return Value(_("%(low)s to %(high)s") % {"low": low, "high": high})
        return Value(items=tuple(_value(array, path, each, words) for each in value))
    if isinstance(value, bool):
        return Value(_("yes") if value else _("no"))
    if not isinstance(value, str):
        return Value(str(value))
    return _text(array, path, value, words)


def _text(array: str, path: str, value: str, words: Wording) -> Value:
    """A text, said where it has been translated, with a link where it names a record."""
    last = path.rpartition(".")[2]
    if last == "mark" or last.endswith("_mark"):
        return Value(mark_word(value))
    to = link.target(array, path, value)
    if to.startswith("source."):
        return Value(value, to)
    return Value(by_name(words.code)[to].title if to else language(words.code).say(value), to)


def _is_range(path: str, value: list[Any]) -> bool:
    last = path.rpartition(".")[2]
    return len(value) == 2 and (last.endswith(("_ci", "range")) or last == "ci")


def _is_empty(value: Any) -> bool:
    return value in ("", [], {}, None)


def _figure(array: str, name: str) -> tuple[str, ...]:
    """The kind and the id of the picture of a record."""
    if array in ("finding", "hands_on") and name in HANDS_ON:
        return "hands_on", name
    return (array, name) if array in ("exercise", "pregnant_movement") else ()


def _sources(record: Record) -> list[Record]:
    """The sources that a record cites at any depth, in its order."""
    cited = [name for kind, name in link.anywhere(record) if kind == "source"]
    found = {source["id"]: source for source in knowledge.current().raw["source"]}
    return [found[name] for name in dict.fromkeys(cited) if name in found]


def _day(day: str | None, words: Wording) -> str:
    return words.date(day) if day else ""
