"""Answers in words, as the person reads them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sijoint.casefile.story_answer import NO
from sijoint.casefile.story_case import AGAIN, chosen_of
from sijoint.drawing.body_chart.region import REGIONS
from sijoint.evidence.questionnaire import NOTHING_ELSE, Question, QuestionKind
from sijoint.web.forms.screen import YES_NO_UNSURE
from sijoint.web.wording import wording

SEPARATOR = "; "


def of(question: Question, answers: Mapping[str, Any]) -> str:
    """An answer in words; empty when there is none.

    Parameters
    ----------
    question : Question
    answers : mapping
        By id of the question, as they are kept.
    """
    answer = answers.get(question.id)
    if answer is None:
        return ""
    match question.kind:
        case QuestionKind.YES_NO_UNSURE:
            return str(dict(YES_NO_UNSURE)[answers.get(question.id + AGAIN, answer)])
        case QuestionKind.CHOICE | QuestionKind.SEVERAL:
            return _chosen(question, answers)
        case QuestionKind.DURATION:
            return _duration(answer)
        case QuestionKind.BODY_CHART:
            return _places(answer)
        case QuestionKind.ACTIVITY:
            return _("%(activity)s: %(now)s of 10 now") % {
                "activity": answer["text"],
                "now": answer["now"],
            }
        case QuestionKind.NUMBER | QuestionKind.SCALE:
            number = wording().number(float(answer))
            return f"{number} {wording().say(question.unit)}" if question.unit else number
        case _:
            return str(answer)


def is_no(question: Question, answers: Mapping[str, Any]) -> bool:
    """Whether the answer is no, or that nothing on the list is true."""
    answer = answers.get(question.id)
    if question.kind is QuestionKind.YES_NO_UNSURE:
        return answers.get(question.id + AGAIN, answer) == NO
    return question.kind is QuestionKind.SEVERAL and answer == [NOTHING_ELSE]


def _chosen(question: Question, answers: Mapping[str, Any]) -> str:
    say = wording().say
    names = [say(option.patient) for option in chosen_of(question, answers)]
    if not names and NOTHING_ELSE in answers[question.id]:
        return _("None of these")
    return SEPARATOR.join(names)


def _places(answer: Mapping[str, Any]) -> str:
    if answer["cannot_say"]:
        return _("I cannot say")
    say = wording().say
    return SEPARATOR.join(say(REGIONS[place].name) for place in answer["places"])


def _duration(answer: Mapping[str, Any]) -> str:
    number = float(answer["number"])
    count = int(number) if number.is_integer() else 2
    words = {
        "days": ngettext("%(n)s day", "%(n)s days", count),
        "weeks": ngettext("%(n)s week", "%(n)s weeks", count),
        "months": ngettext("%(n)s month", "%(n)s months", count),
        "years": ngettext("%(n)s year", "%(n)s years", count),
    }
    return words[answer["unit"]] % {"n": wording().number(number)}
