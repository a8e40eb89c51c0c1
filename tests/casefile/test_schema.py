from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sijoint.casefile.schema import assessment_schema, case_schema
from tests.casefile.test_case import MINIMAL, changed
from tests.strategies import case_documents
from tests.vocabulary import SMALL, evidence_vocabulary

SCHEMA = Draft202012Validator(case_schema(SMALL))
EVIDENCE_SCHEMA = Draft202012Validator(case_schema(evidence_vocabulary()))


@pytest.mark.parametrize("schema", [case_schema(SMALL), assessment_schema()])
def test_a_schema_is_a_schema(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"].startswith("urn:sijoint:")
    assert schema["title"].startswith("sijoint ")
    assert schema["description"]
    json.dumps(schema)


def test_the_schema_lists_the_ids_in_the_order_of_the_vocabulary() -> None:
    finding = case_schema(SMALL)["$defs"]["FindingEntry"]["properties"]
    assert finding["id"]["enum"] == list(SMALL.findings)


def test_every_key_of_the_case_file_is_described() -> None:
    schema = case_schema(SMALL)
    for part in [schema, *schema["$defs"].values()]:
        assert part["description"]
        for key, value in part.get("properties", {}).items():
            assert _resolved(schema, value).get("description"), key


def test_one_schema_does_not_change_the_next() -> None:
    assert case_schema(SMALL) == case_schema(SMALL)
    assert "enum" not in json.dumps(case_schema(evidence_vocabulary())["$defs"]["GatesEntry"])


@given(case_documents(SMALL))
def test_what_is_read_is_in_the_schema(document: dict[str, Any]) -> None:
    SCHEMA.validate(document)


@given(case_documents(evidence_vocabulary()))
def test_what_is_read_is_in_the_schema_of_the_evidence(document: dict[str, Any]) -> None:
    EVIDENCE_SCHEMA.validate(document)


def finding(**entry: object) -> dict[str, Any]:
    return {**MINIMAL, "findings": [entry]}


@pytest.mark.parametrize(
    "document",
    [
        {},
        changed("name", value="A Person"),
        changed("patient", "age_years", value=121),
        changed("patient", "weight_kg", value=None),
        changed("patient", "conditions", value=["chess"]),
        changed("patient", "weeks_since", "chess", value=3),
        changed("preferences", "sports", value=["chess"]),
        changed("preferences", "equipment", value=["chess"]),
        finding(id="chess", result="positive"),
        finding(id="slr", result="positive"),
        finding(id="compression", side="left", result="positive"),
        finding(id="slr", side="left"),
        finding(id="slr", side="left", value=3),
        finding(id="aslr", side="left", result="positive"),
        finding(id="aslr", side="left", value=6),
        finding(id="fever", result="positive", location="groin"),
        finding(id="fever", result="positive", familiar_pain=True),
        finding(id="slr", side="left", result="positive", pain_side="left"),
        changed("measures", value=[{"id": "odi", "value": 101}]),
        changed("measures", value=[{"id": "chess", "value": 1}]),
    ],
)
def test_what_is_refused_in_one_entry_is_not_in_the_schema(document: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SCHEMA.validate(document)


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    named = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
    return {**named, **part}
