"""Gaps of texts: a name in braces, filled when the text is said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sijoint.language.error import UnfilledGapError

GAP = re.compile(r"\{(\w+)\}")


def gaps(text: str) -> frozenset[str]:
    """The names of the gaps of a text.

    Examples
    --------
    >>> sorted(gaps("{done} of {of} done"))
    ['done', 'of']
    """
    return frozenset(GAP.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled; what is filled in may itself hold braces.

    Parameters
    ----------
    text : str
        A text with any number of gaps.
    values : mapping of str to str
        By the name of the gap; names without a gap are left out.

    Raises
    ------
    UnfilledGapError
        If a gap has no value.

    Examples
    --------
    >>> fill("{done} of {of} done", {"done": "2", "of": "5"})
    '2 of 5 done'
    """

    def filled(gap: re.Match[str]) -> str:
        if gap[1] not in values:
            raise UnfilledGapError(gap[1])
        return values[gap[1]]

    return GAP.sub(filled, text)
