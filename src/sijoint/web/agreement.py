"""What a person agreed to, as a clinician reads it on their chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sijoint.records import consent_text
from sijoint.records.models import Consent
from sijoint.web.wording import wording


@dataclass(frozen=True, slots=True)
class Agreement:
    """One of the texts that are needed, and whether the person agrees to it now.

    Parameters
    ----------
    title : str
    text_of : str
        The day of the text that they read; empty when they never agreed.
    given_at, ended_at : datetime or None
    """

    title: str
    text_of: str = ""
    given_at: datetime | None = None
    ended_at: datetime | None = None


def agreements_of(consents: Iterable[Consent]) -> list[Agreement]:
    """The state of every text, by the last consent to each."""
    held = {consent.kind: consent for consent in consents}
    return [_agreement(kind, held.get(kind)) for kind in consent_text.KINDS]


def _agreement(kind: str, last: Consent | None) -> Agreement:
    title = wording().say(consent_text.current(kind).title)
    if last is None:
        return Agreement(title)
    text_of = wording().date(last.version)
    return Agreement(title, text_of, last.given_at, last.withdrawn_at)
