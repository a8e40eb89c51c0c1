"""The JSON Schema of the case file and of the answer, for programs that write or read them."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from sijoint.casefile.assessment import Assessment
from sijoint.casefile.case import CaseFile
from sijoint.clinical.vocabulary import Vocabulary

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


class _LeftOut(GenerateJsonSchema):
    """A schema in which an absent key is the only way to write "not recorded"."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


@cache
def file_schema() -> Schema:
    """JSON Schema of a case file without the ids of the vocabulary; not to be changed."""
    return CaseFile.model_json_schema(schema_generator=_LeftOut)


def case_schema(vocabulary: Vocabulary) -> Schema:
    """JSON Schema (2020-12) of the case file with every id of the vocabulary.

    It says everything that can be said about one entry alone; contradictions between
    entries are found only when a case is read.

    Parameters
    ----------
    vocabulary : Vocabulary
        Its findings and measures appear in its own order.
    """
    schema = deepcopy(file_schema())
    parts = schema["$defs"]
    patient = parts["PatientEntry"]["properties"]
    patient["conditions"]["items"] = {"enum": sorted(vocabulary.conditions)}
    patient["weeks_since"]["propertyNames"] = {"enum": sorted(vocabulary.conditions)}
    preferences = parts["PreferencesEntry"]["properties"]
    preferences["equipment"]["items"] = {"enum": sorted(vocabulary.equipment)}
    preferences["sports"]["items"] = {"enum": sorted(vocabulary.sports)}
    parts["FindingEntry"]["properties"]["id"]["enum"] = list(vocabulary.findings)
    parts["FindingEntry"]["allOf"] = _finding_rules(vocabulary)
    parts["MeasureEntry"]["properties"]["id"]["enum"] = list(vocabulary.measures)
    parts["MeasureEntry"]["allOf"] = [
        _range(name, kind.minimum, kind.maximum) for name, kind in vocabulary.measures.items()
    ]
    return {"$schema": _DIALECT, "$id": "urn:sijoint:case:1", **schema}


def assessment_schema() -> Schema:
    """JSON Schema (2020-12) of the answer of `sijoint assess --json`."""
    schema = Assessment.model_json_schema(mode="serialization")
    return {"$schema": _DIALECT, "$id": "urn:sijoint:assessment:1", **schema}


def _finding_rules(vocabulary: Vocabulary) -> list[Schema]:
    kinds = vocabulary.findings
    rules = [
        _exactly_for([name for name, kind in kinds.items() if kind.side], "side"),
        _exactly_for([name for name, kind in kinds.items() if kind.is_graded], "value"),
        _exactly_for([name for name, kind in kinds.items() if not kind.is_graded], "result"),
        _only_for([name for name, kind in kinds.items() if kind.is_test], "familiar_pain"),
        _only_for([name for name, kind in kinds.items() if kind.is_test], "location"),
        _only_for([name for name, kind in kinds.items() if kind.has_pain_side], "pain_side"),
    ]
    ranges = [
        _range(name, kind.minimum, kind.maximum) for name, kind in kinds.items() if kind.is_graded
    ]
    return rules + ranges


def _exactly_for(names: list[str], key: str) -> Schema:
    return {**_only_for(names, key), "then": {"required": [key]}}


def _only_for(names: list[str], key: str) -> Schema:
    return {"if": _named(names), "else": {"not": {"required": [key]}}}


def _range(name: str, minimum: float | None, maximum: float | None) -> Schema:
    limits = {"minimum": minimum, "maximum": maximum}
    return {"if": _named([name]), "then": {"properties": {"value": limits}}}


def _named(names: list[str]) -> Schema:
    return {"properties": {"id": {"enum": names}}}
