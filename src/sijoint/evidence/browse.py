"""Browsing the evidence: one line for each record, or all of one record."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from sijoint.evidence.read import Raw, Record

NAMES = ("clinician", "title", "name", "study", "factor", "question", "patient", "word", "text")
"""Fields that say what a record is about, the best first."""

FOOT = ("mark", "reason", "source", "where", "review")
"""Fields that say where a record comes from; shown after all others."""

LONGEST_NAME = 60
INDENT = "  "


def list_lines(raw: Raw, *, kind: str = "", mark: str = "") -> Iterator[str]:
    """One line for each record: its id first, then kind, mark and short name.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; the kind of a record is the name of its array.
    kind, mark : str, optional
        Only records with these; empty means all.
    """
    kinds = [kind] if kind else sorted(raw)
    rows = [
        (str(r["id"]), name, str(r.get("mark", "")), short_name(r))
        for name in kinds
        for r in raw[name]
        if mark in ("", r.get("mark"))
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True))
        yield "  ".join([*cells, row[3]]).rstrip()


def short_name(record: Record) -> str:
    """What a record is about, in at most 60 characters; empty when nothing says so."""
    named = (record[field] for field in NAMES if isinstance(record.get(field), str))
    return textwrap.shorten(next(filter(None, named), ""), LONGEST_NAME, placeholder="...")


def find(raw: Raw, name: str) -> list[tuple[str, Record]]:
    """The records with an id, each with its kind.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.
    name : str
        ``<id>`` or ``<kind>.<id>``.
    """
    return [
        (kind, record)
        for kind, records in raw.items()
        for record in records
        if name in (record["id"], f"{kind}.{record['id']}")
    ]


def known_names(raw: Raw) -> list[str]:
    """Every id of the evidence, once."""
    return sorted({str(record["id"]) for records in raw.values() for record in records})


def record_text(raw: Raw, kind: str, record: Record, width: int) -> str:
    """Everything about a record, at most `width` columns wide where words allow.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; they name the sources.
    kind : str
        The array of the record.
    record : dict
        The record.
    width : int
        Columns.
    """
    own = {key: value for key, value in record.items() if key not in ("id", *FOOT)}
    origin = {key: record[key] for key in FOOT[:-1] if record.get(key)}
    lines = [f"{kind} {record['id']}"]
    lines += _field_lines(own | origin, width, INDENT)
    sources = {source["id"]: source for source in raw.get("source", [])}
    cited = dict.fromkeys(name for name in _cited(record) if name in sources)
    if cited:
        lines += ["", f"{INDENT}Sources"]
        lines += [
            line for name in cited for line in _wrapped(_source(sources[name]), width, "    ")
        ]
    if "review" in record:
        lines += ["", *_wrapped(_review(record["review"]), width, INDENT)]
    return "\n".join(lines) + "\n"


def _field_lines(table: Record, width: int, indent: str) -> Iterator[str]:
    """The fields of a table, names in a column; tables in lists stand below their name."""
    column = max((len(key) for key in table), default=0) + 2
    for key, value in table.items():
        if _is_tables(value):
            yield f"{indent}{key}"
            for item in value:
                yield from _wrapped(f"- {_inline(item)}", width, indent + INDENT)
        else:
            first = f"{indent}{key.ljust(column)}"
            yield from textwrap.wrap(
                " ".join(_inline(value).split()) or "(empty)",
                width,
                initial_indent=first,
                subsequent_indent=" " * len(first),
                break_long_words=False,
                break_on_hyphens=False,
            )


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _inline(value: Any) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        said = {key: item for key, item in value.items() if item not in ("", [], {})}
        return ", ".join(f"{key} {_nested(item)}" for key, item in said.items())
    if isinstance(value, list):
        return ", ".join(_nested(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _nested(value: Any) -> str:
    """A value inside another one; brackets keep the two apart."""
    text = _inline(value)
    return f"({text})" if isinstance(value, dict | list) else text


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _cited(value: Any) -> Iterator[str]:
    """Every word of a record that may be the id of a source."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _cited(item)
    elif isinstance(value, list):
        for item in value:
            yield from _cited(item)
    else:
        yield str(value)


def _source(source: Record) -> str:
    link = f"https://doi.org/{source['doi']}" if source.get("doi") else source.get("url", "")
    parts = [source.get("title", ""), source.get("in", ""), link]
    said = ". ".join(part.rstrip(".") for part in parts if part)
    return " ".join(f"{source['id']}: {said} (seen: {source.get('seen', 'none')})".split())


def _review(review: Record) -> str:
    checked = review.get("checked_by") or "nobody yet"
    return (
        f"Entered by {review.get('entered_by', '?')} on {review.get('entered_on', '?')}; "
        f"checked by {checked}; next review {review.get('next_review', '?')}."
    )
