"""Which texts of the evidence a person under care may read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

READ_BY_PATIENTS = frozenset(
    {
        "steps",
        "cues",
        "errors",
        "progression_text",
        "regression_text",
        "flag_text",
        "stop_text",
        "stop_when",
        "schedule_text",
        "ask_first",
        "body",
        "question",
        "answer",
    }
)
"""Fields that patients read in every array, beside `patient` and all `patient_...`."""

READ_BY_PATIENTS_IN = {
    "exercise_change": "text",
    "exercise_limit": "text",
    "education": "title",
}
"""Further fields that patients read in one array only."""

PATIENT_PHRASES = ("plan.why.", "plan.caution.", "patient.", "handout.")
"""Phrases whose ids start so are printed on pages for patients."""


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def patient_texts(array: str, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Field and text of everything in the record, and in its tables, that patients read."""
    for key, value in record.items():
        if (
            key == "patient"
            or key.startswith("patient_")
            or key in READ_BY_PATIENTS
            or READ_BY_PATIENTS_IN.get(array) == key
            or (array == "phrase" and key == "text" and record["id"].startswith(PATIENT_PHRASES))
        ):
            yield from ((key, text) for text in strings(value))
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from patient_texts(f"{array}.{key}", item)
