from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sijoint.casefile.error import InvalidCaseError, UnreadableCaseError
from sijoint.casefile.read import LARGEST_FILE, from_text, read_case
from sijoint.clinical.case import Finding, Location, Measure, PainSide, Result, Setting, Sex, Side
from tests.vocabulary import SMALL

SHORTEST = """
schema = "sijoint.case/1"
[patient]
age_years = 34
sex = "female"
[episode]
duration_weeks = 16
side = "left"
"""
SHORTEST_JSON = """{"schema": "sijoint.case/1", "patient": {"age_years": 34, "sex": "female"},
"episode": {"duration_weeks": 16, "side": "left"}}"""
PUBLISHED = """
schema = "sijoint.case/1"
assessed_on = 2026-11-02

[patient]
age_years = 34
sex = "female"
weeks_postpartum = 30
weight_kg = 68.0
height_cm = 170.0
conditions = ["hip_replacement"]
[patient.weeks_since]
hip_replacement = 30

[episode]
duration_weeks = 16
side = "left"
setting = "below_l5"
irritability = "low"

[gates]
low_back_waived = "seen last week, repeated movements negative"
hip_waived = ""

[preferences]
minutes_per_day = 20
equipment = ["mat", "band"]
goals = ["walk 5 km", "lift my child"]
sports = ["running"]

[[findings]]
id = "thigh_thrust"
side = "left"
result = "positive"
familiar_pain = true
location = "posterior"

[[findings]]
id = "compression"
result = "positive"
pain_side = "left"

[[findings]]
id = "aslr"
side = "left"
value = 3

[[measures]]
id = "nprs_worst"
value = 6
taken_on = 2026-11-02
"""


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def complaint(path: Path | str) -> str:
    with pytest.raises(UnreadableCaseError) as caught:
        read_case(path, SMALL)
    line = str(caught.value)
    assert line.isprintable()
    return line


def test_the_published_example_is_read_whole(tmp_path: Path) -> None:
    case = read_case(write(tmp_path, "case.toml", PUBLISHED), SMALL)
    assert case.assessed_on == "2026-11-02"
    assert case.patient.sex is Sex.FEMALE
    assert case.patient.weeks_since == {"hip_replacement": 30}
    assert case.episode.side is PainSide.LEFT
    assert case.episode.setting is Setting.BELOW_L5
    assert case.gates.low_back_waived.startswith("seen last week")
    assert case.gates.hip_waived == ""
    assert case.preferences.goals == ("walk 5 km", "lift my child")
    assert case.findings == (
        Finding("aslr", Side.LEFT, value=3.0),
        Finding("compression", result=Result.POSITIVE, pain_side=Side.LEFT),
        Finding(
            "thigh_thrust",
            Side.LEFT,
            Result.POSITIVE,
            familiar_pain=True,
            location=Location.POSTERIOR,
        ),
    )
    assert case.measures == (Measure("nprs_worst", 6.0, "2026-11-02"),)


def test_what_is_left_out_is_not_recorded(tmp_path: Path) -> None:
    case = read_case(write(tmp_path, "case.toml", SHORTEST), SMALL)
    assert case.patient.pregnancy_weeks is None
    assert case.episode.setting is Setting.UNSELECTED
    assert case.preferences.minutes_per_day == 20
    assert case.findings == ()
    assert case.measures == ()
    assert case.assessed_on is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("case.toml", SHORTEST),
        ("CASE.TOML", SHORTEST),
        ("case.json", SHORTEST_JSON),
        ("case", SHORTEST),
        ("case", SHORTEST_JSON),
        ("case.txt", f"\n  {SHORTEST_JSON}"),
        ("case.toml", b"\xef\xbb\xbf" + SHORTEST.encode()),
        ("case.json", b"\xef\xbb\xbf" + SHORTEST_JSON.encode()),
        ("case.toml", SHORTEST.replace("\n", "\r\n")),
    ],
)
def test_toml_and_json_say_the_same(tmp_path: Path, name: str, content: bytes | str) -> None:
    expected = from_text(SHORTEST, SMALL, file="case.toml")
    assert read_case(write(tmp_path, name, content), SMALL) == expected


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHORTEST_JSON.encode())))
    assert read_case("-", SMALL) == from_text(SHORTEST, SMALL, file="case.toml")


def test_standard_input_is_named_in_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a = 1")))
    with pytest.raises(InvalidCaseError, match="sijoint: standard input: a: "):
        read_case("-", SMALL)


def test_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert complaint("-").startswith("sijoint: standard input: cannot be read: bad file descr")


def test_a_large_standard_input_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(b" " * 50_000_000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    assert "is too large; allowed: at most 1 MB" in complaint("-")
    assert stream.tell() == LARGEST_FILE + 1


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(SHORTEST,))
    writer.start()
    assert read_case(pipe, SMALL).patient.age_years == 34
    writer.join()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    assert complaint(path) == (
        f"sijoint: {path}: cannot be read: no such file or directory; allowed: a readable file"
    )


def test_a_directory_is_told(tmp_path: Path) -> None:
    assert "cannot be read: is a directory" in complaint(tmp_path)


def test_a_forbidden_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    assert "cannot be read: permission denied" in complaint(tmp_path / "case.toml")


def test_an_error_of_the_system_without_words_is_told_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> os.stat_result:
        raise TimeoutError

    monkeypatch.setattr(Path, "stat", refuse)
    assert "cannot be read: timeouterror" in complaint(tmp_path / "case.toml")


def test_an_impossible_name_is_told() -> None:
    assert "cannot be read: embedded null" in complaint("a\0b.toml")


def test_a_name_with_a_line_break_stays_on_one_line(tmp_path: Path) -> None:
    assert r"a\nb.toml" in complaint(tmp_path / "a\nb.toml")


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert complaint(path) == f"sijoint: {path}: is too large; allowed: at most 1 MB"


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    content = SHORTEST.encode().ljust(LARGEST_FILE)
    assert read_case(write(tmp_path, "case.toml", content), SMALL).patient.age_years == 34
    assert "is too large" in complaint(write(tmp_path, "case.toml", content + b" "))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "is not UTF-8 text: byte 1"),
        (SHORTEST.encode("utf-16"), "is not UTF-8 text: byte 1"),
        ("# caf\u00e9".encode("latin-1"), "is not UTF-8 text: byte 6"),
        (b"\x00\x01\x02\x03", "is binary"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in complaint(write(tmp_path, "case.toml", content))


def test_the_models_are_imported_only_when_needed() -> None:
    program = (
        "import sys, sijoint.casefile.read, sijoint.casefile.error;"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
