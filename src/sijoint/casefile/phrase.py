"""Phrases in the answer: a text, with its id and what fills its gaps beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sijoint.clinical.phrase import Phrase

if TYPE_CHECKING:
    from sijoint.evidence.text import Texts

Table = dict[str, Any]


def said(key: str, phrase: Phrase | None, texts: Texts) -> Table:
    """The entries of one text: ``<key>``, ``<key>_id`` and ``<key>_params``.

    Parameters
    ----------
    key : str
        What the text is called.
    phrase : Phrase or None
        None is written as null, without parameters.
    texts : Texts
        The words.

    Examples
    --------
    >>> said("note", None, texts=...)
    {'note': None, 'note_id': None, 'note_params': {}}
    """
    if phrase is None:
        return {key: None, f"{key}_id": None, f"{key}_params": {}}
    return {
        key: texts.render(phrase),
        f"{key}_id": phrase.id,
        f"{key}_params": dict(phrase.values),
    }


def said_all(key: str, phrases: Sequence[Phrase], texts: Texts) -> Table:
    """The entries of a list of texts: three lists of the same length."""
    return {
        key: [texts.render(phrase) for phrase in phrases],
        f"{key}_id": [phrase.id for phrase in phrases],
        f"{key}_params": [dict(phrase.values) for phrase in phrases],
    }
