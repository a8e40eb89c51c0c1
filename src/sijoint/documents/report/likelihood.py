"""The differential on paper: bars with their intervals, and what must be said with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.differential import Row
from sijoint.clinical.hypothesis import SIJ
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.phrase import Phrase
from sijoint.documents.percent import highest_of, percent, percent_range
from sijoint.documents.report.block import STRONG, likelihood_bar, paragraph, section, table
from sijoint.documents.report.likely import OF_INTEREST, Likely, leading, ordered
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording


def likelihood_section(rows: Sequence[Row], evidence_set: EvidenceSet, words: Wording) -> Content:
    """How likely each source is: the interval first, then the point, prior and other set."""
    shown = ordered(rows)
    blocks: list[Content] = []
    if not leading(rows):
        blocks.append(paragraph(words.render(Phrase("differential.no_leader")), STRONG))
    if shown:
        blocks += [_table(shown, words), paragraph(sets_words(evidence_set, words))]
    blocks += [paragraph(text) for text in explanations(shown, words)]
    blocks += [paragraph(text) for text in _notes(rows, words)]
    return section(words.say("How likely each source is"), *blocks)


def source_name(row: Row, words: Wording) -> str:
    """The name of a source of pain, with its side."""
    name = words.text(f"pain_source.{row.source}.clinician")
    if row.side is None:
        return name
    return words.say("{source}, {side}", source=name, side=words.side(row.side))


def set_name(evidence_set: EvidenceSet, words: Wording) -> str:
    """What one of the two sets of published accuracy is called."""
    return {
        EvidenceSet.POOLED: words.say("pooled studies"),
        EvidenceSet.LASLETT: words.say("Laslett's study"),
    }[evidence_set]


def sets_words(evidence_set: EvidenceSet, words: Wording) -> str:
    """Which set of published accuracy stands in front, and which beside it."""
    return words.say(
        "Accuracy of the provocation cluster; main set: {name}; other set: {other}.",
        name=set_name(evidence_set, words),
        other=set_name(evidence_set.other, words),
    )


def _table(shown: Sequence[Likely], words: Wording) -> Content:
    headers = [
        words.say("Source"),
        words.say("95% interval"),
        words.say("Point"),
        words.say("Before"),
        words.say("Other set"),
        words.say("0 to 100%"),
    ]
    return table(
        headers,
        [_row(each, words) for each in shown],
        widths=(3, 0, 0, 0, 0, 2),
        numbers=(1, 2, 3, 4),
    )


def _row(each: Likely, words: Wording) -> list[str | Content]:
    highest = highest_of(each.row.source)
    return [
        source_name(each.row, words),
        percent_range(each.interval, highest, words),
        percent(each.probability, highest, words),
        percent(each.prior, highest, words),
        percent(each.other, highest, words),
        likelihood_bar(
            each.probability,
            each.interval,
            prior=each.prior,
            other=each.other,
            highest=highest,
            is_first=each.row.source in OF_INTEREST,
        ),
    ]


def explanations(shown: Sequence[Likely], words: Wording) -> Iterator[str]:
    """What the drawing means, and what the numbers mean."""
    if shown:
        yield words.say(
            "Bar: point. Line: 95% interval. Triangle: before the findings. Diamond: the other "
            "evidence set. Rounded to 5%. Two sources can be active together."
        )
    if needs_block(shown, words):
        yield words.render(Phrase("differential.block_needed"))
    if any(each.row.source == SIJ for each in shown):
        yield words.say(
            "{source}: {note}",
            source=words.text(f"pain_source.{SIJ}.clinician"),
            note=words.text(f"pain_source.{SIJ}.meaning"),
        )


def needs_block(shown: Sequence[Likely], words: Wording) -> bool:
    """Whether an interval reaches above what only a controlled block could show.

    A block is the reference of some sources only: it shows nothing about spondyloarthritis.
    """
    return any(
        100.0 * each.interval[1] > highest_of(each.row.source)
        for each in shown
        if words.record("pain_source", each.row.source).get("by_block")
    )


def _notes(rows: Sequence[Row], words: Wording) -> Iterator[str]:
    """The notes, each once, with the sources that it is about."""
    about: dict[str, list[str]] = {}
    for row in rows:
        if row.note is not None:
            about.setdefault(words.render(row.note), []).append(source_name(row, words))
    for note, sources in about.items():
        yield words.say("{source}: {note}", source=words.joined(sources), note=note)
