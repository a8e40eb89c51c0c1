"""Two evaluations of one person side by side: what changed, and what did not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sijoint.casefile.answer import answer_of
from sijoint.clinical.differential import STANDS_OUT
from sijoint.clinical.hypothesis import OTHER
from sijoint.clinical.phrase import Phrase
from sijoint.documents.percent import highest_of, percent, percent_range
from sijoint.documents.report.likely import OF_INTEREST
from sijoint.documents.report.value import value_words
from sijoint.documents.wording import Wording
from sijoint.evidence.text import Texts
from sijoint.language import message
from sijoint.records import knowledge
from sijoint.records.models import Evaluation
from sijoint.web.workspace.board import Board
from sijoint.web.workspace.note import felt_words
from sijoint.web.workspace.section import section_of, sections, title_of

Answered = Mapping[str, Any]
"""An answer in the format `sijoint.assessment/1`."""

RESULTS = {
    "positive": message("Positive"),
    "negative": message("Negative"),
    "not_done": message("Not done"),
}
NOTHING = "–"
"""Stands for what was not recorded."""

LABELS = {
    "hypermobile": message("hypermobile"),
    "stiff": message("stiff"),
    "sensitized": message("sensitized"),
    "mixed": message("mixed"),
    "undetermined": message("undetermined"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing at both times; `is_changed` where they differ."""

    name: str
    before: str
    now: str

    @property
    def is_changed(self) -> bool:
        """Whether it differs."""
        return self.before != self.now


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together."""

    title: str
    lines: tuple[Line, ...]

    @property
    def changed(self) -> int:
        """How many lines differ."""
        return sum(line.is_changed for line in self.lines)


def compare(before: Board, now: Board) -> tuple[Part, ...]:
    """Scores, what the findings were worth, then the findings by section."""
    words = now.words
    set_aside = (before.recorded.set_aside, now.recorded.set_aside)
    parts = [
        Part(words.say("Scores"), tuple(_scores(before.evaluation, now.evaluation, words))),
        Part(
            words.say("What the findings are worth"),
            tuple(worth(_answer(before), _answer(now), words, set_aside=set_aside)),
        ),
        *(
            Part(title_of(each.id, words), tuple(_findings(each.id, before, now)))
            for each in sections()
        ),
    ]
    return tuple(part for part in parts if part.lines)


def _scores(before: Evaluation, now: Evaluation, words: Wording) -> Iterator[Line]:
    old, new = ({s.measure_id: s.value for s in e.scores.all()} for e in (before, now))
    for name in knowledge.current().vocabulary.measures:
        if name in old or name in new:
            yield Line(
                words.title("measure", name),
                _number(old.get(name), words),
                _number(new.get(name), words),
            )


def worth(
    before: Answered,
    now: Answered,
    words: Wording,
    *,
    set_aside: tuple[Collection[str], Collection[str]],
) -> Iterator[Line]:
    """Safety, each source of pain with its interval, and the profile, of two answers.

    Parameters
    ----------
    before, now : mapping
        In the format `sijoint.assessment/1`; empty where nothing was answered.
    words : Wording
        The language.
    set_aside : two collections of str
        Ids of the safety rules that a clinician had set aside before and now: an answer leaves
        them out.
    """
    levels = [
        _safety(answer, aside, words)
        for answer, aside in zip((before, now), set_aside, strict=True)
    ]
    yield Line(words.say("Safety"), *levels)
    old, new = _rows(before), _rows(now)
    if _has_no_leader(before) or _has_no_leader(now):
        yield Line(words.say("Leading source"), _leader(before, words), _leader(now, words))
    for key in dict.fromkeys([*new, *old]):
        yield Line(_source(key, words), _share(old.get(key), words), _share(new.get(key), words))
    yield Line(words.say("Working profile"), _label(before, words), _label(now, words))


def _answer(board: Board) -> Answered:
    """The signed answer, else the one of now; empty when there is none."""
    if board.evaluation.answer is not None:
        return board.evaluation.answer
    if board.assessment is None:
        return {}
    return answer_of(board.assessment, Texts(knowledge.current().raw))


def _rows(answer: Answered) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The rows in the order of the panel: the joint in question, then the most likely."""
    rows = list(answer.get("differential") or ())
    if not _has_no_leader(answer):
        rows.sort(key=lambda row: (row["source"] == OTHER, -(row["probability"] or 0.0)))
    rows.sort(key=lambda row: row["source"] not in OF_INTEREST)
    return {(row["source"], row.get("side") or ""): row for row in rows}


def _leading(answer: Answered) -> Mapping[str, Any] | None:
    """The named source that stands out most; None where none does."""
    named = [r for r in answer.get("differential") or () if r["source"] != OTHER]
    first = max(named, key=lambda row: row["probability"] or 0.0, default=None)
    return first if first is not None and (first["probability"] or 0.0) >= STANDS_OUT else None


def _has_no_leader(answer: Answered) -> bool:
    return bool(answer.get("differential")) and _leading(answer) is None


def _leader(answer: Answered, words: Wording) -> str:
    if not answer.get("differential"):
        return NOTHING
    first = _leading(answer)
    if first is None:
        return words.render(Phrase("differential.no_leader"))
    return _source((first["source"], first.get("side") or ""), words)


def _source(key: tuple[str, str], words: Wording) -> str:
    source, side = key
    name = words.text(f"pain_source.{source}.clinician")
    return f"{name}, {words.side(side)}" if side else name


def _share(row: Mapping[str, Any] | None, words: Wording) -> str:
    if row is None or row["probability"] is None:
        return NOTHING
    highest = highest_of(row["source"])
    low, high = row["interval"]
    return words.say(
        "{range}, point {percent}",
        range=percent_range((low, high), highest, words),
        percent=percent(row["probability"], highest, words),
    )


def _safety(answer: Answered, set_aside: Collection[str], words: Wording) -> str:
    if not answer:
        return NOTHING
    said = [alert["id"] for alert in answer["safety"]["alerts"]]
    said += [words.say("{rule} set aside", rule=each) for each in sorted(set_aside)]
    return ", ".join(said) or words.say("No danger sign reported")


def _label(answer: Answered, words: Wording) -> str:
    profile = answer.get("profile")
    return words.say(LABELS[profile["label"]]) if profile else NOTHING


def _findings(section: str, before: Board, now: Board) -> Iterator[Line]:
    keys = [key for key in before.given | now.given if section_of(key[0]) == section]
    order = list(knowledge.current().vocabulary.findings)
    for key in sorted(keys, key=lambda each: (order.index(each[0]), each[1])):
        name = now.words.title("finding", key[0])
        yield Line(
            f"{name}, {now.words.side(key[1])}" if key[1] else name,
            _found(key, before),
            _found(key, now),
        )


def _found(key: tuple[str, str], board: Board) -> str:
    answer = board.answers.get(key)
    if answer is None or not answer.is_set:
        return NOTHING
    if answer.value is not None:
        return value_words(answer.finding_id, answer.value, board.words)
    felt = felt_words(answer, board.words)
    return ", ".join([board.words.say(RESULTS[answer.result]), *felt])


def _number(value: float | None, words: Wording) -> str:
    return NOTHING if value is None else words.number(value)
