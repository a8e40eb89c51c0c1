"""The course of care in tables: visits, sessions at home, measures, tests, what was tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sijoint.clinical.case import Case, Result, Side
from sijoint.documents.record import (
    Answer,
    CareRecord,
    DatedTest,
    Score,
    Tried,
    TriedKind,
    Visit,
    VisitKind,
)
from sijoint.documents.report.block import STRONG, facts, paragraph, section, table
from sijoint.documents.report.reference import References
from sijoint.documents.report.value import better_words, value_words
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording, sentence

TESTED = "provocation"
"""Section of the findings whose results a letter lists."""

NOT_TESTED = frozenset({"history", "questionnaire", "laboratory"})
WARNING = "red_flag"
"""Graded findings that nobody tests, by their position, and those of safety, by their section."""


def with_evaluation(case: Case, record: CareRecord, words: Wording) -> CareRecord:
    """The record, with the measures, provocation tests and graded tests of the evaluation.

    Only those with a day, for without one they have no place in a course; and only where the
    record says nothing else about that day.
    """
    scores = {
        (each.id, each.taken_on): Score(each.id, date.fromisoformat(each.taken_on), each.value)
        for each in case.measures
        if each.taken_on is not None
    }
    scores |= {(each.id, each.taken_on.isoformat()): each for each in record.scores}
    tests = {(each.id, each.side, each.taken_on): each for each in _tests_of(case, words)}
    tests |= {(each.id, each.side, each.taken_on): each for each in record.tests}
    return replace(record, scores=tuple(scores.values()), tests=tuple(tests.values()))


def _tests_of(case: Case, words: Wording) -> Iterator[DatedTest]:
    """The tests of a case that a letter lists, in the order of the case."""
    if case.assessed_on is None:
        return
    day = date.fromisoformat(case.assessed_on)
    for each in case.findings:
        kind = words.record("finding", each.id)
        is_listed = kind["section"] == TESTED and each.result is not None
        is_examined = kind["position"] not in NOT_TESTED and kind["section"] != WARNING
        if is_listed or (each.value is not None and is_examined):
            yield DatedTest(each.id, day, each.result, each.side, each.value, each.pain_side)


def dates_section(record: CareRecord, words: Wording) -> Content:
    """First and last day, the number of visits of each kind, and every visit."""
    counts = Counter(visit.kind for visit in record.visits)
    said = words.joined(
        words.say("{kind}: {count}", kind=_visit_word(kind, words), count=counts[kind])
        for kind in VisitKind
        if counts[kind]
    )
    ended = words.say("care goes on") if record.ended_on is None else words.date(record.ended_on)
    first = facts(
        [
            (words.say("From"), words.date(record.started_on)),
            (words.say("To"), ended),
            (words.say("Visits"), said or words.say("none recorded")),
        ]
    )
    return section(words.say("Dates of care"), first, *_visits(record.visits, words))


def sessions_section(record: CareRecord, words: Wording) -> Content:
    """Sessions at home, planned and done, by week and together."""
    title = words.say("Sessions at home, planned and done")
    if not record.home_weeks:
        return section(title, paragraph(words.say("None were recorded.")))
    rows = [
        [words.date(week.starts_on), str(week.planned), str(week.done)]
        for week in sorted(record.home_weeks, key=lambda week: week.starts_on)
    ]
    headers = [words.say("Week from"), words.say("Planned"), words.say("Done")]
    together = paragraph(sentence(adherence(record, words)), STRONG)
    return section(title, table(headers, rows, numbers=(1, 2)), together)


def adherence(record: CareRecord, words: Wording) -> str:
    """Sessions done of those planned, and of how many weeks anybody knows.

    A share alone would count the weeks without a record as if they were like the others.
    """
    if record.weeks is None:
        return words.plural(
            "{done} of {planned} planned sessions, in the {n} week that is recorded so far",
            "{done} of {planned} planned sessions, in the {n} weeks that are recorded so far",
            record.recorded_weeks,
            done=record.done,
            planned=record.planned,
        )
    return words.plural(
        "{done} of {planned} planned sessions, in {recorded} of {n} week that is recorded",
        "{done} of {planned} planned sessions, in {recorded} of {n} weeks that are recorded",
        record.weeks,
        recorded=record.recorded_weeks,
        done=record.done,
        planned=record.planned,
    )


def measures_section(record: CareRecord, references: References, words: Wording) -> Content:
    """Every score in order of time, the change, and which change is important by the literature."""
    title = words.say("Measures over time")
    rows = [_measure(name, scores, references, words) for name, scores in record.series()]
    if not rows:
        return section(title, paragraph(words.say("None were recorded.")))
    headers = [
        words.say("Measure"),
        words.say("Scores"),
        words.say("Change"),
        words.say("Better when"),
        words.say("Important change"),
        words.say("Sources"),
    ]
    return section(title, table(headers, rows, widths=(2, 3, 0, 0, 0, 0), numbers=(2,)))


def tests_section(record: CareRecord, words: Wording) -> Content:
    """Every test with its results in order of time."""
    title = words.say("Tests and their results")
    rows = []
    for (name, side), results in record.repeated_tests():
        said = words.joined(
            words.say("{day}: {result}", day=words.date(r.taken_on), result=_answered(r, words))
            for r in results
        )
        rows.append([words.title("finding", name), words.side(side) if side else "", said])
    if not rows:
        return section(title, paragraph(words.say("None were recorded.")))
    headers = [words.say("Test"), words.say("Side"), words.say("Results")]
    return section(title, table(headers, rows, widths=(2, 0, 3)))


def tried_section(tried: Sequence[Tried], words: Wording) -> Content:
    """What was tried, from when to when, and how the person answered."""
    title = words.say("What was tried, and how it was answered")
    if not tried:
        return section(title, paragraph(words.say("Nothing was recorded.")))
    rows = [
        [
            _tried_name(each, words),
            words.date(each.started_on),
            words.say("goes on") if each.ended_on is None else words.date(each.ended_on),
            _answer(each.answer, words),
        ]
        for each in sorted(tried, key=lambda each: (each.started_on, each.kind, each.id))
    ]
    headers = [words.say("Tried"), words.say("From"), words.say("To"), words.say("Answer")]
    return section(title, table(headers, rows))


def _visits(visits: Sequence[Visit], words: Wording) -> list[Content]:
    rows = [
        [words.date(visit.on), _visit_word(visit.kind, words)]
        for visit in sorted(visits, key=lambda visit: visit.on)
    ]
    if not rows:
        return []
    return [table([words.say("Day"), words.say("Visit")], rows, widths=(1, 2))]


def _measure(
    name: str, scores: Sequence[Score], references: References, words: Wording
) -> list[str]:
    record = words.record("measure", name)
    said = words.joined(
        words.say("{score} ({day})", score=words.number(s.value), day=words.date(s.taken_on))
        for s in scores
    )
    important = _important(record.get("change", []))
    cited = references.cite(source for each in important.values() for source in each["source"])
    return [
        words.title("measure", name),
        said,
        _change(scores, words),
        better_words(name, words),
        _important_words(important, words),
        words.say("no source") if important and not cited else cited,
    ]


def _change(scores: Sequence[Score], words: Wording) -> str:
    if len(scores) == 1:
        return words.say("one score")
    change = scores[-1].value - scores[0].value
    sign = "−" if change < 0 else "+"
    return f"{sign}{words.number(abs(change))}" if change else "0"


def _important(changes: Sequence[Content]) -> dict[str, Content]:
    """The published minimal important change of the whole score, in points and as a share."""
    found: dict[str, Content] = {}
    for change in changes:
        if change.get("subscale") is None and change["kind"] in ("mic", "percent"):
            found.setdefault(change["kind"], change)
    return found


def _important_words(important: dict[str, Content], words: Wording) -> str:
    points = words.number(important["mic"]["value"]) if "mic" in important else ""
    share = words.percent(important["percent"]["value"] / 100) if "percent" in important else ""
    if points and share:
        return words.say("{points} or {share}", points=points, share=share)
    return points or share or words.say("not known")


def _visit_word(kind: VisitKind, words: Wording) -> str:
    return {
        VisitKind.EVALUATION: words.say("Evaluation"),
        VisitKind.TREATMENT: words.say("Treatment"),
        VisitKind.REVIEW: words.say("Review"),
        VisitKind.CALL: words.say("Call"),
    }[kind]


def _answered(test: DatedTest, words: Wording) -> str:
    """The value or the result, and on which side a test without sides was felt."""
    if test.value is not None:
        return value_words(test.id, test.value, words)
    said = {
        Result.POSITIVE: words.say("positive"),
        Result.NEGATIVE: words.say("negative"),
        Result.NOT_DONE: words.say("not done"),
        None: "",
    }[test.result]
    return {
        Side.LEFT: words.say("{result}, felt on the left", result=said),
        Side.RIGHT: words.say("{result}, felt on the right", result=said),
        None: said,
    }[test.pain_side]


def _answer(answer: Answer, words: Wording) -> str:
    return {
        Answer.BETTER: words.say("better"),
        Answer.SAME: words.say("no change"),
        Answer.WORSE: words.say("worse"),
        Answer.NOT_KNOWN: words.say("not known"),
    }[answer]


def _tried_name(tried: Tried, words: Wording) -> str:
    if tried.kind is TriedKind.EDUCATION:
        return words.text(f"education.{tried.id}.title")
    return words.title(tried.kind, tried.id)
