"""Problems of shape: what pydantic finds in a document, in the words of its schema."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sijoint.casefile.problem import Place, Problem, listed, number_words, show, unknown
from sijoint.casefile.schema import Schema, file_schema


def shape_problems(error: ValidationError) -> list[Problem]:
    """One problem for each error that pydantic found in a case file."""
    schema = file_schema()
    return [_problem(schema, details) for details in error.errors(include_url=False)]


def _problem(schema: Schema, details: ErrorDetails) -> Problem:
    place: Place = details["loc"]
    if details["type"] == "extra_forbidden":
        known = _at(schema, place[:-1])["properties"]
        return unknown(place, str(place[-1]), list(known), "key")
    allowed = _words(_at(schema, place))
    if details["type"] == "missing":
        return Problem(place, "", "is missing", allowed)
    if details["type"] == "null":
        return Problem(place, "null", "says nothing: leave out what is not recorded", allowed)
    return Problem(place, show(details["input"]), "is not allowed", allowed)


def _at(schema: Schema, place: Place) -> Schema:
    node: dict[str, Any] = schema
    for step in place:
        if isinstance(step, int):
            node = node["items"]
        elif "properties" in node:
            node = node["properties"][step]
        else:
            node = node["additionalProperties"]
        node = schema["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    return node


def _words(node: Schema) -> str:
    if "const" in node:
        return show(node["const"])
    if "enum" in node:
        return listed(node["enum"])
    if node["type"] == "number":
        return number_words(node.get("minimum"), node.get("maximum"))
    if node["type"] == "string":
        return _text_words(node)
    return {"boolean": "true or false", "array": "a list", "object": "a table"}[node["type"]]


def _text_words(node: Schema) -> str:
    if node.get("format") == "date":
        return "a date such as 2026-11-02"
    if "maxLength" in node:
        return f"text of at most {node['maxLength']} characters without control characters"
    return "text"
