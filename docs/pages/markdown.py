"""Small pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

WORD = re.compile(r"[A-Za-z]\w*")
MADE = "<!-- Made by `make docs` from the evidence; edit that, not this page. -->"


def page(title: str, *parts: str) -> str:
    """A whole page: title, then the parts that are not empty, a blank line between them."""
    shown = [part.strip("\n") for part in (MADE, f"# {title}", *parts)]
    return "\n\n".join(part for part in shown if part) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; an empty text when it has no rows."""
    lines = [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    if not lines:
        return ""
    rule = "|" + " --- |" * len(head)
    return "\n".join([f"| {' | '.join(head)} |", rule, *lines])


def bullets(items: Iterable[str]) -> str:
    """A list of the items that are not empty."""
    return "\n".join(f"- {item}" for item in items if item)


def code(text: object) -> str:
    """Text as code; nothing for an empty text."""
    return f"`{text}`" if f"{text}" else ""


def codes(words: Iterable[object]) -> str:
    """Words as code, with commas."""
    return ", ".join(code(word) for word in words)


def sources(record: dict[str, Any], to: str = "sources.md") -> str:
    """Links to the sources of a record."""
    return ", ".join(f"[{each}]({to}#{each})" for each in record.get("source", []))


def mark(record: dict[str, Any]) -> str:
    """The mark of a record, and who checked it if somebody did."""
    checked = record["review"].get("checked_by", "")
    return f"{record['mark']}, checked by {checked}" if checked else record["mark"]


def number(value: float | None) -> str:
    """A number without trailing zeros; nothing when there is none."""
    return "" if value is None else f"{value:g}"


def shared_numbers(raw: dict[str, list[dict[str, Any]]], expressions: Iterable[str]) -> str:
    """A table of the derived numbers that expressions use, also those that these use."""
    by_name = {record["id"]: record for record in raw["derived"]}
    waiting, used = list(expressions), set[str]()
    while waiting:
        words = set(WORD.findall(waiting.pop()))
        waiting += [by_name[name]["value"] for name in words & by_name.keys() - used]
        used |= words & by_name.keys()
    rows = [
        [code(name), record["clinician"], code(record["value"]), mark(record)]
        for name, record in by_name.items()
        if name in used
    ]
    return table(["name", "meaning", "value", "mark"], rows)


def spaced(word: str) -> str:
    """An id as words."""
    return word.replace("_", " ")


def _cell(value: object) -> str:
    return " ".join(f"{value}".replace("|", "\\|").split())
