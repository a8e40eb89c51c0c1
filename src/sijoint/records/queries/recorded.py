"""Everything that an evaluation has recorded, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sijoint.casefile.case import FORMAT
from sijoint.casefile.read import from_document
from sijoint.clinical.case import Case
from sijoint.clinical.safety import Safety, screen
from sijoint.records import knowledge
from sijoint.records.models import Alert, Answer, Evaluation, Override, Score, Waiver

REQUIRED = (
    ("patient", "age_years"),
    ("patient", "sex"),
    ("episode", "duration_weeks"),
    ("episode", "side"),
)
"""Without these nothing can be answered, not even safety."""

SET_ASIDE = "safety."
"""Begins the conclusion of an override that sets a safety rule aside."""


@dataclass
class Recorded:
    """What is recorded in one evaluation.

    Parameters
    ----------
    evaluation : Evaluation
    answers : tuple of Answer
        Also those that were cleared.
    scores : tuple of Score
    waivers, overrides : tuple
        Those that hold.
    alerts : tuple of Alert
        The open ones of the person, wherever they were raised; screening replaces them.
    """

    evaluation: Evaluation
    answers: tuple[Answer, ...]
    scores: tuple[Score, ...]
    waivers: tuple[Waiver, ...]
    overrides: tuple[Override, ...]
    alerts: tuple[Alert, ...]

    def answer(self, finding_id: str, side: str) -> Answer | None:
        """The row of a finding on a side, which is empty for a finding without one."""
        key = (finding_id, side)
        return next((a for a in self.answers if (a.finding_id, a.side) == key), None)

    def with_answer(self, answer: Answer) -> Recorded:
        """The same with a row as it is now."""
        others = (each for each in self.answers if each.pk != answer.pk)
        return replace(self, answers=(*others, answer))

    @cached_property
    def lacks(self) -> tuple[str, ...]:
        """The required facts that are missing, as ``table.key``."""
        return lacks(self.evaluation)

    @cached_property
    def document(self) -> dict[str, Any]:
        """The tables of the case file, `sijoint.case/1`, as far as they are recorded."""
        return {
            "schema": FORMAT,
            "assessed_on": self.evaluation.assessed_on.isoformat(),
            **{table: part for table, part in self.evaluation.facts.items() if part},
            "gates": {f"{waiver.gate}_waived": waiver.reason for waiver in self.waivers},
            "findings": [_finding(answer) for answer in self.answers if answer.is_set],
            "measures": [_measure(score) for score in self.scores],
        }

    @cached_property
    def case(self) -> Case | None:
        """The clinical case; None while a required fact is missing.

        Raises
        ------
        InvalidCaseError
            If what is recorded contradicts itself.
        """
        if self.lacks:
            return None
        vocabulary = knowledge.current().vocabulary
        return from_document(self.document, vocabulary, file="evaluation")

    @cached_property
    def set_aside(self) -> frozenset[str]:
        """Ids of the safety rules that a clinician has set aside."""
        return set_aside_in(self.overrides)

    @cached_property
    def safety(self) -> Safety | None:
        """What the safety rules say; None while a required fact is missing.

        Raises
        ------
        InvalidCaseError
            If what is recorded contradicts itself.
        """
        if self.case is None:
            return None
        return screen(self.case, knowledge.current().evidence.safety.without(self.set_aside))


def recorded_in(evaluation: Evaluation) -> Recorded:
    """Read what is recorded in an evaluation, in five queries."""
    return Recorded(
        evaluation=evaluation,
        answers=_by_time(evaluation.answers.all()),
        scores=_by_time(evaluation.scores.all()),
        waivers=_by_time(_held(evaluation.waivers)),
        overrides=_by_time(_held(evaluation.overrides)),
        alerts=open_alerts(evaluation.patient_id),
    )


def open_alerts(patient_id: UUID) -> tuple[Alert, ...]:
    """The alerts of a person that are not closed."""
    held = Alert.objects.filter(patient_id=patient_id, closed_at__isnull=True).order_by()
    return tuple(sorted(held, key=lambda alert: (alert.raised_at, alert.pk)))


def set_aside_in(overrides: Iterable[Override]) -> frozenset[str]:
    """Ids of the safety rules that overrides set aside."""
    return frozenset(
        override.conclusion.removeprefix(SET_ASIDE)
        for override in overrides
        if override.conclusion.startswith(SET_ASIDE)
    )


def _by_time(rows: QuerySet[Any]) -> tuple[Any, ...]:
    # Django takes longer to write an order into the query than it takes to sort these few rows.
    return tuple(sorted(rows.order_by(), key=lambda row: (row.at, row.pk)))


def _held(rows: QuerySet[Any]) -> QuerySet[Any]:
    # Few evaluations have any: a join for who gave them would cost every one of them.
    return rows.filter(withdrawn_at__isnull=True).prefetch_related("by")


def lacks(evaluation: Evaluation) -> tuple[str, ...]:
    """Which of the required facts are not recorded yet, as ``table.key``."""
    facts = evaluation.facts
    return tuple(f"{table}.{key}" for table, key in REQUIRED if key not in facts.get(table, {}))


def _finding(answer: Answer) -> dict[str, Any]:
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


def _measure(score: Score) -> dict[str, Any]:
    taken_on = {"taken_on": score.taken_on.isoformat()} if score.taken_on else {}
    return {"id": score.measure_id, "value": score.value, **taken_on}
