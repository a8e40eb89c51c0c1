from __future__ import annotations

import re

from sijoint.documents.picture import exercise_picture, exercise_thumbnail, qr_code
from tests.documents.people import words


def test_a_pregnant_person_is_drawn_pregnant_and_a_side_on_its_side() -> None:
    drawn = {
        (side, is_pregnant): exercise_picture("clam", side, words(), is_pregnant=is_pregnant).svg
        for side in ("left", "right")
        for is_pregnant in (False, True)
    }
    assert len(set(drawn.values())) == 4


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
