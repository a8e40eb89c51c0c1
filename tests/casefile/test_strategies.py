"""The strategies that other tests build on: rich, and never thrown away."""

from __future__ import annotations

from statistics import mean

from sijoint.casefile.read import from_document
from sijoint.clinical.case import Case, Result, Sex, Side
from tests.mutation import valid_documents
from tests.strategies import CLUSTER
from tests.vocabulary import evidence_vocabulary

COUNT = 300


def drawn_cases() -> list[Case]:
    vocabulary = evidence_vocabulary()
    documents = valid_documents(vocabulary, count=COUNT)
    return [from_document(document, vocabulary, file="case.toml") for document in documents]


def test_cases_are_many_sided() -> None:
    cases = drawn_cases()
    assert len(cases) == COUNT
    assert mean(len(case.findings) for case in cases) >= 10
    assert {case.patient.sex for case in cases} == set(Sex)
    assert sum(case.is_pregnant for case in cases) >= COUNT / 20
    assert sum(case.patient.weeks_postpartum is not None for case in cases) >= COUNT / 20
    assert sum(bool(case.patient.weeks_since) for case in cases) >= COUNT / 20
    assert sum(positive_cluster_tests(case) >= 3 for case in cases) >= COUNT / 20
    recorded = {finding.id for case in cases for finding in case.findings}
    assert len(recorded) >= 0.8 * len(evidence_vocabulary().findings)


def positive_cluster_tests(case: Case) -> int:
    sides = (None, *Side)
    found = (case.finding(name, side) for name in CLUSTER for side in sides)
    return sum(finding is not None and finding.result is Result.POSITIVE for finding in found)
