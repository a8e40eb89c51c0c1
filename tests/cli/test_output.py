from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from sijoint.cli import output
from sijoint.cli.failure import OutputClosedError, WrongInputError


class Closed(io.StringIO):
    """A pipe that nobody reads."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_text_is_written_whole(capsys: pytest.CaptureFixture[str]) -> None:
    output.write("one\ntwo\n")
    assert capsys.readouterr().out == "one\ntwo\n"


@pytest.mark.parametrize("stream", [None, Closed()])
def test_nobody_reads_the_output(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None
) -> None:
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(OutputClosedError):
        output.write("text")
    assert output.is_terminal() is False
    assert output.encoding() == "ascii"
    output.silence()


@pytest.mark.parametrize(
    ("columns", "width"), [("20", 60), ("60", 60), ("97", 97), ("400", 120), ("many", 80)]
)
def test_the_width_is_that_of_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert output.width() == width


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "model.json"
    output.save("first", target)
    output.save("second", target)
    assert target.read_text(encoding="utf-8") == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["model.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "model.json", tmp_path / "link.json"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    output.save("new", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("name", [".", "missing/model.json"])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongInputError, match="cannot be written: "):
        output.save("text", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o000])
def test_a_file_that_nobody_may_write_is_not_replaced(tmp_path: Path, mode: int) -> None:
    """The folder would allow it, and root may anything."""
    target = tmp_path / "model.json"
    target.write_text("kept", encoding="utf-8")
    target.chmod(mode)
    with pytest.raises(WrongInputError, match="cannot be written: permission denied"):
        output.save("new", target)
    target.chmod(0o600)
    assert target.read_text(encoding="utf-8") == "kept"
    assert list(tmp_path.iterdir()) == [target]


def test_a_device_is_no_file_to_be_replaced() -> None:
    with pytest.raises(WrongInputError, match="it is no regular file"):
        output.save("text", Path(os.devnull))
    assert not Path(os.devnull).is_file()
