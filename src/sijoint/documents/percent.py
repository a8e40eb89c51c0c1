"""Percentages as they may be shown: rounded to 5, and never above what a test can say."""

from __future__ import annotations

from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN
from sijoint.documents.wording import Wording

STEP = 5
HIGHEST = 70
"""More is never shown: that would need a controlled block to be believed."""

HIGHEST_GIRDLE_PAIN = 90
"""The same limit for pelvic girdle pain, which is a classification and needs no block."""


def highest_of(source: str) -> int:
    """The most that may be shown for a source, in per cent."""
    return HIGHEST_GIRDLE_PAIN if source == PELVIC_GIRDLE_PAIN else HIGHEST


def rounded(probability: float, highest: int) -> int:
    """The nearest multiple of 5 %, at most the highest; 0 stands for less than 2.5 %.

    Parameters
    ----------
    probability : float
        0 to 1.
    highest : int
        The most that may be shown, in per cent.
    """
    return min(STEP * round(100.0 * probability / STEP), highest)


def percent(probability: float, highest: int, words: Wording) -> str:
    """A probability, as the language writes it.

    Parameters
    ----------
    probability : float
        0 to 1.
    highest : int
        The most that may be shown, in per cent.
    words : Wording
        The language.

    Examples
    --------
    >>> from sijoint.evidence.text import Texts
    >>> from sijoint.language import language
    >>> words = Wording(Texts({}), language("en"))
    >>> [percent(share, 70, words) for share in (0.004, 0.393, 0.86)]
    ['under 5%', '40%', '70% or more']
    """
    shown = rounded(probability, highest)
    if 100.0 * probability > highest:
        return words.say("{percent} or more", percent=words.percent(shown / 100))
    if not shown:
        return words.say("under {percent}", percent=words.percent(STEP / 100))
    return words.percent(shown / 100)


def percent_range(interval: tuple[float, float], highest: int, words: Wording) -> str:
    """An interval, as the language writes it.

    Examples
    --------
    >>> from sijoint.evidence.text import Texts
    >>> from sijoint.language import language
    >>> words = Wording(Texts({}), language("en"))
    >>> [percent_range(i, 70, words) for i in ((0.28, 0.5), (0.01, 0.08), (0.4, 0.75))]
    ['30 to 50%', 'up to 10%', '40 to 70% or more']
    >>> [percent_range(i, 70, words) for i in ((0.01, 0.02), (0.78, 0.95))]
    ['under 5%', '70% or more']
    """
    low, high = (percent(end, highest, words) for end in interval)
    if low == high:
        return low
    least = rounded(interval[0], highest)
    if not least:
        return words.say("up to {high}", high=high)
    return words.say("{low} to {high}", low=least, high=high)
