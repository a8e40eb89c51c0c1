"""Ten thousand spoilt case files: a whole answer or one line, never a stack trace."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from sijoint.casefile.answer import answer_of, written
from sijoint.casefile.case import to_document
from sijoint.casefile.error import CaseError
from sijoint.casefile.read import from_document, read_case
from sijoint.clinical.assessment import YOUNGEST, assess
from sijoint.clinical.case import Case
from sijoint.evidence.load import load_evidence
from sijoint.evidence.read import read_raw
from sijoint.evidence.text import Texts
from tests.mutation import mutated_files, valid_documents
from tests.vocabulary import evidence_vocabulary

PARTS = 4
FILES = 10_000 // PARTS
FEWEST_PARSING = 9_000 // PARTS
DOCUMENTS = 150


def case_is_young(case: Case) -> bool:
    return case.patient.age_years < YOUNGEST


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_spoilt_files_give_a_case_or_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: int
) -> None:
    vocabulary = evidence_vocabulary()
    texts = Texts(read_raw())
    accepted = parsing = 0
    documents = valid_documents(vocabulary, count=DOCUMENTS)
    for spoilt in mutated_files(documents, vocabulary, count=FILES, seed=2026 + part):
        path = tmp_path / f"case{spoilt.ending}"
        path.write_bytes(spoilt.data)
        parsing += spoilt.parses
        try:
            case = read_case(path, vocabulary)
        except CaseError as error:
            line = str(error)
            assert line.startswith(f"sijoint: {path}: ")
            assert line.isprintable()
            assert len(line) - len(str(path)) < 800
        else:
            assert from_document(to_document(case), vocabulary, file="again") == case
            answer = json.loads(written(answer_of(assess(case, load_evidence()), texts)))
            assert answer["safety"]["stop"] is (answer["plan"] is None) or case_is_young(case)
            accepted += 1
    with capsys.disabled():
        share = f"{parsing} parse, {accepted / FILES:.0%} accepted"
        sys.stdout.write(f"\n{FILES} spoilt files: {share}\n")
    assert parsing >= FEWEST_PARSING
    assert 0.10 <= accepted / FILES <= 0.90
