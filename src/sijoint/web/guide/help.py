"""Help at once: the signs by how soon they need help, and the numbers to call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sijoint.documents.wording import Wording
from sijoint.evidence.guide import LEVELS, Guide, Sign


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


def own_signs(guide: Guide, words: Wording, concern: str) -> list[SaidSign]:
    """The signs of who is pregnant or has given birth; empty for all others.

    Parameters
    ----------
    guide : Guide
    words : Wording
    concern : str
        ``pregnant`` or ``birth``; empty for neither.
    """
    return [_said(sign, words) for sign in guide.signs if concern in sign.concerns]


def told_signs(guide: Guide, found: Iterable[str]) -> list[Sign]:
    """The signs that somebody has told.

    Parameters
    ----------
    guide : Guide
    found : iterable of str
        Findings that their answers record.
    """
    names = frozenset(found)
    return [sign for sign in guide.signs if not sign.findings.isdisjoint(names)]


def signs(guide: Guide, words: Wording) -> dict[str, list[SaidSign]]:
    """The signs of every level, in order."""
    return {
        level: [_said(sign, words) for sign in guide.signs if sign.level == level]
        for level in LEVELS
    }


def _said(sign: Sign, words: Wording) -> SaidSign:
    return SaidSign(sign.id, words.say(sign.title), words.say(sign.say))


def places(guide: Guide, words: Wording) -> list[SaidPlace]:
    """Every number with its place."""
    return [SaidPlace(p.id, words.say(p.title), p.number) for p in guide.places]
