from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sijoint.clinical.case import Result, Side
from sijoint.documents.record import CareRecord, DatedTest, Score
from sijoint.documents.record_file import read_record
from sijoint.documents.report.discharge import discharge, discharge_content
from sijoint.documents.report.letter import letter, letter_content
from sijoint.documents.typesetting import Paper
from tests.documents.pdf import Pdf
from tests.documents.people import SAMPLES, evidence, sample, texts, words
from tests.documents.test_evaluation import part, tables
from tests.documents.test_home import said

BUTTOCK = "one-sided-buttock-pain"
EMPTY = CareRecord(started_on=date(2026, 11, 2), ended_on=None)

OPINION = {
    "en": r"recommend\w*|advis\w*|suggest\w*|should|must|indicat\w*|necess\w*|justif\w*|candidate"
    r"|eligib\w*|suitab\w*|appropriate|benefit\w*|fail\w*|refractory|exhaust\w*|surg\w*|fusion"
    r"|injection\w*|probab\w*|likel\w*|diagnos\w*|approv\w*",
    "es": r"recom\w*|aconsej\w*|sugier\w*|suger\w*|deb(?:e|en|ería|erían)|indica(?:da|do|ción)\w*"
    r"|necesari\w*|justific\w*|candidat\w*|elegib\w*|adecuad\w*|apropiad\w*|benefici\w*|fracas\w*|refractari\w*"
    r"|agotad\w*|cirug\w*|fusión|artrodesis|infiltra\w*|inyecc\w*|probab\w*|diagn\w*|aprob\w*",
}
"""Words of a letter that argues for or against a procedure."""


def record() -> CareRecord:
    """The sample record."""
    return read_record(
        SAMPLES / "record-of-care.toml",
        evidence().safety.lexicon.vocabulary,
        lambda array, name: bool(texts().record(array, name)),
    )


def content(code: str = "en", care: CareRecord | None = None) -> dict[str, Any]:
    return dict(letter_content(sample(BUTTOCK).case, care or record(), words(code)))


def summary(code: str = "en", care: CareRecord | None = None) -> dict[str, Any]:
    person = sample(BUTTOCK)
    maintenance = person.plan.maintenance
    return dict(discharge_content(person.case, maintenance, care or record(), words(code)))


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_letter_neither_supports_nor_opposes_a_procedure(code: str) -> None:
    statement = words(code).text("care_record.record_of_care.text")
    told = [text for text in said(content(code)) if text != statement]
    assert len(told) > 60
    for text in told:
        assert not re.search(rf"\b(?:{OPINION[code]})\b", text, re.IGNORECASE), text


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_letter_says_so_itself_on_every_page(code: str) -> None:
    statement = words(code).text("care_record.record_of_care.text")
    made = content(code)
    assert made["footer"] == statement
    assert statement in list(said(made["sections"][0]))


@pytest.mark.parametrize("paper", list(Paper))
def test_letter_and_summary_are_tagged_pages(paper: Paper) -> None:
    person = sample(BUTTOCK)
    maintenance = person.plan.maintenance
    for made in (
        letter(person.case, record(), words("es"), paper=paper),
        discharge(person.case, maintenance, record(), words("es"), paper=paper),
    ):
        pdf = Pdf(made)
        assert pdf.info["Tagged"] == "yes"
        assert b"/Lang(es)" in pdf.content
        assert {"H1", "H2", "Table", "TH", "TD"} <= set(pdf.tags)
        assert 2 <= pdf.pages <= 4


def test_sessions_are_added_up() -> None:
    (table,) = tables(part(content(), "Sessions at home, planned and done"))
    care = record()
    assert [row[1:3] for row in table["rows"][:-1]] == [
        [str(w.planned), str(w.done)] for w in care.home_weeks
    ]
    planned, done = (sum(int(row[i]) for row in table["rows"][:-1]) for i in (1, 2))
    assert table["rows"][-1][1:] == [str(planned), str(done), f"{round(100 * done / planned)}%"]


def test_measures_show_every_score_the_change_and_what_is_important() -> None:
    (table,) = tables(part(content(), "Measures over time"))
    rows = {row[0]: row[1:] for row in table["rows"]}
    scores, change, better, important, sources = rows["Numeric pain rating, worst of 24 h"]
    assert scores.split("; ") == [
        "6 (2 November 2026)",
        "5 (14 December 2026)",
        "3 (25 January 2027)",
    ]
    assert (change, better, important) == ("−3", "lower", "2 or 30%")
    assert sources
    # Recorded at the evaluation only: the case brings it.
    assert rows["Numeric pain rating, average of 24 h"][:2] == ["4 (2 November 2026)", "one score"]
    assert rows["Patient-Specific Functional Scale"][1:3] == ["+2.5", "higher"]


def test_tests_of_the_evaluation_join_those_of_the_record() -> None:
    (table,) = tables(part(content(), "Tests and their results"))
    rows = {row[0]: row[1:] for row in table["rows"]}
    assert rows["Thigh thrust"] == [
        "left",
        "2 November 2026: positive; 25 January 2027: negative",
    ]
    assert rows["FABER test, always with location"][1] == "2 November 2026: not done"
    assert "Straight leg raise" not in rows


def test_the_record_wins_over_the_case_on_the_same_day() -> None:
    day = date(2026, 11, 2)
    care = replace(
        EMPTY,
        scores=(Score("nprs_worst", day, 9),),
        tests=(DatedTest("thigh_thrust", day, Result.NEGATIVE, Side.LEFT),),
    )
    made = content(care=care)
    (measures,) = tables(part(made, "Measures over time"))
    (tests,) = tables(part(made, "Tests and their results"))
    assert [r[1] for r in measures["rows"] if "worst" in r[0]] == ["9 (2 November 2026)"]
    assert [r[2] for r in tests["rows"] if "Thigh" in r[0]] == ["2 November 2026: negative"]


def test_an_empty_record_says_what_was_not_recorded() -> None:
    undated = replace(sample(BUTTOCK).case, measures=(), assessed_on=None)
    made = letter_content(undated, EMPTY, words())
    told = [text for text in said(made) if "recorded" in text]
    assert len(told) == 6
    assert "care goes on" in list(said(made))


def test_the_summary_tells_course_goals_and_how_to_go_on() -> None:
    made = summary()
    told = " ".join(said(made))
    assert "25 of 31 planned, 81%" in told
    (goals,) = tables(part(made, "The person's own goals, 0 cannot to 10 as before"))
    assert goals["rows"] == [["lift my child", "3", "8"], ["walk 5 km", "4", "7"]]
    (routine,) = tables(part(made, "Staying well"))
    maintenance = sample(BUTTOCK).plan.maintenance
    assert len(routine["rows"]) == len(maintenance.items)
    for item, row in zip(maintenance.items, routine["rows"], strict=True):
        for each in item.exercises:
            assert words().text(f"exercise.{each.id}.patient") in row[2]
            assert all(words().render(caution) in row[2] for caution in each.cautions)
    (contacts,) = tables(part(made, "We stay in touch"))
    assert contacts["rows"][0][1] == "8 February 2027"
    assert len(contacts["rows"]) == len(maintenance.contacts)
    assert part(made, "When to get help at once")


def test_no_paper_holds_a_name() -> None:
    """They are written by hand."""
    for made in (content(), summary()):
        assert made["fields"] == ["Name", "Date of birth", "Clinician"]
        assert made["closing"] == ["Place and date", "Signature"]
