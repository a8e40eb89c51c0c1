"""One answer of a person about themselves: what is right with it, or what to do about it.

Answers are plain JSON values, so that they can be kept in a session and in a row. What people
typed is passed in as it came: texts, lists of texts and tables of texts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sijoint.casefile.error import shortened
from sijoint.clinical.case import Finding, Side
from sijoint.evidence.questionnaire import NOTHING_ELSE, Question, QuestionKind
from sijoint.language import message

YES, NO, UNSURE = "yes", "no", "unsure"
TRI = (YES, NO, UNSURE)
WEEKS_IN = {"days": 1 / 7, "weeks": 1.0, "months": 52 / 12, "years": 52.0}
"""Units of a duration. Three months are 13 weeks, so 12 or more."""

LONGEST_TEXT = 200
LONGEST_NUMBER = 12
MOST_ON_SCALE = 10

CHOOSE = message("Choose an answer.")
NOT_LISTED = message("“{value}” is not on the list. Choose an answer.")
TICK = message("Tick what is true, or tick ‘Nothing else on this list’.")
PLACE = message("Choose at least one place, or choose ‘I cannot say’.")
BOTH_PLACES = message("You chose places and ‘I cannot say’ too. Keep one of the two.")
ENTER = message("Enter a number from {least} to {most}.")
NO_NUMBER = message("“{value}” is not a number. Enter a number from {least} to {most}.")
TOO_LOW = message("{value} is too low. Enter {least} to {most}.")
TOO_HIGH = message("{value} is too high. Enter {least} to {most}.")
HOW_LONG = message("Enter a number, and choose days, weeks, months or years.")
NO_LENGTH = message("“{value}” is not a number. Enter how many days, weeks, months or years.")
NEGATIVE_LENGTH = message("{value} is too low. Enter 0 or more.")
TOO_LONG_AGO = message("{value} weeks are too many. Enter at most {most} weeks.")
LONG_TEXT = message("{value} characters are too many. Use at most {most}.")
STRANGE_TEXT = message("One of the characters cannot be saved. Type the text again.")
RATE = message("Choose how well it goes now, from 0 to 10.")
NAME = message("You chose {value}. Write what you want to do again.")
LEFT_AND_RIGHT = message("You marked the left side and chose the right. Change one of them.")
RIGHT_AND_LEFT = message("You marked the right side and chose the left. Change one of them.")
PAIN_BEFORE_BIRTH = message("Age {value} is less than the years of pain you entered. Check both.")

# Control characters, and halves of characters, which no file can hold.
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer.

    Parameters
    ----------
    text : str
        English, with gaps: what is wrong and what to do.
    values : mapping of str to str
        What fills the gaps.
    """

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


class Chart(Protocol):
    """What is known of the body chart."""

    @property
    def places(self) -> Collection[str]:
        """Every place that can be chosen."""
        ...

    def sides(self, places: Sequence[str]) -> frozenset[Side]:
        """The sides of the body on which these places are; the middle is on none."""
        ...

    def findings(
        self, places: Sequence[str], *, is_complete: bool, changes_sides: bool
    ) -> Sequence[Finding]:
        """The findings that follow from places in pain."""
        ...

    def follow_ups(self, places: Sequence[str]) -> Sequence[tuple[str, Side | None]]:
        """Findings that are worth asking about, with a side where they have one."""
        ...


Answer = Any
"""A value that JSON can write."""

Read = Callable[[Question, Any, Chart], "Answer | Problem | None"]


def read(question: Question, raw: Any, chart: Chart) -> Answer | Problem | None:
    """The answer to a question.

    Parameters
    ----------
    question : Question
    raw : object
        As it was sent or kept.
    chart : Chart

    Returns
    -------
    JSON value, Problem or None
        None when there is no answer, and none is needed.
    """
    answer = _READERS[question.kind](question, raw, chart)
    if answer is None and question.required:
        return Problem(_MISSING[question.kind], _limits(question))
    return answer


def read_again(raw: Any) -> str | Problem | None:
    """The answer of somebody who was not sure and is asked in other words."""
    return _listed(raw, TRI)


def weeks_of(duration: Mapping[str, Any]) -> float:
    """The weeks of a duration."""
    return round(float(duration["number"]) * WEEKS_IN[duration["unit"]], 2)


def number_of(raw: Any) -> float | None:
    """A number as people type it, with a point or a comma; None when it is none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return float(raw) if math.isfinite(raw) and abs(raw) < 10**LONGEST_NUMBER else None
    if not isinstance(raw, str) or len(raw.strip()) > LONGEST_NUMBER:
        return None
    return float(raw.strip().replace(",", ".")) if _NUMBER.fullmatch(raw.strip()) else None


def _is_empty(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _shown(raw: Any) -> str:
    return shortened(raw.strip() if isinstance(raw, str) else str(raw), 40)


def _limits(question: Question) -> dict[str, str]:
    least, most = question.minimum or 0, question.maximum
    if question.kind is QuestionKind.SCALE:
        most = MOST_ON_SCALE
    return {"least": f"{least:g}", "most": f"{most or 0:g}"}


def _listed(raw: Any, names: Collection[str]) -> str | Problem | None:
    if _is_empty(raw):
        return None
    if isinstance(raw, str) and raw in names:
        return raw
    return Problem(NOT_LISTED, {"value": _shown(raw)})


def _tri(_question: Question, raw: Any, _chart: Chart) -> str | Problem | None:
    return _listed(raw, TRI)


def _choice(question: Question, raw: Any, _chart: Chart) -> str | Problem | None:
    return _listed(raw, [option.id for option in question.options])


def _several(question: Question, raw: Any, _chart: Chart) -> list[str] | Problem | None:
    if _is_empty(raw) or raw == []:
        return None
    if not isinstance(raw, list):
        return Problem(NOT_LISTED, {"value": _shown(raw)})
    known = [*(option.id for option in question.options), NOTHING_ELSE]
    if unknown := [each for each in raw if each not in known]:
        return Problem(NOT_LISTED, {"value": _shown(unknown[0])})
    return [name for name in known if name in raw]


def _number(question: Question, raw: Any, _chart: Chart) -> float | Problem | None:
    return None if _is_empty(raw) else _ranged(question, raw)


def _ranged(question: Question, raw: Any) -> float | Problem:
    number, limits = number_of(raw), _limits(question)
    if number is None:
        return Problem(NO_NUMBER, {"value": _shown(raw), **limits})
    shown = f"{number:.15g}"
    if question.minimum is not None and number < question.minimum:
        return Problem(TOO_LOW, {"value": shown, **limits})
    if question.maximum is not None and number > question.maximum:
        return Problem(TOO_HIGH, {"value": shown, **limits})
    return number


def _scale(question: Question, raw: Any, _chart: Chart) -> int | Problem | None:
    if _is_empty(raw):
        return None
    number = number_of(raw)
    if number is None or number not in range(MOST_ON_SCALE + 1):
        return Problem(NO_NUMBER, {"value": _shown(raw), **_limits(question)})
    return int(number)


def _duration(question: Question, raw: Any, _chart: Chart) -> dict[str, Any] | Problem | None:
    if _is_empty(raw):
        return None
    if not isinstance(raw, dict):
        return Problem(HOW_LONG)
    typed, unit = raw.get("number"), raw.get("unit")
    if _is_empty(typed):
        return None if not question.required or _is_empty(unit) else Problem(HOW_LONG)
    number = number_of(typed)
    if number is None:
        return Problem(NO_LENGTH, {"value": _shown(typed)})
    if number < 0:
        return Problem(NEGATIVE_LENGTH, {"value": f"{number:g}"})
    if not isinstance(unit, str) or unit not in WEEKS_IN:
        return Problem(HOW_LONG)
    answer = {"number": number, "unit": unit}
    if question.maximum is not None and weeks_of(answer) > question.maximum:
        weeks = f"{weeks_of(answer):.0f}"
        return Problem(TOO_LONG_AGO, {"value": weeks, "most": f"{question.maximum:g}"})
    return answer


def _text(question: Question, raw: Any, _chart: Chart) -> str | Problem | None:
    return None if _is_empty(raw) else _checked_text(raw, int(question.maximum or LONGEST_TEXT))


def _checked_text(raw: Any, most: int) -> str | Problem:
    text = raw.strip().replace("\r\n", "\n") if isinstance(raw, str) else "\0"
    if _STRANGE.search(text):
        return Problem(STRANGE_TEXT)
    if len(text) > most:
        return Problem(LONG_TEXT, {"value": str(len(text)), "most": str(most)})
    return text


def _activity(question: Question, raw: Any, chart: Chart) -> dict[str, Any] | Problem | None:
    if _is_empty(raw):
        return None
    table = raw if isinstance(raw, dict) else {"text": raw}
    if _is_empty(table.get("text")):
        rated = table.get("now")
        return None if _is_empty(rated) else Problem(NAME, {"value": _shown(rated)})
    text = _checked_text(table["text"], LONGEST_TEXT)
    if isinstance(text, Problem):
        return text
    now = _scale(question, table.get("now"), chart)
    if now is None or isinstance(now, Problem):
        return Problem(RATE)
    return {"text": text, "now": now}


def _body_chart(_question: Question, raw: Any, chart: Chart) -> dict[str, Any] | Problem | None:
    if _is_empty(raw):
        return None
    places = raw.get("places") if isinstance(raw, dict) else None
    if not isinstance(places, list):
        return Problem(PLACE)
    if unknown := [p for p in places if not isinstance(p, str) or p not in chart.places]:
        return Problem(NOT_LISTED, {"value": _shown(unknown[0])})
    cannot_say = raw.get("cannot_say") is True
    if bool(places) == cannot_say:
        return Problem(BOTH_PLACES if cannot_say else PLACE)
    return {
        "places": [place for place in chart.places if place in places],
        "is_complete": bool(places) and raw.get("is_complete") is True,
        "cannot_say": cannot_say,
    }


_READERS: Mapping[QuestionKind, Read] = {
    QuestionKind.YES_NO_UNSURE: _tri,
    QuestionKind.CHOICE: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.NUMBER: _number,
    QuestionKind.SCALE: _scale,
    QuestionKind.DURATION: _duration,
    QuestionKind.TEXT: _text,
    QuestionKind.ACTIVITY: _activity,
    QuestionKind.BODY_CHART: _body_chart,
}
_MISSING: Mapping[QuestionKind, str] = {
    QuestionKind.YES_NO_UNSURE: CHOOSE,
    QuestionKind.CHOICE: CHOOSE,
    QuestionKind.SEVERAL: TICK,
    QuestionKind.NUMBER: ENTER,
    QuestionKind.SCALE: CHOOSE,
    QuestionKind.DURATION: HOW_LONG,
    QuestionKind.TEXT: CHOOSE,
    QuestionKind.ACTIVITY: CHOOSE,
    QuestionKind.BODY_CHART: PLACE,
}
