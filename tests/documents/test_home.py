from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import Any

import pytest

from sijoint.clinical.phrase import phrase
from sijoint.clinical.profile import ProfileLabel
from sijoint.documents import exercise
from sijoint.documents.caution import sentences
from sijoint.documents.clinic import Clinic
from sijoint.documents.error import NoProgrammeError, UnknownStageError
from sijoint.documents.home import Choices, handout_content
from sijoint.documents.light import quoted
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
    # Evaluated on 2 November 2026; weeks 2 to 6; reviews in weeks 2, which is over, 6 and 12.
    assert made["facts"][0] == "17 November 2026 to 14 December 2026"
    days = [row["day"] for row in made["reviews"]["rows"]]
    assert days == ["14 December 2026", "25 January 2027"]


def day_of(written: str) -> date:
    """A day as English handouts write it."""
    day, month, year = written.split()
    return date(int(year), list(month_name).index(month), int(day))


def test_each_stage_begins_on_the_day_after_the_one_before_has_ended() -> None:
    """By the calendar: no day belongs to two stages and none to no stage."""
    person = sample(BUTTOCK)
    spans = []
    for stage in person.plan.stages:
        first, last = content(person, stage=stage.number)["facts"][0].split(" to ")
        spans.append([day_of(day) for day in (first, last)])
    assert spans[0][0] == date.fromisoformat(str(person.case.assessed_on))
    for before, after in pairwise(spans):
        assert after[0] - before[1] == timedelta(days=1)


def test_reviews_that_are_over_are_not_printed() -> None:
    for person in PEOPLE:
        for stage in person.plan.stages:
            coming = [r.week for r in person.plan.reviews if r.week > stage.weeks[0]]
            rows = content(person, stage=stage.number)["reviews"]["rows"]
            assert [row["when"] for row in rows] == [f"Week {week}" for week in coming]


def test_without_a_day_weeks_are_counted() -> None:
    person = sample(BUTTOCK)
    undated = replace(person.case, assessed_on=None)
    made = handout_content(undated, person.plan, person.profile, words(), Choices())
    assert made["facts"][0] == "Weeks 1 to 2"


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


def test_every_word_of_a_caution_stands_in_the_box_or_in_a_step() -> None:
    cautious = 0
    for person in PEOPLE:
        exercises = person.plan.stages[0].exercises
        for planned, block in zip(exercises, content(person)["exercises"], strict=True):
            said = " ".join([*block["cautions"]["lines"], *block["steps"]]).lower()
            found = set(re.findall(r"\w+", said)) | {"a", "or", "of"}
            for caution in planned.cautions:
                assert set(re.findall(r"\w+", words().render(caution).lower())) <= found
            cautious += len(planned.cautions)
    assert cautious > 20


def test_nothing_in_a_box_is_said_twice() -> None:
    for person in PEOPLE:
        for stage in person.plan.stages:
            for block in content(person, stage=stage.number)["exercises"]:
                said = [s for line in block["cautions"]["lines"] for s in sentences(line)]
                assert len(said) == len(set(said))
                steps = {s for step in block["steps"] for s in sentences(step)}
                assert not steps & set(said)


def test_the_usual_picture_is_called_so_where_the_form_is_changed() -> None:
    note = words().say("The usual form. Do it as the box says.")
    seen = set()
    for person in PEOPLE:
        for stage in person.plan.stages:
            made = content(person, stage=stage.number)["exercises"]
            for planned, block in zip(stage.exercises, made, strict=True):
                is_changed = any(c.id.startswith("exercise_change.") for c in planned.cautions)
                is_first = block["cautions"]["title"] == words().say("For you, this comes first")
                assert is_first or not is_changed
                weeks = person.case.patient.pregnancy_weeks
                if weeks is None and is_changed:
                    assert note in block["picture_notes"]
                if not planned.cautions:
                    assert note not in block["picture_notes"]
                    assert block["cautions"]["lines"] == []
                seen.add((is_changed, note in block["picture_notes"]))
    assert {(True, True), (False, False)} <= seen


def test_a_form_of_pregnancy_is_not_called_the_usual_form() -> None:
    person = sample("pregnant-week-28")
    variants = {record["exercise"] for record in read_raw()["pregnant_movement"]}
    note = words().say("The usual form. Do it as the box says.")
    drawn = 0
    for stage in person.plan.stages:
        made = content(person, stage=stage.number)["exercises"]
        for planned, block in zip(stage.exercises, made, strict=True):
            if planned.id in variants:
                assert note not in block["picture_notes"]
                drawn += 1
    assert drawn


def test_nobody_is_drawn_lying_on_the_painful_side() -> None:
    drawn = set()
    for person in PEOPLE:
        side = person.case.episode.side.value
        if side == "bilateral":
            continue
        for stage in person.plan.stages:
            for block in content(person, stage=stage.number)["exercises"]:
                up = [note for note in block["picture_notes"] if note.endswith("is up.")]
                drawn |= {(side, note) for note in up}
    assert drawn == {(s, f"In the picture the {s} side is up.") for s in ("left", "right")}


@pytest.mark.parametrize(
    ("goal", "printed"), [("走路去上班", ""), ("walk \N{SNOWFLAKE} far", "walk far")]
)
def test_a_goal_that_the_font_cannot_show_is_left_out(goal: str, printed: str) -> None:
    person = sample(BUTTOCK)
    stage = person.plan.stages[0]
    why = phrase(
        "plan.why.goal", function="@exercise_function.lifting.patient", plan="p", goal=goal
    )
    first = replace(stage.exercises[0], why=why)
    changed = replace(stage, exercises=(first, *stage.exercises[1:]))
    plan = replace(person.plan, stages=(changed,))
    made = handout_content(person.case, plan, person.profile, words(), Choices())
    told = made["exercises"][0]["why"]
    assert "?" not in told
    assert told.endswith(f"your goal: {printed}." if printed else "It suits p.")


def test_the_next_stage_asks_only_for_what_the_person_has() -> None:
    asked = 0
    for person in PEOPLE:
        measured = {measure.id for measure in person.case.measures}
        for stage in person.plan.stages:
            own = {words().text(f"exercise.{e.id}.patient") for e in stage.exercises}
            others = {r["patient"] for r in read_raw()["exercise"]} - own
            for row in content(person, stage=stage.number)["next"]["rows"]:
                assert not any(row["text"].startswith(f"{name}:") for name in others)
                assert "nprs_average" in measured or "average pain" not in row["text"]
                assert "psfs" in measured or "own activities" not in row["text"]
                asked += 1
    assert asked > 100


def test_a_choice_counts_what_stands_under_it() -> None:
    for person in PEOPLE:
        for stage in person.plan.stages:
            rows = content(person, stage=stage.number)["next"]["rows"]
            for place, row in enumerate(rows):
                if row["is_choice"]:
                    need, count = map(int, re.findall(r"\d+", row["text"]))
                    under = list(takewhile(lambda r: r["is_inner"], rows[place + 1 :]))
                    assert len(under) == count > need


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_lights_bear_one_name_on_the_whole_sheet(code: str) -> None:
    """The words of the gates are those of the light, and shares are counts."""
    made = content(sample(BUTTOCK), code)
    printed = " ".join(row["text"] for row in made["next"]["rows"])
    for row in made["light"]["rows"][:2]:
        assert quoted(row["shape"], words(code)) in printed
        assert row["word"].lower() in quoted(row["shape"], words(code))
    assert "7" in printed
    assert "10" in printed
    assert "7 of 10" not in printed


def test_the_belt_stands_on_the_sheet_with_its_sign_to_stop() -> None:
    person = sample(BUTTOCK)
    assert "pelvic_belt" in {support.id for support in person.plan.supports}
    (row,) = (r for r in content(person)["aids"]["rows"] if "belt" in r["title"])
    assert row["text"] == words().text("support.pelvic_belt.patient_text")
    assert row["stop"].startswith("Stop with numbness")
    # Nobody who is not pregnant reads about a baby.
    assert "Baby" not in row["stop"]


def test_a_qr_code_only_with_an_address() -> None:
    person = sample(BUTTOCK)
    bare = content(person)["help"]
    assert (bare["qr"], bare["clinic"], bare["phone"]) == ("", "", "")
    clinic = Clinic("Riverside", "+34 944 000 000", "https://riverside.example")
    full = content(person, clinic=clinic)["help"]
    assert full["qr"].startswith("<svg")
    assert full["qr_text"].endswith("https://riverside.example")
    assert (full["clinic"], full["phone"]) == ("Riverside", "+34 944 000 000")


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


def test_a_flare_has_one_line_for_each_exercise() -> None:
    for person in PEOPLE:
        rows = content(person)["flare"]["rows"]
        for name in (r["patient"] for r in read_raw()["exercise"]):
            assert sum(row.startswith(f"{name}: ") for row in rows) <= 1


def test_a_flare_points_to_the_box_of_an_exercise_of_the_stage() -> None:
    pointed = 0
    for person in PEOPLE:
        made = content(person)
        boxed = {b["name"] for b in made["exercises"] if b["cautions"]["lines"]}
        for row in made["flare"]["rows"]:
            if row.endswith(": as its box says."):
                assert row.partition(":")[0] in boxed
                pointed += 1
    assert pointed > 3


def test_what_stands_under_a_choice_is_moved_in() -> None:
    rows = content(sample(BUTTOCK), stage=2)["next"]["rows"]
    kinds = ["choice" if r["is_choice"] else "inner" if r["is_inner"] else "own" for r in rows]
    stage = sample(BUTTOCK).plan.stages[1]
    # Of the three ways to show control, those that this person practises.
    own = {f"@exercise.{e.id}.patient" for e in stage.exercises}
    counted = [c for c in stage.exit if dict(c.values).get("exercise") in own]
    under = ["choice", *["inner"] * len(counted)] if len(counted) > 2 else ["own"] * len(counted)
    assert len(counted) > 0
    assert kinds == ["own", *under, "own", "own"]


def test_the_routine_afterwards_is_that_of_the_plan() -> None:
    person = sample(BUTTOCK)
    titles = [row["title"] for row in content(person)["later"]["rows"]]
    items = person.plan.maintenance.items
    assert titles == [words().text(f"maintenance_item.{item.id}.patient") for item in items]
