from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Sijoint

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = SAMPLES / "one-sided-buttock-pain.toml"
STATUS = {
    "one-sided-buttock-pain": 0,
    "pregnant-week-28": 0,
    "hip-osteoarthritis": 0,
    "runner-with-hop-pain": 1,
}
MINIMAL = """schema = "sijoint.case/1"
[patient]
age_years = 34
sex = "female"
[episode]
duration_weeks = 16
side = "left"
"""


def finding(*lines: str) -> str:
    return "\n".join([MINIMAL, "[[findings]]", *lines, ""])


def twice(first: str, second: str) -> str:
    same = 'id = "slr"\nside = "left"\nresult = '
    return f'{MINIMAL}[[findings]]\n{same}"{first}"\n[[findings]]\n{same}"{second}"\n'


BAD_INPUT = {
    "unknown id": (
        finding('id = "thigh_trust"', 'result = "positive"'),
        "did you mean thigh_thrust",
    ),
    "unknown key": (MINIMAL + "[chess]\n", "chess"),
    "unknown word": (MINIMAL.replace("left", "lft"), "episode.side"),
    "missing side": (finding('id = "slr"', 'result = "positive"'), "side"),
    "superfluous side": (
        finding('id = "fever"', 'side = "left"', 'result = "positive"'),
        "findings[0].side",
    ),
    "wrong side": (finding('id = "slr"', 'side = "up"', 'result = "positive"'), "findings[0].side"),
    "contradiction": (twice("positive", "negative"), "findings[1]"),
    "out of range": (MINIMAL.replace("34", "340"), "patient.age_years"),
    "value out of range": (
        finding('id = "aslr"', 'side = "left"', "value = 6"),
        "findings[0].value",
    ),
    "not a number": (MINIMAL.replace("34", "nan"), "patient.age_years"),
    "infinite": (MINIMAL.replace("16", "inf"), "episode.duration_weeks"),
    "missing part": ('schema = "sijoint.case/1"\n', "patient"),
    "empty": ("", "is empty"),
    "broken": (MINIMAL + "[[[", "is not TOML"),
    "nested": ("a = " + "[" * 100_000, "nested too deeply"),
    "other format": (MINIMAL.replace("case/1", "case/9"), "schema"),
}


@pytest.mark.parametrize("kind", BAD_INPUT)
def test_bad_input_is_told_in_one_line(sijoint: Sijoint, tmp_path: Path, kind: str) -> None:
    text, told = BAD_INPUT[kind]
    file = tmp_path / "case.toml"
    file.write_text(text, encoding="utf-8")
    for option in ([], ["--json"]):
        outcome = sijoint("assess", str(file), *option)
        assert outcome.status == 2
        assert outcome.complaint.startswith(f"sijoint: {file}: ")
        assert told in outcome.complaint


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x00\x01\x02 binary", "is binary"),
        (b"\xff\xfe\xfa", "is not UTF-8 text"),
        (b"# " + b"x" * 50_000_000, "is too large; allowed: at most 1 MB"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(
    sijoint: Sijoint, tmp_path: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "case.toml"
    file.write_bytes(content)
    outcome = sijoint("assess", str(file))
    assert outcome.status == 2
    assert told in outcome.complaint


def test_a_missing_file_and_a_directory_are_told_in_one_line(
    sijoint: Sijoint, tmp_path: Path
) -> None:
    missing = sijoint("assess", str(tmp_path / "nowhere.toml"))
    assert missing.status == 2
    assert "nowhere.toml: cannot be read: no such file or directory" in missing.complaint
    directory = sijoint("assess", str(tmp_path))
    assert directory.status == 2
    assert "cannot be read: is a directory" in directory.complaint


def test_a_broken_json_file_is_told_in_one_line(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text("{", encoding="utf-8")
    assert "is not JSON" in sijoint("assess", str(file)).complaint


def test_the_same_result_twice_is_accepted_once(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(twice("positive", "positive"), encoding="utf-8")
    assert sijoint("assess", str(file)).status == 0


def test_the_case_may_come_from_standard_input(
    sijoint: Sijoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_file = sijoint("assess", str(SAMPLE), "--json").out
    stream = SimpleNamespace(buffer=io.BytesIO(SAMPLE.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert sijoint("assess", "-", "--json").out == from_file


@pytest.mark.parametrize(("sample", "status"), STATUS.items())
def test_the_exit_status_says_whether_safety_stopped_the_answer(
    sijoint: Sijoint, sample: str, status: int
) -> None:
    for option in ([], ["--json"]):
        outcome = sijoint("assess", str(SAMPLES / f"{sample}.toml"), *option)
        assert (outcome.status, outcome.err) == (status, "")


def test_every_sample_is_tested() -> None:
    """All of them but the record of care, which is no case."""
    assert {path.stem for path in SAMPLES.glob("*.toml")} - set(STATUS) == {"record-of-care"}


def test_the_answer_is_the_same_to_the_last_bit(sijoint: Sijoint, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    head, *findings = text.split("[[findings]]")
    last, _, measures = findings[-1].partition("[[measures]]")
    turned = [last, *reversed(findings[:-1])]
    file = tmp_path / "turned.toml"
    file.write_text(
        "[[findings]]".join([head, *turned]) + "[[measures]]" + measures, encoding="utf-8"
    )
    answers = [sijoint("assess", str(name), "--json").out for name in (SAMPLE, file)]
    assert answers[0] == answers[1]


def test_the_evidence_set_can_be_chosen(sijoint: Sijoint) -> None:
    pooled = json.loads(sijoint("assess", str(SAMPLE), "--json").out)
    laslett = json.loads(sijoint("assess", str(SAMPLE), "--json", "--evidence-set", "laslett").out)
    joint = {name: answer["differential"][0] for name, answer in (("p", pooled), ("l", laslett))}
    # The set in front is summed finding by finding, the other one at once.
    for front, behind in (("p", "l"), ("l", "p")):
        other = joint[behind]["other_set"]["probability"]
        assert joint[front]["probability"] == pytest.approx(other, rel=1e-12)


class Plain(io.StringIO):
    """An output that cannot write every character."""

    encoding = "ascii"  # type: ignore[assignment]


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_an_output_without_unicode_gets_plain_text(
    sijoint: Sijoint, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, option: list[str]
) -> None:
    file = tmp_path / "case.toml"
    file.write_text(
        f'{MINIMAL}[preferences]\ngoals = ["llevar a mi niño 5 km, caminar"]\n', "utf-8"
    )
    stream = Plain()
    monkeypatch.setattr(sys, "stdout", stream)
    assert sijoint("assess", str(file), *option).status == 0
    assert stream.getvalue().isascii()
    assert len(stream.getvalue()) > 1000


def test_nothing_is_written_beside_the_answer(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(MINIMAL, encoding="utf-8")
    sijoint("assess", str(file))
    assert [path.name for path in tmp_path.iterdir()] == ["case.toml"]
