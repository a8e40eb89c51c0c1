"""The whole answer: safety first, and what it withholds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from sijoint.clinical.assessment import assess
from sijoint.clinical.case import Case, Gates
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.prior import PriorError
from sijoint.clinical.profile import ProfileLabel
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence.load import load_evidence
from tests.clinical.engine import case_of, cluster_tests
from tests.clinical.people import person
from tests.strategies import cases
from tests.vocabulary import evidence_vocabulary

WITHHELD = ("differential", "next_findings", "profile", "plan")


def test_a_stop_leaves_nothing_but_the_alert() -> None:
    answer = assess(case_of("saddle_anaesthesia+", *cluster_tests(3)), load_evidence())
    assert answer.safety.level is SafetyLevel.EMERGENCY
    assert [getattr(answer, part) for part in WITHHELD] == [None] * 4
    assert [p.id for p in answer.missing] == ["missing.stopped"]


@pytest.mark.parametrize(("age", "answered"), [(15.9, False), (16.0, True)])
def test_no_model_under_16(age: float, answered: bool) -> None:
    answer = assess(case_of(*[], age=age), load_evidence())
    assert [getattr(answer, part) is not None for part in WITHHELD] == [answered] * 4
    assert ("missing.under_16" in [p.id for p in answer.missing]) is not answered


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("hop_test:left+ sudden_training_increase+", "BSI-1"),
        ("temperature=38.4", "INF-1"),
        ("cancer_history+", "CAN-2"),
        ("iv_drug_use+", "INF-4"),
    ],
)
def test_while_these_alerts_are_open_nothing_is_tested(text: str, rule: str) -> None:
    answer = assess(case_of(text), load_evidence())
    assert rule in [alert.id for alert in answer.safety.alerts]
    assert not answer.next_findings
    assert answer.safety.stop is (answer.next_findings is None)


def test_a_rule_that_was_set_aside_stops_nothing_and_what_was_asked_stays_asked() -> None:
    case = case_of("saddle_anaesthesia+")
    stopped = assess(case, load_evidence())
    answer = assess(case, load_evidence(), set_aside=[a.id for a in stopped.safety.alerts])
    assert stopped.safety.stop
    assert not answer.safety.stop
    assert None not in [getattr(answer, part) for part in WITHHELD]
    assert answer.asked == stopped.asked == ("saddle_anaesthesia",)


def test_a_plan_nobody_wants_is_not_made_and_nothing_else_changes() -> None:
    whole = assess(person("1"), load_evidence())
    assert whole.plan is not None
    assert assess(person("1"), load_evidence(), with_plan=False) == replace(whole, plan=None)


def test_the_clinicians_label_wins_and_the_plan_follows_it() -> None:
    computed = assess(person("1"), load_evidence())
    other = next(
        each
        for each in (ProfileLabel.STIFF, ProfileLabel.HYPERMOBILE)
        if each is not computed.profile.label
    )
    answer = assess(person("1"), load_evidence(), label=other)
    assert answer.profile == computed.profile.relabelled(other)
    assert answer.plan != computed.plan


def test_missing_names_the_screens_and_the_tests_not_done() -> None:
    answer = assess(
        case_of("", *cluster_tests(2, ("distraction", "thigh_thrust"))), load_evidence()
    )
    ids = [p.id for p in answer.missing]
    assert ids[:2] == ["missing.low_back_screen", "missing.hip_screen"]
    assert ids.count("missing.test") == 4


def test_both_painful_sides_have_a_cluster_and_one_line_for_each_thing_missing() -> None:
    answer = assess(case_of("", side="bilateral"), load_evidence())
    assert [c.side for c in answer.clusters] == ["left", "right"]
    assert len(set(answer.missing)) == len(answer.missing)


def test_a_waived_screen_is_not_missing() -> None:
    waived = case_of("", *cluster_tests(3), gates=Gates("seen last week", "seen last week"))
    answer = assess(waived, load_evidence())
    assert "missing.low_back_screen" not in [p.id for p in answer.missing]
    assert answer.clusters[0].scored


def test_a_clinic_may_edit_the_prior() -> None:
    plain = assess(person("12"), load_evidence())
    edited = assess(person("12"), load_evidence(), edited_prior={"sacroiliac_joint": 0.35})
    assert plain.differential is not None
    assert edited.differential is not None
    assert edited.differential[0].prior == pytest.approx(0.35)
    assert plain.differential[0].prior == pytest.approx(0.21, abs=0.005)
    with pytest.raises(PriorError, match="above 0, below 1"):
        assess(person("12"), load_evidence(), edited_prior={"hip_joint": 1.2})


@settings(max_examples=60)
@given(case=cases(evidence_vocabulary()))
def test_the_whole_answer_never_depends_on_the_order_of_findings(case: Case) -> None:
    turned = replace(case, findings=case.findings[::-1], measures=case.measures[::-1])
    for evidence_set in EvidenceSet:
        first = assess(case, load_evidence(), evidence_set=evidence_set)
        assert assess(turned, load_evidence(), evidence_set=evidence_set) == first
        withheld = [getattr(first, part) is None for part in WITHHELD]
        assert withheld in ([True] * 4, [False] * 4)


def test_a_leading_hip_is_said_with_the_plan() -> None:
    led = assess(person("3"), load_evidence())
    assert [(p.id, p.values) for p in led.cautions] == [
        ("caution.other_source", (("source", "@pain_source.hip_joint.clinician"),))
    ]
    assert assess(person("1"), load_evidence()).cautions == ()
