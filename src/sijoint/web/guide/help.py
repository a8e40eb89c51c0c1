"""Help at once: the signs by how soon they need help, and the numbers to call."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest

from sijoint.accounts.models import Clinic
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


def clinic_of(request: HttpRequest) -> Clinic | None:
    """The clinic of the person who asks; None when nobody is signed in.

    The page of help is there even when the database is not.
    """
    try:
        member = request.member
        return member.clinic if member else None
    except DatabaseError:
        return None
