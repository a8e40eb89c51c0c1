"""The note drafted from what was found: facts in the order of the room, for a clinician to edit."""

from __future__ import annotations

from collections.abc import Iterator

from sijoint.clinical.case import Result
from sijoint.documents.wording import Wording
from sijoint.language import message
from sijoint.records.models import Answer
from sijoint.web.panel.panel import Panel
from sijoint.web.workspace.board import Board
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


def draft(board: Board) -> str:
    """The draft, one paragraph for each section that holds an answer, then what it is worth."""
    paragraphs = [
        f"{board.title_of(each.id)}. {' '.join(said)}"
        for each in sections()
        if (said := list(_said(each.id, each.findings, board)))
    ]
    head = [board.facts_line] if board.facts_line else []
    return "\n\n".join([*head, *paragraphs, *_worth(board)])


def _said(section: str, names: tuple[str, ...], board: Board) -> Iterator[str]:
    words = board.words
    answers = [a for name in names for a in _answers(name, board)]
    if section in TOLD:
        for sentence, result in zip(TOLD[section], (Result.POSITIVE, Result.NEGATIVE), strict=True):
            listed = [_name(a, words) for a in answers if a.result == result]
            if listed:
                yield words.say(sentence, names=words.joined(listed)) + "."
    else:
        for result, sentence in WORDS.items():
            listed = [_found(a, words) for a in answers if a.result == result]
            if listed:
                yield words.say(sentence, names=words.joined(listed)) + "."
    for answer in answers:
        if answer.value is not None:
            yield f"{_name(answer, words)}: {words.number(answer.value)}."


def _answers(finding_id: str, board: Board) -> list[Answer]:
    held = (board.answers.get((finding_id, side)) for side in ("", "left", "right"))
    return [answer for answer in held if answer is not None and answer.is_set]


def _name(answer: Answer, words: Wording) -> str:
    name = words.title("finding", answer.finding_id)
    return f"{name}, {words.side(answer.side)}" if answer.side else name


def _found(answer: Answer, words: Wording) -> str:
    """The name, with what the person felt where it matters."""
    said = [_name(answer, words)]
    if answer.familiar_pain is False:
        said.append(words.say("not the familiar pain"))
    if answer.location:
        said.append(words.say(PLACES[answer.location]))
    return said[0] if len(said) == 1 else f"{said[0]} ({', '.join(said[1:])})"


PLACES = {
    "posterior": message("felt at the back"),
    "groin": message("felt in the groin"),
    "lateral": message("felt at the side"),
    "midline": message("felt in the midline"),
    "other": message("felt elsewhere"),
}


def _worth(board: Board) -> Iterator[str]:
    words, panel = board.words, board.panel
    for waiver in board.waivers.values():
        yield words.say("Screen waived ({gate}): {reason}", gate=waiver.gate, reason=waiver.reason)
    if panel is None:
        return
    yield from _answer(panel, words)
    for each in panel.conclusions:
        yield words.say("{said}. Because: {reason}", said=each.said, reason=each.reason)


def _answer(panel: Panel, words: Wording) -> Iterator[str]:
    yield words.say("Safety: {title}", title=panel.safety.title)
    if panel.differential is not None:
        yield panel.live
