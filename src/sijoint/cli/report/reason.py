"""Reasons in the report: what moved the leading sources, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sijoint.cli.report.bar import weight_bar
from sijoint.cli.report.paper import Paper, number_of
from sijoint.cli.report.percent import percent_words
from sijoint.cli.report.section import QUIET, STRONG, indented, note, section
from sijoint.clinical.because import Because
from sijoint.clinical.differential import Row
from sijoint.documents.percent import highest_of
from sijoint.documents.report.likely import Likely, explained

MOST_REASONS = 5
HALF_BAR = 8
LEAST_SHOWN = 0.05
"""Decibans that would be printed as 0.0 are not shown."""


def reason_parts(rows: Sequence[Row], paper: Paper) -> Iterator[RenderableType]:
    """The strongest reasons for and against each source that leads, the SI joint always."""
    shown = explained(rows)
    if not shown:
        return
    weights = (abs(b.weight_decibans) for each in shown for b in each.row.because)
    largest = max(weights, default=0.0) or 1.0
    parts = [part for each in shown for part in _source(each, largest, paper)]
    unit = note("In decibans: 3 double the odds, 10 make them ten times as high.")
    yield section(paper, "Why", *parts, unit)


def _source(each: Likely, largest: float, paper: Paper) -> Iterator[RenderableType]:
    row = each.row
    highest = highest_of(row.source)
    before = percent_words(row.prior or 0.0, highest)
    after = percent_words(each.probability, highest)
    heading = Text(paper.source(row.source, row.side), style=STRONG)
    yield heading.append(f": {before} before the findings, {after} after.", style="not bold")
    told = [b for b in row.because if abs(b.weight_decibans) >= LEAST_SHOWN]
    if not told:
        yield indented("No finding has moved it yet.")
        return
    strongest = sorted(told, key=lambda b: -abs(b.weight_decibans))[:MOST_REASONS]
    yield indented(_weights(strongest, largest, paper))
    rest = [b for b in told if b not in strongest]
    if rest:
        total = sum(b.weight_decibans for b in rest)
        weight = _signed(total, paper)
        yield indented(note(f"and {number_of(len(rest), 'smaller reason')}, {weight} together"))


def _weights(reasons: Sequence[Because], largest: float, paper: Paper) -> Table:
    shown = Table.grid(padding=(0, 2, 0, 0))
    shown.add_column()
    shown.add_column(justify="right", no_wrap=True)
    shown.add_column(no_wrap=True)
    shown.add_column(style=QUIET, no_wrap=True)
    for each in reasons:
        shown.add_row(
            Text(paper.name(each.finding)),
            Text(_signed(each.weight_decibans, paper)),
            weight_bar(each.weight_decibans, largest, HALF_BAR, paper.signs),
            Text(_sources(each.sources, paper)),
        )
    return shown


def _sources(sources: Sequence[str], paper: Paper) -> str:
    """The sources, or the first one with the number of the others where there is no room."""
    if paper.is_wide or len(sources) < 2:
        return ", ".join(sources) or "our own design"
    return f"{sources[0]} +{len(sources) - 1}"


def _signed(decibans: float, paper: Paper) -> str:
    sign = paper.signs.no if decibans < 0 else paper.signs.yes
    return f"{sign}{abs(decibans):.1f}"
