"""The note drafted from what was found: facts in the order of the room, for a clinician to edit."""

from __future__ import annotations

from collections.abc import Iterator

from sijoint.clinical.case import Result
from sijoint.documents.report.value import scale_words, value_words
from sijoint.documents.wording import Wording
from sijoint.language import message
from sijoint.records.models import Answer
from sijoint.web.workspace.board import Board
from sijoint.web.workspace.note_answer import worth
from sijoint.web.workspace.section import sections

WORDS = {
    Result.POSITIVE: message("{names}: positive"),
    Result.NEGATIVE: message("{names}: negative"),
    Result.NOT_DONE: message("{names}: not done"),
}
TOLD = {
    "story": (message("Reports: {names}"), message("Does not report: {names}")),
    "safety": (message("Signs reported: {names}"), message("Signs not reported: {names}")),
}
PLACES = {
    "posterior": message("felt at the back"),
    "groin": message("felt in the groin"),
    "lateral": message("felt at the side"),
    "midline": message("felt in the midline"),
    "other": message("felt elsewhere"),
}
PAIN_SIDES = {
    "left": message("felt on the left"),
    "right": message("felt on the right"),
}
IRRITABILITY = {
    "low": message("Irritability: low."),
    "moderate": message("Irritability: moderate."),
    "high": message("Irritability: high."),
}


def draft(board: Board) -> str:
    """The draft: who it is, each section that holds an answer, scores, then what it is worth."""
    paragraphs = [
        f"{board.title_of(each.id)}. {' '.join(said)}"
        for each in sections()
        if (said := list(_said(each.id, each.findings, board)))
    ]
    head = [board.facts_line] if board.facts_line else []
    about = " ".join(_about(board))
    scores = list(_scores(board))
    return "\n\n".join(
        [*head, *([about] if about else []), *paragraphs, *scores, *worth(board)],
    )


def _about(board: Board) -> Iterator[str]:
    """Setting, irritability, conditions, sports and goals, as far as they are recorded."""
    words, facts = board.words, board.evaluation.facts
    episode, wishes = facts.get("episode", {}), facts.get("preferences", {})
    if "setting" in episode:
        setting = words.say(words.record("prior_setting", episode["setting"])["name"])
        yield words.say("Setting: {setting}.", setting=setting)
    if "irritability" in episode:
        yield words.say(IRRITABILITY[episode["irritability"]])
    conditions = facts.get("patient", {}).get("conditions")
    if conditions:
        names = words.joined(words.title("condition", each) for each in conditions)
        yield words.say("Conditions: {names}.", names=names)
    if wishes.get("sports"):
        names = words.joined(words.name(each) for each in wishes["sports"])
        yield words.say("Sports: {names}.", names=names)
    if wishes.get("goals"):
        yield words.say("Goals: {goals}.", goals=words.joined(wishes["goals"]))


def _scores(board: Board) -> Iterator[str]:
    """The scores with their names and the scales that they stand on."""
    words = board.words
    told = [
        words.say(
            "{measure}: {value} (scale {scale})",
            measure=words.title("measure", score.measure_id),
            value=words.number(score.value),
            scale=scale_words(score.measure_id, words),
        )
        for score in board.recorded.scores
    ]
    if told:
        yield words.say("Scores. {scores}.", scores=words.joined(told))


def _said(section: str, names: tuple[str, ...], board: Board) -> Iterator[str]:
    words = board.words
    answers = [a for name in names for a in _answers(name, board)]
    if section in TOLD:
        for sentence, result in zip(TOLD[section], (Result.POSITIVE, Result.NEGATIVE), strict=True):
            listed = [found_words(a, words) for a in answers if a.result == result]
            if listed:
                yield words.say(sentence, names=words.joined(listed)) + "."
    else:
        for result, sentence in WORDS.items():
            listed = [found_words(a, words) for a in answers if a.result == result]
            if listed:
                yield words.say(sentence, names=words.joined(listed)) + "."
    for answer in answers:
        if answer.value is not None:
            value = value_words(answer.finding_id, answer.value, words)
            yield f"{_name(answer, words)}: {value}."


def _answers(finding_id: str, board: Board) -> list[Answer]:
    held = (board.answers.get((finding_id, side)) for side in ("", "left", "right"))
    return [answer for answer in held if answer is not None and answer.is_set]


def _name(answer: Answer, words: Wording) -> str:
    name = words.title("finding", answer.finding_id)
    return f"{name}, {words.side(answer.side)}" if answer.side else name


def found_words(answer: Answer, words: Wording) -> str:
    """The name of a finding, with what the person felt and where."""
    said = felt_words(answer, words)
    name = _name(answer, words)
    return f"{name} ({', '.join(said)})" if said else name


def felt_words(answer: Answer, words: Wording) -> list[str]:
    """Whether it was the familiar pain, where it was felt, and on which side."""
    said = []
    if answer.familiar_pain is not None:
        familiar = words.say("familiar pain")
        said.append(familiar if answer.familiar_pain else words.say("not the familiar pain"))
    if answer.location:
        said.append(words.say(PLACES[answer.location]))
    if answer.pain_side:
        said.append(words.say(PAIN_SIDES[answer.pain_side]))
    return said
