"""The answer as it is written: complete, unrounded, in the order of the contract."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from sijoint import __version__
from sijoint.casefile.answer import answer_of, leading_cluster, written
from sijoint.casefile.assessment import Assessment as Shape
from sijoint.casefile.phrase import said, said_all
from sijoint.casefile.schema import assessment_schema
from sijoint.clinical.assessment import Assessment, assess
from sijoint.clinical.case import Case, Episode, Finding, PainSide, Patient, Result, Sex, Side
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.phrase import phrase
from sijoint.evidence.load import load_evidence
from sijoint.evidence.read import read_raw
from sijoint.evidence.text import Texts
from tests.strategies import cases
from tests.vignettes import Vignette, vignettes
from tests.vocabulary import evidence_vocabulary

SCHEMA = Draft202012Validator(assessment_schema())
PERSON = Case(patient=Patient(40, Sex.FEMALE), episode=Episode(20, PainSide.LEFT))
BILATERAL = replace(PERSON, episode=Episode(20, PainSide.BILATERAL))
STOPPED = replace(PERSON, findings=(Finding("saddle_anaesthesia", result=Result.POSITIVE),))
CHILD = replace(PERSON, patient=Patient(14, Sex.MALE))
PREGNANT = replace(PERSON, patient=Patient(31, Sex.FEMALE, pregnancy_weeks=28))
WITHHELD = ("differential", "next_findings", "profile", "plan")


@cache
def texts() -> Texts:
    return Texts(read_raw())


def thrust(side: Side, result: Result = Result.POSITIVE) -> Finding:
    return Finding("thigh_thrust", side, result)


def answered(case: Case, **options: Any) -> dict[str, Any]:
    """The answer of a case, as another program reads it."""
    found = answer_of(assess(case, load_evidence(), **options), texts())
    read: dict[str, Any] = json.loads(written(found))
    return read


def assert_valid(answer: Assessment) -> None:
    text = written(answer_of(answer, texts()))
    SCHEMA.validate(json.loads(text))
    Shape.model_validate_json(text)


@pytest.mark.parametrize("case", [PERSON, BILATERAL, STOPPED, CHILD, PREGNANT])
def test_every_kind_of_answer_is_in_the_schema(case: Case) -> None:
    assert_valid(assess(case, load_evidence()))


@pytest.mark.parametrize("vignette", vignettes(), ids=lambda v: v.name)
def test_the_answer_of_every_vignette_is_in_the_schema(vignette: Vignette) -> None:
    assert_valid(assess(vignette.case, load_evidence(), evidence_set=EvidenceSet.LASLETT))


@settings(max_examples=25, deadline=None)
@given(cases(evidence_vocabulary()))
def test_the_answer_of_any_case_is_in_the_schema(case: Case) -> None:
    assert_valid(assess(case, load_evidence()))


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    answer = answered(PERSON)
    contract = "schema versions safety cluster differential next_findings profile plan missing"
    assert [key for key in answer if key in contract.split()] == contract.split()
    row = "source side probability interval prior other_set because"
    assert list(answer["differential"][0])[:7] == row.split()
    exercise = "id side sets reps hold_s per_week minutes why cautions"
    planned = answer["plan"]["stages"][0]["exercises"][0]
    assert [key for key in planned if key in exercise.split()] == exercise.split()


def test_numbers_are_not_rounded() -> None:
    assessment = assess(PERSON, load_evidence())
    row, shown = (assessment.differential or ())[0], answered(PERSON)["differential"][0]
    assert shown["probability"] == row.probability
    assert tuple(shown["interval"]) == row.interval
    assert shown["other_set"]["probability"] == row.other_probability


def test_the_versions_say_what_made_the_answer() -> None:
    versions = answered(PERSON, evidence_set=EvidenceSet.LASLETT)["versions"]
    assert versions["sijoint"] == __version__
    assert versions["evidence"] == load_evidence().version
    assert versions["evidence_set"] == "laslett"
    assert versions["uses_unreviewed"] == dict(load_evidence().unreviewed)


def test_the_other_set_is_the_one_that_is_not_in_front() -> None:
    in_front = {name: answered(PERSON, evidence_set=EvidenceSet(name)) for name in EvidenceSet}
    pooled, laslett = in_front["pooled"], in_front["laslett"]
    assert pooled["differential"][0]["other_set"]["name"] == "laslett"
    assert laslett["differential"][0]["other_set"]["name"] == "pooled"


@pytest.mark.parametrize(
    ("case", "reason"), [(STOPPED, "missing.stopped"), (CHILD, "missing.under_16")]
)
def test_nothing_but_safety_is_answered_with_a_stop_or_under_16(case: Case, reason: str) -> None:
    answer = answered(case)
    assert [answer[part] for part in WITHHELD] == [None] * 4
    assert answer["missing_id"] == [reason]
    assert answer["cluster"]["scored"] is False


def test_an_alert_carries_its_action_with_its_id() -> None:
    safety = answered(STOPPED)["safety"]
    assert (safety["level"], safety["stop"]) == ("emergency", True)
    alert = next(alert for alert in safety["alerts"] if alert["id"] == "CES-1")
    assert alert["because"] == ["saddle_anaesthesia"]
    assert alert["action"] == texts().english(alert["action_id"])
    assert alert["sources"]


def test_both_sides_have_their_cluster_and_the_one_with_more_positives_leads() -> None:
    right = replace(BILATERAL, findings=(thrust(Side.RIGHT), thrust(Side.LEFT, Result.NEGATIVE)))
    cluster = answered(right)["cluster"]
    assert cluster["side"] == "right"
    assert [each["side"] for each in cluster["sides"]] == ["left", "right"]
    assert cluster["positive"] == cluster["sides"][1]["positive"] == ["thigh_thrust"]


def test_the_left_leads_when_both_sides_have_as_many_positives() -> None:
    both = replace(BILATERAL, findings=(thrust(Side.LEFT), thrust(Side.RIGHT)))
    clusters = assess(both, load_evidence()).clusters
    assert leading_cluster(clusters).side is Side.LEFT
    assert answered(PERSON)["cluster"]["sides"][0]["side"] == "left"


def test_pelvic_girdle_pain_alone_has_a_probability_in_pregnancy() -> None:
    first, *others = answered(PREGNANT)["differential"]
    assert first["source"] == "pelvic_girdle_pain"
    assert first["note_id"] == "differential.note.girdle_pain"
    assert {row["probability"] for row in others} == {None}
    assert {row["other_set"] for row in others} == {None}
    assert {row["note_id"] for row in others} == {"differential.note.pregnancy"}


def test_the_person_s_own_words_are_passed_on_as_they_are() -> None:
    wanting = replace(PERSON.preferences, goals=("walk 5 km {plan}",))
    plan = answered(replace(PERSON, preferences=wanting))["plan"]
    every = [e for stage in plan["stages"] for e in stage["exercises"]]
    helping = [e for e in every if e["why_id"] == "plan.why.goal"]
    assert helping
    assert helping[0]["why"].endswith("helps with your goal: walk 5 km {plan}.")
    assert helping[0]["why_params"]["goal"] == "walk 5 km {plan}"


def test_an_answer_ends_with_a_newline_and_can_be_plain_ascii() -> None:
    text = written({"schema": "×"})
    assert text.endswith("}\n")
    assert "×" in text
    assert written({"schema": "×"}, in_ascii=True).isascii()
    with pytest.raises(ValueError, match="not JSON compliant"):
        written({"schema": float("nan")})


def test_a_text_stands_beside_its_id_and_what_fills_it() -> None:
    missing = phrase("missing.test", test="@finding.slr.clinician", side="@side.left")
    assert said("note", missing, texts()) == {
        "note": "Straight leg raise, left",
        "note_id": "missing.test",
        "note_params": {"test": "@finding.slr.clinician", "side": "@side.left"},
    }
    assert said("note", None, texts()) == {"note": None, "note_id": None, "note_params": {}}
    assert said_all("exit", [missing], texts()) == {
        "exit": ["Straight leg raise, left"],
        "exit_id": ["missing.test"],
        "exit_params": [{"test": "@finding.slr.clinician", "side": "@side.left"}],
    }
