from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sijoint.clinical.phrase import phrase
from sijoint.clinical.profile import ProfileLabel
from sijoint.documents import exercise
from sijoint.documents.clinic import Clinic
from sijoint.documents.error import NoProgrammeError, UnknownStageError
from sijoint.documents.home import Choices, handout_content
from sijoint.documents.picture import Picture
from sijoint.evidence.read import read_raw
from tests.documents.people import Person, everyone, sample, words

BUTTOCK = "one-sided-buttock-pain"
PEOPLE = everyone()
DRAWN = Picture("<svg/>", "a picture")


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pictures: these tests read the words of hundreds of handouts."""
    monkeypatch.setattr(exercise, "exercise_picture", lambda *_, **__: DRAWN)
    monkeypatch.setattr(exercise, "exercise_thumbnail", lambda *_, **__: DRAWN.svg)


def content(person: Person, code: str = "en", **chosen: Any) -> dict[str, Any]:
    made = handout_content(person.case, person.plan, person.profile, words(code), Choices(**chosen))
    return dict(made)


def said(node: Any) -> Iterator[str]:
    """Every text that is printed; pictures and their ids are not."""
    if isinstance(node, str):
        if not node.startswith("<svg"):
            yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from said(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from said(value)


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_it_says_no_probability_no_source_and_no_profile(person: Person, code: str) -> None:
    printed = " ".join(said(content(person, code))).lower()
    assert "%" not in printed
    unsaid = {
        "en": "probab|likel|chance|odds|hypermobil|sensiti[sz]ed|undetermined|deciban|laslett",
        "es": "probab|posibilidad de|hipermóvil|sensibilizad|indeterminad|decibel|laslett",
    }
    assert not re.search(unsaid[code], printed)
    for source in read_raw()["pain_source"]:
        assert words(code).text(f"pain_source.{source['id']}.clinician").lower() not in printed


@pytest.mark.parametrize("code", ["en", "es"])
def test_no_word_that_people_never_read(code: str) -> None:
    forbidden = [w for w in read_raw()["forbidden_word"] if w["language"] == code]
    assert len(forbidden) > 10
    for person in PEOPLE[:6]:
        printed = " ".join(said(content(person, code)))
        for word in forbidden:
            found = re.search(rf"\b(?:{word['pattern']})\b", printed, re.IGNORECASE)
            assert not found, (word["id"], found)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_every_stage_prints_its_own_exercises(person: Person) -> None:
    for stage in person.plan.stages:
        made = content(person, stage=stage.number)
        names = [words().text(f"exercise.{e.id}.patient") for e in stage.exercises]
        assert [each["name"] for each in made["exercises"]] == names
        assert [row["name"] for row in made["chart"]["rows"]] == names
        assert made["stage_name"] == words().render(stage.name)


def test_the_first_stage_is_printed_unless_another_is_chosen() -> None:
    person = sample(BUTTOCK)
    assert content(person) == content(person, stage=person.plan.stages[0].number)
    assert content(person)["exercises"] != content(person, stage=2)["exercises"]


def test_an_unknown_stage_names_those_there_are() -> None:
    with pytest.raises(UnknownStageError, match=r"stage 9.*allowed: 1, 2, 3"):
        content(sample(BUTTOCK), stage=9)


def test_no_stage_is_no_programme() -> None:
    person = sample(BUTTOCK)
    note = phrase("plan.note.no_programme")
    bare = replace(person.plan, stages=(), note=note)
    with pytest.raises(NoProgrammeError, match="No home programme yet"):
        handout_content(person.case, bare, person.profile, words(), Choices())


def test_one_exercise_is_no_programme() -> None:
    person = sample(BUTTOCK)
    stage = person.plan.stages[0]
    lonely = replace(stage, exercises=stage.exercises[:1])
    plan = replace(person.plan, stages=(lonely,))
    with pytest.raises(NoProgrammeError, match="fewer than 2"):
        handout_content(person.case, plan, person.profile, words(), Choices())


def test_a_box_for_each_time_of_each_planned_day() -> None:
    for person in PEOPLE:
        for stage in person.plan.stages:
            rows = content(person, stage=stage.number)["chart"]["rows"]
            for planned, row in zip(stage.exercises, rows, strict=True):
                assert sum(row["boxes"]) == planned.per_week
                assert [bool(b) for b in row["boxes"]] == [
                    day in planned.weekdays
                    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
                ]


@pytest.mark.parametrize("weeks", [1, 2])
def test_weeks_to_tick(weeks: int) -> None:
    assert len(content(sample(BUTTOCK), weeks=weeks)["chart"]["weeks"]) == weeks


def test_days_are_counted_from_the_evaluation() -> None:
    made = content(sample(BUTTOCK), stage=2)
    # Evaluated on 2 November 2026; weeks 2 to 6; reviews in weeks 2, 6 and 12.
    assert made["facts"][0] == "16 November 2026 to 14 December 2026"
    days = [row["day"] for row in made["reviews"]["rows"]]
    assert days == ["16 November 2026", "14 December 2026", "25 January 2027"]


def test_without_a_day_weeks_are_counted() -> None:
    person = sample(BUTTOCK)
    undated = replace(person.case, assessed_on=None)
    made = handout_content(undated, person.plan, person.profile, words(), Choices())
    assert made["facts"][0] == "Weeks 0 to 2"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        (ProfileLabel.HYPERMOBILE, "Support-first plan"),
        (ProfileLabel.STIFF, "Movement-first plan"),
        (ProfileLabel.SENSITIZED, "Calm-first plan"),
    ],
)
def test_the_plan_has_the_name_that_people_read(label: ProfileLabel, name: str) -> None:
    person = sample(BUTTOCK)
    profile = replace(person.profile, label=label, named=(label,))
    made = handout_content(person.case, person.plan, profile, words(), Choices())
    assert made["facts"][-1] == name


def test_without_one_profile_it_is_the_persons_own_plan() -> None:
    person = sample(BUTTOCK)
    both = (ProfileLabel.HYPERMOBILE, ProfileLabel.SENSITIZED)
    for label, named in ((ProfileLabel.MIXED, both), (ProfileLabel.UNDETERMINED, ())):
        profile = replace(person.profile, label=label, named=named)
        made = handout_content(person.case, person.plan, profile, words(), Choices())
        assert made["facts"][-1] == "Your own plan"


@pytest.mark.parametrize(("code", "letters"), [("en", "LR"), ("es", "ID")])
def test_sides_by_letter_left_first(code: str, letters: str) -> None:
    seen = set()
    for person in PEOPLE:
        for block in content(person, code)["exercises"]:
            seen.add("".join(chip["letter"] for chip in block["chips"]))
    assert seen <= {"", letters, *letters}
    assert letters in seen


def test_sides_in_words() -> None:
    for person in PEOPLE:
        exercises = person.plan.stages[0].exercises
        for planned, block in zip(exercises, content(person)["exercises"], strict=True):
            dose = " ".join(block["dose"])
            sided = words().record("exercise", planned.id)["sided"]
            expected = {"left": "left side", "right": "right side", "both": "each side"}
            assert (expected[planned.side] in dose) == sided


def test_cautions_of_the_plan_are_printed_in_full() -> None:
    cautious = 0
    for person in PEOPLE:
        exercises = person.plan.stages[0].exercises
        for planned, block in zip(exercises, content(person)["exercises"], strict=True):
            assert block["cautions"] == [words().render(c) for c in planned.cautions]
            cautious += len(block["cautions"])
    assert cautious > 20


def test_a_qr_code_only_with_an_address() -> None:
    person = sample(BUTTOCK)
    bare = content(person)["help"]
    assert (bare["qr"], bare["clinic"], bare["phone"]) == ("", "", "")
    clinic = Clinic("Riverside", "+34 944 000 000", "https://riverside.example")
    full = content(person, clinic=clinic)["help"]
    assert full["qr"].startswith("<svg")
    assert full["qr_text"].endswith("https://riverside.example")
    assert (full["clinic"], full["phone"]) == ("Riverside", "+34 944 000 000")


def test_help_comes_from_the_warning_signs_of_the_evidence() -> None:
    made = content(sample(BUTTOCK))["help"]
    body = next(r["body"] for r in read_raw()["education"] if r["id"] == "warning_signs")
    assert [made["lead"], *made["signs"]] == body


def test_a_flare_names_nothing_that_is_left_out() -> None:
    person = sample(BUTTOCK)
    maintenance = person.plan.maintenance
    (step,) = (s for s in maintenance.flare if s.id == "calming_exercises")
    fewer = replace(step, exercises=step.exercises[:1])
    flare = tuple(fewer if s is step else s for s in maintenance.flare)
    plan = replace(person.plan, maintenance=replace(maintenance, flare=flare))
    made = handout_content(person.case, plan, person.profile, words(), Choices())
    printed = " ".join(made["flare"]["rows"])
    assert words().text(f"exercise.{fewer.exercises[0].id}.patient") in printed
    assert "rocking" not in printed


def test_a_flare_offers_no_belt_to_those_who_have_none() -> None:
    person = sample(BUTTOCK)
    maintenance = person.plan.maintenance
    belted = " ".join(content(person)["flare"]["rows"])
    assert "belt" in belted
    flare = tuple(replace(step, supports=()) for step in maintenance.flare)
    plan = replace(person.plan, maintenance=replace(maintenance, flare=flare))
    made = handout_content(person.case, plan, person.profile, words(), Choices())
    assert "belt" not in " ".join(made["flare"]["rows"])


def test_what_stands_under_a_choice_is_moved_in() -> None:
    rows = content(sample(BUTTOCK), stage=2)["next"]["rows"]
    kinds = ["choice" if r["is_choice"] else "inner" if r["is_inner"] else "own" for r in rows]
    assert kinds == ["own", "choice", "inner", "inner", "inner", "own", "own"]


def test_the_routine_afterwards_is_that_of_the_plan() -> None:
    person = sample(BUTTOCK)
    titles = [row["title"] for row in content(person)["later"]["rows"]]
    items = person.plan.maintenance.items
    assert titles == [words().text(f"maintenance_item.{item.id}.patient") for item in items]
