"""The page behind a number: what carried it from the prior, on what, and what was not used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijoint.clinical.assessment import Assessment
from sijoint.clinical.because import CLUSTER
from sijoint.clinical.case import Case, Side
from sijoint.clinical.cluster import Cluster
from sijoint.clinical.differential import Row
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN
from sijoint.documents.percent import highest_of, percent, percent_range
from sijoint.documents.report.likelihood import set_name, source_name
from sijoint.documents.report.likely import Likely, likely
from sijoint.documents.report.reason import LEAST_SHOWN, signed
from sijoint.documents.report.screen import names_of_tests, waits
from sijoint.documents.wording import Wording, sentence
from sijoint.records.knowledge import Knowledge
from sijoint.web.panel.bar import Bar, bar_of, point_words
from sijoint.web.panel.cluster import undone
from sijoint.web.panel.differential import in_order
from sijoint.web.panel.link import Links
from sijoint.web.panel.recorded import Recorded
from sijoint.web.panel.unused import Unused, unused_findings
from sijoint.web.panel.waterfall import WhyRow, why_rows


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to look at another answer."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Everything the page shows.

    Parameters
    ----------
    title, source : str
        The question, and the source of pain with its side.
    sentence : str
        The answer in one sentence, with the two largest weights.
    bar : Bar or None
        The bar of the panel; None where no probability is given.
    note : str
        What must be said with it, or why no probability is given.
    sets, sources : tuple of Choice
        The two evidence sets; every source that has a probability.
    before, after : str
        The probability before the findings, and with its interval after them.
    rows : tuple of WhyRow
        The waterfall.
    empty : str
        That nothing moved it; empty when something did.
    waiting : str
        What the cluster waits for, or that it is not used; empty when it counts.
    not_done : str
        Tests of the cluster that were not done.
    unused : tuple of Unused
        What was examined and weighs nothing here.
    unused_others : str
        How many other answers weigh nothing here.
    """

    title: str
    source: str
    sentence: str
    bar: Bar | None
    note: str
    sets: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    before: str
    after: str
    rows: tuple[WhyRow, ...]
    empty: str
    waiting: str
    not_done: str
    unused: tuple[Unused, ...]
    unused_others: str


def why_of(
    assessment: Assessment,
    source: str,
    side: Side | None,
    *,
    case: Case,
    knowledge: Knowledge,
    words: Wording,
    links: Links,
) -> Why | None:
    """The page behind one number.

    Parameters
    ----------
    assessment : Assessment
        The answer, with the wanted evidence set in front.
    source : str
        Id of a source of pain.
    side : Side or None
        None for a source without a side, and for the first painful side of others.
    case : Case
        What was recorded.
    knowledge : Knowledge
        The evidence that it rests on.
    words : Wording
        The language.
    links : Links
        Where other pages are.

    Returns
    -------
    Why or None
        None where the answer has no such row: safety stops it, or there is no such source.
    """
    row = _row_of(assessment.differential or (), source, side)
    if row is None:
        return None
    given = next(likely([row]), None)
    if given is None:
        return _silent(row, assessment, words, links)
    clusters = [c for c in assessment.clusters if row.side in (None, c.side)]
    recorded = Recorded(case, clusters, words)
    rows = why_rows(row.because, source, recorded, knowledge=knowledge, words=words, links=links)
    unused, others = unused_findings(row, recorded, knowledge)
    cap = knowledge.evidence.model.rules.waived_cap
    point = point_words(given, cap, words)
    highest = highest_of(source)
    return Why(
        title=words.say("Why {percent}?", percent=point),
        source=source_name(row, words),
        sentence=_sentence(point, row, recorded, words),
        bar=bar_of(given, assessment.evidence_set, cap, words=words, links=links),
        note="" if row.note is None else words.render(row.note),
        sets=_sets(row, assessment.evidence_set, words, links),
        sources=_sources(row, assessment, words, links),
        before=percent(given.prior, highest, words),
        after=_after(point, percent_range(given.interval, highest, words), words),
        rows=rows,
        empty="" if row.because else _nothing(words),
        waiting=_waiting(row, clusters, words),
        not_done=words.joined(_not_done(clusters, case, words)),
        unused=unused,
        unused_others=others,
    )


def _row_of(rows: Sequence[Row], source: str, side: Side | None) -> Row | None:
    found = [row for row in rows if row.source == source]
    return next((row for row in found if side in (None, row.side)), None)


def _silent(row: Row, assessment: Assessment, words: Wording, links: Links) -> Why:
    """A source without a probability: only why it has none."""
    return Why(
        title=words.say("Why no probability?"),
        source=source_name(row, words),
        sentence="",
        bar=None,
        note="" if row.note is None else words.render(row.note),
        sets=(),
        sources=_sources(row, assessment, words, links),
        before="",
        after="",
        rows=(),
        empty="",
        waiting="",
        not_done="",
        unused=(),
        unused_others="",
    )


def _sentence(point: str, row: Row, recorded: Recorded, words: Wording) -> str:
    """The number with the two weights that moved it most."""
    largest = sorted(row.because, key=lambda b: -abs(b.weight_decibans))[:2]
    told = [
        words.say(
            "{finding} ({weight})",
            finding=_with_answer(b.finding, recorded, words),
            weight=signed(b.weight_decibans, words),
        )
        for b in largest
        if abs(b.weight_decibans) >= LEAST_SHOWN
    ]
    if not told:
        return _nothing(words)
    said = words.say("{percent} because: {reasons}.", percent=point, reasons=words.joined(told))
    return sentence(said)


def _after(point: str, interval: str, words: Wording) -> str:
    said = words.say("{percent}, 95% interval {interval}", percent=point, interval=interval)
    return sentence(said)


def _with_answer(finding: str, recorded: Recorded, words: Wording) -> str:
    answer = recorded.answer(finding)
    if not answer:
        return recorded.name(finding)
    return words.say("{finding}, {answer}", finding=recorded.name(finding), answer=answer)


def _nothing(words: Wording) -> str:
    return words.say("No finding has moved this yet; it is the clinic's prior.")


def _sets(row: Row, front: EvidenceSet, words: Wording, links: Links) -> tuple[Choice, ...]:
    """The two evidence sets; none where the answer has but one."""
    if row.source == PELVIC_GIRDLE_PAIN:
        return ()
    return tuple(
        Choice(set_name(each, words), links.why(row.source, row.side, each), each is front)
        for each in EvidenceSet
    )


def _sources(
    current: Row, assessment: Assessment, words: Wording, links: Links
) -> tuple[Choice, ...]:
    front = assessment.evidence_set
    rows: Sequence[Likely] = in_order(assessment.differential or ())
    return tuple(
        Choice(
            source_name(each.row, words),
            links.why(each.row.source, each.row.side, front),
            each.row is current,
        )
        for each in rows
    )


def _waiting(row: Row, clusters: Sequence[Cluster], words: Wording) -> str:
    """What keeps the cluster from counting."""
    if row.source == PELVIC_GIRDLE_PAIN:
        return words.render(Phrase("cluster.not_used"))
    if any(b.finding == CLUSTER for b in row.because):
        return ""
    held = dict.fromkeys(found for each in clusters if (found := waits(each)) is not None)
    return " ".join(words.render(each) for each in held)


def _not_done(clusters: Sequence[Cluster], case: Case, words: Wording) -> Iterator[str]:
    for each in clusters:
        tests = undone(each, case)
        if tests:
            answer = names_of_tests(tests, words)
            yield words.say("{side}: {answer}", side=words.side(each.side), answer=answer)
