"""What must hold of every differential, whoever walks in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy

from sijoint.clinical.because import decibans
from sijoint.clinical.case import Case, Finding, Location, PainSide, Result, Side
from sijoint.clinical.cluster import is_familiar_positive
from sijoint.clinical.differential import Row
from sijoint.clinical.hypothesis import SIJ
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.weight import DAMPING, damped
from tests.clinical.engine import TESTS, built_model, prior_of, rows_of
from tests.strategies import cases
from tests.vocabulary import evidence_vocabulary

CASES = cases(evidence_vocabulary())
MANY = settings(max_examples=100, deadline=None)
WEIGHT = st.integers(-400, 400).map(lambda hundredths: hundredths / 100.0)
WEIGHTS = st.lists(WEIGHT, min_size=1, max_size=6)
MIRRORED = {
    PainSide.LEFT: PainSide.RIGHT,
    PainSide.RIGHT: PainSide.LEFT,
    PainSide.BILATERAL: PainSide.BILATERAL,
}


def ungraded() -> list[tuple[str, bool]]:
    kinds = evidence_vocabulary().findings
    return [(name, kind.side) for name, kind in kinds.items() if not kind.is_graded]


def exactly(rows: tuple[Row, ...]) -> list[Any]:
    """Every number of the rows to the last bit."""
    return [(row, row.interval, [each.weight_decibans for each in row.because]) for row in rows]


@MANY
@given(CASES, st.randoms(use_true_random=False), st.sampled_from(EvidenceSet))
def test_the_order_of_findings_never_matters(
    case: Case, chance: Any, evidence_set: EvidenceSet
) -> None:
    shuffled = list(case.findings)
    chance.shuffle(shuffled)
    again = Case(
        patient=case.patient,
        episode=case.episode,
        gates=case.gates,
        preferences=case.preferences,
        findings=tuple(shuffled),
        measures=case.measures[::-1],
    )
    assert exactly(rows_of(again, evidence_set)) == exactly(rows_of(case, evidence_set))


@MANY
@given(CASES, st.lists(st.sampled_from(ungraded()), min_size=1, max_size=8), st.sampled_from(Side))
def test_what_was_not_done_changes_nothing(
    case: Case, names: list[tuple[str, bool]], side: Side
) -> None:
    recorded = {(finding.id, finding.side) for finding in case.findings}
    keys = dict.fromkeys((name, side if sided else None) for name, sided in names)
    not_done = [Finding(*key, Result.NOT_DONE) for key in keys if key not in recorded]
    more = replace(case, findings=(*case.findings, *not_done))
    assert exactly(rows_of(more)) == exactly(rows_of(case))


@st.composite
def cases_with_a_negative_test(draw: Any) -> tuple[Case, Finding]:
    """A case, and a test of the cluster done on a painful side that counts as negative."""
    case: Case = draw(CASES)
    side = draw(st.sampled_from(case.episode.side.sides))
    done = draw(st.lists(st.sampled_from(TESTS), unique=True, min_size=1))
    kept = [f for f in case.findings if f.id not in TESTS or f.side is side.other]
    flipped = Finding(done[0], _where(done[0], side), Result.NEGATIVE)
    others = [draw(_tests(test, _where(test, side))) for test in done[1:]]
    return replace(case, findings=(*kept, flipped, *others)), flipped


def _where(test: str, side: Side) -> Side | None:
    return side if test in built_model().sided_findings else None


def _tests(test: str, side: Side | None) -> SearchStrategy[Finding]:
    return st.builds(
        Finding,
        id=st.just(test),
        side=st.just(side),
        result=st.sampled_from([Result.POSITIVE, Result.POSITIVE, Result.NEGATIVE]),
        familiar_pain=st.sampled_from([None, True, True, False]),
        location=st.sampled_from([None, Location.POSTERIOR, *Location]),
    )


@MANY
@given(cases_with_a_negative_test(), st.sampled_from(EvidenceSet))
def test_a_familiar_posterior_positive_never_lowers_the_joint(
    drawn: tuple[Case, Finding], evidence_set: EvidenceSet
) -> None:
    case, negative = drawn
    positive = replace(
        negative, result=Result.POSITIVE, familiar_pain=True, location=Location.POSTERIOR
    )
    assert is_familiar_positive(positive)
    findings = [positive if found == negative else found for found in case.findings]
    before = joints(case, evidence_set)
    after = joints(replace(case, findings=tuple(findings)), evidence_set)
    assert all(after[side] >= before[side] - 1e-12 for side in before)


def joints(case: Case, evidence_set: EvidenceSet) -> dict[Side | None, float]:
    rows = rows_of(case, evidence_set)
    return {
        row.side: row.probability
        for row in rows
        if row.source == SIJ and row.probability is not None
    }


def mirrored(case: Case) -> Case:
    def finding(found: Finding) -> Finding:
        return replace(
            found,
            side=found.side and found.side.other,
            pain_side=found.pain_side and found.pain_side.other,
        )

    return replace(
        case,
        episode=replace(case.episode, side=MIRRORED[case.episode.side]),
        findings=tuple(map(finding, case.findings)),
    )


@MANY
@given(CASES)
def test_left_and_right_mirror(case: Case) -> None:
    rows = {(row.source, row.side): row for row in rows_of(case)}
    for row in rows_of(mirrored(case)):
        side = row.side and row.side.other
        assert replace(row, side=side) == rows.pop((row.source, side))
    assert rows == {}


@MANY
@given(CASES, st.sampled_from(EvidenceSet))
def test_probabilities_intervals_and_reasons(case: Case, evidence_set: EvidenceSet) -> None:
    for row in rows_of(case, evidence_set):
        if row.probability is None or row.interval is None or row.prior is None:
            assert row.probability is row.interval is row.prior is row.other_probability is None
            assert row.because == ()
            continue
        assert row.other_probability is not None
        low, high = row.interval
        assert 0.0 <= low <= row.probability <= high <= 1.0
        assert 0.0 <= row.other_probability <= 1.0
        way = decibans(np.array([row.prior, row.probability]))
        credited = sum(each.weight_decibans for each in row.because)
        assert credited == pytest.approx(way[1] - way[0], abs=1e-9)
        assert row.because == () or all(each.weight_decibans for each in row.because)


@MANY
@given(CASES)
def test_the_prior_is_a_distribution(case: Case) -> None:
    prior = prior_of(case)
    assert prior.sum() == pytest.approx(1.0, abs=1e-9)
    assert (prior > 0.0).all()


@given(WEIGHTS, WEIGHT.map(abs))
def test_damping_never_falls_when_a_positive_is_added(weights: list[float], added: float) -> None:
    before, after = damped(np.array(weights)), damped(np.array([*weights, added]))
    assert after >= before - 1e-12


@given(WEIGHTS, st.data())
def test_damping_asks_no_order_and_stays_within_the_sum(
    weights: list[float], data: DataObject
) -> None:
    shuffled = data.draw(st.permutations(weights))
    assert damped(np.array(shuffled)) == damped(np.array(weights))
    up = sum(weight for weight in weights if weight > 0.0)
    down = sum(weight for weight in weights if weight < 0.0)
    assert down - 1e-12 <= damped(np.array(weights)) <= up + 1e-12


@given(WEIGHT, st.integers(1, 6))
def test_damping_of_equal_weights_is_the_plain_formula(weight: float, many: int) -> None:
    expected = many * weight * (1.0 + DAMPING * (many - 1)) / many
    assert damped(np.full(many, weight)) == pytest.approx(expected, abs=1e-12)
