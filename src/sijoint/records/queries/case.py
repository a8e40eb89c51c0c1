"""The case that an evaluation has recorded so far."""

from __future__ import annotations

from typing import Any

from sijoint.clinical.case import Case
from sijoint.records.models import Evaluation
from sijoint.records.queries.recorded import lacks, recorded_in

__all__ = ["case_document", "case_of", "lacks"]


def case_document(evaluation: Evaluation) -> dict[str, Any]:
    """The tables of the case file, `sijoint.case/1`, as far as they are recorded."""
    return recorded_in(evaluation).document


def case_of(evaluation: Evaluation) -> Case | None:
    """The clinical case; None while a required fact is missing.

    Raises
    ------
    InvalidCaseError
        If what is recorded contradicts itself.
    """
    return recorded_in(evaluation).case
