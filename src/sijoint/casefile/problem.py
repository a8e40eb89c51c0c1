"""A problem: one thing that is wrong at one place of a document."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sijoint.casefile.document import Document
from sijoint.casefile.error import Clash, InvalidCaseError, shortened

Place = tuple[str | int, ...]

_LONGEST_LIST = 12
_BARE_KEY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Parameters
    ----------
    place : tuple of str or int
        Keys and list positions (from 0) from the top of the document.
    value : str
        What stands there, as `show` writes it; empty when nothing does.
    complaint : str
        What is wrong with it.
    allowed : str
        What may stand there instead.
    name : str
        The unknown name, when that is the problem; empty otherwise.
    known : collection of str
        The names that `name` may have been meant for.
    clash : Clash or None
        The two entries, when they contradict each other.
    """

    place: Place
    value: str = ""
    complaint: str = "is not allowed"
    allowed: str = ""
    name: str = ""
    known: Collection[str] = ()
    clash: Clash | None = None


def unknown(place: Place, name: str, known: Collection[str], noun: str) -> Problem:
    """Problem of a name that nobody knows; the nearest known one is suggested later."""
    return Problem(
        place, show(name), f"is not a known {noun}", listed(known), name=name, known=known
    )


def report(file: str, document: Document, problems: Collection[Problem]) -> InvalidCaseError:
    """Error that tells the first problem in the order of the file.

    Parameters
    ----------
    file : str
        The file as the caller named it.
    document : dict
        The document, whose order of keys is the order of the file.
    problems : collection of Problem, not empty
        In any order.
    """
    first = min(problems, key=_file_order(document))
    complaint = first.complaint
    if nearest := _nearest(first.name, first.known):
        complaint = f"{complaint}, did you mean {nearest}?"
    return InvalidCaseError(
        file,
        write_place(first.place),
        first.value,
        complaint,
        first.allowed,
        more=len(problems) - 1,
        clash=first.clash,
    )


def show(value: object) -> str:
    """Value as a reader would write it, at most 60 characters."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and value.bit_length() > 128:
        # Python refuses to write very long integers out, and nobody could read them.
        return "a very long number"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.15g}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f'"{shortened(value, 58)}"'
    return shortened(json.dumps(value, default=str))


def listed(names: Collection[str]) -> str:
    """Names one after another; of many names only their number."""
    if len(names) > _LONGEST_LIST:
        return f'one of {len(names)} names, see "sijoint schema case"'
    return ", ".join(names)


def number_words(minimum: float | None, maximum: float | None) -> str:
    """Range in words; without a range any finite number."""
    if minimum is None or maximum is None:
        return "a finite number"
    return f"a number from {minimum:g} to {maximum:g}"


def write_place(place: Place) -> str:
    """Place in words, for example ``findings[3].side``."""
    written = ""
    for step in place:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            key = step if step and _BARE_KEY.issuperset(step) else json.dumps(step)
            written += f".{shortened(key)}" if written else shortened(key)
    return written


def _nearest(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name[:100], known, n=1, cutoff=0.5) if name else []
    return close[0] if close else ""


def _file_order(document: Document) -> Callable[[Problem], list[int]]:
    # Ranks are kept per table: a file of 1 MB may hold very many unknown keys.
    ranks: dict[int, dict[str, int]] = {}

    def rank(table: Document, key: str) -> int:
        if id(table) not in ranks:
            ranks[id(table)] = {known: place for place, known in enumerate(table)}
        # A missing key comes after all that stand in its table.
        return ranks[id(table)].get(key, len(table))

    def order(problem: Problem) -> list[int]:
        node: Any = document
        path = []
        for step in problem.place:
            path.append(step if isinstance(step, int) else rank(node, step))
            node = node[step] if isinstance(step, int) else node.get(step)
        return path

    return order
