"""A text to translate."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

CONTEXT_END = "\x04"
"""Parts the context of a text from the text, in the ids of gettext."""


class Audience(enum.StrEnum):
    """Who reads a text."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One place where a text stands.

    Parameters
    ----------
    file : str
        From the top of the evidence or of the source folder; never with a line, so that moving
        a text changes nothing.
    field : str
        Path inside its record; empty for a text of code.
    audience : Audience
        Who reads it there.
    """

    file: str
    field: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate, once for all its places.

    Parameters
    ----------
    text : str
        The English text, which is its own id.
    many : str
        The English plural; empty for a text without a number.
    uses : tuple of Use, at least one
        Where it stands, sorted.
    context : str
        What tells it from the same text with another meaning; mostly empty.
    """

    text: str
    many: str
    uses: tuple[Use, ...]
    context: str = ""

    @property
    def id(self) -> str:
        """The text, after its context when it has one."""
        return f"{self.context}{CONTEXT_END}{self.text}" if self.context else self.text

    @property
    def files(self) -> tuple[str, ...]:
        """The files that hold it, sorted, each once."""
        return tuple(dict.fromkeys(use.file for use in self.uses))

    @property
    def audience(self) -> Audience:
        """``PATIENT`` as soon as one of its places is read by patients."""
        is_for_patients = any(use.audience is Audience.PATIENT for use in self.uses)
        return Audience.PATIENT if is_for_patients else Audience.CLINICIAN


def collected(uses: Iterable[tuple[str, str, Use]]) -> dict[str, Message]:
    """One message for each id, sorted by its first file and then as text.

    Parameters
    ----------
    uses : iterable of (str, str, Use)
        Id of an English text, its plural or an empty text, and the place.

    Raises
    ------
    ValueError
        If a text has two different plurals.
    """
    places: dict[str, set[Use]] = {}
    plurals: dict[str, str] = {}
    for text, many, use in uses:
        places.setdefault(text, set()).add(use)
        if many and plurals.setdefault(text, many) != many:
            raise ValueError(f"{text!r} has two plurals: {plurals[text]!r} and {many!r}")
    messages = [
        Message(text, plurals.get(text_id, ""), tuple(sorted(places[text_id])), context)
        for text_id in places
        for context, _, text in [text_id.rpartition(CONTEXT_END)]
    ]
    messages.sort(key=lambda message: (message.files[0], message.text, message.context))
    return {message.id: message for message in messages}
