"""A case file made of answers: what was said becomes findings, scores and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sijoint.casefile.case import FORMAT
from sijoint.casefile.story_answer import NO, UNSURE, YES, Answer, Chart, weeks_of
from sijoint.clinical.case import PainSide, Result, Side
from sijoint.evidence.questionnaire import (
    NOTHING_ELSE,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
)

AGAIN = ".again"
"""Ends the id under which the answer to the other words is kept."""

SIDE, CHANGES_SIDE = "side", "changes_side"
"""Questions that decide on which side findings are recorded."""

Answers = Mapping[str, Answer]


def said_yes(question: Question, answers: Answers) -> bool | None:
    """Whether a yes is recorded; None when nothing is."""
    answer = answers.get(question.id)
    if answer == UNSURE:
        answer = answers.get(question.id + AGAIN, UNSURE)
    if answer == UNSURE:
        return True if question.unsure_is_yes else None
    return {YES: True, NO: False}.get(answer) if isinstance(answer, str) else None


def is_unsure(question: Question, answers: Answers) -> bool:
    """Whether a yes is recorded although the person was not sure."""
    was_unsure = answers.get(question.id) == UNSURE
    return (
        was_unsure and question.unsure_is_yes and answers.get(question.id + AGAIN, UNSURE) == UNSURE
    )


def chosen_of(question: Question, answers: Answers) -> tuple[Option, ...]:
    """The options that were chosen."""
    answer = answers.get(question.id)
    names = [answer] if isinstance(answer, str) else answer or []
    return tuple(option for option in question.options if option.id in names)


class CaseWriting:
    """A case file while it is written; of two results of one finding the positive stands."""

    def __init__(
        self, questionnaire: Questionnaire, chart: Chart, answers: Answers, on: date | None
    ) -> None:
        self._questionnaire = questionnaire
        self._chart = chart
        self._answers = answers
        self._on = on
        side = questionnaire.by_id[SIDE].option(answers[SIDE])
        self._sides: Sequence[Side] = PainSide(side.value if side else "bilateral").sides
        self._findings: dict[tuple[str, str], dict[str, Any]] = {}
        self._scores: dict[str, list[float]] = {}
        self._facts: dict[str, Any] = {}
        self._lists: dict[str, list[str]] = {
            "conditions": [],
            "sports": [],
            "equipment": [],
            "goals": [],
        }

    def enter(self, question: Question) -> None:
        """Write down one answer."""
        answer = self._answers.get(question.id)
        if answer is None:
            return
        match question.kind:
            case QuestionKind.YES_NO_UNSURE:
                self._results(question, question.finding, said_yes(question, self._answers))
            case QuestionKind.CHOICE | QuestionKind.SEVERAL:
                self._choose(question, answer)
            case QuestionKind.NUMBER | QuestionKind.SCALE:
                self._count(question, float(answer))
            case QuestionKind.DURATION:
                self._count(question, weeks_of(answer))
            case QuestionKind.ACTIVITY:
                self._lists["goals"].append(answer["text"])
                self._count(question, float(answer["now"]))
            case QuestionKind.BODY_CHART:
                self._draw(answer)

    def document(self) -> dict[str, Any]:
        """The case file."""
        document: dict[str, Any] = {"schema": FORMAT, "patient": {}, "episode": {}}
        if self._on:
            document["assessed_on"] = self._on.isoformat()
        for key, value in self._facts.items():
            *tables, last = key.split(".")
            table = document
            for name in tables:
                table = table.setdefault(name, {})
            table[last] = value
        document["patient"]["conditions"] = sorted(set(self._lists.pop("conditions")))
        preferences = document.setdefault("preferences", {})
        preferences.update({name: list(dict.fromkeys(v)) for name, v in self._lists.items() if v})
        document["findings"] = list(self._findings.values())
        document["measures"] = [self._score(*entry) for entry in self._scores.items()]
        return document

    def _results(self, question: Question, names: Iterable[str], positive: bool | None) -> None:
        if positive is None:
            return
        for name in names:
            for side in self._where(question, name):
                self._record(name, side, Result.POSITIVE if positive else Result.NEGATIVE)

    def _where(self, question: Question, name: str) -> Sequence[Side | None]:
        if name not in self._questionnaire.sided:
            return (None,)
        return (question.side,) if question.side else self._sides

    def _record(self, name: str, side: Side | None, result: Result) -> None:
        place = (name, side or "")
        if result is Result.POSITIVE or place not in self._findings:
            entry = {"id": name, "side": side and side.value, "result": result.value}
            self._findings[place] = {key: value for key, value in entry.items() if value}

    def _choose(self, question: Question, answer: Any) -> None:
        chosen = chosen_of(question, self._answers)
        for option in chosen:
            self._results(question, option.finding, positive=True)
            self._results(question, option.negative, positive=False)
            self._lists["conditions"] += [option.condition] if option.condition else []
            self._lists["sports"] += [option.sport] if option.sport else []
            self._lists["equipment"] += [option.equipment] if option.equipment else []
            if question.fact:
                self._facts[question.fact] = option.value
        if question.kind is QuestionKind.SEVERAL and NOTHING_ELSE in answer:
            for option in question.options:
                if option not in chosen:
                    self._results(question, option.finding, positive=False)

    def _count(self, question: Question, number: float) -> None:
        if question.fact:
            self._facts[question.fact] = number
        if question.measure:
            self._scores.setdefault(question.measure, []).append(number)
        for name in question.finding:
            self._findings[name, ""] = {"id": name, "value": number}

    def _draw(self, answer: Mapping[str, Any]) -> None:
        changes = self._questionnaire.by_id.get(CHANGES_SIDE)
        moves = changes is not None and bool(said_yes(changes, self._answers))
        found = self._chart.findings(
            answer["places"], is_complete=answer["is_complete"], changes_sides=moves
        )
        for finding in found:
            self._record(finding.id, finding.side, finding.result or Result.NOT_DONE)

    def _score(self, name: str, values: list[float]) -> dict[str, Any]:
        """A score; of several the mean, as the scale of activities is scored."""
        score: dict[str, Any] = {"id": name, "value": round(sum(values) / len(values), 1)}
        return score | ({"taken_on": self._on.isoformat()} if self._on else {})
