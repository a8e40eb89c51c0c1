"""References: the sources that a paper names, numbered in the order of their first use."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from sijoint.documents.report.block import numbered, section
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording
from sijoint.evidence.read import Record

PUBLISHERS = frozenset(
    {
        *("doi.org", "ncbi.nlm.nih.gov", "pubmed.gov", "nice.org.uk", "cms.gov", "rcog.org.uk"),
        *("bmj.com", "springer.com", "lww.com", "oup.com", "biomedcentral.com", "hindawi.com"),
        *("cochranelibrary.com", "iospress.com", "jmir.org", "thieme-connect.com", "scielo.br"),
        *("medicaljournals.se", "ijssurgery.com", "jssm.org", "amegroups.com", "healio.com"),
        *("ochsnerjournal.org", "openpainjournal.com", "e-neurospine.org", "rbf-bjpt.org.br"),
        *("europeanspinejournal.org", "degruyterbrill.com", "ptkorea.org", "scirp.org"),
        *("girft-interactive-pathways.org.uk", "healthmeasures.net", "mapi-trust.org"),
        *("startback.hfac.keele.ac.uk", "sullivan-painresearch.mcgill.ca", "asra.com"),
        *("world.physio", "aptapelvichealth.org"),
    }
)
"""Whose addresses last: indexes, journals, and those who keep a guideline or a questionnaire."""

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
        """The numbers of sources, each once, as they stand in the list at the end."""
        once = dict.fromkeys(sources)
        numbers = [self._numbers.setdefault(s, len(self._numbers) + 1) for s in once]
        return ", ".join(map(str, numbers))

    def section(self) -> Content:
        """The list of what was cited; without blocks when nothing was."""
        rows = [(str(number), self._written(name)) for name, number in self._numbers.items()]
        return section(self._words.say("Sources"), *([numbered(rows)] if rows else []))

    def _written(self, name: str) -> str:
        """Title, where it appeared, and where it is found if that will last."""
        record = self._words.record("source", name)
        parts = (record.get("title", name), record.get("in", ""), lasting_link(record))
        return ". ".join(part for part in parts if part)


def lasting_link(source: Record) -> str:
    """A DOI, else an address of PubMed or of whoever publishes the source; empty without one.

    Parameters
    ----------
    source : Record
        A source of the evidence. Where it was read is often a copy on somebody else's pages,
        which may be a shop or gone tomorrow: paper leaves such an address out.
    """
    if source.get("doi"):
        return f"doi:{source['doi']}"
    address = str(source.get("url", ""))
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    is_known = any(host == name or host.endswith(f".{name}") for name in PUBLISHERS)
    return address if is_known else ""


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
