"""What a Spanish text must be, beside a translation."""

from __future__ import annotations

import re
from collections import Counter

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

NUMBER = re.compile(r"\d*[.,]?\d+")
OTHER_QUOTES = re.compile('["“”„]')
PERCENT = re.compile(rf"(?:(?<=[\d}}])|(?<=\)[ds]))[ {NO_BREAK_SPACE}]?%(?!\()")


def spaced(text: str) -> str:
    """The text with a no-break space before each sign of per cent."""
    return PERCENT.sub(f"{NO_BREAK_SPACE}%", text)


def spanish_complaint(english: str, spanish: str) -> str:
    """What is wrong with a Spanish text as Spanish; empty when nothing is."""
    if spaced(spanish) != spanish:
        return "no no-break space before the sign of per cent"
    if spanish.count("?") != spanish.count("¿") or spanish.count("!") != spanish.count("¡"):
        return "a mark of a question or exclamation is missing"
    if OTHER_QUOTES.search(spanish) or spanish.count("«") != spanish.count("»"):
        return "quotation marks are « and »"
    if _numbers(english) != _numbers(spanish):
        return "other numbers"
    return ""


def _numbers(text: str) -> Counter[float]:
    """The numbers of a text, whichever decimal sign they have, and ``.05`` like ``0.05``."""
    return Counter(float(number.replace(",", ".")) for number in NUMBER.findall(text))
