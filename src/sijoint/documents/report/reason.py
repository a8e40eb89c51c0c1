"""Reasons on paper: what each finding did to the sources that lead, with source and mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.because import CLUSTER, Because
from sijoint.clinical.differential import Row
from sijoint.clinical.model import Model
from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN
from sijoint.documents.percent import highest_of, percent
from sijoint.documents.report.block import Cell, heading, paragraph, section, table, weight_bar
from sijoint.documents.report.likelihood import source_name
from sijoint.documents.report.likely import Likely, explained
from sijoint.documents.report.reference import References, mark_word
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

LEAST_SHOWN = 0.05
"""Decibans that would be printed as 0.0 are summed up."""


def reason_section(
    rows: Sequence[Row], model: Model, references: References, words: Wording
) -> Content:
    """Every weight for and against the sources that lead, and for the joint always."""
    shown = explained(rows)
    weights = (abs(b.weight_decibans) for each in shown for b in each.row.because)
    largest = max(weights, default=0.0) or 1.0
    blocks: list[Content] = []
    for each in shown:
        blocks += _source(each, largest, model, references, words)
    unit = words.say("In decibans: 3 double the odds, 10 make them ten times as high.")
    return section(words.say("Why"), *blocks, paragraph(unit, "quiet"))


def _source(
    each: Likely, largest: float, model: Model, references: References, words: Wording
) -> Iterator[Content]:
    row, highest = each.row, highest_of(each.row.source)
    yield heading(
        words.say(
            "{source}: {before} before the findings, {after} after",
            source=source_name(row, words),
            before=percent(each.prior, highest, words),
            after=percent(each.probability, highest, words),
        )
    )
    told = [b for b in row.because if abs(b.weight_decibans) >= LEAST_SHOWN]
    if not told:
        yield paragraph(words.say("No finding has moved it yet."))
        return
    headers = [
        words.say("Finding"),
        words.say("Weight"),
        words.say("Against | for"),
        words.say("Mark"),
        words.say("Sources"),
    ]
    lines = [_weight(b, row, largest, model, references, words) for b in told]
    lines.append(_sum(row, len(row.because) - len(told), words))
    yield table(headers, lines, widths=(1, 0, 0, 0, 0), numbers=(1,))


def _weight(
    because: Because,
    row: Row,
    largest: float,
    model: Model,
    references: References,
    words: Wording,
) -> list[Cell]:
    return [
        words.name(because.finding),
        signed(because.weight_decibans, words),
        weight_bar(because.weight_decibans / largest),
        mark_word(marks_of(because.finding, row.source, model, words), words),
        references.cite(because.sources),
    ]


def _sum(row: Row, smaller: int, words: Wording) -> list[Cell]:
    """All weights together, those too small to be shown included."""
    total = signed(sum(b.weight_decibans for b in row.because), words)
    if smaller:
        label = words.plural(
            "Together, with {n} smaller reason", "Together, with {n} smaller reasons", smaller
        )
    else:
        label = words.say("Together")
    return [label, total, "", "", ""]


def marks_of(finding: str, source: str, model: Model, words: Wording) -> list[str]:
    """The marks of the claims through which a finding speaks for or against a source."""
    if finding == CLUSTER:
        return [words.record("block", CLUSTER).get("mark", "")]
    if source == PELVIC_GIRDLE_PAIN:
        signs = [sign.id for sign in model.pregnancy.signs if sign.finding == finding]
        return [words.record("pregnancy_sign", sign).get("mark", "") for sign in signs]
    return [words.record("sign", s.id).get("mark", "") for s in model.signs_of(finding)]


def signed(decibans: float, words: Wording) -> str:
    """A weight with its sign."""
    sign = "−" if decibans < 0 else "+"
    return f"{sign}{words.number(abs(decibans), 1)}"
