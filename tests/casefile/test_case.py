from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from sijoint.casefile.case import to_document
from sijoint.casefile.error import InvalidCaseError
from sijoint.casefile.read import from_document
from sijoint.clinical.case import Case, Episode, Finding, Location, PainSide, Patient, Result, Sex
from tests.vocabulary import SMALL

MINIMAL: dict[str, Any] = {
    "schema": "sijoint.case/1",
    "patient": {"age_years": 34, "sex": "female"},
    "episode": {"duration_weeks": 16, "side": "left"},
}


def read(document: dict[str, Any]) -> Case:
    return from_document(document, SMALL, file="CASE.toml")


def changed(*place: str, value: object) -> dict[str, Any]:
    """The smallest case with one more value at a place."""
    document: dict[str, Any] = json.loads(json.dumps(MINIMAL))
    table = document
    for key in place[:-1]:
        table = table.setdefault(key, {})
    table[place[-1]] = value
    return document


def without(*place: str) -> dict[str, Any]:
    document = changed(*place, value=None)
    table = document
    for key in place[:-1]:
        table = table[key]
    del table[place[-1]]
    return document


def problem(document: dict[str, Any]) -> str:
    """What is said about a document, without the name of its file."""
    with pytest.raises(InvalidCaseError) as caught:
        read(document)
    start = "sijoint: CASE.toml: "
    assert str(caught.value).startswith(start)
    return str(caught.value).removeprefix(start)


@pytest.mark.parametrize(
    ("place", "value", "allowed"),
    [
        (("patient", "age_years"), (0, 34.5, 120), (-1, 120.5)),
        (("patient", "pregnancy_weeks"), (1, 43), (0, 44)),
        (("patient", "weeks_postpartum"), (0, 2600), (-1, 2601)),
        (("patient", "weight_kg"), (20, 400), (19, 401)),
        (("patient", "height_cm"), (50, 260), (49, 261)),
        (("episode", "duration_weeks"), (0, 5200), (-0.1, 5201)),
        (("preferences", "minutes_per_day"), (1, 240), (0, 241)),
    ],
)
def test_numbers_have_a_range(
    place: tuple[str, ...], value: tuple[float, ...], allowed: tuple[float, float]
) -> None:
    for number in value:
        assert read(changed(*place, value=number))
    for number in (*allowed, float("nan"), float("inf"), -float("inf"), 10**400):
        said = problem(changed(*place, value=number))
        assert said.startswith(".".join(place))
        assert f"is not allowed; allowed: a number from {min(value)} to {max(value)}" in said


@pytest.mark.parametrize("wrong", [True, "34", [34], {"years": 34}, date(2026, 11, 2)])
def test_nothing_is_turned_into_a_number(wrong: object) -> None:
    assert "patient.age_years: " in problem(changed("patient", "age_years", value=wrong))


def test_a_table_or_list_is_not_written_out() -> None:
    assert "patient.age_years: a list is" in problem(changed("patient", "age_years", value=[1]))
    assert "patient.sex: a table is" in problem(changed("patient", "sex", value={"a": [1]}))


def test_a_number_nobody_could_read_is_not_written_out() -> None:
    said = problem(changed("patient", "age_years", value=1 << 1_000_000))
    assert said.startswith("patient.age_years: a very long number is not allowed")


def test_null_is_refused_because_it_may_be_a_lost_number() -> None:
    said = problem(changed("patient", "weight_kg", value=None))
    assert said == (
        "patient.weight_kg: null says nothing: leave out what is not recorded;"
        " allowed: a number from 20 to 400"
    )


@pytest.mark.parametrize(
    ("place", "value", "allowed"),
    [
        (("schema",), "sijoint.case/2", '"sijoint.case/1"'),
        (("patient", "sex"), "woman", "female, male, other, unknown"),
        (("episode", "side"), "both", "left, right, bilateral"),
        (
            ("episode", "setting"),
            "gp",
            "unselected, below_l5, spine_clinic, post_fusion, post_fusion_sacrum",
        ),
        (("episode", "irritability"), "medium", "low, moderate, high"),
        (("episode", "side"), "Left", "left, right, bilateral"),
    ],
)
def test_words_come_from_a_list(place: tuple[str, ...], value: str, allowed: str) -> None:
    said = problem(changed(*place, value=value))
    assert said == f'{".".join(place)}: "{value}" is not allowed; allowed: {allowed}'


@pytest.mark.parametrize(
    ("place", "allowed"),
    [
        (("schema",), '"sijoint.case/1"'),
        (("patient",), "a table"),
        (("episode",), "a table"),
        (("patient", "age_years"), "a number from 0 to 120"),
        (("patient", "sex"), "female, male, other, unknown"),
        (("episode", "duration_weeks"), "a number from 0 to 5200"),
        (("episode", "side"), "left, right, bilateral"),
    ],
)
def test_what_is_required_is_asked_for(place: tuple[str, ...], allowed: str) -> None:
    assert problem(without(*place)) == f"{'.'.join(place)}: is missing; allowed: {allowed}"


@pytest.mark.parametrize(
    ("place", "nearest"),
    [
        (("pateint",), "patient"),
        (("patient", "age"), "age_years"),
        (("episode", "durationweeks"), "duration_weeks"),
        (("gates", "lowback_waived"), "low_back_waived"),
        (("preferences", "sport"), "sports"),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest(place: tuple[str, ...], nearest: str) -> None:
    said = problem(changed(*place, value=1))
    assert said.startswith(f'{".".join(place)}: "{place[-1]}" is not a known key')
    assert f"did you mean {nearest}?; allowed: " in said


def test_a_key_like_no_other_gets_no_suggestion() -> None:
    said = problem(changed("patient", "zzz", value=1))
    assert said.startswith('patient.zzz: "zzz" is not a known key; allowed: age_years, sex, ')


@pytest.mark.parametrize("key", ["first name", "a.b", "a\nb", "\u00e9", ""])
def test_a_key_that_needs_quotes_gets_them(key: str) -> None:
    assert problem(changed("patient", key, value=1)).startswith('patient."')


def test_an_identifier_is_refused_and_not_repeated_in_full() -> None:
    said = problem(changed("patient", "name" + "x" * 500, value="A Person"))
    assert len(said) < 400
    assert "A Person" not in said


@pytest.mark.parametrize("key", ["findings", "measures"])
def test_a_list_is_a_list(key: str) -> None:
    assert problem(changed(key, value={"id": "slr"})) == (
        f"{key}: a table is not allowed; allowed: a list"
    )
    assert problem(changed(key, value=["slr"])) == (
        f'{key}[0]: "slr" is not allowed; allowed: a table'
    )


@pytest.mark.parametrize("day", ["2026-11-02", date(2026, 11, 2)])
def test_a_day_is_a_date_of_toml_or_an_iso_text(day: object) -> None:
    assert read(changed("assessed_on", value=day)).assessed_on == "2026-11-02"


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "20261102",
        "2026-W45-1",
        "02.11.2026",
        "2026-11-02T10:00:00",
        "1899-12-31",
        "9999-12-31",
        20261102,
        True,
        datetime(2026, 11, 2, 10),  # noqa: DTZ001, as TOML reads a local time
    ],
)
def test_everything_else_is_no_day(day: object) -> None:
    said = problem(changed("assessed_on", value=day))
    assert said.startswith("assessed_on: ")
    assert said.endswith("is not allowed; allowed: a date such as 2026-11-02")


@pytest.mark.parametrize("text", ["line one\nline two", "tab\tstop", "\u00e9\u4e2d", "x" * 500])
def test_free_text_is_kept_as_written(text: str) -> None:
    assert read(changed("preferences", "goals", value=[text])).preferences.goals == (text,)


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\rb", "\x07", "\x9b", "x" * 501])
def test_free_text_cannot_steer_a_terminal(text: str) -> None:
    said = problem(changed("preferences", "goals", value=["walk", text]))
    assert said.startswith('preferences.goals[1]: "')
    assert said.endswith("text of at most 500 characters without control characters")


def test_blanks_are_no_reason_to_skip_a_screen() -> None:
    assert read(changed("gates", "hip_waived", value=" \n ")).gates.hip_waived == ""


def test_the_first_problem_of_the_file_is_told_and_the_others_counted() -> None:
    document = {
        "episode": {"side": "up", "duration_weeks": -1},
        "patient": {"sex": "female", "age_years": 300},
        "schema": "sijoint.case/1",
    }
    assert problem(document) == (
        'episode.side: "up" is not allowed; allowed: left, right, bilateral (and 2 more)'
    )


def test_what_is_missing_comes_after_what_stands_in_its_table() -> None:
    document = {"schema": "x", "patient": {"age_years": -1}, "episode": MINIMAL["episode"]}
    assert problem(document).startswith("schema: ")
    document["schema"] = "sijoint.case/1"
    assert problem(document).startswith("patient.age_years: ")
    document["patient"] = {"age_years": 1}
    assert problem(document).startswith("patient.sex: ")


def test_problems_of_shape_and_of_meaning_are_counted_together() -> None:
    document = {
        "findings": [
            {"id": "nothing_like_it", "result": "positive"},
            {"id": "compression", "result": "perhaps"},
            3,
        ],
        "measures": [{"id": "odi", "value": 101}, {"id": "odi"}],
        **MINIMAL,
        "preferences": {"sports": ["chess"]},
    }
    said = problem(document)
    assert said.startswith("findings[0].id: ")
    assert said.endswith(" (and 5 more)")


def test_a_case_is_written_without_what_is_not_recorded() -> None:
    case = Case(
        Patient(34, Sex.FEMALE, conditions=frozenset({"osteoporosis", "caesarean"})),
        Episode(16, PainSide.LEFT),
        findings=(
            Finding(
                "compression",
                result=Result.POSITIVE,
                familiar_pain=False,
                location=Location.GROIN,
            ),
            Finding("beighton", value=0.0),
        ),
    )
    document = to_document(case)
    assert document == {
        "schema": "sijoint.case/1",
        "patient": {"age_years": 34, "sex": "female", "conditions": ["caesarean", "osteoporosis"]},
        "episode": {"duration_weeks": 16, "side": "left", "setting": "unselected"},
        "preferences": {"minutes_per_day": 20.0},
        "findings": [
            {"id": "beighton", "value": 0.0},
            {
                "id": "compression",
                "result": "positive",
                "familiar_pain": False,
                "location": "groin",
            },
        ],
    }
    assert read(document) == case
