"""The texts of the evidence in another language."""

from __future__ import annotations

import pytest

from sijoint.clinical.phrase import Phrase, phrase
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw
from sijoint.evidence.text import Texts

RAW: Raw = {
    "phrase": [
        {"id": "missing.test", "text": "{test}, {side}"},
        {"id": "side.left", "text": "left"},
        {"id": "alias", "text": "@side.left"},
        {"id": "fact.age", "text": "Age"},
    ],
    "finding": [{"id": "slr", "clinician": "Straight leg raise"}],
}
SPANISH = {
    "{test}, {side}": "{side}: {test}",
    "left": "izquierda",
    "Age": "Edad",
    "Straight leg raise": "Elevación de la pierna recta",
}
TEXTS = Texts(RAW, SPANISH.__getitem__)


def test_texts_phrases_and_names_are_said_in_the_language() -> None:
    assert TEXTS.text("side.left") == "izquierda"
    assert TEXTS.name("slr") == "Elevación de la pierna recta"
    assert TEXTS.name("age") == "Edad"
    said = phrase("missing.test", test="@finding.slr.clinician", side="@alias")
    assert TEXTS.render(said) == "izquierda: Elevación de la pierna recta"


def test_english_and_the_records_stay_english() -> None:
    assert TEXTS.english("side.left") == "left"
    assert TEXTS.record("finding", "slr")["clinician"] == "Straight leg raise"


def test_a_value_that_is_no_id_is_not_translated() -> None:
    assert TEXTS.value("left") == "left"
    assert TEXTS.render(phrase("missing.test", test="Age", side=2.5)) == "2.5: Age"


def test_a_gap_of_the_translation_needs_a_value() -> None:
    texts = Texts(RAW, lambda text: f"{text} {{more}}")
    with pytest.raises(EvidenceError, match=r"text side\.left: nothing fills \{more\}"):
        texts.render(Phrase("side.left"))


def test_without_a_language_texts_are_english() -> None:
    texts = Texts(RAW)
    assert texts.text("side.left") == texts.english("side.left") == "left"
