"""The Spanish catalogue is whole, and does no harm."""

from __future__ import annotations

import re
from functools import cache

import pytest

from sijoint.evidence.read import read_raw
from tools.messages.catalogue import CATALOGUE, Entries, problems, read_entries, written
from tools.messages.extraction import extract
from tools.messages.message import Audience, Message

FAMILIAR = re.compile(r"\b(?:tú|tus?|te|ti|contigo|tuy[oa]s?|os|vosotr[oa]s|vuestr[oa]s?)\b", re.I)
"""Patients are addressed as "usted"."""

LONGEST_SENTENCE = 22
"""Words; the English for patients keeps to about 15, and Spanish needs a third more."""

GLOSSARY = {
    r"pelvic floor": "suelo pélvico",
    r"bird-dogs?": "perro de muestra",
    r"bridges?": "puente",
    r"clams?": "almeja",
    r"planks?": "plancha",
    r"squats?": "sentadilla",
    r"lunges?": "zancada",
    r"(?:elastic|exercise|light|lighter|heavier|stronger) bands?": "bandas? elástica",
    r"mats?": "colchoneta",
    r"belts?": "cintur",
    r"straps?": "cinta",
    r"low back": "lumbar",
    r"flares?": "brote",
    r"therapists?": "terapeuta",
    r"SI joints?|sacroiliac joints?": "sacroilíac",
    r"support-first": "apoyo primero",
    r"movement-first": "movimiento primero",
    r"calm-first": "calma primero",
    r"emergency": "urgencia|emergencia",
}
"""One word for one thing: what stands in English, and what must then stand in Spanish."""


@cache
def texts() -> dict[str, Message]:
    return extract()


@cache
def entries() -> Entries:
    return read_entries(CATALOGUE)


@cache
def for_patients() -> tuple[str, ...]:
    """Every Spanish text that a person under care may read."""
    return tuple(
        form
        for text, message in texts().items()
        if message.audience is Audience.PATIENT and text in entries()
        for form in entries()[text].translation
    )


def test_every_text_is_translated() -> None:
    found = list(problems(texts(), entries()))
    assert not found, f"{len(found)} problems:\n" + "\n".join(found[:40])


def test_the_catalogue_is_as_the_tool_writes_it() -> None:
    """Sorted and wrapped the same way, with no times in it: a change shows what changed."""
    assert CATALOGUE.read_text(encoding="utf-8") == written(texts(), entries())


@pytest.mark.parametrize(
    "word",
    [w for w in read_raw()["forbidden_word"] if w["language"] == "es"],
    ids=lambda w: w["id"],
)
def test_no_text_for_patients_holds_a_harmful_word(word: dict[str, str]) -> None:
    pattern = re.compile(rf"\b(?:{word['pattern']})\b", re.IGNORECASE)
    found = [text for text in for_patients() if pattern.search(text)]
    assert not found, f"say instead: {word['replacement']}\n" + "\n".join(found)


def test_patients_are_addressed_politely() -> None:
    assert not [text for text in for_patients() if FAMILIAR.search(text)]


def test_sentences_for_patients_are_short() -> None:
    sentences = [s for text in for_patients() for s in re.split(r"[.!?:;]\s", text)]
    assert not [each for each in sentences if len(each.split()) > LONGEST_SENTENCE]


@pytest.mark.parametrize("english", GLOSSARY)
def test_one_word_for_one_thing(english: str) -> None:
    word = re.compile(rf"\b(?:{english})\b", re.IGNORECASE)
    same = re.compile(GLOSSARY[english], re.IGNORECASE)
    said = [entries()[t].translation for t in texts() if word.search(t) and t in entries()]
    assert said
    # What is not translated yet is another test's matter.
    assert not [form for forms in said for form in forms if form and not same.search(form)]
