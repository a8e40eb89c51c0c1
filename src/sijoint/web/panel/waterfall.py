"""The waterfall: how each weight carries the odds from the prior to the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijoint.clinical.because import CLUSTER, Because
from sijoint.documents.report.reason import LEAST_SHOWN, marks_of, signed
from sijoint.documents.report.reference import mark_word
from sijoint.documents.wording import Wording, sentence
from sijoint.records.knowledge import Knowledge
from sijoint.web.panel.bar import place
from sijoint.web.panel.link import Citation, Links, citations
from sijoint.web.panel.recorded import Recorded
from sijoint.web.panel.study import Study, studies_of

START, BY_DECIBAN = 0.30, 0.03
"""Where the prior stands, and how far a deciban reaches, as shares of the width."""

LEFT_END, RIGHT_END = 0.0, 0.9
"""What goes further is cut there, with an arrow."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A bar of the waterfall, in places as SVG takes them.

    Parameters
    ----------
    x, width : str
        The bar.
    start, end : str
        Where the line from the row above arrives, and where that to the row below leaves.
    arrow : str
        ``left`` or ``right`` where the bar is cut; else empty.
    is_against : bool
        Whether it goes to the left.
    """

    x: str
    width: str
    start: str
    end: str
    arrow: str
    is_against: bool


@dataclass(frozen=True, slots=True)
class WhyRow:
    """What one finding did.

    Parameters
    ----------
    name, answer : str
        The finding, and what was recorded on which side.
    weight, total : str
        In decibans: its own, and the sum so far.
    fall : Fall
        Its bar.
    basis, reason : str
        On how many sources it stands and how sure we are of it, and what of it is our own.
    sources : tuple of Citation
        Where it comes from.
    studies : tuple of Study
        The published accuracies behind it.
    """

    name: str
    answer: str
    weight: str
    total: str
    fall: Fall
    basis: str = ""
    reason: str = ""
    sources: tuple[Citation, ...] = ()
    studies: tuple[Study, ...] = ()


def why_rows(
    because: Sequence[Because],
    source: str,
    recorded: Recorded,
    *,
    knowledge: Knowledge,
    words: Wording,
    links: Links,
) -> tuple[WhyRow, ...]:
    """The rows, in the order in which the weights were added; the small ones as one, last.

    Parameters
    ----------
    because : sequence of Because
        Of one row of the differential.
    source : str
        Its source of pain.
    recorded : Recorded
        What was recorded, in words.
    knowledge : Knowledge
        The claims and studies.
    words : Wording
        The language.
    links : Links
        Where sources are shown.
    """
    told = [b for b in because if abs(b.weight_decibans) >= LEAST_SHOWN]
    rows, total = [], 0.0
    for each in told:
        before, total = total, total + each.weight_decibans
        rows.append(
            WhyRow(
                name=recorded.name(each.finding),
                answer=recorded.answer(each.finding),
                weight=signed(each.weight_decibans, words),
                total=signed(total, words),
                fall=fall_of(before, total),
                basis=_basis(each, source, knowledge, words),
                reason=_reason(each.finding, knowledge, words),
                sources=citations(each.sources, links, words),
                studies=studies_of(each, knowledge, words),
            )
        )
    return (*rows, *_rest([b for b in because if b not in told], total, words))


def fall_of(before: float, after: float) -> Fall:
    """The bar from one sum of decibans to the next.

    Examples
    --------
    >>> fall_of(0.0, 3.0)
    Fall(x='30%', width='9%', start='30%', end='39%', arrow='', is_against=False)
    >>> fall_of(-8.0, -14.0).arrow, fall_of(-8.0, -14.0).x
    ('left', '0%')
    """
    start, end = _position(before), _position(after)
    wanted = START + BY_DECIBAN * after
    arrow = "left" if wanted < LEFT_END else "right" if wanted > RIGHT_END else ""
    return Fall(
        x=place(min(start, end)),
        width=place(abs(end - start)),
        start=place(start),
        end=place(end),
        arrow=arrow,
        is_against=after < before,
    )


def _position(decibans: float) -> float:
    return min(max(START + BY_DECIBAN * decibans, LEFT_END), RIGHT_END)


def _rest(small: Sequence[Because], total: float, words: Wording) -> Iterator[WhyRow]:
    if not small:
        return
    change = sum(b.weight_decibans for b in small)
    yield WhyRow(
        name=words.plural("{n} smaller reason", "{n} smaller reasons", len(small)),
        answer="",
        weight=signed(change, words) if abs(change) >= LEAST_SHOWN else words.number(0),
        total=signed(total + change, words),
        fall=fall_of(total, total + change),
    )


def _basis(because: Because, source: str, knowledge: Knowledge, words: Wording) -> str:
    mark = mark_word(marks_of(because.finding, source, knowledge.evidence.model, words), words)
    count = len(because.sources)
    if not count:
        return sentence(mark).rstrip(".")
    return words.plural("{n} source, {mark}", "{n} sources, {mark}", count, mark=mark)


def _reason(finding: str, knowledge: Knowledge, words: Wording) -> str:
    """What of the claim is our own; empty where the evidence gives no reason."""
    ids = [f"sign.{sign.id}" for sign in knowledge.evidence.model.signs_of(finding)]
    if finding == CLUSTER:
        ids = [f"block.{CLUSTER}"]
    said = dict.fromkeys(
        words.text(f"{each}.reason") for each in ids if words.record(*each.split(".")).get("reason")
    )
    return " ".join(said)
