from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Sijoint

SAMPLES = [
    path
    for path in sorted((Path(__file__).parents[2] / "samples").glob("*.toml"))
    if "sijoint.case/1" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("file", ["case", "assessment"])
def test_a_schema_can_be_checked_against(sijoint: Sijoint, file: str) -> None:
    shown = sijoint("schema", file)
    schema = json.loads(shown.out)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:sijoint:{file}:1"
    assert (shown.status, shown.err) == (0, "")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_are_case_files_and_their_answers_answers(
    sijoint: Sijoint, sample: Path
) -> None:
    case = Draft202012Validator(json.loads(sijoint("schema", "case").out))
    document = tomllib.loads(sample.read_text(encoding="utf-8"))
    # JSON has no dates: there they are text.
    case.validate(json.loads(json.dumps(document, default=str)))
    answer = Draft202012Validator(json.loads(sijoint("schema", "assessment").out))
    answer.validate(json.loads(sijoint("assess", str(sample), "--json").out))
