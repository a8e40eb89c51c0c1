from __future__ import annotations

import re
from pathlib import Path

import pytest

from sijoint.clinical.phrase import Phrase, phrase
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw, read_raw
from sijoint.evidence.spoken import FIELDS, PHRASES
from sijoint.evidence.text import GAP, Texts

SMALL: Raw = {
    "phrase": [
        {"id": "next.why.tells", "text": "Tells most about: {source}."},
        {"id": "missing.test", "text": "{test}, {side}"},
        {"id": "side.left", "text": "left"},
        {"id": "alias", "text": "@side.left"},
        {"id": "fact.age", "text": "Age"},
    ],
    "pain_source": [{"id": "hip_joint", "clinician": "Hip joint", "sided": True}],
    "finding": [{"id": "slr", "clinician": "Straight leg raise"}],
    "safety_rule": [{"id": "CES-1", "action": "Emergency department now."}],
}
TEXTS = Texts(SMALL)
CLINICAL = Path(__file__).parents[2] / "src" / "sijoint" / "clinical"


def test_a_text_is_a_phrase_or_the_field_of_a_record() -> None:
    assert TEXTS.english("side.left") == "left"
    assert TEXTS.english("pain_source.hip_joint.clinician") == "Hip joint"
    assert TEXTS.english("safety_rule.CES-1.action") == "Emergency department now."


@pytest.mark.parametrize(
    "missing",
    [
        "",
        "side",
        "side.right",
        "pain_source.knee.clinician",
        "pain_source.hip_joint.patient",
        "pain_source.hip_joint.sided",
        "chess.board.name",
    ],
)
def test_a_missing_text_is_named(missing: str) -> None:
    with pytest.raises(EvidenceError, match=re.escape(f"text {missing}: there is no such text")):
        TEXTS.english(missing)


def test_gaps_are_filled_with_words_or_with_texts() -> None:
    said = phrase("missing.test", test="@finding.slr.clinician", side="@side.left")
    assert TEXTS.render(said) == "Straight leg raise, left"
    assert TEXTS.render(phrase("missing.test", test="{side}", side=2.50)) == "{side}, 2.5"


def test_the_text_of_an_id_may_be_an_id_again() -> None:
    assert TEXTS.render(phrase("next.why.tells", source="@alias")) == "Tells most about: left."
    assert TEXTS.value("@alias") == "left"
    assert TEXTS.value("my own words") == "my own words"


def test_a_gap_without_a_value_is_named() -> None:
    with pytest.raises(EvidenceError, match=r"text next\.why\.tells: nothing fills \{source\}"):
        TEXTS.render(Phrase("next.why.tells"))


def test_a_text_id_in_a_value_that_does_not_exist_is_named() -> None:
    with pytest.raises(EvidenceError, match="text knee: there is no such text"):
        TEXTS.render(phrase("next.why.tells", source="@knee"))


def test_names_of_findings_and_facts() -> None:
    assert TEXTS.name("slr") == "Straight leg raise"
    assert TEXTS.name("age") == "Age"
    with pytest.raises(EvidenceError, match=r"fact\.height"):
        TEXTS.name("height")


def test_a_record_that_does_not_exist_is_empty() -> None:
    assert TEXTS.record("finding", "slr")["clinician"] == "Straight leg raise"
    assert TEXTS.record("finding", "slump") == {}
    assert TEXTS.record("chess", "slr") == {}


def written_phrases() -> list[tuple[str, frozenset[str]]]:
    """Every phrase that the core writes down as a text, with the gaps that it fills."""
    found = []
    for path in sorted(CLINICAL.rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        for text_id, rest in re.findall(r'phrase\(\s*f?"([a-z_.{}]+)"([^()]*)', code):
            found.append((text_id, frozenset(re.findall(r"(\w+)=", rest))))
    return found


def test_every_phrase_of_the_core_is_known_to_the_check() -> None:
    """A phrase that the check does not know could be missing without anybody noticing."""
    texts = Texts(read_raw())
    written = written_phrases()
    assert len(written) > 20
    for text_id, gaps in written:
        pattern = re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(text_id)))
        known = [name for name in PHRASES if pattern.fullmatch(name)]
        of_record = text_id.partition(".")[0] in FIELDS
        assert known or of_record, text_id
        for name in known:
            assert set(GAP.findall(texts.english(name))) <= set(PHRASES[name].split()), name
            assert "{" in text_id or set(PHRASES[name].split()) == gaps, name
