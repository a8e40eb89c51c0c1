"""Many encoded cases at once: the same answers as one at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings

from sijoint.clinical.assessment import assess
from sijoint.clinical.batch import CHUNK, BatchModel
from sijoint.clinical.case import Case, Episode, Gates, PainSide
from sijoint.clinical.facts import Facts
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.posterior import log_weight, posterior, read_side
from sijoint.clinical.prior import set_prior
from sijoint.evidence.load import load_evidence
from tests.clinical.engine import case_of, cluster_tests
from tests.clinical.people import EXPECTED, person
from tests.strategies import cases
from tests.vocabulary import evidence_vocabulary


@cache
def batch(evidence_set: EvidenceSet = EvidenceSet.POOLED) -> BatchModel:
    evidence = load_evidence()
    return BatchModel(evidence.model, evidence.safety.lexicon, evidence_set)


def one_at_a_time(case: Case, evidence_set: EvidenceSet) -> np.ndarray:
    """Probabilities by the single-case functions, the limit of a waived screen included."""
    evidence = load_evidence()
    model = evidence.model
    facts = Facts(case, evidence.safety.lexicon)
    prior = set_prior(case, facts, rules=model.prior, hypotheses=model.hypotheses)
    side = read_side(case, case.episode.side.sides[0], model)
    weight = log_weight(side, model.point, evidence_set)
    answer = (posterior(prior, weight) @ model.hypotheses.readout)[0]
    if side.cluster.waived:
        answer[0] = min(answer[0], model.rules.waived_cap)
    return answer


@pytest.mark.parametrize("row", EXPECTED)
def test_the_people_of_the_rules(row: str) -> None:
    case = person(row)
    codes = batch().encode(case)
    found = batch().probabilities(codes[None])[0]
    assert found == pytest.approx(one_at_a_time(case, EvidenceSet.POOLED), abs=1e-5)


@settings(max_examples=200)
@given(case=cases(evidence_vocabulary()))
def test_any_case_agrees_to_1e_5(case: Case) -> None:
    sides = case.episode.side.sides
    for side in sides:
        episode = replace(case.episode, side=PainSide(side.value))
        one = replace(case, episode=episode)
        for evidence_set in EvidenceSet:
            found = batch(evidence_set).probabilities(batch(evidence_set).encode(one)[None])[0]
            assert found == pytest.approx(one_at_a_time(one, evidence_set), abs=1e-5)


def test_rows_do_not_depend_on_their_place() -> None:
    people = [batch().encode(person(row)) for row in EXPECTED]
    many = np.tile(np.stack(people), (CHUNK // len(people) + 3, 1))
    found = batch().probabilities(many)
    alone = np.concatenate([batch().probabilities(codes[None]) for codes in people])
    assert found.dtype == np.float32
    assert found == pytest.approx(np.tile(alone, (len(many) // len(people), 1)), abs=1e-6)
    assert found[:, :-1].min() >= 0.0
    assert found.max() <= 1.0


def test_a_waived_screen_caps_the_joint_at_60_percent() -> None:
    waived = case_of(
        "one_finger_psis:left+ pain_midline- pain_groin:left+ pain_sitting+",
        *cluster_tests(5),
        setting="post_fusion_sacrum",
        gates=Gates("seen last week", "seen last week"),
    )
    found = batch().probabilities(batch().encode(waived)[None])[0]
    free = assess(replace(waived, gates=Gates()), load_evidence())
    assert found[0] == pytest.approx(0.60)
    assert free.differential is not None


def test_pain_on_both_sides_is_refused() -> None:
    case = replace(person("1"), episode=Episode(16, PainSide.BILATERAL))
    with pytest.raises(ValueError, match="both sides"):
        batch().encode(case)
