"""The file of a record of care, `sijoint.record/1`: TOML in, a checked record out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationError

from sijoint.casefile.case import Day, Entry, Side, Text
from sijoint.casefile.document import Document, parse
from sijoint.casefile.error import InvalidCaseError, UnreadableCaseError
from sijoint.casefile.problem import Place, Problem, number_words, report, show, unknown
from sijoint.casefile.read import LARGEST_FILE
from sijoint.clinical.case import Result
from sijoint.clinical.vocabulary import FindingKind, Vocabulary
from sijoint.documents import record as care

Known = Callable[[str], Collection[str]]
"""The ids of an array of the evidence."""

Rating = Annotated[float, Field(ge=0, le=10)]
Sessions = Annotated[int, Field(ge=0, le=200)]


class VisitEntry(Entry):
    """A visit."""

    model_config = ConfigDict(title="Visit")

    on: Day
    kind: Annotated[care.VisitKind, Field(strict=False)]


class HomeWeekEntry(Entry):
    """A week of the home programme."""

    model_config = ConfigDict(title="Week at home")

    starts_on: Day
    planned: Annotated[int, Field(ge=1, le=200)]
    done: Sessions


class ScoreEntry(Entry):
    """A score, with the keys of the case file."""

    model_config = ConfigDict(title="Score")

    id: str
    value: float
    taken_on: Day


class DatedTestEntry(Entry):
    """What a test showed: a result, or the value of a graded test."""

    model_config = ConfigDict(title="Test")

    id: str
    taken_on: Day
    result: Annotated[Result, Field(strict=False)] | None = None
    value: float | None = None
    side: Side | None = None
    pain_side: Side | None = None


class TriedEntry(Entry):
    """Something that was tried."""

    model_config = ConfigDict(title="Tried")

    kind: Annotated[care.TriedKind, Field(strict=False)]
    id: str
    started_on: Day
    ended_on: Day | None = None
    answer: Annotated[care.Answer, Field(strict=False)] = care.Answer.NOT_KNOWN


class GoalEntry(Entry):
    """A goal."""

    model_config = ConfigDict(title="Goal")

    text: Text
    before: Rating
    now: Rating


class RecordFile(Entry):
    """The whole file."""

    model_config = ConfigDict(title="sijoint record of care")

    schema_: Literal["sijoint.record/1"] = Field(alias="schema")
    started_on: Day
    ended_on: Day | None = None
    visits: list[VisitEntry] = Field(default=[])
    home_weeks: list[HomeWeekEntry] = Field(default=[])
    measures: list[ScoreEntry] = Field(default=[])
    tests: list[DatedTestEntry] = Field(default=[])
    tried: list[TriedEntry] = Field(default=[])
    goals: list[GoalEntry] = Field(default=[])

    def to_record(self) -> care.CareRecord:
        """The frozen value."""
        return care.CareRecord(
            started_on=self.started_on,
            ended_on=self.ended_on,
            visits=tuple(care.Visit(**dict(each)) for each in self.visits),
            home_weeks=tuple(care.HomeWeek(**dict(each)) for each in self.home_weeks),
            scores=tuple(care.Score(**dict(each)) for each in self.measures),
            tests=tuple(care.DatedTest(**dict(each)) for each in self.tests),
            tried=tuple(care.Tried(**dict(each)) for each in self.tried),
            goals=tuple(care.Goal(**dict(each)) for each in self.goals),
        )


def read_record(path: Path, vocabulary: Vocabulary, known: Known) -> care.CareRecord:
    """Read a record of care from a TOML file.

    Parameters
    ----------
    path : Path
        At most 1 MB.
    vocabulary : Vocabulary
        The findings and measures that it may name.
    known : callable
        The ids of an array of the evidence, for what was tried.

    Raises
    ------
    CaseError
        If the file cannot be read, is no TOML, or breaks the format `sijoint.record/1`; its
        text is one physical line that names the place.
    """
    file = str(path)
    document = parse(_text(path, file), is_json=False, file=file)
    try:
        found = RecordFile.model_validate(document)
    except ValidationError as error:
        raise _misshapen(file, document, error) from None
    problems = [*_times(found), *_names(found, vocabulary, known), *_twice(found)]
    if problems:
        raise report(file, document, problems)
    return found.to_record()


def _text(path: Path, file: str) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableCaseError(
            file, "", "", f"cannot be read: {reason.lower()}", "a readable file"
        ) from None
    if len(data) > LARGEST_FILE:
        raise UnreadableCaseError(file, complaint="is too large", allowed="at most 1 MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableCaseError(file, complaint="is not UTF-8 text", allowed="UTF-8") from None


def _misshapen(file: str, document: Document, error: ValidationError) -> InvalidCaseError:
    problems = []
    for details in error.errors(include_url=False):
        if details["type"] == "missing":
            problems.append(Problem(details["loc"], "", "is missing", "a value"))
        elif details["type"] == "extra_forbidden":
            problems.append(Problem(details["loc"], "", "is not a known key", "leave it out"))
        else:
            allowed = details["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
            problems.append(Problem(details["loc"], show(details["input"]), allowed=allowed))
    return report(file, document, problems)


def _times(found: RecordFile) -> Iterator[Problem]:
    last = found.ended_on or date.max
    if last < found.started_on:
        yield Problem(("ended_on",), show(found.ended_on), "is before started_on", "a later day")
        return
    for place, visit in enumerate(found.visits):
        if not found.started_on <= visit.on <= last:
            first = f"{found.started_on} or later"
            allowed = first if found.ended_on is None else f"{found.started_on} to {last}"
            yield Problem(("visits", place, "on"), show(visit.on), "is outside the care", allowed)
    for place, week in enumerate(found.home_weeks):
        if week.done > week.planned:
            allowed = f"at most the {week.planned} planned"
            yield Problem(("home_weeks", place, "done"), show(week.done), allowed=allowed)


def _twice(found: RecordFile) -> Iterator[Problem]:
    """Two answers to one question on one day: nobody could tell which is right."""
    scores: dict[tuple[object, ...], object] = {}
    for place, score in enumerate(found.measures):
        key = (score.id, score.taken_on)
        if scores.setdefault(key, score.value) != score.value:
            yield _second(("measures", place, "value"), score.value, score.taken_on)
    tests: dict[tuple[object, ...], object] = {}
    for place, test in enumerate(found.tests):
        told = test.result if test.value is None else test.value
        if tests.setdefault((test.id, test.side, test.taken_on), told) != told:
            name = "result" if test.value is None else "value"
            yield _second(("tests", place, name), told, test.taken_on)


def _second(place: Place, value: object, day: date) -> Problem:
    return Problem(place, show(value), f"is the second answer for {day}", "one for each day")


def _names(found: RecordFile, vocabulary: Vocabulary, known: Known) -> Iterator[Problem]:
    for place, score in enumerate(found.measures):
        kind = vocabulary.measures.get(score.id)
        if kind is None:
            yield unknown(("measures", place, "id"), score.id, vocabulary.measures, "measure")
        elif not kind.minimum <= score.value <= kind.maximum:
            allowed = number_words(kind.minimum, kind.maximum)
            yield Problem(("measures", place, "value"), show(score.value), allowed=allowed)
    for place, test in enumerate(found.tests):
        yield from _test(place, test, vocabulary)
    for place, tried in enumerate(found.tried):
        ids = known(tried.kind)
        if tried.id not in ids:
            complaint = f"is not a known {tried.kind.replace('_', ' ')}"
            allowed = f'an id of "sijoint evidence list --kind {tried.kind}"'
            where: Place = ("tried", place, "id")
            yield Problem(where, show(tried.id), complaint, allowed, name=tried.id, known=ids)


def _test(place: int, test: DatedTestEntry, vocabulary: Vocabulary) -> Iterator[Problem]:
    kind = vocabulary.findings.get(test.id)
    if kind is None:
        yield unknown(("tests", place, "id"), test.id, vocabulary.findings, "finding")
        return
    if kind.side != (test.side is not None):
        allowed = "left, right" if kind.side else "leave it out"
        yield _missing_or_not(("tests", place, "side"), test.side, allowed)
    if test.pain_side is not None and not kind.has_pain_side:
        yield _missing_or_not(("tests", place, "pain_side"), test.pain_side, "leave it out")
    yield from _answer(place, test, kind)


def _answer(place: int, test: DatedTestEntry, kind: FindingKind) -> Iterator[Problem]:
    """A graded test carries a value, every other a result."""
    wanted, other = ("value", "result") if kind.is_graded else ("result", "value")
    if getattr(test, other) is not None:
        yield _missing_or_not(("tests", place, other), getattr(test, other), "leave it out")
    allowed = number_words(kind.minimum, kind.maximum) if kind.is_graded else ", ".join(Result)
    if getattr(test, wanted) is None:
        yield _missing_or_not(("tests", place, wanted), None, allowed)
    elif test.value is not None and not _is_within(test.value, kind):
        yield Problem(("tests", place, "value"), show(test.value), allowed=allowed)


def _is_within(value: float, kind: FindingKind) -> bool:
    low, high = kind.minimum, kind.maximum
    return low is None or high is None or low <= value <= high


def _missing_or_not(place: Place, value: object, allowed: str) -> Problem:
    """A key that must be there and is not, or the other way round."""
    if value is None:
        return Problem(place, "", "is missing", allowed)
    shown = show(str(value)) if isinstance(value, str) else show(value)
    return Problem(place, shown, "is not allowed", allowed)
