"""The differential in the report: how likely each source is, with its range first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from sijoint.cli.report.bar import probability_bar, scale
from sijoint.cli.report.paper import Paper
from sijoint.cli.report.percent import percent_sign, range_sign
from sijoint.cli.report.section import STRONG, note, section, table
from sijoint.clinical.differential import Row
from sijoint.clinical.hypothesis import SIJ
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN
from sijoint.documents.percent import highest_of
from sijoint.documents.report.likely import Likely, leading, ordered

SHORTEST_BAR, LONGEST_BAR = 16, 48
MOST_NAMED = 3
HEADINGS = ("", "95% range", "point")
BETWEEN = 2 * len(HEADINGS) + 2
"""Columns between the columns, and for the indentation."""


def differential_part(
    rows: Sequence[Row], evidence_set: EvidenceSet, paper: Paper
) -> RenderableType:
    """A bar for each source that has a probability, then what must be said about them."""
    shown = ordered(rows)
    parts: list[RenderableType] = []
    if not leading(rows):
        parts.append(Text(paper.say(Phrase("differential.no_leader"))))
    parts += [_bars(shown, paper), *_legend(shown, evidence_set, paper), *_said_of(rows, paper)]
    return section(paper, "How likely each source is", *parts)


def answers_girdle_pain(rows: Sequence[Row]) -> bool:
    """Whether the answer is about pelvic girdle pain, by classification and not by a block."""
    return any(row.source == PELVIC_GIRDLE_PAIN for row in rows)


def _bars(rows: Sequence[Likely], paper: Paper) -> RenderableType:
    cells = [_words(each, paper) for each in rows]
    taken = sum(max(map(len, column)) for column in zip(HEADINGS, *cells, strict=True))
    width = min(max(paper.width - taken - BETWEEN, SHORTEST_BAR), LONGEST_BAR)
    bars = table(*HEADINGS, "", right=HEADINGS[1:])
    highest = _highest(rows)
    bars.columns[-1].header = scale(width, highest)
    for words, each in zip(cells, rows, strict=True):
        shares = (each.probability, each.interval, each.other)
        bar = probability_bar(*shares, width=width, highest=highest, signs=paper.signs)
        bars.add_row(Text(words[0]), *(Text(word, no_wrap=True) for word in words[1:]), bar)
    return bars


def _words(each: Likely, paper: Paper) -> tuple[str, str, str]:
    name = paper.source(each.row.source, each.row.side)
    highest = highest_of(each.row.source)
    return name, range_sign(each.interval, highest), percent_sign(each.probability, highest)


def _highest(rows: Sequence[Likely]) -> int:
    """Where the scale ends."""
    return max(highest_of(each.row.source) for each in rows)


def _legend(
    rows: Sequence[Likely], evidence_set: EvidenceSet, paper: Paper
) -> Iterator[RenderableType]:
    signs = paper.signs
    if answers_girdle_pain([each.row for each in rows]):
        yield note("Rounded to 5%.")
    else:
        yield note(
            f"{signs.point} {evidence_set} set, {signs.other} {evidence_set.other} set, "
            "rounded to 5%. Two sources can be active together."
        )
    if any(100.0 * each.interval[1] > _highest(rows) for each in rows):
        yield Text(paper.say(Phrase("differential.block_needed")), style=STRONG)
    if any(each.row.source == SIJ for each in rows):
        meaning = paper.read(f"pain_source.{SIJ}.meaning")
        yield note(f"{paper.source(SIJ, None)}: {meaning[:1].lower()}{meaning[1:]}")


def _said_of(rows: Sequence[Row], paper: Paper) -> Iterator[RenderableType]:
    """The notes, each once, with the sources that it is about."""
    notes: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.note is not None:
            side = None if row.probability is None else row.side
            about = notes.setdefault(paper.say(row.note), {})
            about[paper.source(row.source, side)] = None
    for said, sources in notes.items():
        names = ", ".join(sources) if len(sources) <= MOST_NAMED else "All other sources"
        yield Text(f"{names}: ", style=STRONG).append(said, style="not bold")
