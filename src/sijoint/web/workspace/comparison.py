"""Two evaluations of one person side by side: what changed, and what did not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

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
from sijoint.web.panel.safety import danger_signs
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
    """One thing at both times; `is_changed` where they differ.

    Parameters
    ----------
    name, before, now : str
    is_known : bool
        False where it was recorded at one time only: whether it changed is not known.
    """

    name: str
    before: str
    now: str
    is_known: bool = True

    @property
    def is_changed(self) -> bool:
        """Whether it differs."""
        return self.is_known and self.before != self.now


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together."""

    title: str
    lines: tuple[Line, ...]

    @property
    def changed(self) -> int:
        """How many lines differ."""
        return sum(line.is_changed for line in self.lines)


@dataclass(frozen=True, slots=True)
class Screen:
    """What an answer leaves out of its safety.

    Parameters
    ----------
    set_aside : collection of str
        Ids of the rules that a clinician had set aside.
    open : int
        How many danger signs were not asked.
    """

    set_aside: Collection[str]
    open: int


def screen_of(board: Board) -> Screen:
    """The screen of an evaluation, by the rules of today."""
    rules = knowledge.current().evidence.safety
    signs = danger_signs(board.case, rules).open if board.case else ()
    return Screen(board.recorded.set_aside, len(signs))


def headings(before: Evaluation, now: Evaluation) -> tuple[str, str]:
    """The day of each, with the time at which it began where both have the same day."""
    first, second = (date_format(each.assessed_on, "DATE_FORMAT") for each in (before, now))
    if first != second:
        return first, second
    times = (timezone.localtime(each.started_at).strftime("%H:%M") for each in (before, now))
    return f"{first}, {next(times)}", f"{second}, {next(times)}"


def compare(before: Board, now: Board) -> tuple[Part, ...]:
    """Scores, what the findings were worth, then the findings by section."""
    words = now.words
    screens = (screen_of(before), screen_of(now))
    parts = [
        Part(words.say("Scores"), tuple(_scores(before.evaluation, now.evaluation, words))),
        Part(
            words.say("What the findings are worth"),
            tuple(worth(_answer(before), _answer(now), words, screens=screens)),
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
            numbers = (_number(each.get(name), words) for each in (old, new))
            yield _recorded(words.title("measure", name), *numbers, words)


def worth(
    before: Answered, now: Answered, words: Wording, *, screens: tuple[Screen, Screen]
) -> Iterator[Line]:
    """Safety, each source of pain with its interval, and the profile, of two answers.

    Parameters
    ----------
    before, now : mapping
        In the format `sijoint.assessment/1`; empty where nothing was answered.
    words : Wording
        The language.
    screens : two of Screen
        Before and now.
    """
    levels = [
        _safety(answer, screen, words)
        for answer, screen in zip((before, now), screens, strict=True)
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


def _safety(answer: Answered, screen: Screen, words: Wording) -> str:
    """What fired and what was set aside; else how much was asked, for missing is never negative."""
    if not answer:
        return NOTHING
    said = [alert["id"] for alert in answer["safety"]["alerts"]]
    said += [words.say("{rule} set aside", rule=each) for each in sorted(screen.set_aside)]
    if said:
        return ", ".join(said)
    asked = len(answer["safety"]["asked"])
    if not asked:
        return words.say("No warning sign was asked about yet")
    of = asked + screen.open
    return words.say("No danger sign reported, {asked} of {of} asked", asked=asked, of=of)


def _label(answer: Answered, words: Wording) -> str:
    profile = answer.get("profile")
    return words.say(LABELS[profile["label"]]) if profile else NOTHING


def _findings(section: str, before: Board, now: Board) -> Iterator[Line]:
    keys = [key for key in before.given | now.given if section_of(key[0]) == section]
    order = list(knowledge.current().vocabulary.findings)
    for key in sorted(keys, key=lambda each: (order.index(each[0]), each[1])):
        name = now.words.title("finding", key[0])
        yield _recorded(
            f"{name}, {now.words.side(key[1])}" if key[1] else name,
            _found(key, before),
            _found(key, now),
            now.words,
        )


def _recorded(name: str, before: str, now: str, words: Wording) -> Line:
    """A score or a finding: what was recorded once has not changed."""
    if now == NOTHING:
        return Line(name, before, words.say("Not recorded this time"), is_known=False)
    if before == NOTHING:
        return Line(name, words.say("Not recorded then"), now, is_known=False)
    return Line(name, before, now)


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
