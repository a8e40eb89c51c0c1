"""What made a safety rule fire, with its numbers: a referral is written from it."""

from __future__ import annotations

from sijoint.clinical.safety import Alert
from sijoint.documents.report.value import value_words
from sijoint.documents.wording import Wording

YEARS = ("age", "onset")
WEEKS = ("dur", "pp", "preg")
"""Facts of the person that are a time."""


def ground_words(alert: Alert, words: Wording) -> tuple[str, ...]:
    """Every name that made a rule fire, and what was recorded of it where that is a number."""
    numbers = dict(alert.numbers)
    return tuple(
        words.say("{name}: {value}", name=words.name(name), value=_said(name, numbers[name], words))
        if name in numbers
        else words.name(name)
        for name in alert.because
    )


def _said(name: str, number: float, words: Wording) -> str:
    """A number with its unit, or out of how many."""
    said = words.number(number, None if float(number).is_integer() else 1)
    if name in YEARS:
        return words.say("{number} years", number=said)
    if name in WEEKS:
        return words.say("{number} weeks", number=said)
    if words.record("finding", name):
        return value_words(name, number, words)
    most = _most(name, words)
    return said if most is None else words.say("{value} of {most}", value=said, most=most)


def _most(name: str, words: Wording) -> str | None:
    """The highest that a score or a count can be; None where that says nothing."""
    measure = words.record("measure", name)
    most = measure["max"] if measure.get("min") == 0 else words.record("derived", name).get("of")
    return None if most is None else words.number(most)
