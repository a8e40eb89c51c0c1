"""Where the panel leads: the addresses that only the site knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sijoint.clinical.case import Side
from sijoint.clinical.finding import Position
from sijoint.clinical.model import EvidenceSet
from sijoint.documents.wording import Wording

Go = Callable[[str, Side | None, Position], str]
WhyAddress = Callable[[str, Side | None, EvidenceSet], str]


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses, each asked for when it is needed.

    Parameters
    ----------
    go : callable of finding, side and position to str
        The row in which a finding is recorded.
    why : callable of source of pain, side and evidence set to str
        The page behind a number.
    source : callable of the id of a source to str
        Where a source of the evidence is shown.
    """

    go: Go
    why: WhyAddress
    source: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source of the evidence, with where it appeared and where it is shown."""

    id: str
    title: str
    printed: str
    url: str


def citations(sources: Iterable[str], links: Links, words: Wording) -> tuple[Citation, ...]:
    """The sources, each once."""
    return tuple(_citation(source, links, words) for source in dict.fromkeys(sources))


def _citation(source: str, links: Links, words: Wording) -> Citation:
    record = words.record("source", source)
    return Citation(source, record.get("title", source), record.get("in", ""), links.source(source))
