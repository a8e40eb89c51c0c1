"""Taking a person's own words, name and contact out of their chart.

The findings, scores and conclusions stay as they are: they are the clinical record.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet

from sijoint.casefile.story_case import AGAIN
from sijoint.evidence.questionnaire import QuestionKind
from sijoint.records import story
from sijoint.records.models import (
    Addendum,
    Alert,
    Evaluation,
    Goal,
    Intake,
    ManualTherapy,
    Override,
    Patient,
    Plan,
    Waiver,
)

GONE = "[…]"
"""Stands where something was removed."""

OWN_WORDS = (QuestionKind.TEXT, QuestionKind.ACTIVITY)
"""Questions that people answer in their own words."""

Erase = Callable[[Any], Any]


def erase_words(patient: Patient) -> list[str]:
    """Remove them from every row of the chart, signed ones too.

    Parameters
    ----------
    patient : Patient
        With the name and contact still in the row.

    Returns
    -------
    list of str
        Names of what was looked through, for the trail.
    """
    erase = _eraser(patient)
    for intake in Intake.objects.filter(patient=patient):
        intake.answers = _without_own_words(intake.answers)
        intake.sensitive = _without_own_words(intake.sensitive)
        intake.save(update_fields=["answers", "sensitive"])
    Goal.objects.filter(patient=patient).update(text=GONE)
    of_evaluation = {"evaluation__patient": patient}
    places: list[tuple[QuerySet[Any], tuple[str, ...]]] = [
        (Evaluation.objects.filter(patient=patient), ("facts", "case", "answer", "note")),
        (Addendum.objects.filter(**of_evaluation), ("text",)),
        (Waiver.objects.filter(**of_evaluation), ("reason",)),
        (Override.objects.filter(**of_evaluation), ("reason",)),
        (Alert.objects.filter(patient=patient), ("closed_reason",)),
        (
            Plan.objects.filter(patient=patient),
            ("case", "proposed", "content", "withdrawn_reason"),
        ),
        (ManualTherapy.objects.filter(plan__patient=patient), ("dose", "note")),
    ]
    told = ["intake.answers", "intake.sensitive", "goal.text"]
    for rows, fields in places:
        for row in rows:
            _rewrite(row, fields, erase)
        told += [f"{rows.model._meta.model_name}.{field}" for field in fields]
    return told


def _rewrite(row: Model, fields: tuple[str, ...], erase: Erase) -> None:
    changed = []
    for field in fields:
        before = getattr(row, field)
        after = _walked(before, erase)
        if after != before:
            setattr(row, field, after)
            changed.append(field)
    if changed:
        row.save(update_fields=changed)


def _walked(value: Any, erase: Erase) -> Any:
    """The same table without goals in own words, and with every text looked through."""
    if isinstance(value, str):
        return erase(value)
    if isinstance(value, list):
        return [_walked(each, erase) for each in value]
    if isinstance(value, dict):
        return {
            key: [] if key == "goals" and _is_texts(each) else _walked(each, erase)
            for key, each in value.items()
        }
    return value


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _eraser(patient: Patient) -> Erase:
    """What takes the name and contact of a person out of a text.

    One word alone, such as May, is a name only as it is written in the record.
    """
    user = patient.user
    known = [patient.name, patient.email, patient.phone]
    known += [user.email, user.name] if user else []
    parts = []
    for each in sorted({words.strip() for words in known} - {""}, key=len, reverse=True):
        spaced = r"\s+".join(re.escape(word) for word in each.split())
        parts.append(rf"(?i:{spaced})" if re.search(r"[\s@\d]", each) else spaced)
    if not parts:
        return lambda text: text
    found = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
    return lambda text: found.sub(GONE, text)


def _without_own_words(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers that were chosen from a list; one to a question nobody knows any more goes."""
    questions = story.interview().questionnaire.by_id
    return {
        name: answer
        for name, answer in answers.items()
        if (question := questions.get(name.removesuffix(AGAIN))) is not None
        and question.kind not in OWN_WORDS
    }
