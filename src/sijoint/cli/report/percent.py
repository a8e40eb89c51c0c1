"""Percentages as they may be shown: the range first, rounded to 5, and never above 70."""

from __future__ import annotations

STEP = 5
HIGHEST = 70
"""More is never printed: that would need a controlled block to be believed."""


def rounded(probability: float) -> int:
    """The nearest multiple of 5 %, at most 70."""
    return min(STEP * round(100.0 * probability / STEP), HIGHEST)


def percent_words(probability: float) -> str:
    """A probability in words.

    Examples
    --------
    >>> [percent_words(p) for p in (0.004, 0.393, 0.86)]
    ['under 5 %', '40 %', '70 % or more']
    """
    shown = rounded(probability)
    if shown >= HIGHEST:
        return f"{HIGHEST} % or more"
    return f"{shown} %" if shown else f"under {STEP} %"


def percent_sign(probability: float) -> str:
    """A probability in a table.

    Examples
    --------
    >>> [percent_sign(p) for p in (0.004, 0.393, 0.86)]
    ['<5 %', '40 %', '70+ %']
    """
    shown = rounded(probability)
    if shown >= HIGHEST:
        return f"{HIGHEST}+ %"
    return f"{shown} %" if shown else f"<{STEP} %"


def range_sign(interval: tuple[float, float]) -> str:
    """An interval in a table.

    Examples
    --------
    >>> [range_sign(i) for i in ((0.28, 0.5), (0.01, 0.08), (0.01, 0.02), (0.18, 0.19))]
    ['30 to 50 %', 'up to 10 %', '<5 %', '20 %']
    >>> [range_sign(i) for i in ((0.4, 0.75), (0.78, 0.95))]
    ['40 to 70+ %', '70+ %']
    """
    low, high = (percent_sign(end) for end in interval)
    if low == high:
        return low
    return f"up to {high}" if rounded(interval[0]) == 0 else f"{rounded(interval[0])} to {high}"
