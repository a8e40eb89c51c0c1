from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.drawing.body_chart.document import LONGEST, from_json, to_json
from sijoint.drawing.body_chart.drawing import KIND_NAMES, Kind, Level, Mark, PainDrawing
from sijoint.drawing.body_chart.error import PainDrawingError
from sijoint.drawing.body_chart.region import REGIONS
from tests.drawing.body_chart.drawings_given import drawings, marks


def document(*marks: object, **more: object) -> str:
    return json.dumps({"schema": "sijoint.pain-drawing/1", "marks": list(marks), **more})


def complaint(text: str) -> str:
    with pytest.raises(PainDrawingError) as caught:
        from_json(text)
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith("pain drawing: ")
    return said


@given(drawings)
def test_json_gives_back_what_it_was_given(drawing: PainDrawing) -> None:
    assert from_json(to_json(drawing)) == drawing


@given(drawings)
def test_what_was_not_said_is_left_out(drawing: PainDrawing) -> None:
    for mark, table in zip(drawing.marks, json.loads(to_json(drawing))["marks"], strict=True):
        assert ("intensity" in table) == (mark.intensity is not None)
        assert ("kinds" in table) == bool(mark.kinds)


@given(st.lists(marks, unique_by=lambda mark: mark.region), st.randoms())
def test_the_order_of_marking_does_not_matter(given_marks: list[Mark], random: object) -> None:
    shuffled = list(given_marks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types it as object
    one, other = PainDrawing(tuple(given_marks)), PainDrawing(tuple(shuffled))
    assert one == other
    assert to_json(one) == to_json(other)


def test_the_longest_drawing_fits() -> None:
    full = PainDrawing(tuple(Mark(region, 10, frozenset(Kind)) for region in REGIONS), True)
    assert len(to_json(full)) < LONGEST
    assert from_json(to_json(full)) == full


def test_a_document_is_stable() -> None:
    """Stored drawings of today must be readable for ever."""
    text = (
        '{"schema": "sijoint.pain-drawing/1", "is_complete": true, "marks": ['
        '{"region": "dimple_left", "intensity": 7, "kinds": ["burning", "numbness"]}, '
        '{"region": "groin_right"}]}'
    )
    drawing = from_json(text)
    assert drawing.is_complete
    assert drawing.selected == {"dimple_left": 7, "groin_right": None}
    assert drawing.marks[0].kinds == {Kind.BURNING, Kind.NUMBNESS}
    assert to_json(drawing) == text


def test_completeness_is_never_assumed() -> None:
    assert not from_json(document({"region": "neck"})).is_complete


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ({"region": "left_dimple"}, '"left_dimple" is not a known region'),
        ({"region": "dimple_lefft"}, 'did you mean "dimple_left"?; allowed: one of 58 ids'),
        ({"region": ""}, '"" is not a known region'),
        ({"region": 3}, "marks[0].region: 3 is not a text"),
        ({"region": "neck", "intensity": 11}, "neck: intensity 11 is out of range; allowed: a"),
        ({"region": "neck", "intensity": -1}, "whole number from 0 to 10"),
        ({"region": "neck", "intensity": 2.5}, "neck: intensity 2.5"),
        ({"region": "neck", "intensity": 2.0}, "neck: intensity 2 "),
        ({"region": "neck", "intensity": True}, "neck: intensity true"),
        ({"region": "neck", "intensity": "3"}, 'neck: intensity "3"'),
        ({"region": "neck", "intensity": math.nan}, "neck: intensity NaN"),
        ({"region": "neck", "intensity": None}, "neck: intensity null is not allowed"),
        (
            {"region": "neck", "kinds": ["itchy"]},
            'neck: kind "itchy" is not known; allowed: aching',
        ),
        ({"region": "neck", "kinds": "aching"}, 'neck: kinds: "aching" is not a list'),
        ({"region": "neck", "kinds": [["aching"]]}, "neck: kind a list is not known"),
        ({"region": "neck", "colour": "red"}, 'marks[0]: "colour" is not a known key'),
        ({"intensity": 3}, "marks[0]: region is missing"),
        ("neck", 'marks[0]: "neck" is not an object'),
    ],
)
def test_a_wrong_mark_is_refused_with_its_region(mark: object, said: str) -> None:
    assert said in complaint(document(mark))


def test_a_region_stands_once() -> None:
    twice = document({"region": "neck"}, {"region": "head"}, {"region": "neck", "intensity": 3})
    assert "neck: stands 2 times; allowed: each region at most once" in complaint(twice)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the text is not JSON"),
        ("{", "the text is not JSON"),
        ("[" * 15_000, "the text is not JSON"),
        ("[]", "a list is not an object"),
        ("{}", "schema is missing"),
        ('{"schema": "sijoint.pain-drawing/1"}', "marks is missing"),
        ('{"schema": "sijoint.pain-drawing/2", "marks": []}', 'schema: "sijoint.pain-drawing/2"'),
        ('{"schema": ["x"], "marks": []}', "schema: a list is not known"),
        (document(is_complete=1), "is_complete: 1 is not allowed; allowed: true or false"),
        (document(person="x"), '"person" is not a known key'),
        ('{"schema": "sijoint.pain-drawing/1", "marks": {}}', "marks: a table is not a list"),
        (" " * 20_001, "20001 characters are too long"),
    ],
)
def test_a_wrong_document_is_refused(text: str, said: str) -> None:
    assert said in complaint(text)


def test_no_message_breaks_out_of_its_line() -> None:
    assert "\\n" in complaint(document({"region": "a\nb"}))


@pytest.mark.parametrize(
    ("mark", "is_painful", "is_felt"),
    [
        (Mark("calf_left"), True, True),
        (Mark("calf_left", 0), False, False),
        (Mark("calf_left", 1), True, True),
        (Mark("calf_left", None, frozenset({Kind.NUMBNESS})), False, True),
        (Mark("calf_left", 0, frozenset({Kind.TINGLING})), False, True),
        (Mark("calf_left", 3, frozenset({Kind.TINGLING})), True, True),
        (Mark("calf_left", None, frozenset({Kind.TINGLING, Kind.ACHING})), True, True),
        (Mark("calf_left", 0, frozenset({Kind.ACHING})), False, False),
    ],
)
def test_numbness_alone_is_felt_and_is_no_pain(mark: Mark, is_painful: bool, is_felt: bool) -> None:
    assert (mark.is_painful, mark.is_felt) == (is_painful, is_felt)


def test_levels_are_those_of_the_usual_scale() -> None:
    levels = [Mark("neck", intensity).level for intensity in range(11)]
    assert levels == ([Level.NONE] + [Level.MILD] * 3 + [Level.MODERATE] * 3 + [Level.STRONG] * 4)
    assert Mark("neck").level is Level.UNRATED


def test_every_kind_has_a_name() -> None:
    assert set(KIND_NAMES) == set(Kind)
