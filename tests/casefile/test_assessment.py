"""The shape of the answer refuses what the answer may never say."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from sijoint.casefile.assessment import Assessment
from sijoint.casefile.schema import assessment_schema
from tests.casefile.test_answer import PERSON, answered

SCHEMA = Draft202012Validator(assessment_schema())


@cache
def published() -> dict[str, Any]:
    """An answer as it is written."""
    return answered(PERSON)


def test_an_answer_is_read_and_written_alike() -> None:
    answer = Assessment.model_validate_json(json.dumps(published()))
    assert json.loads(answer.model_dump_json(by_alias=True)) == published()


@pytest.mark.parametrize("part", ["differential", "next_findings", "profile", "plan"])
def test_nothing_may_distract_from_an_alert(part: str) -> None:
    answer = Assessment.model_validate_json(json.dumps({**published(), part: None}))
    SCHEMA.validate(json.loads(answer.model_dump_json(by_alias=True)))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("schema",), "sijoint.assessment/2"),
        (("versions", "evidence_set"), "best"),
        (("safety", "level"), "high"),
        (("cluster", "gates", "hip"), "skipped"),
        (("differential", 0, "probability"), 1.1),
        (("differential", 0, "interval"), [0.2]),
        (("differential", 0, "because"), [{"finding": "slr", "weight_decibans": "NaN"}]),
        (("profile", "stiff"), 0.3),
        (("profile", "named"), ["mixed"]),
        (("plan", "stages", 0, "exercises", 0, "sets"), 0),
        (("plan", "stages", 0, "exercises", 0, "weekdays"), ["today"]),
        (("plan", "price"), 3),
        (("missing",), None),
    ],
)
def test_what_the_answer_may_not_say_is_refused(place: tuple[Any, ...], value: object) -> None:
    document = deepcopy(published())
    table: Any = document
    for key in place[:-1]:
        table = table[key]
    table[place[-1]] = value
    with pytest.raises(ValidationError):
        Assessment.model_validate_json(json.dumps(document))
    assert not SCHEMA.is_valid(document)


@pytest.mark.parametrize("key", ["limits", "missing_id", "versions", "plan"])
def test_no_part_of_the_answer_may_be_left_out(key: str) -> None:
    document = {name: value for name, value in published().items() if name != key}
    assert not SCHEMA.is_valid(document)
