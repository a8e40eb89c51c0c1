from __future__ import annotations

import pytest

from sijoint.casefile.error import (
    BrokenCaseError,
    CaseError,
    InvalidCaseError,
    UnreadableCaseError,
    shortened,
)


def test_one_line_names_file_place_value_and_what_is_allowed() -> None:
    error = CaseError("CASE.toml", "findings[3].side", '"up"', allowed="left, right", more=2)
    assert str(error) == (
        'sijoint: CASE.toml: findings[3].side: "up" is not allowed;'
        " allowed: left, right (and 2 more)"
    )


def test_the_parts_can_be_asked_for() -> None:
    error = CaseError("CASE.toml", "findings[3].side", '"up"', allowed="left, right", more=2)
    assert (error.file, error.place, error.value) == ("CASE.toml", "findings[3].side", '"up"')
    assert (error.complaint, error.allowed, error.more) == ("is not allowed", "left, right", 2)


def test_what_is_not_known_leaves_no_gap() -> None:
    assert str(CaseError("CASE.toml", complaint="is empty")) == "sijoint: CASE.toml: is empty"


@pytest.mark.parametrize("nasty", ["\n", "\r", "\x1b[31m", "\u2028", "\u202e", "\x85", "\udc80"])
def test_nothing_can_break_or_turn_the_line(nasty: str) -> None:
    line = str(CaseError(f"a{nasty}.toml", f"b{nasty}", f'"c{nasty}"', allowed=f"d{nasty}"))
    assert line.isprintable()
    line.encode()


def test_other_alphabets_stay_readable() -> None:
    assert "caf\u00e9" in str(CaseError("caf\u00e9.toml"))


def test_every_error_belongs_to_one_tree() -> None:
    for kind in (UnreadableCaseError, BrokenCaseError, InvalidCaseError):
        assert issubclass(kind, CaseError)


def test_a_long_value_is_cut_and_the_cut_is_shown() -> None:
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a" * 61) == "a" * 57 + "..."
