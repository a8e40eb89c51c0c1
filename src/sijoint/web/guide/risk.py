"""What people mark for themselves on the page of causes: three lists, and no score."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sijoint.documents.wording import Wording
from sijoint.evidence.guide import CHANGES, Guide


@dataclass(frozen=True, slots=True)
class Marked:
    """Something that was marked, and what is known about it."""

    title: str
    text: str
    records: tuple[str, ...]


def choices(guide: Guide, words: Wording) -> list[tuple[str, str]]:
    """Id and words of everything that can be marked, in order."""
    return [(risk.id, words.say(risk.title)) for risk in guide.risks]


def by_change(guide: Guide, chosen: Collection[str], words: Wording) -> dict[str, list[Marked]]:
    """What was marked, by whether it can change: ``yes``, ``partly``, ``no``.

    Parameters
    ----------
    guide : Guide
    chosen : collection of str
        Ids of what was marked.
    words : Wording
        The language.
    """
    return {
        change: [
            Marked(words.say(risk.title), words.say(risk.text), risk.records)
            for risk in guide.risks
            if risk.change == change and risk.id in chosen
        ]
        for change in CHANGES
    }
