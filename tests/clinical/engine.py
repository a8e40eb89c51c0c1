"""The probability model of the evidence, and short ways to ask it, for the tests here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from sijoint.clinical.case import Case, Finding, Gates, Location, Result, Setting, Side
from sijoint.clinical.differential import Row, differential
from sijoint.clinical.facts import Facts
from sijoint.clinical.hypothesis import SIJ, Floats
from sijoint.clinical.model import EvidenceSet, Model
from sijoint.clinical.posterior import SideEvidence, read_side
from sijoint.clinical.prior import set_prior
from sijoint.evidence import model
from sijoint.evidence.read import read_raw
from tests.clinical.rules import lexicon, make_case

TESTS = ("distraction", "thigh_thrust", "compression", "sacral_thrust", "gaenslen", "faber")
FIVE = TESTS[:5]
FOUR = TESTS[:4]
SCREEN = (
    "centralization- slr:left- slump:left- fadir:left- hip_internal_rotation_deg:left=40"
    " slr:right- slump:right- fadir:right- hip_internal_rotation_deg:right=40"
)


@cache
def built_model() -> Model:
    """The model of the evidence; its tables are worked out once."""
    return model.build(read_raw())


def case_of(
    text: str = "",
    *tests: Finding,
    setting: str = "below_l5",
    gates: Gates = Gates(),  # noqa: B008 a frozen value
    **person: Any,
) -> Case:
    """A case of `rules.make_case` with a setting, with tests of the cluster, and gates."""
    case = make_case(text, **person)
    return replace(
        case,
        episode=replace(case.episode, setting=Setting(setting)),
        gates=gates,
        findings=(*case.findings, *tests),
    )


def cluster_tests(
    positive: int, done: tuple[str, ...] = FIVE, side: Side = Side.LEFT
) -> list[Finding]:
    """Tests done on a side, the first of them positive, familiar and felt at the back."""
    return [cluster_test(test, index < positive, side) for index, test in enumerate(done)]


def cluster_test(test: str, positive: bool = True, side: Side = Side.LEFT, **felt: Any) -> Finding:
    """One test of the cluster."""
    if positive:
        felt = {"familiar_pain": True, "location": Location.POSTERIOR, **felt}
    where = side if test in built_model().sided_findings else None
    return Finding(test, where, Result.POSITIVE if positive else Result.NEGATIVE, **felt)


def prior_of(case: Case, edited: Mapping[str, float] | None = None) -> Floats:
    """Probability of each set before any finding."""
    built = built_model()
    return set_prior(
        case,
        Facts(case, lexicon()),
        rules=built.prior,
        hypotheses=built.hypotheses,
        edited=edited,
    )


def sides_of(case: Case) -> list[SideEvidence]:
    """What was recorded for each painful side."""
    return [read_side(case, side, built_model()) for side in case.episode.side.sides]


def rows_of(
    case: Case,
    evidence_set: EvidenceSet = EvidenceSet.POOLED,
    edited: Mapping[str, float] | None = None,
) -> tuple[Row, ...]:
    """The whole differential."""
    return differential(
        case, sides_of(case), prior_of(case, edited), model=built_model(), evidence_set=evidence_set
    )


def row_of(
    case: Case,
    source: str = SIJ,
    side: Side | None = Side.LEFT,
    evidence_set: EvidenceSet = EvidenceSet.POOLED,
    edited: Mapping[str, float] | None = None,
) -> Row:
    """One row of the differential."""
    rows = rows_of(case, evidence_set, edited)
    return next(row for row in rows if (row.source, row.side) == (source, side))


def chance_of(
    case: Case,
    source: str = SIJ,
    side: Side | None = Side.LEFT,
    evidence_set: EvidenceSet = EvidenceSet.POOLED,
    edited: Mapping[str, float] | None = None,
) -> float:
    """Probability of one source that has one."""
    probability = row_of(case, source, side, evidence_set, edited).probability
    assert probability is not None
    return probability
