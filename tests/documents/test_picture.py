from __future__ import annotations

import re

import pytest

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.picture import exercise_picture, exercise_thumbnail, qr_code, shown_side
from sijoint.evidence.movement import load_movements
from tests.documents.people import words


def test_a_pregnant_person_is_drawn_pregnant_and_a_side_on_its_side() -> None:
    drawn = {
        (side, is_pregnant): exercise_picture("clam", side, words(), is_pregnant=is_pregnant).svg
        for side in ("left", "right")
        for is_pregnant in (False, True)
    }
    assert len(set(drawn.values())) == 4


@pytest.mark.parametrize(
    ("name", "prescribed", "painful", "drawn"),
    [
        # Top leg works: the painful side is up when it works itself.
        ("clam", "both", "left", "left"),
        ("clam", "both", "right", "right"),
        # The side that carries works: the painful side is up when the other one works.
        ("side_plank_knee", "both", "left", "right"),
        ("side_plank_knee", "both", "right", "left"),
        ("clam", "both", "", "right"),
        ("bird_dog", "both", "left", "right"),
        ("figure_four", "left", "left", "left"),
        # The painful side is stretched, and it is the top one.
        ("quad_stretch", "right", "right", "right"),
    ],
)
def test_nobody_is_drawn_lying_on_the_painful_side(
    name: str, prescribed: str, painful: str, drawn: str
) -> None:
    exercise = PlannedExercise(
        id=name, side=prescribed, sets=1, reps=8, hold_s=0, per_week=7, sessions_per_day=1,
        minutes=3, weekdays=("mon",), why=Phrase("plan.why.function"), cautions=(),
    )  # fmt: skip
    assert shown_side(exercise, painful, is_pregnant=False) == drawn
    lower = load_movements()[name].frames[0].lower
    if painful and lower:
        lain = {"working": drawn, "other": {"left": "right", "right": "left"}[drawn]}[lower]
        assert lain != painful


def test_the_words_of_a_picture_are_in_the_language() -> None:
    told = [
        exercise_picture("bridge", "right", words(code), is_pregnant=False).text
        for code in ("en", "es")
    ]
    assert told[0].startswith("Bridge. ")
    assert told[1].startswith("Puente. ")


def test_paper_has_literal_colours_and_neither_classes_nor_variables() -> None:
    picture = exercise_picture("bridge", "right", words(), is_pregnant=False).svg
    thumbnail = exercise_thumbnail("bridge", "right", is_pregnant=False)
    for svg in (picture, thumbnail, qr_code("https://a.example")):
        assert svg.startswith("<svg")
        assert re.search("#[0-9A-Fa-f]{3,6}", svg)
        assert "var(" not in svg
        assert "class=" not in svg
        assert "<script" not in svg
