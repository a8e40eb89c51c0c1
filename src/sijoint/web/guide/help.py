"""Help at once: the signs by how soon they need help, and the numbers to call."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.documents.wording import Wording
from sijoint.evidence.guide import LEVELS, Guide


@dataclass(frozen=True, slots=True)
class SaidSign:
    """A sign, and what to say on the phone."""

    id: str
    title: str
    say: str


@dataclass(frozen=True, slots=True)
class SaidPlace:
    """Where a number is called, with the id of its record."""

    id: str
    title: str
    number: str


def signs(guide: Guide, words: Wording) -> dict[str, list[SaidSign]]:
    """The signs of every level, in order."""
    return {
        level: [
            SaidSign(sign.id, words.say(sign.title), words.say(sign.say))
            for sign in guide.signs
            if sign.level == level
        ]
        for level in LEVELS
    }


def places(guide: Guide, words: Wording) -> list[SaidPlace]:
    """Every number with its place."""
    return [SaidPlace(p.id, words.say(p.title), p.number) for p in guide.places]
