"""No text that a person under care may read holds a word that does harm."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.evidence.patient_text import patient_texts

DATA = Path(__file__).parents[2] / "src" / "sijoint" / "evidence" / "data"

LANGUAGES = ("en", "es")


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


WORDS = load(DATA / "plan" / "words.toml")["forbidden_word"]
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.toml"))


def forbidden(text: str, language: str) -> list[str]:
    """Ids of the words of the language that the text holds."""
    return [
        word["id"]
        for word in WORDS
        if word["language"] == language
        and re.search(rf"\b(?:{word['pattern']})\b", text, re.IGNORECASE)
    ]


@pytest.mark.parametrize("name", FILES)
def test_patient_texts_hold_no_harmful_word(name: str) -> None:
    found = [
        f"{array}.{record.get('id')}.{field}: {text!r} holds {', '.join(hits)}"
        for array, records in load(DATA / name).items()
        if array != "file"
        for record in records
        for field, text in patient_texts(array, record)
        if (hits := forbidden(text, "en"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_idea_has_its_words_in_each_language(language: str) -> None:
    ideas = {word["id"].removeprefix(f"{word['language']}_") for word in WORDS}
    here = {
        word["id"].removeprefix(f"{language}_") for word in WORDS if word["language"] == language
    }
    assert here == ideas


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word["id"])
def test_a_replacement_does_no_harm_itself(word: dict[str, Any]) -> None:
    assert word["replacement"]
    assert not forbidden(word["replacement"], word["language"])


@pytest.mark.parametrize(
    ("language", "text", "idea"),
    [
        ("en", "Your pelvis is out of place", "out_of_place"),
        ("en", "The disc has slipped", "slipped"),
        ("en", "Your hip is rotated", "rotated"),
        ("en", "We put it back in place", "put_back"),
        ("en", "The joint is unstable", "unstable"),
        ("en", "Your core is weak", "weak"),
        ("en", "This does damage", "damage"),
        ("en", "It is wear and tear", "wear"),
        ("en", "signs of degeneration", "degeneration"),
        ("en", "You are hypermobile", "profile_hypermobile"),
        ("en", "the stiff type", "profile_stiff"),
        ("en", "You are sensitized", "profile_sensitized"),
        ("en", "SI joint dysfunction", "dysfunction"),
        ("en", "failed treatment", "blame"),
        ("en", "pain means harm", "pain_is_harm"),
        ("en", "chronic pain", "forever"),
        ("es", "La pelvis está fuera de lugar", "out_of_place"),
        ("es", "Su disco deslizado", "slipped"),
        ("es", "La cadera rotada", "rotated"),
        ("es", "Hay que recolocar la pelvis", "put_back"),
        ("es", "La articulación es inestable", "unstable"),
        ("es", "Su musculatura es débil", "weak"),
        ("es", "Esto hace daño", "damage"),
        ("es", "Es desgaste", "wear"),
        ("es", "Signos de degeneración", "degeneration"),
        ("es", "Usted es hipermóvil", "profile_hypermobile"),
        ("es", "del tipo rígido", "profile_stiff"),
        ("es", "Usted está sensibilizada", "profile_sensitized"),
        ("es", "Disfunción sacroilíaca", "dysfunction"),
        ("es", "El tratamiento fracasó", "blame"),
        ("es", "El dolor significa peligro", "pain_is_harm"),
        ("es", "Dolor crónico", "forever"),
    ],
)
def test_a_harmful_word_is_found(language: str, text: str, idea: str) -> None:
    assert f"{language}_{idea}" in forbidden(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Wear the belt for walking.",
        "Morning stiffness for how many minutes?",
        "New weakness in both legs?",
        "A click is only a sound.",
    ],
)
def test_plain_words_pass(text: str) -> None:
    assert not forbidden(text, "en")
