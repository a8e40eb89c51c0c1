"""The authoring tool: rough frames are made to touch, and written back as they were found."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from sijoint.drawing.contact import ImpossibleFrameError
from sijoint.drawing.pose import poses
from sijoint.evidence.movement import load_movements
from sijoint.evidence.read import EVIDENCE_FOLDER
from tools.fit_frames.rewriting import number, rewrite
from tools.fit_frames.search import fit

MOVEMENTS = load_movements()
FILES = {
    record["id"]: path
    for path in sorted((EVIDENCE_FOLDER / "exercises").glob("*.toml"))
    for record in tomllib.loads(path.read_text(encoding="utf-8")).get("exercise", ())
}


@pytest.mark.parametrize("name", FILES)
def test_writing_the_same_angles_changes_no_value(name):
    text = FILES[name].read_text(encoding="utf-8")
    again = rewrite(text, name, MOVEMENTS[name].frames)
    assert tomllib.loads(again) == tomllib.loads(text)


def test_only_the_frames_of_the_exercise_are_written():
    name = "bird_dog"
    text = FILES[name].read_text(encoding="utf-8")
    frames = [replace(frame, trunk=12.34, neck=7.0) for frame in MOVEMENTS[name].frames]
    before, after = (
        tomllib.loads(each)["exercise"] for each in (text, rewrite(text, name, frames))
    )
    for old, new in zip(before, after, strict=True):
        if old["id"] == name:
            assert [frame["trunk"] for frame in new["frame"]] == [12.3] * len(frames)
            assert [frame["neck"] for frame in new["frame"]] == [7] * len(frames)
            old["frame"] = new["frame"] = []
        assert old == new


@pytest.mark.parametrize(
    ("value", "written"), [(12.34, "12.3"), (5.0, "5"), (-0.04, "0"), (-7.25, "-7.2")]
)
def test_angles_are_written_to_a_tenth(value, written):
    assert number(value) == written


@pytest.mark.parametrize(("name", "letter"), [("bird_dog", "K"), ("clam", "H"), ("bridge", "K")])
def test_a_rough_movement_is_made_to_touch(name, letter):
    movement = MOVEMENTS[name]
    rough = replace(
        movement,
        frames=tuple(
            replace(frame, working={**frame.working, letter: frame.working[letter] + 4})
            for frame in movement.frames
        ),
    )
    fitted = fit(rough)
    assert max(gap for _, gap in fitted) < 0.004
    poses(replace(movement, frames=tuple(frame for frame, _ in fitted)))


def test_the_rough_movement_would_have_been_refused():
    movement = MOVEMENTS["bird_dog"]
    first = movement.frames[0]
    rough = replace(first, working={**first.working, "K": first.working["K"] + 4})
    with pytest.raises(ImpossibleFrameError):
        poses(replace(movement, frames=(rough, *movement.frames[1:])))
