"""The differential: how likely each source of pain is, from what was recorded.

One side is answered at a time, from the findings of that side and those without one.
With pain on both sides, sources that have a side get a row for each, and all others
the mean of the two answers; sides are never multiplied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sijoint.clinical.because import (
    Because,
    credits_of,
    decibans,
    scored_findings,
    weights_by_step,
)
from sijoint.clinical.case import Case, Side
from sijoint.clinical.hypothesis import OTHER, SIJ, Floats
from sijoint.clinical.model import EvidenceSet, Model
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.posterior import SideEvidence, log_weight, posterior
from sijoint.clinical.pregnancy import (
    PELVIC_GIRDLE_PAIN,
    answers_pregnancy,
    girdle_path,
    read_pregnancy_sign,
)

FUSED = "sij_fusion"
LIGHT_TOUCH = "allodynia"
ALL_HURT = 5
WAIVED = "waived_screen"
INTERVAL = (2.5, 97.5)
STANDS_OUT = 0.40
"""A source that is less likely than this does not stand out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One source of pain in the differential.

    Parameters
    ----------
    source : str
        Id of the source, `other`, or `pelvic_girdle_pain`.
    side : Side or None
        None for sources without a side.
    probability, prior, other_probability : float or None
        After the findings, before them, and after them in the other evidence set.
        None when no probability may be given; the note says why.
    interval : (float, float) or None
        95 % credible interval; it always holds the probability.
    because : tuple of Because
        Adds up to the way from the prior to the probability.
    note : Phrase or None
        What must be said with the row.
    """

    source: str
    side: Side | None
    probability: float | None
    interval: tuple[float, float] | None
    prior: float | None
    other_probability: float | None
    because: tuple[Because, ...] = ()
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Probabilities of the sources on one side, in the order of the model, `other` last.

    Parameters
    ----------
    path : array, shape (steps + 1, sources + 1)
        Before any finding, and after each step.
    other_set : array, shape (sources + 1,)
        At the end, in the other evidence set.
    drawn : array, shape (draws, sources + 1)
        At the end, for each draw.
    ends : array, shape (2, sources + 1)
        Of the middle 95 % of the draws.
    waived : bool
        Whether a screen was waived on this side.
    """

    path: Floats
    other_set: Floats
    drawn: Floats
    ends: Floats
    waived: bool


def differential(
    case: Case,
    sides: Sequence[SideEvidence],
    prior: Floats,
    *,
    model: Model,
    evidence_set: EvidenceSet,
) -> tuple[Row, ...]:
    """How likely each source is.

    Parameters
    ----------
    case : Case
    sides : sequence of SideEvidence
        The painful sides, left first.
    prior : array, shape (sets,)
        Before any finding.
    model : Model
    evidence_set : EvidenceSet
        The set in front; the other set's probability stands beside it.

    Returns
    -------
    tuple of Row
        The sources in the order of the model, then `other`. In pregnancy and soon
        after birth pelvic girdle pain comes first, and only it has a probability.
    """
    if answers_pregnancy(case, model.pregnancy):
        return _pregnancy_rows(case, [e.side for e in sides], model)
    steps = scored_findings(case, model, any(e.counts for e in sides))
    answers = [_answer(case, e, prior, model, evidence_set, steps) for e in sides]
    rows: list[Row] = []
    for column, source in enumerate((*model.hypotheses.sources, OTHER)):
        if source in model.sided_sources:
            for evidence, answer in zip(sides, answers, strict=True):
                row = _row(source, evidence.side, _column(answer, column), steps, model)
                rows.append(_joint(row, case, evidence) if source == SIJ else row)
        else:
            rows.append(_row(source, None, _mean(answers, column), steps, model))
    return tuple(rows)


def _answer(
    case: Case,
    evidence: SideEvidence,
    prior: Floats,
    model: Model,
    evidence_set: EvidenceSet,
    steps: Sequence[str],
) -> Answer:
    readout = model.hypotheses.readout
    by_step = weights_by_step(case, evidence, model, evidence_set, steps)
    other = log_weight(evidence, model.point, evidence_set.other)
    drawn = posterior(prior, log_weight(evidence, model.drawn, evidence_set)) @ readout
    return Answer(
        path=posterior(prior, by_step) @ readout,
        other_set=(posterior(prior, other) @ readout)[0],
        drawn=drawn,
        ends=_ends(drawn),
        waived=evidence.cluster.waived,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One source of an `Answer`."""

    path: Floats
    other_set: float
    drawn: Floats
    ends: Floats
    waived: bool


def _column(answer: Answer, column: int) -> Column:
    other = float(answer.other_set[column])
    drawn, ends = answer.drawn[:, column], answer.ends[:, column]
    return Column(answer.path[:, column], other, drawn, ends, answer.waived)


def _mean(answers: Sequence[Answer], column: int) -> Column:
    columns = [_column(answer, column) for answer in answers]
    if len(columns) == 1:
        return columns[0]
    drawn = np.mean([c.drawn for c in columns], axis=0)
    return Column(
        path=np.mean([c.path for c in columns], axis=0),
        other_set=float(np.mean([c.other_set for c in columns])),
        drawn=drawn,
        ends=_ends(drawn),
        waived=any(c.waived for c in columns),
    )


def _row(source: str, side: Side | None, column: Column, steps: Sequence[str], model: Model) -> Row:
    point = float(column.path[-1])
    because = credits_of(steps, column.path, model)
    other, note = column.other_set, None
    interval = _about(point, column.ends)
    if column.waived:
        interval = _widened(interval, point, model.rules.waived_widening)
    if column.waived and source == SIJ:
        cap = model.rules.waived_cap
        if point > cap:
            change = float(decibans(np.array(cap)) - decibans(np.array(point)))
            because = (*because, Because(WAIVED, change, ()))
        note = phrase("differential.note.waived", percent=f"{100 * cap:.0f}")
        point, other = min(point, cap), min(other, cap)
        interval = (min(interval[0], cap), min(interval[1], cap))
    return Row(source, side, point, interval, float(column.path[0]), other, because, note)


def credible_interval(drawn: Floats, point: float) -> tuple[float, float]:
    """The middle 95 % of the draws, widened to hold the point where it lies outside."""
    return _about(point, _ends(drawn))


def _ends(drawn: Floats) -> Floats:
    ends: Floats = np.percentile(drawn, INTERVAL, axis=0)
    return ends


def _about(point: float, ends: Floats) -> tuple[float, float]:
    low, high = ends.tolist()
    return min(low, point), max(high, point)


def _widened(interval: tuple[float, float], point: float, factor: float) -> tuple[float, float]:
    """The interval made wider about the point, in log odds."""
    ends = np.array([*interval, point])
    low, high, middle = np.log(ends / (1.0 - ends)).tolist()
    wide = np.array([middle + factor * (low - middle), middle + factor * (high - middle)])
    below, above = (1.0 / (1.0 + np.exp(-wide))).tolist()
    return min(below, point), max(above, point)


def _joint(row: Row, case: Case, evidence: SideEvidence) -> Row:
    """The row of the SI joint with what must be said about it.

    A fused joint has no probability: the tests say nothing about it. Where nearly every
    test hurts and light touch does too, the whole region may be sensitive.
    """
    if FUSED in case.patient.conditions:
        return _silent(row.source, row.side, phrase("differential.note.fused"))
    all_hurt = len(evidence.cluster.positive) >= ALL_HURT and case.is_positive(LIGHT_TOUCH)
    if all_hurt and row.note is None:
        return replace(row, note=phrase("differential.note.all_hurt"))
    return row


def _silent(source: str, side: Side | None, note: Phrase) -> Row:
    return Row(source, side, None, None, None, None, (), note)


def _pregnancy_rows(case: Case, sides: Sequence[Side], model: Model) -> tuple[Row, ...]:
    rows = [_girdle_row(case, side, model) for side in sides]
    note = phrase("differential.note.pregnancy")
    for source in (*model.hypotheses.sources, OTHER):
        if source != SIJ:
            where = sides if source in model.sided_sources else (None,)
            rows += [_silent(source, side, note) for side in where]
    return tuple(rows)


def _girdle_row(case: Case, side: Side, model: Model) -> Row:
    rules = model.pregnancy
    read = [(s, r) for s in rules.signs if (r := read_pregnancy_sign(s, case, side)) is not None]
    paths = [girdle_path(read, t.parameters.pregnancy, rules) for t in (model.point, model.drawn)]
    path = paths[0][0]
    changes = np.diff(decibans(path)).tolist()
    because = tuple(
        Because(sign.finding, change, sign.sources)
        for (sign, _), change in zip(read, changes, strict=True)
    )
    point = float(path[-1])
    interval = credible_interval(paths[1][:, -1], point)
    note = phrase("differential.note.girdle_pain")
    return Row(PELVIC_GIRDLE_PAIN, side, point, interval, rules.prior, point, because, note)
