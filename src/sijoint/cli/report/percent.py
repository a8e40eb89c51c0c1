"""Percentages in the terminal: the limits and the rounding are those of paper."""

from __future__ import annotations

from sijoint.documents.percent import HIGHEST, STEP, rounded


def percent_words(probability: float, highest: int = HIGHEST) -> str:
    """A probability in words.

    Examples
    --------
    >>> [percent_words(p) for p in (0.004, 0.393, 0.86)]
    ['under 5%', '40%', '70% or more']
    """
    shown = rounded(probability, highest)
    if 100.0 * probability > highest:
        return f"{highest}% or more"
    return f"{shown}%" if shown else f"under {STEP}%"


def percent_sign(probability: float, highest: int = HIGHEST) -> str:
    """A probability in a table.

    Examples
    --------
    >>> [percent_sign(p) for p in (0.004, 0.393, 0.86)]
    ['<5%', '40%', '70+%']
    """
    shown = rounded(probability, highest)
    if 100.0 * probability > highest:
        return f"{highest}+%"
    return f"{shown}%" if shown else f"<{STEP}%"


def range_sign(interval: tuple[float, float], highest: int = HIGHEST) -> str:
    """An interval in a table.

    Examples
    --------
    >>> [range_sign(i) for i in ((0.28, 0.5), (0.01, 0.08), (0.01, 0.02), (0.18, 0.19))]
    ['30 to 50%', 'up to 10%', '<5%', '20%']
    >>> [range_sign(i) for i in ((0.4, 0.75), (0.78, 0.95))]
    ['40 to 70+%', '70+%']
    """
    low, high = (percent_sign(end, highest) for end in interval)
    if low == high:
        return low
    least = rounded(interval[0], highest)
    return f"{least} to {high}" if least else f"up to {high}"
