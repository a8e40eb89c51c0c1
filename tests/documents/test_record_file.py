from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sijoint.casefile.error import CaseError
from sijoint.clinical.case import Result, Side
from sijoint.documents.record import Answer, CareRecord, TriedKind, VisitKind
from sijoint.documents.record_file import read_record
from tests.documents.people import SAMPLES, evidence, texts

SMALLEST = 'schema = "sijoint.record/1"\nstarted_on = 2026-11-02\n'


def read(path: Path) -> CareRecord:
    def is_known(array: str, name: str) -> bool:
        return bool(texts().record(array, name))

    return read_record(path, evidence().safety.lexicon.vocabulary, is_known)


def entry(name: str, *lines: str) -> str:
    return "\n".join([SMALLEST, f"[[{name}]]", *lines, ""])


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
        entry("tests", 'id = "aslr"', 'result = "positive"', "taken_on = 2026-11-02"),
        "carries a value",
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
