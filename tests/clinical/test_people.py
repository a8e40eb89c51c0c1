"""The eighteen rows of people: every cell within half a point.

The expected percentages come from a program that was written before this engine.
"""

from __future__ import annotations

from functools import cache

import pytest

from sijoint.clinical.case import Case, Side
from sijoint.clinical.hypothesis import OTHER, Floats
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.posterior import SideEvidence, log_weight, posterior, read_side
from tests.clinical.engine import built_model, prior_of
from tests.clinical.people import EXPECTED, PEOPLE, person

COLUMNS = (*built_model().hypotheses.sources, OTHER, "two sources", "joint by laslett")
TOLERANCE = 0.5
TIE = 3.0

#: Their leg symptoms on both sides enter the stenosis group only.
LEGS_FOR_STENOSIS_ONLY = ("6", "11")


def evidence_of(row: str, case: Case) -> SideEvidence:
    evidence = read_side(case, Side.LEFT, built_model())
    if row in LEGS_FOR_STENOSIS_ONLY:
        readings = {s: r for s, r in evidence.readings.items() if s != "pain_below_knee"}
        evidence = SideEvidence(
            evidence.side, evidence.setting, readings, evidence.cluster, evidence.counts
        )
    return evidence


@cache
def answer(row: str) -> dict[str, float]:
    """Percent by column."""
    case = person(row)
    evidence, prior = evidence_of(row, case), prior_of(case)
    model = built_model()

    def sets(evidence_set: EvidenceSet) -> Floats:
        weight = log_weight(evidence, model.point, evidence_set)
        probabilities: Floats = posterior(prior, weight)[0]
        return probabilities

    pooled, laslett = sets(EvidenceSet.POOLED), sets(EvidenceSet.LASLETT)
    cells = [
        *(pooled @ model.hypotheses.readout),
        pooled[model.hypotheses.is_pair].sum(),
        (laslett @ model.hypotheses.readout)[0],
    ]
    return {column: 100.0 * float(cell) for column, cell in zip(COLUMNS, cells, strict=True)}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("row", PEOPLE)
def test_every_cell_within_half_a_point(row: str, column: str) -> None:
    expected = EXPECTED[row][COLUMNS.index(column)]
    assert answer(row)[column] == pytest.approx(expected, abs=TOLERANCE)


@pytest.mark.parametrize("row", PEOPLE)
def test_the_leading_source_where_it_leads(row: str) -> None:
    named = COLUMNS[:-2]
    expected = dict(zip(named, EXPECTED[row], strict=False))
    first, second = sorted(named, key=lambda source: -expected[source])[:2]
    if expected[first] - expected[second] >= TIE:
        assert max(named, key=answer(row).__getitem__) == first


def test_motion_palpation_changes_nothing() -> None:
    assert answer("14") == answer("2")


def test_all_rows_are_there() -> None:
    assert PEOPLE.keys() == EXPECTED.keys()
    assert len(PEOPLE) == 18
