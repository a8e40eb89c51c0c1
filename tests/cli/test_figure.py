from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sijoint.drawing.collection import others
from sijoint.drawing.hands_on import HANDS_ON
from sijoint.evidence.movement import load_movements
from tests.cli.conftest import Sijoint

SVG = "{http://www.w3.org/2000/svg}"


def title(path: Path) -> str:
    return ET.parse(path).getroot().findtext(f"{SVG}title", "")


def test_an_exercise_is_drawn_into_a_file(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "bridge.svg"
    shown = sijoint("figure", "bridge", "-o", str(file))
    assert (shown.status, shown.out, shown.err) == (0, "", "")
    root = ET.parse(file).getroot()
    assert root.get("viewBox", "").split()[2] == "800"
    assert title(file) == "Bridge"


@pytest.mark.parametrize(("side", "expected"), [("left", "left side"), ("right", "right side")])
def test_a_side_is_named_and_drawn(
    sijoint: Sijoint, tmp_path: Path, side: str, expected: str
) -> None:
    file = tmp_path / "clam.svg"
    assert sijoint("figure", "clam", "--side", side, "-o", str(file)).status == 0
    assert title(file).endswith(expected)


def test_both_sides_differ(sijoint: Sijoint, tmp_path: Path) -> None:
    files = [tmp_path / f"{side}.svg" for side in ("left", "right")]
    for file in files:
        sijoint("figure", "clam", "--side", file.stem, "-o", str(file))
    assert files[0].read_text() != files[1].read_text()


def test_one_frame_is_smaller_than_the_pair(sijoint: Sijoint, tmp_path: Path) -> None:
    pair, first = tmp_path / "pair.svg", tmp_path / "first.svg"
    sijoint("figure", "squat", "-o", str(pair))
    assert sijoint("figure", "squat", "--frame", "1", "-o", str(first)).status == 0
    assert first.stat().st_size < pair.stat().st_size


def test_a_movement_moves(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "squat.svg"
    assert sijoint("figure", "squat", "--animated", "-o", str(file)).status == 0
    assert list(ET.parse(file).getroot().iter(f"{SVG}animate"))


def test_titles_are_said_in_spanish(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "puente.svg"
    assert sijoint("figure", "bridge", "--lang", "es", "-o", str(file)).status == 0
    assert title(file) == "Puente"


@pytest.mark.parametrize("name", ["thigh_thrust", "pelvis_joints", "body_chart_back"])
def test_tests_anatomy_and_charts_are_drawn_too(
    sijoint: Sijoint, tmp_path: Path, name: str
) -> None:
    file = tmp_path / f"{name}.svg"
    assert sijoint("figure", name, "-o", str(file)).status == 0
    assert title(file)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["brige"], r'"brige" is no known picture, did you mean bridge\?'),
        (["zzzz"], r'"zzzz" is no known picture'),
        (["clam", "--frame", "9"], r"--frame 9: clam has 1 to 2"),
        (["clam", "--frame", "0"], r"--frame 0: clam has 1 to 2"),
        (["clam", "--frame", "one"], r"^sijoint: --frame one: a whole number is needed$"),
        (["clam", "--frame", "1.5"], r"--frame 1\.5: a whole number is needed"),
        (["clam", "--lang", "de"], r"^sijoint: language 'de': must be one of en, es$"),
        (["clam", "--side", "both"], r"left.*right"),
        (["clam", "--frame", "1", "--animated"], r"--frame and --animated do not go together"),
        (["thigh_thrust", "--frame", "1"], r"^sijoint: --frame is only for exercises$"),
        (["thigh_thrust", "--animated"], r"^sijoint: --animated is only for exercises$"),
        (["pelvis_joints", "--pregnant"], r"^sijoint: --pregnant is only for exercises$"),
        (["zzzz", "--animated"], r'"zzzz" is no known picture'),
        (
            ["prone_hip_extension", "--pregnant"],
            r"^sijoint: --pregnant: prone_hip_extension is not drawn for pregnancy$",
        ),
        (["prone_hip_extension", "--pregnant", "--animated"], "is not drawn for pregnancy"),
        (["prone_hip_extension", "--pregnant", "--frame", "1"], "is not drawn for pregnancy"),
        ([], r"missing argument"),
    ],
)
def test_wrong_input_is_told_in_one_line_and_writes_nothing(
    sijoint: Sijoint, tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    file = tmp_path / "x.svg"
    shown = sijoint("figure", *arguments, "-o", str(file))
    assert (shown.status, shown.out) == (2, "")
    assert re.search(complaint, shown.err, re.IGNORECASE), shown.err
    assert shown.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_file_must_be_named(sijoint: Sijoint) -> None:
    shown = sijoint("figure", "clam")
    assert shown.status == 2
    assert "--output" in shown.err or "-o" in shown.err


def test_a_folder_that_is_not_there_leaves_nothing(sijoint: Sijoint, tmp_path: Path) -> None:
    shown = sijoint("figure", "clam", "-o", str(tmp_path / "none" / "clam.svg"))
    assert (shown.status, shown.out) == (2, "")
    assert "cannot be written: no such file or directory" in shown.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_when_the_new_one_cannot_be_drawn(
    sijoint: Sijoint, tmp_path: Path
) -> None:
    file = tmp_path / "clam.svg"
    file.write_text("mine")
    assert sijoint("figure", "clam", "--frame", "7", "-o", str(file)).status == 2
    assert file.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["clam.svg"]


def test_every_exercise_is_drawn_for_pregnancy_or_refused(sijoint: Sijoint, tmp_path: Path) -> None:
    """What lies face down is refused in one line; an internal error is neither."""
    refused = set()
    for name in load_movements():
        shown = sijoint("figure", name, "--pregnant", "-o", str(tmp_path / "x.svg"))
        assert shown.status in (0, 2), shown.err
        if shown.status == 2:
            refused.add(name)
    assert "prone_hip_extension" in refused
    assert all(load_movements()[name].position == "prone" for name in refused)


@pytest.mark.parametrize("target", ["-", "folder", "folder/", "new/"])
def test_a_folder_or_standard_output_is_no_file(
    sijoint: Sijoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    shown = sijoint("figure", "clam", "-o", target)
    assert shown.status == 2
    assert "name a file" in shown.complaint
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_the_help_names_four_groups_with_an_example_each_that_works(
    sijoint: Sijoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = sijoint("figure", "--help").out
    examples = re.findall(r"sijoint (figure [a-z_]+ .*\.svg)", text)
    assert len(examples) == 4
    for example in examples:
        assert sijoint(*example.split()).status == 0
    assert len(list(tmp_path.iterdir())) == 4
    for listing in re.findall(r"sijoint (evidence list --kind [a-z_]+)", text):
        assert len(sijoint(*listing.split()).out.splitlines()) > 10
    # The others are in no file of the evidence: the help itself names them all.
    for name in others("left", str).keys() - set(HANDS_ON):
        assert name in text.split("Ids:")[1].split()
