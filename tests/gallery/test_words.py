"""Dose and tempo in words, and the small language that pages are written in."""

from __future__ import annotations

import doctest
import re
from types import ModuleType
from xml.etree import ElementTree

import pytest

from docs.gallery import dose, html
from docs.gallery.dose import dose_in_words, tempo_in_words
from docs.gallery.html import Html, element
from sijoint.evidence.read import read_raw


@pytest.mark.parametrize("module", [dose, html])
def test_the_examples_in_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_every_dose_and_tempo_of_the_library_can_be_said() -> None:
    sets = re.compile(
        r"((\d+ sets? of \d+|\d+ times?)(, hold \d+ s)?(, rest \d+ s between)?|\d+ minutes);"
        r" (every day|\d days? a week)(, twice a day)?"
    )
    tempo = re.compile(r"(Move|Hold|Return) \d+ s(, (hold|return) \d+ s)*|Its own steady beat")
    for exercise in read_raw()["exercise"]:
        assert tempo.fullmatch(tempo_in_words(exercise["tempo_s"])), exercise["id"]
        for each in exercise["dose"]:
            assert sets.fullmatch(dose_in_words(each)), dose_in_words(each)


@pytest.mark.parametrize("text", ["<b>", "a & b", '"', "'", "é · “x”"])
def test_text_comes_through_a_page_as_it_was(text: str) -> None:
    inner = element("i", text, title=text)
    outer = element("p", inner)
    assert isinstance(outer, Html)
    found = ElementTree.fromstring(outer).find("i")
    assert found is not None
    assert (found.text, found.get("title")) == (text, text)
