"""What is written is read again: any case, in both languages, in any order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from sijoint.casefile.case import to_document
from sijoint.casefile.read import from_document, from_text, read_case
from sijoint.clinical.case import Case
from sijoint.clinical.vocabulary import Vocabulary
from tests.strategies import case_documents, cases
from tests.vocabulary import SMALL, evidence_vocabulary


@pytest.mark.parametrize("vocabulary", [SMALL, evidence_vocabulary()], ids=["small", "evidence"])
@given(data=st.data())
def test_a_case_is_read_as_it_was_written(vocabulary: Vocabulary, data: st.DataObject) -> None:
    case = data.draw(cases(vocabulary))
    document = to_document(case)
    assert from_text(json.dumps(document), vocabulary, file="case.json") == case
    assert from_text(tomli_w.dumps(document), vocabulary, file="case.toml") == case


@given(cases(SMALL))
def test_a_file_holds_a_case(tmp_path_factory: pytest.TempPathFactory, case: Case) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "case.toml"
    path.write_text(tomli_w.dumps(to_document(case)), encoding="utf-8")
    assert read_case(path, SMALL) == case


@given(document=case_documents(SMALL), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_a_file_never_matters(document: dict[str, Any], shuffle: Any) -> None:
    case = from_document(document, SMALL, file="case.toml")
    mixed = dict(shuffle.sample(sorted(document.items()), len(document)))
    for name in ("findings", "measures"):
        if name in mixed:
            mixed[name] = shuffle.sample(mixed[name], len(mixed[name]))
    assert from_document(mixed, SMALL, file="case.toml") == case
