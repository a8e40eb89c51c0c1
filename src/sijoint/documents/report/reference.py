"""References: the sources that a paper names, numbered in the order of their first use."""

from __future__ import annotations

from collections.abc import Iterable

from sijoint.documents.report.block import section, table
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

LEAST_CERTAIN_FIRST = ("design", "memory", "derived", "verified")


class References:
    """Collects sources while a paper is written.

    Parameters
    ----------
    words : Wording
        The language, and the records of the sources.

    Examples
    --------
    >>> from sijoint.evidence.text import Texts
    >>> from sijoint.language import language
    >>> seen = References(Wording(Texts({}), language("en")))
    >>> seen.cite(["laslett-2005", "young-2003"]), seen.cite(["young-2003"]), seen.cite([])
    ('1, 2', '2', '')
    """

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str]) -> str:
        """The numbers of sources, as they stand in the list at the end."""
        numbers = [self._numbers.setdefault(s, len(self._numbers) + 1) for s in sources]
        return ", ".join(map(str, numbers))

    def section(self) -> Content:
        """The list of what was cited; without blocks when nothing was."""
        say = self._words.say
        rows = [[str(number), self._written(name)] for name, number in self._numbers.items()]
        blocks = [table([say("No."), say("Source")], rows, widths=(0, 1))] if rows else []
        return section(say("Sources"), *blocks)

    def _written(self, name: str) -> str:
        """Title, where it appeared, and where it is found."""
        record = self._words.record("source", name)
        where = f"doi:{record['doi']}" if record.get("doi") else record.get("url", "")
        parts = (record.get("title", name), record.get("in", ""), where)
        return ". ".join(part for part in parts if part)


def mark_word(marks: Iterable[str], words: Wording) -> str:
    """The word for the least certain of some marks; none is our own design."""
    found = set(marks)
    least = next((mark for mark in LEAST_CERTAIN_FIRST if mark in found), "design")
    return {
        "design": words.say("our design"),
        "memory": words.say("from memory"),
        "derived": words.say("derived"),
        "verified": words.say("verified"),
    }[least]
