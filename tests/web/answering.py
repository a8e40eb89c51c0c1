"""Answering the questionnaire through its pages, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import resolve

from sijoint.casefile.story_case import AGAIN
from sijoint.evidence.questionnaire import Audience, Question, QuestionKind
from sijoint.records import story
from sijoint.web.asking import Asking
from tests.casefile.stories import story as told


def posted(question: Question, answer: Any) -> dict[str, Any]:
    """An answer as a form sends it."""
    match question.kind:
        case QuestionKind.DURATION:
            return {f"{question.id}_{part}": value for part, value in answer.items()}
        case QuestionKind.BODY_CHART:
            boxes = {name: "on" for name in ("is_complete", "cannot_say") if answer.get(name)}
            return {"region": answer["places"], **boxes}
        case QuestionKind.ACTIVITY:
            return {question.id: answer["text"], f"{question.id}.now": answer["now"]}
        case _:
            return {question.id: answer}


def form_of(url: str, answers: Mapping[str, Any], audience: Audience) -> dict[str, Any]:
    """What a person sends from the page of a step."""
    parts = urlsplit(url)
    step = resolve(parts.path).kwargs["step"]
    number = int(parse_qs(parts.query).get("screen", ["1"])[0])
    screen = Asking(audience, answers).find(step, number)
    assert screen is not None, url
    sent: dict[str, Any] = {"next": "yes"}
    for question in screen.questions:
        if answers.get(question.id) is not None:
            sent |= posted(question, answers[question.id])
    return sent


def answer_all(
    client: Client, start: str, audience: Audience, answers: Mapping[str, Any] | None = None
) -> str:
    """Go through every page with these answers; the address that comes after the last one."""
    answers = told() if answers is None else answers
    url = start
    for _ in range(60):
        if resolve(urlsplit(url).path).url_name not in ("check_step", "intake_step"):
            return url
        page = client.get(url)
        assert page.status_code == 200, (url, page.status_code)
        if page.context["form"].again:
            sent = {"again": "yes", "next": "yes"}
            for question in page.context["form"].questions:
                sent[question.id + AGAIN] = answers[question.id + AGAIN]
        else:
            sent = form_of(url, answers, audience)
        done = client.post(url, sent)
        assert done.status_code == 303, (url, done.context["form"].errors)
        url = done.headers["Location"]
    raise AssertionError("the questions have no end")


def questions() -> Mapping[str, Question]:
    return story.interview().questionnaire.by_id
