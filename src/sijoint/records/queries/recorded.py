"""Everything that an evaluation has recorded, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sijoint.casefile.case import FORMAT
from sijoint.casefile.read import from_document
from sijoint.clinical.case import Case
from sijoint.clinical.safety import SafetyLevel
from sijoint.records import knowledge
from sijoint.records.models import Alert, Answer, Evaluation, Override, Score, Waiver

REQUIRED = (
    ("patient", "age_years"),
    ("patient", "sex"),
    ("episode", "duration_weeks"),
    ("episode", "side"),
)
"""Without these nothing can be answered, not even safety."""


@dataclass(frozen=True)
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
    stops : tuple of Alert
        The open alerts of the person that stop everything, wherever they were raised.
    """

    evaluation: Evaluation
    answers: tuple[Answer, ...]
    scores: tuple[Score, ...]
    waivers: tuple[Waiver, ...]
    overrides: tuple[Override, ...]
    stops: tuple[Alert, ...] = ()

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


def recorded_in(evaluation: Evaluation) -> Recorded:
    """Read what is recorded in an evaluation, in five queries."""
    held = {"withdrawn_at__isnull": True}
    return Recorded(
        evaluation=evaluation,
        answers=tuple(evaluation.answers.all()),
        scores=tuple(evaluation.scores.all()),
        waivers=tuple(evaluation.waivers.filter(**held).select_related("by")),
        overrides=tuple(evaluation.overrides.filter(**held).select_related("by")),
        stops=open_stops(evaluation),
    )


def open_stops(evaluation: Evaluation) -> tuple[Alert, ...]:
    """The open alerts of the person that stop everything, the gravest first."""
    levels = [level.value for level in SafetyLevel if level.stops]
    held = Alert.objects.filter(
        clinic_id=evaluation.clinic_id,
        patient_id=evaluation.patient_id,
        closed_at__isnull=True,
        level__in=levels,
    )
    return tuple(sorted(held, key=lambda alert: -SafetyLevel(alert.level).rank))


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
