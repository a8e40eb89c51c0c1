"""A person's own story: from the answers to questions to a case file.

An answer of no is a recorded negative. Who is not sure is asked once more in other words, and
then treated like a yes where the question says so. What was not answered is not recorded, and
never negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sijoint.casefile.story_answer import (
    LEFT_AND_RIGHT,
    PAIN_BEFORE_BIRTH,
    RIGHT_AND_LEFT,
    UNSURE,
    Answer,
    Chart,
    Problem,
    read,
    read_again,
    weeks_of,
)
from sijoint.casefile.story_case import (
    AGAIN,
    Answers,
    CaseWriting,
    chosen_of,
    is_unsure,
    said_yes,
)
from sijoint.clinical.case import Result, Side
from sijoint.clinical.node import Term, Value
from sijoint.evidence.questionnaire import (
    Audience,
    Question,
    QuestionKind,
    Questionnaire,
    Step,
)

PLACES, SIDE, AGE, DURATION = "places", "side", "age", "pain_for"
"""Questions that are compared with each other."""

ESSENTIAL = ("age", "sex", "pain_for", "side")
"""Without these there is no case."""

WEEKS_PER_YEAR = 52.0


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers that are right, and what to do about the others, by id of the question."""

    answers: dict[str, Answer]
    problems: dict[str, Problem]


@dataclass(frozen=True, slots=True)
class Screen:
    """Questions that are asked together; `number` counts within the step, from 1."""

    step: Step
    number: int
    questions: tuple[Question, ...]


class _Known(dict[Term, Value]):
    """What the answers say to ``asks_when``; everything else is missing."""

    def __missing__(self, term: Term) -> Value:
        return None


@dataclass(frozen=True)
class Interview:
    """The questionnaire, put to a person.

    Parameters
    ----------
    questionnaire : Questionnaire
    chart : Chart
        What is known of the body chart.
    """

    questionnaire: Questionnaire
    chart: Chart

    def asked(self, answers: Answers, audience: Audience) -> tuple[Question, ...]:
        """The questions that concern this person, as far as the answers tell."""
        known = _Known()
        asked = []
        for question in self.questionnaire.questions_for(audience):
            if question.asks_when is None or question.asks_when.holds(known):
                asked.append(question)
                known.update(self._known(question, answers))
        return tuple(asked)

    def screens(self, answers: Answers, audience: Audience) -> tuple[Screen, ...]:
        """The screens that concern this person, in order; none is empty."""
        steps = {step.id: step for step in self.questionnaire.steps}
        groups: dict[tuple[str, int], list[Question]] = {}
        for question in self.asked(answers, audience):
            groups.setdefault((question.step, question.screen), []).append(question)
        screens: list[Screen] = []
        for step, _ in groups:
            number = 1 + sum(screen.step.id == step for screen in screens)
            questions = tuple(groups[step, _])
            screens.append(Screen(steps[step], number, questions))
        return tuple(screens)

    def check(
        self,
        raw: Mapping[str, Any],
        questions: Iterable[Question],
        given: Answers = MappingProxyType({}),
    ) -> Checked:
        """Check the answers to some questions; what belongs to others is left out.

        Parameters
        ----------
        raw : mapping
            By id of the question, as it was sent or kept.
        questions : iterable of Question
        given : mapping, optional
            Earlier answers, which these must not contradict.
        """
        answers: dict[str, Answer] = {}
        problems: dict[str, Problem] = {}
        for question in questions:
            answer = read(question, raw.get(question.id), self.chart)
            if isinstance(answer, Problem):
                problems[question.id] = answer
            elif answer is not None:
                answers[question.id] = answer
            if answer == UNSURE:
                again = read_again(raw.get(question.id + AGAIN))
                if isinstance(again, str):
                    answers[question.id + AGAIN] = again
        clashes = self._contradictions({**given, **answers})
        return Checked(answers, {k: p for k, p in clashes.items() if k in answers} | problems)

    def sound(self, raw: Mapping[str, Any], audience: Audience) -> dict[str, Answer]:
        """The answers that are right and still concern this person."""
        answers = self.check(raw, self.questionnaire.questions_for(audience)).answers
        asked = {question.id for question in self.asked(answers, audience)}
        return {key: a for key, a in answers.items() if key.removesuffix(AGAIN) in asked}

    def to_ask_again(self, answers: Answers, questions: Iterable[Question]) -> tuple[Question, ...]:
        """Those of the questions that are to be asked in other words."""
        return tuple(
            question
            for question in questions
            if answers.get(question.id) == UNSURE and question.id + AGAIN not in answers
        )

    def open(self, answers: Answers, audience: Audience) -> tuple[Question, ...]:
        """The questions that still need an answer, in the order of asking."""
        asked = self.asked(answers, audience)
        again = self.to_ask_again(answers, asked)
        return tuple(q for q in asked if q in again or (q.required and q.id not in answers))

    def unsure(self, answers: Answers, audience: Audience) -> tuple[str, ...]:
        """Ids of the questions that count as yes although the person was not sure."""
        return tuple(q.id for q in self.asked(answers, audience) if is_unsure(q, answers))

    def emergency(self, answers: Answers, audience: Audience) -> str:
        """Id of the safety rule of a yes that alone is an emergency; empty when there is none.

        Who was not sure only once is still to be asked again.
        """
        for question in self.asked(answers, audience):
            waits = self.to_ask_again(answers, [question])
            if question.emergency and not waits and said_yes(question, answers):
                return question.emergency
        return ""

    def is_ready(self, answers: Answers) -> bool:
        """Whether there is enough for a case."""
        return all(name in answers for name in ESSENTIAL)

    def document(
        self, raw: Mapping[str, Any], audience: Audience, *, on: date | None = None
    ) -> dict[str, Any]:
        """The case file of the answers.

        Parameters
        ----------
        raw : mapping
            Answers by id of the question; those that are wrong are left out.
        audience : Audience
            Whose questions count.
        on : date, optional
            The day of the scores.

        Returns
        -------
        dict
            A document of the format `sijoint.case/1`.

        Raises
        ------
        ValueError
            If age, sex, side or duration is missing; the message names them.
        """
        answers = self.sound(raw, audience)
        if missing := [name for name in ESSENTIAL if name not in answers]:
            raise ValueError(f"no case without {', '.join(missing)}")
        writing = CaseWriting(self.questionnaire, self.chart, answers, on)
        for question in self.asked(answers, audience):
            writing.enter(question)
        return writing.document()

    def said(self, answers: Answers, names: Iterable[str], audience: Audience) -> tuple[str, ...]:
        """The answers behind some recorded names, as the person would say them, in English.

        What they were not sure of is not among them.

        Parameters
        ----------
        answers : mapping
        names : iterable of str
            Findings, conditions and facts, as an alert gives them in ``because``.
        audience : Audience
        """
        wanted = frozenset(names) - {"pregnant", "preg", "pp"}
        about_birth = not wanted.issuperset(names)
        said: list[str] = []
        for question in self.asked(answers, audience):
            if question.id in answers:
                said += _said(question, answers, wanted, about_birth=about_birth)
        return tuple(dict.fromkeys(said))

    def _known(self, question: Question, answers: Answers) -> Iterator[tuple[Term, Value]]:
        answer = answers.get(question.id)
        if answer is None:
            return
        match question.kind:
            case QuestionKind.YES_NO_UNSURE:
                yield question.id, said_yes(question, answers)
            case QuestionKind.NUMBER | QuestionKind.SCALE:
                yield question.id, float(answer)
            case QuestionKind.DURATION:
                yield question.id, weeks_of(answer)
            case QuestionKind.CHOICE | QuestionKind.SEVERAL:
                chosen = [answer] if isinstance(answer, str) else answer
                yield from ((f"{question.id}_{name}", True) for name in chosen)
            case QuestionKind.BODY_CHART:
                yield from self._shown(answer)

    def _shown(self, answer: Mapping[str, Any]) -> Iterator[tuple[Term, Value]]:
        """What the body chart answers to ``asks_when``."""
        complete = answer["is_complete"]
        found = self.chart.findings(answer["places"], is_complete=complete, changes_sides=False)
        for finding in found:
            if finding.result is Result.POSITIVE:
                yield f"chart_{finding.id}", True
        for name, side in self.chart.follow_ups(answer["places"]):
            yield f"asks_{name}_{side}" if side else f"asks_{name}", True

    def _contradictions(self, answers: Answers) -> dict[str, Problem]:
        found: dict[str, Problem] = {}
        if PLACES in answers and answers.get(SIDE) in set(Side):
            marked = self.chart.sides(answers[PLACES]["places"])
            if marked and Side(answers[SIDE]) not in marked:
                right = answers[SIDE] == Side.RIGHT
                found[SIDE] = Problem(LEFT_AND_RIGHT if right else RIGHT_AND_LEFT)
        years = weeks_of(answers[DURATION]) / WEEKS_PER_YEAR if DURATION in answers else 0
        if AGE in answers and years > answers[AGE] + 1:
            found[AGE] = Problem(PAIN_BEFORE_BIRTH, {"value": f"{answers[AGE]:g}"})
        return found


def _said(
    question: Question, answers: Answers, names: frozenset[str], *, about_birth: bool
) -> Iterator[str]:
    if question.said and not names.isdisjoint(question.finding):
        is_told = question.kind is not QuestionKind.YES_NO_UNSURE or said_yes(question, answers)
        yield from [question.said] if is_told and not is_unsure(question, answers) else []
    for option in chosen_of(question, answers):
        told = {*option.finding, option.condition, option.sport}
        is_birth = about_birth and question.id == "pregnancy"
        if option.said and (is_birth or not names.isdisjoint(told)):
            yield option.said
