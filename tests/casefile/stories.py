"""Answers of people, for tests of the interview."""

from __future__ import annotations

from functools import cache
from typing import Any

from sijoint.casefile.read import from_document
from sijoint.casefile.story import Interview
from sijoint.clinical import safety
from sijoint.clinical.case import Case
from sijoint.clinical.safety import Safety
from sijoint.drawing.body_chart.interview import BodyChart
from sijoint.evidence.load import load_evidence
from sijoint.evidence.questionnaire import NOTHING_ELSE, Audience, QuestionKind, build
from sijoint.evidence.read import read_raw
from tests.vocabulary import evidence_vocabulary

PLAIN: dict[str, Any] = {
    "places": {"places": ["upper_back_left"], "is_complete": True, "cannot_say": False},
    "side": "left",
    "pain_for": {"number": 5, "unit": "weeks"},
    "began": "other",
    "worst": 4,
    "age": 38,
    "sex": "other",
    "pregnancy": "neither",
    "pregnancy_weeks": 30,
    "birth_ago": {"number": 30, "unit": "weeks"},
    "pain_now": 2,
    "pain_average": 3,
    "minutes": 20,
    "morning": 0,
    "tablets": "no",
    "blood_test": "no",
    "hla": "no",
    "care_so_far": "helped",
}
"""Somebody for whom no rule fires; every yes or no is no, and nothing on a list is true."""


@cache
def interview() -> Interview:
    return Interview(build(read_raw()), BodyChart())


def story(**answers: Any) -> dict[str, Any]:
    """A complete story: plain, but for these answers. A text in front of a list adds to it."""
    told = dict(PLAIN)
    for question in interview().questionnaire.questions:
        if question.kind is QuestionKind.YES_NO_UNSURE:
            told[question.id] = "no"
        elif question.kind is QuestionKind.SEVERAL:
            told[question.id] = [NOTHING_ELSE]
    return told | answers


def ticked(*options: str) -> list[str]:
    return [*options, NOTHING_ELSE]


def weeks(number: float) -> dict[str, Any]:
    return {"number": number, "unit": "weeks"}


def places(*regions: str) -> dict[str, Any]:
    return {"places": list(regions), "is_complete": True, "cannot_say": False}


def case_of(answers: dict[str, Any], audience: Audience = Audience.INTAKE) -> Case:
    document = interview().document(answers, audience)
    return from_document(document, evidence_vocabulary(), file="story")


def screened(answers: dict[str, Any], audience: Audience = Audience.INTAKE) -> Safety:
    return safety.screen(case_of(answers, audience), load_evidence().safety)


def fired(answers: dict[str, Any], audience: Audience = Audience.INTAKE) -> set[str]:
    return {alert.id for alert in screened(answers, audience).alerts}
