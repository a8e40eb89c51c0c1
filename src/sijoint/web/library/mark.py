"""The marks of claims, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from sijoint.language import message

WORDS: Mapping[str, str] = {
    "verified": message("Seen in the source"),
    "derived": message("Worked out from a source"),
    "memory": message("From memory, not yet checked"),
    "design": message("Our own proposal"),
}
"""English, the surest first."""


def mark_word(mark: str) -> str:
    """What a mark is called in the language of the reader; empty for none."""
    return _(WORDS[mark]) if mark in WORDS else ""
