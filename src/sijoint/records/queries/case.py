"""The case that an evaluation has recorded so far."""

from __future__ import annotations

from typing import Any

from sijoint.casefile.case import FORMAT
from sijoint.casefile.read import from_document
from sijoint.clinical.case import Case
from sijoint.records import knowledge
from sijoint.records.models import Answer, Evaluation

REQUIRED = (
    ("patient", "age_years"),
    ("patient", "sex"),
    ("episode", "duration_weeks"),
    ("episode", "side"),
)
"""Without these nothing can be answered, not even safety."""


def lacks(evaluation: Evaluation) -> tuple[str, ...]:
    """Which of the required facts are not recorded yet, as ``table.key``."""
    facts = evaluation.facts
    return tuple(f"{table}.{key}" for table, key in REQUIRED if key not in facts.get(table, {}))


def case_document(evaluation: Evaluation) -> dict[str, Any]:
    """The tables of the case file, `sijoint.case/1`, as far as they are recorded."""
    waived = evaluation.waivers.filter(withdrawn_at__isnull=True)
    return {
        "schema": FORMAT,
        "assessed_on": evaluation.assessed_on.isoformat(),
        **{table: part for table, part in evaluation.facts.items() if part},
        "gates": {f"{waiver.gate}_waived": waiver.reason for waiver in waived},
        "findings": [finding_entry(answer) for answer in evaluation.answers.all() if answer.is_set],
        "measures": [
            {
                "id": score.measure_id,
                "value": score.value,
                **({"taken_on": score.taken_on.isoformat()} if score.taken_on else {}),
            }
            for score in evaluation.scores.all()
        ],
    }


def finding_entry(answer: Answer) -> dict[str, Any]:
    """One finding with the keys of the case file; what is not recorded is left out."""
    entry = {
        "id": answer.finding_id,
        "side": answer.side,
        "result": answer.result,
        "value": answer.value,
        "familiar_pain": answer.familiar_pain,
        "location": answer.location,
        "pain_side": answer.pain_side,
    }
    return {key: value for key, value in entry.items() if value not in (None, "")}


def case_of(evaluation: Evaluation) -> Case | None:
    """The clinical case; None while a required fact is missing.

    Raises
    ------
    InvalidCaseError
        If what is recorded contradicts itself.
    """
    if lacks(evaluation):
        return None
    vocabulary = knowledge.current().vocabulary
    return from_document(case_document(evaluation), vocabulary, file="evaluation")
