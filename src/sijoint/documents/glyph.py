"""Glyphs: which characters paper can show, and what stands in for the others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xAC),
    (0xAE, 0x17F),
    (0x391, 0x3A1),
    (0x3A3, 0x3C9),
    (0x400, 0x45F),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
)
"""First and last code points of the runs that the font has: Latin, Greek and Cyrillic."""

LONGEST_WORD = 30
"""Letters without a space; a longer word may be parted, so that it stays on the page."""

_TOO_LONG = re.compile(rf"[^\W\d_]{{{LONGEST_WORD},}}")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"

OTHERS = frozenset("\n\u202f…•‰€™←↑→↓≈≠≤≥−½✓")
REPLACEMENT = "?"


def printable(content: Any) -> Any:
    """The same content with characters that the font has.

    A character without a glyph would break the rule that all text of a PDF/UA file can be read
    out; it becomes its nearest letter, or a question mark.

    Parameters
    ----------
    content
        Mappings, lists, tuples, strings, numbers, booleans and None, as deep as one likes.
        A text that starts with ``<svg`` is a picture and is left alone.
    """
    if isinstance(content, str):
        if content.startswith("<svg"):
            return content
        shown = "".join(map(_nearest, unicodedata.normalize("NFC", content)))
        return _TOO_LONG.sub(_parted, shown)
    if isinstance(content, Mapping):
        return {key: printable(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [printable(value) for value in content]
    return content


def has_glyph(character: str) -> bool:
    """Whether the font can show a character."""
    return character in OTHERS or any(first <= ord(character) <= last for first, last in RANGES)


def readable(text: str) -> str:
    """A name or a goal without the signs that the font lacks; empty where it lacks letters.

    Examples
    --------
    >>> readable("walk \N{SNOWFLAKE} far"), readable("\u8d70\u8def")
    ('walk far', '')
    """
    lost = [c for c in text if c != REPLACEMENT and _nearest(c) == REPLACEMENT]
    if any(unicodedata.category(c)[0] in "LN" for c in lost):
        return ""
    return " ".join("".join(c for c in text if c not in lost).split())


def _parted(word: re.Match[str]) -> str:
    """A long word with places where a line may end."""
    step = LONGEST_WORD // 2
    parts = [word[0][start : start + step] for start in range(0, len(word[0]), step)]
    return _SOFT_HYPHEN.join(parts)


def _nearest(character: str) -> str:
    """The character, its letters without their marks, or the replacement."""
    if has_glyph(character):
        return character
    if unicodedata.category(character) in ("Cc", "Cf", "Mn"):
        # Control characters, direction marks and loose accents show nothing by themselves.
        return " " if character.isspace() else ""
    letters = "".join(filter(has_glyph, unicodedata.normalize("NFKD", character)))
    return letters or REPLACEMENT
