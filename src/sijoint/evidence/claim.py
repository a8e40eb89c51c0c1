"""Claims: each says where it comes from, how sure that is, and who has looked at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sijoint.evidence.load import TEXTS
from sijoint.evidence.read import Raw, Record

MARKS = frozenset({"verified", "memory", "derived", "design"})
SOURCED = frozenset({"verified", "derived"})
"""Marks that say that a source was read."""

BIBLIOGRAPHY = "source"
"""The one array whose records are no claims, but what claims rest on."""


def claims(raw: Raw) -> Iterator[tuple[str, Record]]:
    """Every record that claims something, with the name of its array."""
    for array, records in raw.items():
        if array != BIBLIOGRAPHY:
            yield from ((array, record) for record in records)


def claim_problems(raw: Raw) -> Iterator[str]:
    """One line for each claim that does not say where it comes from.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.

    Yields
    ------
    str
        ``<array> <id>: `` and what is wrong.
    """
    for array, record in claims(raw):
        place = f"{array} {record.get('id', '?')}"
        if "mark" not in record:
            also = "" if record.get("source") else "neither source nor "
            yield f"{place}: it has {also or 'no '}mark"
        for table in _tables(record):
            yield from (f"{place}: {problem}" for problem in _mark_problems(table, record))
        review = record.get("review", {})
        if review.get("checked_by") and review["checked_by"] == review.get("entered_by"):
            yield f"{place}: it was checked by the person who entered it"


def count_claims(raw: Raw) -> Counter[str]:
    """How many claims there are: ``total``, ``unreviewed``, and by mark; words are none."""
    counted: Counter[str] = Counter()
    for _, record in claims({array: raw[array] for array in raw if array != TEXTS}):
        counted["total"] += 1
        counted["unreviewed"] += not record.get("review", {}).get("checked_by")
        counted[record.get("mark", "")] += 1
    return counted


def expired_reviews(raw: Raw, today: date) -> Iterator[str]:
    """One line for each day on which reviews fell due before today."""
    due: Counter[str] = Counter()
    for _, record in claims(raw):
        due[record.get("review", {}).get("next_review", "")] += 1
    for day in sorted(due):
        if day and day < today.isoformat():
            yield f"the review of {due[day]} claims was due on {day}"


def _tables(value: Any) -> Iterator[Record]:
    """Every table of a record, the record itself first."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _tables(item)
    elif isinstance(value, list):
        for item in value:
            yield from _tables(item)


def _mark_problems(table: Record, record: Record) -> Iterator[str]:
    """What is wrong with the marks of a table; it may lean on the record around it."""
    for key, mark in table.items():
        if (key == "mark" or key.endswith("_mark")) and mark not in MARKS:
            yield f'{key} "{mark}" is none of {", ".join(sorted(MARKS))}'
    around = record | table
    if table.get("mark") == "design" and not around.get("reason"):
        yield "it is of our own design without a reason"
    if table.get("mark") in SOURCED and not around.get("source"):
        yield f"it is {table['mark']} without a source"
