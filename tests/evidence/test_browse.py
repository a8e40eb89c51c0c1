from __future__ import annotations

import pytest

from sijoint.evidence.browse import find, known_names, list_lines, record_text, short_name
from sijoint.evidence.read import Raw, read_raw

RAW: Raw = {
    "finding": [
        {"id": "slr", "clinician": "Straight leg raise", "side": True, "mark": "memory"},
        {"id": "bridge", "patient": "A bridge", "side": False, "mark": "design"},
    ],
    "exercise": [{"id": "bridge", "name": "word " * 20, "mark": "design"}],
    "bound": [{"id": "minutes", "value": 20}],
    "source": [
        {"id": "a-2001", "title": "A title", "in": "A journal", "doi": "10.1/a", "url": "x"},
        {"id": "b-2002", "title": "B", "url": "https://b.example", "seen": "abstract"},
        {"id": "c-2003"},
    ],
}


def test_a_line_begins_with_the_id() -> None:
    assert list(list_lines(RAW, kind="finding")) == [
        "slr     finding  memory  Straight leg raise",
        "bridge  finding  design  A bridge",
    ]


def test_lines_are_chosen_by_kind_and_mark() -> None:
    assert len(list(list_lines(RAW))) == 7
    assert [line.split()[0] for line in list_lines(RAW, mark="design")] == ["bridge", "bridge"]
    assert list(list_lines(RAW, kind="bound", mark="design")) == []


def test_a_short_name_is_short_or_empty() -> None:
    name = short_name(RAW["exercise"][0])
    assert len(name) <= 60
    assert name.endswith("...")
    assert short_name(RAW["bound"][0]) == ""


def test_a_record_is_found_by_its_id_with_or_without_its_kind() -> None:
    assert [kind for kind, _ in find(RAW, "bridge")] == ["finding", "exercise"]
    assert [kind for kind, _ in find(RAW, "exercise.bridge")] == ["exercise"]
    assert find(RAW, "chess") == []
    assert known_names(RAW) == ["a-2001", "b-2002", "bridge", "c-2003", "minutes", "slr"]


RECORD = {
    "id": "test",
    "n": 48,
    "side": True,
    "note": "",
    "items": ["one", "two"],
    "cells": {"tp": 14, "fn": 2, "of": ["x", "y"], "none": ""},
    "numbers": [{"text": "A number", "source": ["b-2002"]}],
    "long": "a word " * 20,
    "mark": "design",
    "reason": "Because.",
    "source": ["a-2001", "c-2003"],
    "review": {"entered_by": "A", "entered_on": "2026-11-22", "checked_by": ""},
}


def test_all_of_a_record_is_shown() -> None:
    lines = record_text(RAW, "accuracy", RECORD, 60).splitlines()
    assert lines[0] == "accuracy test"
    assert "  n        48" in lines
    assert "  side     yes" in lines
    assert "  note     (empty)" in lines
    assert "  items    one, two" in lines
    assert "  cells    tp 14, fn 2, of (x, y)" in lines
    assert "    - text A number, source (b-2002)" in lines
    assert "  mark     design" in lines
    assert "    a-2001: A title. A journal. https://doi.org/10.1/a" in lines
    assert "      (seen: none)" in lines
    assert "    b-2002: B. https://b.example (seen: abstract)" in lines
    assert "    c-2003: (seen: none)" in lines
    assert "checked by nobody yet; next review ?." in " ".join(" ".join(lines).split())
    assert all(len(line) <= 60 for line in lines)


def test_a_record_may_have_no_sources_and_no_review() -> None:
    assert record_text(RAW, "bound", RAW["bound"][0], 60) == "bound minutes\n  value  20\n"
    assert "(empty)" not in record_text(RAW, "bound", {"id": "a", "flag": False}, 60)


@pytest.mark.parametrize("kind", ["accuracy", "exercise", "finding", "measure", "safety_rule"])
def test_every_record_of_the_evidence_can_be_shown(kind: str) -> None:
    raw = read_raw()
    for record in raw[kind]:
        shown = record_text(raw, kind, record, 80)
        assert shown.startswith(f"{kind} {record['id']}\n")
        assert "checked by nobody yet" in " ".join(shown.split())
