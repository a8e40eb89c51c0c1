"""A question that may raise an alarm is asked of everybody whose alarm it would be."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sijoint.casefile.read import from_document
from sijoint.casefile.story import Interview
from sijoint.clinical.safety import screen
from sijoint.evidence.load import load_evidence
from sijoint.evidence.questionnaire import Audience, Question, QuestionKind
from tests.casefile.stories import fired, interview, places, story, ticked, weeks
from tests.vocabulary import evidence_vocabulary

NUMBERS = {
    "age": (9, 17, 24, 38, 45, 50, 60, 71, 90),
    "pregnancy_weeks": (8, 16, 19, 21, 24, 30, 40),
    "morning": (0, 45),
    "temperature": (36.5, 38, 39.5),
}
WEEKS = {
    "pain_for": [weeks(n) for n in (1, 3, 6, 7, 8, 12, 20, 26, 60)],
    "birth_ago": [weeks(n) for n in (0, 3, 6, 12, 30)],
}
CHARTS = [places("upper_buttock_left"), places("calf_left"), places("calf_left", "calf_right")]

FIRST_MOVEMENTS = 16
"""Weeks of pregnancy before which nobody feels the baby move (RCOG 57), so that it cannot less."""

STEROIDS = {"age": 45, "sex": "female", "pain_for": weeks(3), "past": ticked("cortisone")}
OLD_BREAK = {"pain_for": weeks(3), "past": ticked("small_break")}


def answered(question: Question) -> SearchStrategy[Any]:
    """Answers of one question that may matter to a rule."""
    match question.kind:
        case QuestionKind.YES_NO_UNSURE:
            return st.sampled_from(["no", "no", "yes"])
        case QuestionKind.CHOICE:
            return st.sampled_from([option.id for option in question.options])
        case QuestionKind.SEVERAL:
            options = st.sampled_from([option.id for option in question.options])
            return st.lists(options, unique=True, max_size=2).map(lambda chosen: ticked(*chosen))
        case QuestionKind.SCALE:
            return st.sampled_from([4, 8, 10])
        case QuestionKind.NUMBER:
            return st.sampled_from(NUMBERS.get(question.id, (20,)))
        case QuestionKind.DURATION:
            return st.sampled_from(WEEKS.get(question.id, [weeks(60)]))
        case QuestionKind.BODY_CHART:
            return st.sampled_from(CHARTS)
        case _:
            return st.none()


def stories() -> SearchStrategy[dict[str, Any]]:
    """What people could say to every question, asked of them or not."""
    questions = interview().questionnaire.questions
    told = st.fixed_dictionaries({question.id: answered(question) for question in questions})
    return told.map(_possible)


def _possible(told: dict[str, Any]) -> dict[str, Any]:
    """The same with answers that can be true together; bleeding is one answer in two places."""
    is_early = told["pregnancy_weeks"] < FIRST_MOVEMENTS
    movements = "no" if is_early else told["baby_moves_less"]
    same = {"bleeding_later": told["bleeding_pregnant"], "baby_moves_less": movements}
    return told | same | {"side": "both"}


@cache
def ungated() -> Interview:
    """The interview that asks everybody for every finding."""
    asked = interview()
    questions = tuple(
        replace(question, asks_when=None) if question.findings else question
        for question in asked.questionnaire.questions
    )
    return replace(asked, questionnaire=replace(asked.questionnaire, questions=questions))


def alarms(of: Interview, told: dict[str, Any], audience: Audience) -> set[str]:
    """The urgent and emergency rules that fire."""
    case = from_document(of.document(told, audience), evidence_vocabulary(), file="story")
    alerts = screen(case, load_evidence().safety).alerts
    return {alert.id for alert in alerts if alert.level.stops}


@pytest.mark.parametrize("audience", [Audience.CHECK, Audience.INTAKE])
@given(told=stories())
@example(told=story(**STEROIDS, fall="yes"))
@example(told=story(**OLD_BREAK, fall="yes"))
@example(told=story(health=ticked("diabetes"), worst=6, blood_test="yes"))
@example(told=story(pain_for=weeks(20), temperature=39.5))
@example(told=story(sex="female", pregnancy="pregnant", pregnancy_weeks=17, baby_moves_less="yes"))
@settings(max_examples=150, deadline=None)
def test_no_gate_hides_an_alarm(audience: Audience, told: dict[str, Any]) -> None:
    assert alarms(interview(), told, audience) == alarms(ungated(), told, audience)


@pytest.mark.parametrize("told", [STEROIDS, OLD_BREAK])
def test_a_small_fall_is_asked_of_who_has_brittle_bones(told: dict[str, Any]) -> None:
    assert "FRX-3" in fired(story(**told, fall="yes"), Audience.CHECK)
    assert "FRX-3" not in fired(story(**told, fall="no"), Audience.CHECK)


@pytest.mark.parametrize(
    "told",
    [
        {"health": ticked("diabetes")},
        {"drugs": "yes"},
        *({"past": ticked(risk)} for risk in ("defence", "infection", "needle")),
    ],
)
def test_a_blood_test_is_asked_of_who_gets_infections_easily(told: dict[str, Any]) -> None:
    assert "INF-2" in fired(story(**told, worst=6, blood_test="yes"), Audience.CHECK)


@pytest.mark.parametrize("question", ["fall", "blood_test", "baby_moves_less"])
def test_the_story_stays_short_for_everybody_else(question: str) -> None:
    asked = interview().asked(story(), Audience.CHECK)
    assert question not in {each.id for each in asked}
