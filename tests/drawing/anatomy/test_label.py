"""Labels break, make room for each other and point at what they name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.drawing.anatomy.label import Label, box_around, draw_labels, text_width
from sijoint.drawing.element import Figure
from sijoint.drawing.svg import Rendering, write
from tests.drawing.anatomy.plate import Plate, width

TEXTS = ("hip", "bone", "sacro", "articulación", "muslo", "de", "la")
WORDS = st.lists(st.sampled_from(TEXTS), min_size=1)


def plate(*labels: Label) -> Plate:
    box = box_around(labels, str, top=0, bottom=100)
    figure = Figure(box, "t", "d", (draw_labels(labels, str),))
    return Plate(write(figure, Rendering.SCREEN))


@given(WORDS)
def test_the_estimate_of_a_width_is_on_the_safe_side(words: list[str]) -> None:
    line = " ".join(words)
    assert width(line, 35) <= text_width(line) <= 1.25 * width(line, 35)


@given(WORDS)
def test_no_line_with_two_words_is_wider_than_its_column(words: list[str]) -> None:
    lines = plate(Label(" ".join(words), 10, 50, 260)).lines_of_text()
    assert " ".join(text for text, _, _ in lines) == " ".join(words)
    assert all(box.right - box.left <= 260 for text, _, box in lines if " " in text)


@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=5))
def test_labels_in_one_column_never_touch(texts: list[str]) -> None:
    column = [Label(text, 10, 50 + 60 * n, 300) for n, text in enumerate(texts)]
    drawn = plate(*column)
    boxes = [box for _, _, box in drawn.lines_of_text()]
    assert all(above.bottom < below.top for above, below in pairwise(boxes))
    assert boxes[-1].bottom < drawn.view[1] + drawn.view[3]


def test_a_note_stands_below_in_its_own_line() -> None:
    (text, _, first), (note, _, second) = plate(
        Label("buttock", 10, 50, 300, note="most often")
    ).lines_of_text()
    assert (text, note) == ("buttock", "most often")
    assert second.top > first.bottom


@pytest.mark.parametrize("leaves", ["left", "right", "top", "bottom"])
def test_a_leader_begins_beside_its_text_and_ends_at_what_it_names(leaves: str) -> None:
    drawn = plate(Label("hip bone", 300, 50, 300, ((340.0, 90.0),), leaves=leaves))
    ((_, _, box),) = drawn.lines_of_text()
    start, end = drawn.leaders()[0]
    assert end == pytest.approx([340, 90])
    outside = {
        "left": box.left - start[0],
        "right": start[0] - box.right,
        "top": box.top - start[1],
        "bottom": start[1] - box.bottom,
    }[leaves]
    assert 2 < outside < 30
