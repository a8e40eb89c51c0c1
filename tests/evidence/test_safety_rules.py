"""The safety and profile records: complete, cited, and refused when they are wrong."""

from __future__ import annotations

import copy
from functools import cache

import pytest

from sijoint.clinical.expression import InvalidExpressionError
from sijoint.clinical.facts import BUILT_IN
from sijoint.clinical.profile import ProfileLabel
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence import facts, profile, safety, vocabulary
from sijoint.evidence.read import Raw, Record, read_raw

RULE_ARRAYS = ("safety_rule", "ask_first", "profile", "profile_domain", "profile_rule")


@cache
def raw() -> Raw:
    return read_raw()


def broken(array: str, record_id: str, field: str, value: str) -> Raw:
    """The evidence with one field of one record changed."""
    changed = copy.deepcopy(raw())
    for record in changed[array]:
        if record["id"] == record_id:
            record[field] = value
    return changed


def records(*arrays: str) -> list[Record]:
    return [record for array in arrays for record in raw()[array]]


def phrases() -> dict[str, str]:
    return {record["id"]: record["text"] for record in raw()["phrase"]}


@pytest.mark.parametrize("array", [*RULE_ARRAYS, "derived", "profile_policy"])
def test_every_record_is_cited_or_says_why_not(array: str) -> None:
    known = {record["id"] for record in raw()["source"]}
    for record in records(array):
        assert record["mark"] in ("verified", "memory", "derived", "design"), record["id"]
        assert set(record["source"]) <= known, record["id"]
        assert record["source"] or record["mark"] in ("memory", "design"), record["id"]
        assert bool(record.get("reason")) == (record["mark"] == "design"), record["id"]
        assert record["review"]["checked_by"] == ""


@pytest.mark.parametrize("array", [*RULE_ARRAYS, "derived"])
def test_ids_are_unique(array: str) -> None:
    ids = [record["id"] for record in records(array)]
    assert len(ids) == len(set(ids))


def test_every_safety_rule_has_an_action_and_a_clinician_for_its_owner() -> None:
    for record in records("safety_rule"):
        assert record["action"].endswith(".")
        assert record["clinician_owned"] is True


def test_no_text_of_the_screen_promises_safety() -> None:
    texts = [*phrases().values(), *(record["action"] for record in records("safety_rule"))]
    assert not [text for text in texts if "low risk" in text.lower() or "safe " in text.lower()]


def test_every_level_and_every_fact_has_its_words() -> None:
    words = phrases()
    for level in SafetyLevel:
        assert words[f"safety.level.{level}"]
    for name in (*BUILT_IN, *vocabulary.SPORTS):
        assert words[f"fact.{name}"]
    for record in records("derived"):
        assert record["clinician"]


def test_every_reason_for_no_label_has_its_words() -> None:
    for reason in ("safety", "no_probability", "low_probability", "points"):
        assert phrases()[f"profile.withheld.{reason}"]


def test_patients_read_the_names_of_plans() -> None:
    names = {record["id"]: record["patient"] for record in records("profile")}
    assert names == {
        "hypermobile": "Support-first plan",
        "stiff": "Movement-first plan",
        "sensitized": "Calm-first plan",
    }


def test_rules_keep_the_order_and_the_values_of_the_records() -> None:
    rules = safety.build(raw())
    assert [rule.id for rule in rules.rules] == [r["id"] for r in records("safety_rule")]
    by_id = {rule.id: rule for rule in rules.rules}
    assert by_id["CES-1"].level is SafetyLevel.EMERGENCY
    assert by_id["CES-1"].sources == ("girft-ces", "ifompt-2020")
    assert by_id["VIS-1"].asked_of is not None
    assert by_id["VIS-2"].asked_of is None
    assert [len(entry.findings) for entry in rules.ask_first] == [2, 1, 2]
    known = rules.lexicon.vocabulary.findings
    assert all(set(entry.findings) <= known.keys() for entry in rules.ask_first)


def test_profiles_keep_their_order_their_caps_and_all_their_rules() -> None:
    rules = profile.build(raw())
    assert [pattern.label for pattern in rules.patterns] == [
        ProfileLabel.HYPERMOBILE,
        ProfileLabel.STIFF,
        ProfileLabel.SENSITIZED,
    ]
    caps = [[domain.cap for domain in pattern.domains] for pattern in rules.patterns]
    assert caps == [[2.0, 1.0, 1.0, 0.5], [1.0] * 4, [1.0, 1.0, 1.0, 0.5, 0.5]]
    placed = [rule for p in rules.patterns for domain in p.domains for rule in domain.rules]
    assert len(placed) == len(records("profile_rule"))
    names = rules.lexicon.order
    assert all(rule.finding in names for rule in placed)
    assert rules.policy.eligible_points == 1.5


@pytest.mark.parametrize(
    ("array", "record_id", "field", "message"),
    [
        ("safety_rule", "CES-2", "when", "safety_rule CES-2: unknown name 'fevre'"),
        ("safety_rule", "VIS-1", "asked_of", "safety_rule VIS-1: unknown name 'fevre'"),
        ("ask_first", "septic_joint", "when", "ask_first septic_joint: unknown name"),
        ("derived", "LOAD", "value", "derived LOAD: unknown name 'fevre'"),
    ],
)
def test_a_wrong_name_in_a_safety_record_is_refused(
    array: str, record_id: str, field: str, message: str
) -> None:
    with pytest.raises(InvalidExpressionError, match=message):
        safety.build(broken(array, record_id, field, "fevre"))


@pytest.mark.parametrize(
    ("array", "record_id", "field", "message"),
    [
        ("profile", "stiff", "key", "profile stiff: unknown name 'fevre'"),
        ("profile_rule", "guards", "when", "profile_rule guards: unknown name 'fevre'"),
    ],
)
def test_a_wrong_name_in_a_profile_record_is_refused(
    array: str, record_id: str, field: str, message: str
) -> None:
    with pytest.raises(InvalidExpressionError, match=message):
        profile.build(broken(array, record_id, field, "fevre"))


def test_a_derived_record_that_cannot_be_read_is_named() -> None:
    with pytest.raises(InvalidExpressionError, match="derived LOAD: place 10 of 'fever and'"):
        facts.build(broken("derived", "LOAD", "value", "fever and"))


class TestVocabulary:
    def test_findings_are_in_the_order_of_the_contract(self) -> None:
        ordered = sorted(records("finding"), key=lambda record: record["order"])
        assert list(vocabulary.build(raw()).findings) == [record["id"] for record in ordered]

    def test_kinds(self) -> None:
        kinds = vocabulary.build(raw()).findings
        assert kinds["temperature"].is_graded
        assert (kinds["temperature"].minimum, kinds["temperature"].maximum) == (30, 45)
        assert not kinds["temperature"].is_test
        assert kinds["thigh_thrust"].side
        assert not kinds["thigh_thrust"].has_pain_side
        assert kinds["gaenslen"].has_pain_side
        assert kinds["distraction"].has_pain_side
        assert kinds["distraction"].is_test

    def test_measures_and_conditions(self) -> None:
        words = vocabulary.build(raw())
        assert (words.measures["csi"].minimum, words.measures["csi"].maximum) == (0, 100)
        assert "osteoporosis" in words.conditions
        assert "running" in words.sports
        assert "band" in words.equipment
