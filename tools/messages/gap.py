"""Gaps of texts, as our own code, Django and Python write them."""

from __future__ import annotations

import re

from sijoint.language.gap import GAP

_FORMAT_GAP = re.compile(r"%\(\w+\)[a-z]|%[ds]\b")
_PERCENT = "%%"


def gaps(text: str) -> frozenset[str]:
    """What a translation must hold as it stands: names in braces, and ``%(name)s`` whole.

    Examples
    --------
    >>> sorted(gaps("{done} of %(all)d, 100%%"))
    ['%(all)d', 'done']
    """
    return frozenset([*GAP.findall(text), *_FORMAT_GAP.findall(text)])


def without_gaps(text: str) -> str:
    """The text without its gaps."""
    return _FORMAT_GAP.sub("", GAP.sub("", text))


def is_formatted(text: str) -> bool:
    """Whether the text is filled as Python fills ``%(name)s``, so that ``%%`` stands for %."""
    return bool(_FORMAT_GAP.search(text)) or _PERCENT in text


def stray_percents(text: str) -> int:
    """How many signs of per cent would be taken for the start of a gap."""
    return without_gaps(text).replace(_PERCENT, "").count("%")
