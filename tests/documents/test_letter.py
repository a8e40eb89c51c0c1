from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sijoint.clinical.case import Result, Side
from sijoint.documents.record import CareRecord, DatedTest, Goal, Score
from sijoint.documents.record_file import read_record
from sijoint.documents.report.discharge import discharge, discharge_content
from sijoint.documents.report.letter import letter, letter_content
from sijoint.documents.typesetting import Paper
from sijoint.evidence.read import read_raw
from tests.documents.pdf import Pdf
from tests.documents.people import SAMPLES, evidence, sample, words
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
        lambda array: [each["id"] for each in read_raw()[array]],
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


def test_sessions_are_told_with_the_weeks_that_nobody_recorded() -> None:
    table, together = part(content(), "Sessions at home, planned and done")
    care = record()
    assert [row[1:] for row in table["rows"]] == [
        [str(w.planned), str(w.done)] for w in care.home_weeks
    ]
    planned, done = (sum(int(row[i]) for row in table["rows"]) for i in (1, 2))
    weeks = (date(2027, 1, 25) - date(2026, 11, 2)).days // 7
    assert together["text"] == (
        f"{done} of {planned} planned sessions, in {len(care.home_weeks)} of {weeks} weeks"
        " that are recorded."
    )


def test_no_share_of_sessions_stands_alone() -> None:
    """81 % of 31 sessions says nothing about the weeks without a record."""
    for made in (content(), summary(), content(care=replace(record(), ended_on=None))):
        for text in said(made):
            assert "session" not in text or "%" not in text


def test_while_care_goes_on_only_recorded_weeks_are_counted() -> None:
    made = content(care=replace(record(), ended_on=None))
    told = part(made, "Sessions at home, planned and done")[1]["text"]
    assert told == "25 of 31 planned sessions, in the 5 weeks that are recorded so far."


@pytest.mark.parametrize(
    ("last", "title"), [(None, "Record of care so far"), (date(2027, 1, 25), "Record of care")]
)
def test_the_title_says_whether_care_goes_on(last: date | None, title: str) -> None:
    assert content(care=replace(record(), ended_on=last))["title"] == title


def test_a_source_is_cited_once_and_a_missing_one_is_told() -> None:
    (table,) = tables(part(content(), "Measures over time"))
    sources = {row[0]: row[5] for row in table["rows"]}
    # Points and share come from one paper.
    assert sources["Numeric pain rating, worst of 24 h"] == "1"
    assert sources["Patient-Specific Functional Scale"] == "no source"


@pytest.mark.parametrize("made", [content, summary])
def test_graded_tests_and_the_side_of_the_pain_are_told(made: Callable[[], Any]) -> None:
    (table,) = tables(part(made(), "Tests and their results"))
    rows = [tuple(row) for row in table["rows"]]
    day = "2 November 2026"
    assert ("Active straight leg raise, effort score", "left", f"{day}: 3 of 5") in rows
    assert ("Active straight leg raise, effort score", "right", f"{day}: 0 of 5") in rows
    assert ("Sacral thrust test", "", f"{day}: positive, felt on the left") in rows
    names = {row[0] for row in rows}
    # Nobody tests what is told, and safety has its own paper.
    assert not {name for name in names if "stiffness" in name or "temperature" in name}


def test_a_repeated_graded_test_joins_its_first_value() -> None:
    care = replace(EMPTY, tests=(DatedTest("aslr", date(2026, 12, 1), side=Side.LEFT, value=1),))
    (table,) = tables(part(content(care=care), "Tests and their results"))
    told = [row[2] for row in table["rows"] if row[0].startswith("Active") and row[1] == "left"]
    assert told == ["2 November 2026: 3 of 5; 1 December 2026: 1 of 5"]


@pytest.mark.parametrize(("age", "is_told"), [(12, True), (15.9, True), (16, False)])
def test_the_letter_of_a_child_says_whom_the_numbers_come_from(age: float, is_told: bool) -> None:
    case = sample(BUTTOCK).case
    young = replace(case, patient=replace(case.patient, age_years=age))
    told = " ".join(said(letter_content(young, record(), words())))
    assert ("studied in adults" in told) == is_told


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
    assert "25 of 31 planned sessions, in 5 of 12 weeks that are recorded" in told
    (goals,) = tables(part(made, "The person's own goals, 0 cannot to 10 as before"))
    assert goals["rows"] == [["lift my child", "3", "8"], ["walk 5 km", "4", "7"]]
    (routine,) = tables(part(made, "Routine afterwards"))
    maintenance = sample(BUTTOCK).plan.maintenance
    assert len(routine["rows"]) == len(maintenance.items)
    for item, row in zip(maintenance.items, routine["rows"], strict=True):
        for each in item.exercises:
            assert words().title("exercise", each.id) in row[2]
            assert all(words().render(caution) in row[2] for caution in each.cautions)
    (contacts,) = tables([part(made, "Contacts afterwards")[0]])
    assert contacts["rows"][0][1] == "8 February 2027"
    assert len(contacts["rows"]) == len(maintenance.contacts)
    assert part(made, "Plan for a flare")


def patient_texts(*arrays: str) -> set[str]:
    """What these records say to a person, where it is not what they say to a clinician."""
    found = set()
    for array in arrays:
        for each in read_raw()[array]:
            told = {each.get("patient"), each.get("patient_text")}
            found |= told - {each.get("clinician"), each.get("text"), None}
    return found


def test_the_summary_speaks_to_a_clinician() -> None:
    arrays = ("maintenance_item", "flare_plan", "contact_week", "monthly_question", "exercise")
    theirs = patient_texts(*arrays)
    assert len(theirs) > 80
    for text in said(summary()):
        assert text not in theirs
        assert not re.search(r"\b(?:you|your)\b", text) or text in SIGNS, text


SIGNS = frozenset(next(e for e in read_raw()["education"] if e["id"] == "warning_signs")["body"])
"""They stand as the person knows them."""


def helped(**changes: float | None) -> str:
    """The section of warning signs for another week of pregnancy or after a birth."""
    person = sample(BUTTOCK)
    patient = replace(person.case.patient, **{"weeks_postpartum": None, **changes})
    case = replace(person.case, patient=patient)
    made = discharge_content(case, person.plan.maintenance, record(), words())
    return " ".join(said(part(dict(made), "Warning signs that the person knows")))


def test_warning_signs_stand_in_two_groups() -> None:
    blocks = part(summary(), "Warning signs that the person knows")
    assert [b["kind"] for b in blocks] == ["heading", "bullets", "heading", "bullets"]
    now, today = blocks[1]["items"], blocks[3]["items"]
    assert any("Chest pain" in sign for sign in now)
    assert not any("calf" in sign for sign in now)
    assert any("calf" in sign for sign in today)


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        # Care lasts from the evaluation for 12 weeks.
        ({}, False),
        ({"pregnancy_weeks": 20.0}, True),
        ({"pregnancy_weeks": 32.0}, True),
        ({"pregnancy_weeks": 38.0}, False),
        ({"weeks_postpartum": 2.0}, False),
    ],
)
def test_the_maternity_unit_is_named_around_a_birth(
    changes: dict[str, float], is_told: bool
) -> None:
    assert ("maternity unit" in helped(**changes)) == is_told


def test_what_paper_cannot_show_is_left_out_and_told() -> None:
    goals = (Goal("走路", 3, 8), Goal("walk \N{SNOWFLAKE} far", 4, 7))
    made = summary(care=replace(record(), goals=goals))
    (table,) = tables(part(made, "The person's own goals, 0 cannot to 10 as before"))
    assert [row[0] for row in table["rows"]] == ["(not printable)", "walk far"]


def test_no_paper_holds_a_name() -> None:
    """They are written by hand."""
    for made in (content(), summary()):
        assert made["fields"] == ["Name", "Date of birth", "Clinician"]
        assert made["closing"] == ["Place and date", "Signature"]
