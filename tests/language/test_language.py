from __future__ import annotations

import datetime
import os
import subprocess
import sys
from decimal import ROUND_HALF_EVEN, Decimal
from gettext import NullTranslations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.language import (
    CODES,
    Language,
    UnfilledGapError,
    UnknownLanguageError,
    language,
    message,
)

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
ENGLISH = language("en")


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Language:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIJOINT_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        return language.__wrapped__("es")


class Reversed(NullTranslations):
    """A language that says everything backwards, and has its own gaps in the plural."""

    def gettext(self, message: str) -> str:
        return "{name} led" if message == "of {name}" else message[::-1]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "{n} {what} (uno)" if n == 1 else "{n} {what} (más)"


BACKWARDS = Language("es", Reversed())


def test_the_languages_are_english_and_spanish() -> None:
    assert CODES == ("en", "es")
    assert [language(code).code for code in CODES] == ["en", "es"]


@pytest.mark.parametrize("code", ["", "EN", "de", "es_ES", "../en"])
def test_an_unknown_language_is_refused_with_those_that_there_are(code: str) -> None:
    with pytest.raises(UnknownLanguageError, match=r"must be one of en, es"):
        language(code)


@given(st.text())
def test_english_leaves_every_text_as_it_is(text: str) -> None:
    assert ENGLISH.say(text) == text
    assert message(text) == text


def test_values_fill_the_gaps_of_the_translation() -> None:
    assert BACKWARDS.say("of {name}", name="Ana") == "Ana led"
    assert BACKWARDS.say("of {name}") == "{name} led"
    assert BACKWARDS.say("abc", unused=1) == "cba"
    with pytest.raises(UnfilledGapError):
        BACKWARDS.say("of {name}", other="Ana")


def test_the_empty_text_is_not_the_header_of_the_catalogue(spanish: Language) -> None:
    assert spanish.say("") == ""
    assert ENGLISH.say("") == ""


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0 sets"), (1, "1 set"), (2, "2 sets"), (1000, "1000 sets")]
)
def test_one_is_singular_in_english(n: int, expected: str) -> None:
    assert ENGLISH.plural("{n} {what}", "{n} {what}s", n, what="set") == expected


def test_the_translation_chooses_its_own_plural() -> None:
    assert BACKWARDS.plural("{n} set", "{n} sets", 1, what="serie") == "1 serie (uno)"
    assert BACKWARDS.plural("{n} set", "{n} sets", 3, what="serie") == "3 serie (más)"
    with pytest.raises(UnfilledGapError):
        BACKWARDS.plural("{n} set", "{n} sets", 3)


def test_a_text_without_a_translation_stays_english(spanish: Language) -> None:
    text = "No page will ever say this."
    assert spanish.say(text) == text
    assert spanish.plural("{n} unknown thing", "{n} unknown things", 2) == "2 unknown things"


def test_sides(spanish: Language) -> None:
    assert [ENGLISH.side(side) for side in ("left", "right")] == ["left", "right"]
    assert [spanish.side(side) for side in ("left", "right")] == ["izquierda", "derecha"]
    with pytest.raises(ValueError, match="side 'L': must be left or right"):
        ENGLISH.side("L")


@pytest.mark.parametrize(
    ("day", "english", "in_spanish"),
    [
        ((2026, 11, 22), "22 November 2026", "22 de noviembre de 2026"),
        ((2027, 1, 1), "1 January 2027", "1 de enero de 2027"),
        ((2028, 2, 29), "29 February 2028", "29 de febrero de 2028"),
    ],
)
def test_dates(day: tuple[int, int, int], english: str, in_spanish: str, spanish: Language) -> None:
    assert ENGLISH.date(datetime.date(*day)) == english
    assert spanish.date(datetime.date(*day)) == in_spanish


@pytest.mark.parametrize(
    ("number", "digits", "english", "in_spanish"),
    [
        (0.0, None, "0", "0"),
        (2.5, None, "2.5", "2,5"),
        (2.0, None, "2", "2"),
        (-1.25, None, "-1.25", "-1,25"),
        (0.12345, None, "0.123", "0,123"),
        (2, 1, "2.0", "2,0"),
        (0.05, 1, "0.0", "0,0"),
        (-0.04, 1, "0.0", "0,0"),
        (-0.0, None, "0", "0"),
        (-10, None, "-10", "-10"),
        (0.15, 1, "0.2", "0,2"),
        (99.96, 0, "100", "100"),
        (1234567.5, 1, "1,234,567.5", "1.234.567,5"),
    ],
)
def test_numbers(
    number: float, digits: int | None, english: str, in_spanish: str, spanish: Language
) -> None:
    assert ENGLISH.number(number, digits) == english
    assert spanish.number(number, digits) == in_spanish


@given(
    st.floats(min_value=-1e6, max_value=1e6, allow_nan=False),
    st.integers(min_value=0, max_value=4),
)
def test_a_number_reads_back_as_the_rounded_number(number: float, digits: int) -> None:
    expected = Decimal(repr(number)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)
    assert Decimal(ENGLISH.number(number, digits).replace(",", "")) == expected
    in_spanish = BACKWARDS.number(number, digits)
    assert Decimal(in_spanish.replace(".", "").replace(",", ".")) == expected


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="must be finite"):
        ENGLISH.number(number)
    with pytest.raises(ValueError, match="must be finite"):
        ENGLISH.percent(number)


@pytest.mark.parametrize(
    ("share", "digits", "english", "in_spanish"),
    [
        (0.34, 0, "34%", f"34{NO_BREAK_SPACE}%"),
        (0.0, 0, "0%", f"0{NO_BREAK_SPACE}%"),
        (1, 0, "100%", f"100{NO_BREAK_SPACE}%"),
        (0.125, 1, "12.5%", f"12,5{NO_BREAK_SPACE}%"),
        (-0.004, 0, "0%", f"0{NO_BREAK_SPACE}%"),
        (-0.4, 0, "-40%", f"-40{NO_BREAK_SPACE}%"),
    ],
)
def test_percentages(
    share: float, digits: int, english: str, in_spanish: str, spanish: Language
) -> None:
    assert ENGLISH.percent(share, digits) == english
    assert spanish.percent(share, digits) == in_spanish


def test_a_float_in_a_gap_is_a_number_of_the_language() -> None:
    assert ENGLISH.say("{weight} kg", weight=2.5) == "2.5 kg"
    assert BACKWARDS.say("of {name}", name=2.5) == "2,5 led"
    assert ENGLISH.say("{weight} kg", weight=2) == "2 kg"


def test_english_needs_no_catalogue_and_no_babel(tmp_path: Path) -> None:
    program = (
        "import sys; from sijoint.language import language;"
        "print(language('en').say('Stage {n}', n=2), 'babel' in sys.modules)"
    )
    environment = os.environ | {"SIJOINT_DATA_DIR": str(tmp_path / "data")}
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["Stage", "2", "False"]
    assert not (tmp_path / "data").exists()
