"""The differential: bars in their order, what is folded away, and what must be said with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijoint.clinical.assessment import Assessment
from sijoint.clinical.differential import Row
from sijoint.clinical.hypothesis import OTHER
from sijoint.clinical.model import Model
from sijoint.clinical.phrase import Phrase
from sijoint.documents.percent import STEP, highest_of, rounded
from sijoint.documents.report.likelihood import (
    explanations,
    needs_block,
    sets_words,
    source_name,
)
from sijoint.documents.report.likely import OF_INTEREST, Likely, leading, ordered
from sijoint.documents.wording import Wording
from sijoint.web.panel.bar import Bar, bar_of
from sijoint.web.panel.link import Links

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Silent:
    """Sources without a probability, and why none is given."""

    names: str
    note: str


@dataclass(frozen=True, slots=True)
class DifferentialView:
    """How likely each source is.

    Parameters
    ----------
    silent_first, silent : tuple of Silent
        Sources without a probability: the joint in question, and the others.
    no_leader : str
        That no source stands out; empty when one does.
    block_needed : str
        That an interval reaches what only a block can show; empty when none does.
    bars : tuple of Bar
        What was asked about first, then the others by what they reach.
    folded : tuple of Bar
        Sources under 5 % that cannot be much more.
    folded_title : str
        How many there are.
    explained : tuple of str
        What the drawing and the numbers mean.
    """

    silent_first: tuple[Silent, ...]
    silent: tuple[Silent, ...]
    no_leader: str
    block_needed: str
    bars: tuple[Bar, ...]
    folded: tuple[Bar, ...]
    folded_title: str
    explained: tuple[str, ...]


def differential_view(
    assessment: Assessment, rows: Sequence[Row], model: Model, words: Wording, links: Links
) -> DifferentialView:
    """The differential in words and places.

    Parameters
    ----------
    assessment : Assessment
        The answer.
    rows : sequence of Row
        Its differential.
    model : Model
        Holds the limit of a waived screen.
    words : Wording
        The language.
    links : Links
        Where the reasons are.
    """
    shown = in_order(rows)
    folded = [each for each in shown if is_small(each)]
    front, cap = assessment.evidence_set, model.rules.waived_cap

    def bars(chosen: Sequence[Likely]) -> tuple[Bar, ...]:
        return tuple(bar_of(each, front, cap, words=words, links=links) for each in chosen)

    block = words.render(Phrase("differential.block_needed"))
    said = [text for text in explanations(shown, words) if text != block]
    none_stands_out = not leading(rows) and bool(shown)
    return DifferentialView(
        silent_first=tuple(_silent([r for r in rows if r.source in OF_INTEREST], words)),
        silent=tuple(_silent([r for r in rows if r.source not in OF_INTEREST], words)),
        no_leader=words.render(Phrase("differential.no_leader")) if none_stands_out else "",
        block_needed=block if needs_block(shown, words) else "",
        bars=bars([each for each in shown if each not in folded]),
        folded=bars(folded),
        folded_title=_folded_title(len(folded), words),
        explained=(*said, sets_words(front, words)),
    )


def in_order(rows: Sequence[Row]) -> list[Likely]:
    """The rows with a probability: what was asked about first, then as papers order them."""
    return sorted(ordered(rows), key=lambda each: each.row.source not in OF_INTEREST)


def is_small(each: Likely) -> bool:
    """Whether a row may be folded away: under 5 %, and its interval ends at 5 % or less."""
    if each.row.source in (*OF_INTEREST, OTHER):
        return False
    highest = highest_of(each.row.source)
    return not rounded(each.probability, highest) and rounded(each.interval[1], highest) <= STEP


def _folded_title(count: int, words: Wording) -> str:
    return words.plural(
        "{n} more source, under {percent}",
        "{n} more sources, each under {percent}",
        count,
        percent=words.percent(STEP / 100),
    )


def _silent(rows: Sequence[Row], words: Wording) -> Iterator[Silent]:
    """Rows without a probability, by what is said about them."""
    notes: dict[str, list[str]] = {}
    for row in rows:
        if row.probability is None and row.note is not None:
            notes.setdefault(words.render(row.note), []).append(source_name(row, words))
    for note, names in notes.items():
        many = len(names) > MOST_NAMED
        yield Silent(words.say("All other sources") if many else words.joined(names), note)
