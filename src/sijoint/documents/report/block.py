"""Blocks: what the papers for clinicians are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sijoint.documents.typesetting import Content

Cell = str | Content

STRONG, QUIET = "strong", "quiet"
"""Tones of a paragraph; "" is the usual one."""


def section(title: str, *blocks: Content) -> Content:
    """A section with its heading."""
    return {"title": title, "blocks": list(blocks)}


def heading(text: str) -> Content:
    """A heading inside a section; what follows stays with it."""
    return {"kind": "heading", "text": text}


def paragraph(text: str, tone: str = "") -> Content:
    """A paragraph."""
    return {"kind": "paragraph", "text": text, "tone": tone}


def bullets(items: Iterable[str]) -> Content:
    """A list with a dot before each item."""
    return {"kind": "bullets", "items": list(items)}


def numbered(rows: Iterable[tuple[str, str]]) -> Content:
    """Lines with a number before each; neither the first nor the last stands alone on a page."""
    return {"kind": "numbered", "rows": [[number, text] for number, text in rows]}


def facts(rows: Iterable[tuple[str, str]]) -> Content:
    """Labels with their values; rows without a value are left out."""
    return {"kind": "facts", "rows": [[label, value] for label, value in rows if value]}


def level(name: str, word: str, text: str) -> Content:
    """A level of safety: its shape, its word, and what it means."""
    return {"kind": "level", "level": name, "word": word, "text": text}


def table(
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    widths: Sequence[float] = (),
    numbers: Sequence[int] = (),
) -> Content:
    """A table with one row of headers.

    Parameters
    ----------
    headers : sequence of str, shape (n,)
        The last column may be one of bars, without words.
    rows : iterable of sequence of str or mapping, shape (n,) each
        A mapping is drawn: see `likelihood_bar` and `weight_bar`.
    widths : sequence of float, shape (n,), optional
        Shares of the width that is left; 0 is as wide as its words. By default the first
        column takes what the others leave.
    numbers : sequence of int
        Columns of numbers, from 0; they stand at the right.
    """
    return {
        "kind": "table",
        "headers": list(headers),
        "rows": [list(row) for row in rows],
        "widths": list(widths) or [1.0, *([0.0] * (len(headers) - 1))],
        "numbers": list(numbers),
    }


def likelihood_bar(
    probability: float,
    interval: tuple[float, float],
    *,
    prior: float,
    other: float,
    highest: int,
    is_first: bool,
) -> Content:
    """A bar on a scale from 0 to 1, with its interval, the prior and the other evidence set.

    What lies above `highest` (per cent) is drawn at its edge: nothing there may be told apart.
    """
    top = highest / 100
    low, high = interval
    return {
        "kind": "likelihood",
        "point": min(probability, top),
        "low": min(low, top),
        "high": min(high, top),
        "prior": min(prior, top),
        "other": min(other, top),
        "is_beyond": high > top,
        "is_first": is_first,
    }


def weight_bar(share: float) -> Content:
    """A bar from the middle line: to the right for, to the left against; share from -1 to 1."""
    return {"kind": "weight", "share": share}
