"""What a machine can find wrong with the questionnaire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sijoint.evidence.error import EvidenceError
from sijoint.evidence.questionnaire import (
    FACTS,
    NOTHING_ELSE,
    Audience,
    Question,
    QuestionKind,
    Questionnaire,
    build,
)
from sijoint.evidence.read import Raw

CHOOSING = (QuestionKind.CHOICE, QuestionKind.SEVERAL)
MOST_ON_A_SCREEN = 5

FROM_CHART = ("chart_", "asks_")
"""Beginnings of the names that the body chart answers."""


def questionnaire_problems(raw: Raw) -> Iterator[str]:
    """One line for each thing that is wrong with the questions of the evidence.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; nothing is wrong where there are no questions.
    """
    if "question" not in raw:
        return
    try:
        questionnaire = build(raw)
    except (EvidenceError, KeyError, ValueError) as error:
        yield f"the questionnaire cannot be read: {error}"
        return
    yield from check(questionnaire)


def check(questionnaire: Questionnaire) -> Iterator[str]:
    """One line for each thing that is wrong.

    Parameters
    ----------
    questionnaire : Questionnaire

    Yields
    ------
    str
        ``question <id>: `` and what is wrong.
    """
    steps = [step.id for step in questionnaire.steps]
    for question in questionnaire.questions:
        if question.step not in steps:
            yield f'question {question.id}: step "{question.step}" is not known'
            return
        yield from (f"question {question.id}: {p}" for p in _problems(question))
    yield from _optional(questionnaire)
    places = [(steps.index(each.step), each.screen) for each in questionnaire.questions]
    if places != sorted(places):
        yield "question: they do not stand in the order of their steps and screens"
    yield from _crowded(questionnaire)
    yield from _unknown_names(questionnaire)


def _problems(question: Question) -> Iterator[str]:
    is_tried_again = question.kind is QuestionKind.YES_NO_UNSURE
    if is_tried_again != bool(question.again):
        yield "other words for who was not sure belong to yes_no_unsure, and only to it"
    if (question.kind in CHOOSING) != bool(question.options):
        yield "options belong to choice and several, and only to them"
    if question.fact and question.fact not in FACTS:
        yield f'fact "{question.fact}" is not known'
    is_for_a_yes = is_tried_again and question.unsure_is_yes and question.said
    if (question.emergency or question.advice) and not is_for_a_yes:
        yield "an emergency is, as advice is, a yes_no_unsure with words for the phone"
    if question.kind is QuestionKind.NUMBER and None in (question.minimum, question.maximum):
        yield "a number needs min and max"
    if NOTHING_ELSE in (option.id for option in question.options):
        yield f'option "{NOTHING_ELSE}" has another meaning'
    if question.kind is QuestionKind.SEVERAL and any(each.negative for each in question.options):
        yield "several has no negatives: nothing else on the list says them"


def _optional(questionnaire: Questionnaire) -> Iterator[str]:
    """What is offered at the end must be offered at the end, and may be left out."""
    optional = [step.optional for step in questionnaire.steps]
    if optional != sorted(optional):
        yield "question_step: the optional ones do not stand at the end"
    may_be_left_out = {step.id for step in questionnaire.steps if step.optional}
    for question in questionnaire.questions:
        if question.required and question.step in may_be_left_out:
            yield f"question {question.id}: it is required in an optional step"


def _crowded(questionnaire: Questionnaire) -> Iterator[str]:
    """Screens with too many questions for one of those who are asked."""
    for audience in (Audience.CHECK, Audience.INTAKE):
        counts = Counter((q.step, q.screen) for q in questionnaire.questions_for(audience))
        for (step, screen), count in counts.items():
            if count > MOST_ON_A_SCREEN:
                yield f"question_step {step}: screen {screen} has {count} questions in {audience}"


def _unknown_names(questionnaire: Questionnaire) -> Iterator[str]:
    """Conditions over answers that are not known on the screen before."""
    for question in questionnaire.questions:
        if question.asks_when is None:
            continue
        earlier = {
            name
            for other in questionnaire.questions
            if (other.step, other.screen) != (question.step, question.screen)
            and questionnaire.questions.index(other) < questionnaire.questions.index(question)
            and other.audience in (Audience.BOTH, question.audience)
            for name in _names_of(other)
        }
        if not all(isinstance(term, str) for term in question.asks_when.terms):
            yield f"question {question.id}: asks_when has no functions of names"
        for name in sorted(question.asks_when.names - earlier):
            if not name.startswith(FROM_CHART):
                yield f'question {question.id}: asks_when: "{name}" was not answered before it'


def _names_of(question: Question) -> Iterator[str]:
    """The names that later questions may use in ``asks_when``."""
    yield from (question.id, *(f"{question.id}_{option.id}" for option in question.options))
