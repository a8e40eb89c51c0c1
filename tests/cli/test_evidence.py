from __future__ import annotations

import json
from pathlib import Path

import pytest

from sijoint.evidence.read import Raw, read_raw
from tests.cli.conftest import Sijoint


def test_every_record_is_listed_in_a_line_that_begins_with_its_id(sijoint: Sijoint) -> None:
    lines = sijoint("evidence", "list").out.splitlines()
    raw = read_raw()
    assert len(lines) == sum(map(len, raw.values()))
    listed = {line.split()[0] for line in lines}
    assert listed == {record["id"] for records in raw.values() for record in records}


def test_the_list_can_be_narrowed(sijoint: Sijoint) -> None:
    shown = sijoint("evidence", "list", "--kind", "accuracy", "--mark", "memory")
    assert shown.status == 0
    for line in shown.out.splitlines():
        assert line.split()[1:3] == ["accuracy", "memory"]
    assert sijoint("evidence", "list", "--kind", "source", "--mark", "design").out == ""


def test_an_unknown_kind_is_told_with_the_nearest(sijoint: Sijoint) -> None:
    outcome = sijoint("evidence", "list", "--kind", "acuracy")
    assert outcome.status == 2
    assert outcome.complaint == (
        'sijoint: "acuracy" is no known kind of record, did you mean accuracy?'
    )


def test_a_record_is_shown_with_its_sources_and_its_review(sijoint: Sijoint) -> None:
    shown = sijoint("evidence", "show", "laslett_2005_ge3_of6")
    assert shown.status == 0
    assert shown.out.startswith("accuracy laslett_2005_ge3_of6\n")
    words = " ".join(shown.out.split())
    assert "sensitivity 0.94" in words
    assert "https://doi.org/10.1016/j.math.2005.01.003 (seen: abstract)" in words
    assert "checked by nobody yet; next review 2027-11-22" in words
    assert all(len(line) <= 80 or "http" in line for line in shown.out.splitlines())


def test_records_that_share_an_id_are_all_shown(sijoint: Sijoint) -> None:
    both = sijoint("evidence", "show", "thigh_thrust").out
    assert both.startswith("finding thigh_thrust\n")
    assert "\n\nblock_test thigh_thrust\n" in both
    one = sijoint("evidence", "show", "block_test.thigh_thrust").out
    assert both.endswith(one)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("thigh_thrus", '"thigh_thrus" is no known id of a record, did you mean thigh_thrust?'),
        ("qqqqqq", '"qqqqqq" is no known id of a record'),
    ],
)
def test_an_unknown_id_is_told_with_the_nearest(
    sijoint: Sijoint, name: str, complaint: str
) -> None:
    outcome = sijoint("evidence", "show", name)
    assert outcome.status == 2
    assert outcome.complaint == f"sijoint: {complaint}"


def test_the_check_of_the_released_evidence_finds_nothing(sijoint: Sijoint) -> None:
    shown = sijoint("evidence", "check")
    assert shown.status == 0
    counts = shown.out.splitlines()[-1]
    for word in ("claims", "unreviewed", "from memory", "of our own design", "no problems"):
        assert word in counts


def spoilt(**fields: object) -> Raw:
    raw = read_raw()
    first, *others = raw["safety_rule"]
    return {**raw, "safety_rule": [{**first, **fields}, *others]}


@pytest.mark.parametrize(
    ("fields", "problems", "last"),
    [
        ({"source": ["chess-1997"]}, 1, "1 problem"),
        ({"source": ["chess-1997"], "mark": "sure", "when": "chess"}, 3, "3 problems"),
    ],
)
def test_the_check_lists_every_problem_and_fails(
    sijoint: Sijoint,
    monkeypatch: pytest.MonkeyPatch,
    fields: dict[str, object],
    problems: int,
    last: str,
) -> None:
    raw = spoilt(**fields)
    monkeypatch.setattr("sijoint.evidence.read.read_raw", lambda: raw)
    shown = sijoint("evidence", "check")
    assert shown.status == 1
    *lines, counts = shown.out.splitlines()
    assert len(lines) == problems
    assert all(line.startswith("safety_rule CES-1: ") for line in lines)
    assert counts.endswith(f"; {last}")


def test_an_expired_review_only_warns(sijoint: Sijoint, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = spoilt(review={"entered_by": "A", "checked_by": "", "next_review": "2020-01-01"})
    monkeypatch.setattr("sijoint.evidence.read.read_raw", lambda: raw)
    shown = sijoint("evidence", "check")
    assert shown.status == 0
    assert "warning: the review of 1 claims was due on 2020-01-01" in shown.out.splitlines()


def test_the_model_is_exported_as_json(sijoint: Sijoint, tmp_path: Path) -> None:
    target = tmp_path / "model.json"
    assert sijoint("evidence", "export", str(target)).status == 0
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "sijoint.model/1"
    assert [path.name for path in tmp_path.iterdir()] == ["model.json"]


def test_a_file_that_cannot_be_written_is_told_in_one_line(
    sijoint: Sijoint, tmp_path: Path
) -> None:
    outcome = sijoint("evidence", "export", str(tmp_path / "nowhere" / "model.json"))
    assert outcome.status == 2
    assert "cannot be written: no such file or directory" in outcome.complaint


@pytest.mark.parametrize("target", ["-", "folder/"])
def test_the_model_is_written_into_a_file_only(
    sijoint: Sijoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = sijoint("evidence", "export", target)
    assert outcome.status == 2
    assert f"{target}: cannot be written" in outcome.complaint
    assert not list(tmp_path.iterdir())
