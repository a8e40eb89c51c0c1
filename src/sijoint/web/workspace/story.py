"""What a person told before the visit, in short, as the chart shows it to who may read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sijoint.casefile.story_case import is_unsure, said_yes
from sijoint.evidence.questionnaire import Audience, Question, QuestionKind
from sijoint.records import story
from sijoint.records.models import Intake
from sijoint.web import answer_words
from sijoint.web.asking import Asking
from sijoint.web.wording import wording

SIGNS = "safety"
"""The step that asks for signs of danger."""

FIRST = ("places", "side", "pain_for", "worst")
GOALS = ("goal_1", "goal_2", "goal_3")
"""What a therapist looks at first; everything told stands in the evaluation."""


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A story in short.

    Parameters
    ----------
    lines : tuple of (str, str)
        Question and answer, those with an answer only.
    goals : tuple of str
        What they want to do again, and how well it goes now.
    signs : tuple of str
        The signs of danger that were told.
    unsure : tuple of str
        Those about which the person was not sure, and which count as told.
    asked : int
        How many signs were answered.
    """

    lines: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    signs: tuple[str, ...]
    unsure: tuple[str, ...]
    asked: int


def story_summary(intake: Intake, *, may_read_sensitive: bool) -> StorySummary:
    """What was told in an intake, in short.

    Parameters
    ----------
    intake : Intake
        That was sent.
    may_read_sensitive : bool
        Whether signs of bladder and bowel, sexual and self-harm answers may be read.
    """
    asking = Asking(Audience.INTAKE, story.answers_of(intake))
    asked = [question for screen in asking.screens for question in screen.questions]
    known = {question.id: question for question in asked}
    say = wording().say
    told = {name: _answer(known[name], asking) for name in (*FIRST, *GOALS) if name in known}
    signs = [each for each in asked if _is_sign(each, asking, may_read_sensitive)]
    yes = [each for each in signs if said_yes(each, asking.answers)]
    unsure = [each for each in yes if is_unsure(each, asking.answers)]
    return StorySummary(
        lines=tuple((say(known[name].patient), told[name]) for name in FIRST if told.get(name)),
        goals=tuple(told[name] for name in GOALS if told.get(name)),
        signs=tuple(say(each.patient) for each in yes if each not in unsure),
        unsure=tuple(say(each.patient) for each in unsure),
        asked=len(signs),
    )


def _answer(question: Question, asking: Asking) -> str:
    answer = answer_words.of(question, asking.answers)
    if answer and question.kind is QuestionKind.SCALE:
        return _("%(rating)s of 10") % {"rating": answer}
    return answer


def _is_sign(question: Question, asking: Asking, may_read_sensitive: bool) -> bool:
    is_answered = question.step == SIGNS and question.id in asking.answers
    return is_answered and (may_read_sensitive or not question.sensitive)
