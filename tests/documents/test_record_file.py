from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sijoint.casefile.error import CaseError
from sijoint.clinical.case import Result, Side
from sijoint.documents.record import Answer, CareRecord, TriedKind, VisitKind
from sijoint.documents.record_file import read_record
from sijoint.evidence.read import read_raw
from tests.documents.people import SAMPLES, evidence

SMALLEST = 'schema = "sijoint.record/1"\nstarted_on = 2026-11-02\n'


def read(path: Path) -> CareRecord:
    def known(array: str) -> list[str]:
        return [each["id"] for each in read_raw()[array]]

    return read_record(path, evidence().safety.lexicon.vocabulary, known)


def entry(name: str, *lines: str) -> str:
    return "\n".join([SMALLEST, f"[[{name}]]", *lines, ""])


ASLR = ('id = "aslr"', 'side = "left"', "taken_on = 2026-11-02")
WORST = ('id = "nprs_worst"', "taken_on = 2026-11-02")

BAD = {
    "empty": ("", "is empty"),
    "broken": ("started_on = [", "is not TOML"),
    "no schema": ("started_on = 2026-11-02", "schema: is missing"),
    "other schema": (SMALLEST.replace("/1", "/9"), "schema:"),
    "no start": ('schema = "sijoint.record/1"', "started_on: is missing"),
    "unknown key": (SMALLEST + "name = 'Ana'", "name: is not a known key"),
    "moment": (SMALLEST.replace("2026-11-02", "2026-11-02T10:00:00"), "started_on:"),
    "backwards": (SMALLEST + "ended_on = 2026-01-01", "is before started_on"),
    "kind": (entry("visits", "on = 2026-11-02", 'kind = "chat"'), 'visits[0].kind: "chat"'),
    "sessions": (
        entry("home_weeks", "starts_on = 2026-11-02", "planned = 0", "done = 1"),
        "home_weeks[0].planned: 0",
    ),
    "text for a number": (
        entry("home_weeks", "starts_on = 2026-11-02", 'planned = "7"', "done = 1"),
        "home_weeks[0].planned",
    ),
    "unknown measure": (
        entry("measures", 'id = "nprs_wors"', "value = 3", "taken_on = 2026-11-02"),
        "did you mean nprs_worst",
    ),
    "score out of range": (
        entry("measures", 'id = "nprs_worst"', "value = 11", "taken_on = 2026-11-02"),
        "measures[0].value: 11 is not allowed; allowed: a number from 0 to 10",
    ),
    "not a number": (
        entry("measures", 'id = "nprs_worst"', "value = nan", "taken_on = 2026-11-02"),
        "measures[0].value",
    ),
    "unknown test": (
        entry("tests", 'id = "thigh_thrus"', 'result = "positive"', "taken_on = 2026-11-02"),
        "did you mean thigh_thrust",
    ),
    "no side": (
        entry("tests", 'id = "thigh_thrust"', 'result = "positive"', "taken_on = 2026-11-02"),
        "tests[0].side: is missing; allowed: left, right",
    ),
    "superfluous side": (
        entry(
            "tests",
            'id = "compression"',
            'result = "positive"',
            'side = "left"',
            "taken_on = 2026-11-02",
        ),
        'tests[0].side: "left" is not allowed; allowed: leave it out',
    ),
    "graded test": (
        entry("tests", *ASLR, 'result = "positive"', "value = 3"),
        'tests[0].result: "positive" is not allowed; allowed: leave it out',
    ),
    "graded test without a value": (
        entry("tests", *ASLR),
        "tests[0].value: is missing; allowed: a number from 0 to 5",
    ),
    "value out of range": (
        entry("tests", *ASLR, "value = 6"),
        "tests[0].value: 6 is not allowed; allowed: a number from 0 to 5",
    ),
    "value that is no number": (entry("tests", *ASLR, "value = nan"), "tests[0].value"),
    "no result": (
        entry("tests", 'id = "compression"', "taken_on = 2026-11-02"),
        "tests[0].result: is missing; allowed: positive, negative, not_done",
    ),
    "value of an ungraded test": (
        entry("tests", 'id = "compression"', "value = 1", "taken_on = 2026-11-02"),
        "tests[0].value: 1 is not allowed; allowed: leave it out",
    ),
    "superfluous pain side": (
        entry("tests", *ASLR, "value = 3", 'pain_side = "left"'),
        'tests[0].pain_side: "left" is not allowed; allowed: leave it out',
    ),
    "misspelt exercise": (
        entry("tried", 'kind = "exercise"', 'id = "adductor_sqeeze"', "started_on = 2026-11-02"),
        "is not a known exercise, did you mean adductor_squeeze?",
    ),
    "more done than planned": (
        entry("home_weeks", "starts_on = 2026-11-02", "planned = 5", "done = 9"),
        "home_weeks[0].done: 9 is not allowed; allowed: at most the 5 planned",
    ),
    "visit before care": (
        entry("visits", "on = 2020-01-01", 'kind = "evaluation"'),
        "visits[0].on: 2020-01-01 is outside the care; allowed: 2026-11-02 or later",
    ),
    "visit after care": (
        SMALLEST + "ended_on = 2026-12-01\n[[visits]]\non = 2026-12-02\nkind = 'review'",
        "visits[0].on: 2026-12-02 is outside the care; allowed: 2026-11-02 to 2026-12-01",
    ),
    "two scores of a day": (
        entry("measures", *WORST, "value = 6", "[[measures]]", *WORST, "value = 3"),
        "measures[1].value: 3 is the second answer for 2026-11-02; allowed: one for each day",
    ),
    "two results of a day": (
        entry("tests", *ASLR, "value = 3", "[[tests]]", *ASLR, "value = 4"),
        "tests[1].value: 4 is the second answer for 2026-11-02",
    ),
    "unknown exercise": (
        entry("tried", 'kind = "exercise"', 'id = "twerk"', "started_on = 2026-11-02"),
        'tried[0].id: "twerk" is not a known exercise',
    ),
    "rating": (entry("goals", 'text = "walk"', "before = 3", "now = 12"), "goals[0].now: 12"),
    "control character": (
        entry("goals", 'text = "a\\u0007b"', "before = 3", "now = 4"),
        "goals[0].text",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_record_is_told_in_one_line_with_its_place(tmp_path: Path, kind: str) -> None:
    text, told = BAD[kind]
    file = tmp_path / "record.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as raised:
        read(file)
    message = str(raised.value)
    assert message.startswith(f"sijoint: {file}: ")
    assert told in message
    assert message.isprintable()


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"\xff\xfe", "is not UTF-8 text"), (b"# " + b"x" * 1_000_001, "is too large")],
)
def test_a_file_that_is_no_record(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "record.toml"
    file.write_bytes(content)
    with pytest.raises(CaseError, match=told):
        read(file)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read: no such file"):
        read(tmp_path / "none.toml")


def test_the_smallest_record(tmp_path: Path) -> None:
    file = tmp_path / "record.toml"
    file.write_text(SMALLEST, encoding="utf-8")
    assert read(file) == CareRecord(started_on=date(2026, 11, 2), ended_on=None)


def test_the_same_answer_twice_is_no_contradiction(tmp_path: Path) -> None:
    file = tmp_path / "record.toml"
    text = entry("measures", *WORST, "value = 6", "[[measures]]", *WORST, "value = 6")
    file.write_text(text, encoding="utf-8")
    assert [score.value for score in read(file).scores] == [6, 6]


def test_a_graded_test_and_a_pain_side_are_read(tmp_path: Path) -> None:
    file = tmp_path / "record.toml"
    felt = ('id = "compression"', "taken_on = 2026-11-02", 'result = "positive"')
    text = entry("tests", *ASLR, "value = 3", "[[tests]]", *felt, 'pain_side = "right"')
    file.write_text(text, encoding="utf-8")
    raised, pressed = read(file).tests
    assert (raised.value, raised.result, raised.side) == (3, None, Side.LEFT)
    assert (pressed.result, pressed.side, pressed.pain_side) == (Result.POSITIVE, None, Side.RIGHT)


@pytest.mark.parametrize(
    ("last", "weeks"),
    [
        (date(2026, 11, 2), 1),
        (date(2026, 11, 9), 1),
        (date(2026, 11, 10), 2),
        (date(2027, 1, 25), 12),
        (None, None),
    ],
)
def test_weeks_of_care_are_counted(last: date | None, weeks: int | None) -> None:
    assert CareRecord(started_on=date(2026, 11, 2), ended_on=last).weeks == weeks


def test_the_sample_is_read_whole() -> None:
    record = read(SAMPLES / "record-of-care.toml")
    assert record.ended_on == date(2027, 1, 25)
    assert [visit.kind for visit in record.visits].count(VisitKind.REVIEW) == 3
    assert (record.planned, record.done) == (31, 25)
    (thrust, _) = record.tests
    assert (thrust.id, thrust.side, thrust.result) == ("thigh_thrust", Side.LEFT, Result.NEGATIVE)
    assert {each.kind for each in record.tried} == {TriedKind.EXERCISE, TriedKind.SUPPORT}
    assert record.tried[1].ended_on is None
    assert record.tried[1].answer is Answer.SAME
    assert [goal.now for goal in record.goals] == [8, 7]


def test_scores_and_tests_are_told_in_order_of_time() -> None:
    record = read(SAMPLES / "record-of-care.toml")
    series = dict(record.series())
    assert [score.value for score in series["nprs_worst"]] == [6, 5, 3]
    assert [key for key, _ in record.repeated_tests()] == [
        ("thigh_thrust", Side.LEFT),
        ("compression", None),
    ]
