"""The handout in pregnancy: from week 20 its pictures and steps are those of the position then."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from sijoint.clinical.assessment import assess
from sijoint.documents import exercise
from sijoint.documents.home import Choices, handout_content
from sijoint.documents.picture import Picture, exercise_picture, exercise_thumbnail
from sijoint.evidence.movement import load_movements
from sijoint.evidence.read import read_raw
from tests.documents.people import Person, everyone, evidence, sample, words

FORMS = {record["id"]: record for record in read_raw()["pregnant_movement"]}
USUAL = {record["id"]: record for record in read_raw()["exercise"]}
LATE = {"P2", "P3"}
"""The states of the matrix from week 20 of pregnancy on."""

NOT_ON_THE_BACK = {"sitting", "side", "standing", "quadruped"}


@cache
def pregnant(weeks: float | None) -> Person:
    """The sample of a pregnant person, in another week."""
    case = sample("pregnant-week-28").case
    # The questions of pregnancy are answered in the sample, whatever the week.
    later = replace(case, patient=replace(case.patient, pregnancy_weeks=weeks))
    return Person(f"week {weeks}", later, assess(later, evidence()))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[bool]]:
    """Whether each exercise was drawn as in late pregnancy."""
    asked: dict[str, set[bool]] = {}

    def note(name: str, *_: Any, is_pregnant: bool) -> None:
        asked.setdefault(name, set()).add(is_pregnant)

    def picture(name: str, *rest: Any, is_pregnant: bool) -> Picture:
        note(name, *rest, is_pregnant=is_pregnant)
        return Picture("<svg/>", "a picture")

    def thumbnail(name: str, *rest: Any, is_pregnant: bool) -> str:
        note(name, *rest, is_pregnant=is_pregnant)
        return "<svg/>"

    monkeypatch.setattr(exercise, "exercise_picture", picture)
    monkeypatch.setattr(exercise, "exercise_thumbnail", thumbnail)
    return asked


def blocks(person: Person, stage: int) -> dict[str, dict[str, Any]]:
    """What a stage prints of each exercise, by its id."""
    made = handout_content(person.case, person.plan, person.profile, words(), Choices(stage=stage))
    (found,) = (s for s in person.plan.stages if s.number == stage)
    return dict(zip([e.id for e in found.exercises], made["exercises"], strict=True))


def first_step(name: str, *, is_late: bool) -> str:
    """It names the position; later ones may name the seconds of the dose."""
    record = FORMS[name] if is_late and name in FORMS else USUAL[name]
    return str(record["steps"][0])


def with_a_form(names: dict[str, Any]) -> set[str]:
    return set(names) & set(FORMS)


def test_in_week_12_the_first_stage_is_the_usual_one(drawn: dict[str, set[bool]]) -> None:
    person = pregnant(12)
    printed = blocks(person, 1)
    assert set().union(*drawn.values()) == {False}
    for name, block in printed.items():
        assert block["steps"][0] == first_step(name, is_late=False)


def test_in_week_18_the_stage_that_reaches_week_20_is_changed(
    drawn: dict[str, set[bool]],
) -> None:
    person = pregnant(18)
    first = person.plan.stages[0]
    assert 18 + first.weeks[1] >= 20
    printed = blocks(person, first.number)
    assert set().union(*drawn.values()) == {True}
    assert with_a_form(printed)
    for name, block in printed.items():
        assert block["steps"][0] == first_step(name, is_late=True)


def test_in_week_12_a_later_stage_reaches_week_20(drawn: dict[str, set[bool]]) -> None:
    person = pregnant(12)
    for stage in person.plan.stages:
        drawn.clear()
        printed = blocks(person, stage.number)
        is_late = 12 + stage.weeks[1] >= 20
        assert set().union(*drawn.values()) == {is_late}
        for name, block in printed.items():
            assert block["steps"][0] == first_step(name, is_late=is_late)
    assert {12 + stage.weeks[1] >= 20 for stage in person.plan.stages} == {False, True}


def test_in_week_28_nobody_is_told_to_lie_flat(drawn: dict[str, set[bool]]) -> None:
    person = pregnant(28)
    changed = set()
    for stage in person.plan.stages:
        printed = blocks(person, stage.number)
        changed |= with_a_form(printed)
        for name, block in printed.items():
            assert not any(step.startswith("Lie on your back") for step in block["steps"]), name
    assert changed
    assert set().union(*drawn.values()) == {True}


def test_without_a_pregnancy_everything_is_usual(drawn: dict[str, set[bool]]) -> None:
    person = pregnant(None)
    printed = blocks(person, 1)
    assert set().union(*drawn.values()) == {False}
    for name, block in printed.items():
        assert block["steps"][0] == first_step(name, is_late=False)


@pytest.mark.parametrize("person", everyone(), ids=lambda person: person.name)
def test_pictures_change_when_the_plan_honours_a_late_state(
    person: Person, drawn: dict[str, set[bool]]
) -> None:
    for stage in person.plan.stages:
        if len(stage.exercises) < 2:
            continue
        drawn.clear()
        blocks(person, stage.number)
        assert set().union(*drawn.values()) == {not LATE.isdisjoint(stage.states)}


def test_cues_of_the_position_stand_in_place_of_the_usual_ones(
    drawn: dict[str, set[bool]],
) -> None:
    person = sample("one-sided-buttock-pain")
    planned = replace(person.plan.stages[0].exercises[0], id="figure_four")
    made = {
        is_late: exercise.exercise_block(planned, 1, words(), is_pregnant=is_late)
        for is_late in (False, True)
    }
    assert made[True]["cues"] == FORMS["figure_four"]["cues"]
    assert made[False]["cues"] == USUAL["figure_four"]["cues"][:2]
    assert drawn == {"figure_four": {False, True}}


@pytest.mark.parametrize("name", FORMS)
def test_pictures_and_thumbnails_show_the_position(name: str) -> None:
    movement = load_movements()[name]
    late, usual = (
        exercise_picture(name, "right", words(), is_pregnant=is_late) for is_late in (True, False)
    )
    assert movement.shown(is_pregnant=True).position in NOT_ON_THE_BACK
    assert FORMS[name]["frame"][0]["name"] in late.text
    assert late.svg != usual.svg
    small = {exercise_thumbnail(name, "right", is_pregnant=is_late) for is_late in (True, False)}
    assert len(small) == 2
