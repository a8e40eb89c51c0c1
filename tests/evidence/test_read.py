"""Reading the evidence files, and naming their version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sijoint.evidence import read
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import read_raw, read_release, version_of

HEADER = """[file]
entered_by = "sijoint founders"
entered_on = 2026-11-22
checked_by = ""
next_review = 2027-11-22
mark = "design"
reason = "Ours."
source = []
where = ""
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIJOINT_DATA_DIR", str(tmp_path / "mine"))
    inside = tmp_path / "data" / "deeper"
    inside.mkdir(parents=True)
    return tmp_path / "data"


def write(place: Path, text: str, header: str = HEADER) -> None:
    place.write_text(header + text, encoding="utf-8")


def kept(folder: Path) -> list[Path]:
    return sorted((folder.parent / "mine" / "cache").glob("*"))


def test_arrays_of_all_files_are_joined_in_path_order(folder: Path) -> None:
    write(folder / "b.toml", '[[thing]]\nid = "two"\n')
    write(folder / "a.toml", '[[thing]]\nid = "one"\n[[other]]\nid = "only"\n')
    write(folder / "deeper" / "c.toml", '[[thing]]\nid = "three"\n')
    (folder / "notes.txt").write_text("not evidence")
    raw = read_raw(folder)
    assert [record["id"] for record in raw["thing"]] == ["one", "two", "three"]
    assert [record["id"] for record in raw["other"]] == ["only"]


def test_the_header_fills_what_a_record_leaves_out(folder: Path) -> None:
    days = "day = 2026-01-02\nnested = [{ on = 2026-01-03 }]\n"
    write(folder / "a.toml", f'[[thing]]\nid = "one"\nmark = "verified"\n{days}')
    (record,) = read_raw(folder)["thing"]
    assert record["mark"] == "verified"
    assert record["reason"] == "Ours."
    assert record["day"] == "2026-01-02"
    assert record["nested"] == [{"on": "2026-01-03"}]
    assert record["review"] == {
        "entered_by": "sijoint founders",
        "entered_on": "2026-11-22",
        "checked_by": "",
        "next_review": "2027-11-22",
    }


def test_a_record_may_carry_its_own_review(folder: Path) -> None:
    write(folder / "a.toml", '[[thing]]\nid = "one"\nreview = { checked_by = "" }\n')
    assert read_raw(folder)["thing"][0]["review"] == {"checked_by": ""}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[file\n", "a.toml: not TOML"),
        (b"\xff", "a.toml: not TOML"),
        (b'[[thing]]\nid = "x"\n', r"a.toml: the \[file\] header is missing"),
        (b"file = 3\n", r"a.toml: the \[file\] header is missing"),
        (b"[file]\n[thing]\nid = 1\n", "a.toml: thing is not an array of tables"),
        (b"thing = [1]\n[file]\n", "a.toml: thing is not an array of tables"),
    ],
)
def test_what_is_no_evidence_is_refused(folder: Path, data: bytes, message: str) -> None:
    (folder / "a.toml").write_bytes(data)
    with pytest.raises(EvidenceError, match=message):
        read_raw(folder)


def test_what_was_parsed_is_kept_and_used_again(folder: Path) -> None:
    write(folder / "a.toml", '[[thing]]\nid = "one"\n')
    first = read_release(folder)
    (place,) = kept(folder)
    version, raw = json.loads(place.read_text())
    assert (version, raw) == first
    place.write_text(json.dumps(["other", raw]))
    assert read_release(folder)[0] == "other"


def test_changed_files_are_parsed_anew(folder: Path) -> None:
    write(folder / "a.toml", '[[thing]]\nid = "one"\n')
    first = read_raw(folder)
    write(folder / "a.toml", '[[thing]]\nid = "two"\n')
    assert read_raw(folder) != first
    assert len(kept(folder)) == 2


def test_a_spoilt_copy_is_parsed_anew(folder: Path) -> None:
    write(folder / "a.toml", '[[thing]]\nid = "one"\n')
    first = read_release(folder)
    (place,) = kept(folder)
    place.write_text("{")
    assert read_release(folder) == first
    assert json.loads(place.read_text())[0] == first[0]


def test_a_disk_that_cannot_be_written_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "a.toml", '[[thing]]\nid = "one"\n')
    (folder.parent / "mine").write_text("a file where a folder should be")
    assert read_raw(folder)["thing"][0]["id"] == "one"


def test_the_version_asks_neither_for_order_nor_for_files(folder: Path) -> None:
    write(folder / "a.toml", '# a comment\n[[thing]]\nid = "one"\n[[thing]]\nid = "two"\n')
    together = version_of(read_raw(folder))
    (folder / "a.toml").unlink()
    write(folder / "x.toml", '[[thing]]\nid = "two"\n')
    write(folder / "y.toml", '[[thing]]\nid = "one"\n')
    assert version_of(read_raw(folder)) == together
    write(folder / "y.toml", '[[thing]]\nid = "ONE"\n')
    assert version_of(read_raw(folder)) != together
    assert len(together) == 64


def test_the_released_evidence_is_read_once_for_all(folder: Path) -> None:
    version, raw = read_release()
    assert version == version_of(raw)
    assert read.EVIDENCE_FOLDER.name == "data"
    assert len(kept(folder)) == 1
