"""What to record next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijoint.clinical.case import Case, Finding, Gates, Location, Result, Side
from sijoint.clinical.facts import Facts
from sijoint.clinical.finding import FindingRule
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.next_finding import (
    LEAST_BITS,
    STRONGEST_BURDEN,
    WORTH_SHARE,
    NextFinding,
    NextKind,
    expected_bits,
    is_avoided,
    next_findings,
)
from sijoint.evidence import finding
from sijoint.evidence.read import read_raw
from tests.clinical.engine import (
    SCREEN,
    TESTS,
    built_model,
    case_of,
    cluster_test,
    cluster_tests,
    prior_of,
    sides_of,
)
from tests.clinical.rules import lexicon
from tests.strategies import cases
from tests.vocabulary import evidence_vocabulary

MODEL = built_model()


@cache
def rules() -> Mapping[str, FindingRule]:
    return finding.build(read_raw(), lexicon())


def next_of(case: Case, *warnings: str) -> tuple[NextFinding, ...]:
    return next_findings(
        case,
        Facts(case, lexicon()),
        sides_of(case),
        prior_of(case),
        model=MODEL,
        findings=rules(),
        evidence_set=EvidenceSet.POOLED,
        warnings=warnings,
    )


def of_kind(found: tuple[NextFinding, ...], kind: NextKind) -> list[tuple[str, Side | None]]:
    return [(n.finding, n.side) for n in found if n.kind is kind]


def names(found: tuple[NextFinding, ...]) -> list[str]:
    return [n.finding for n in found]


# --- Screens and warning signs first ------------------------------------------------------


def test_the_screens_come_first() -> None:
    found = next_of(case_of("", *cluster_tests(2, TESTS[:3])))
    assert of_kind(found, NextKind.GATE) == [
        ("centralization", None),
        ("slump", Side.LEFT),
        ("hip_scour", Side.LEFT),
    ]
    assert [n.kind for n in found[:3]] == [NextKind.GATE] * 3
    assert [n.why.id for n in found[:3]] == [
        "next.why.gate_low_back",
        "next.why.gate_low_back",
        "next.why.gate_hip",
    ]
    assert len({(n.finding, n.side) for n in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("centralization-", ["slump", "hip_scour"]),
        ("slr:left-", ["centralization", "hip_scour"]),
        ("slump:right-", ["centralization", "slump", "hip_scour"]),
        ("slr:left~", ["centralization", "slump", "hip_scour"]),
        ("centralization- slr:left- fadir:left+", ["hip_scour"]),
        ("centralization- slr:left- fadir:left-", []),
        ("hip_internal_rotation_deg:left=40", ["centralization", "slump"]),
    ],
)
def test_only_what_a_screen_still_needs(text: str, expected: list[str]) -> None:
    assert [name for name, _ in of_kind(next_of(case_of(text)), NextKind.GATE)] == expected


def test_a_waived_screen_is_not_asked_for() -> None:
    found = next_of(case_of(gates=Gates("seen", "seen")))
    assert of_kind(found, NextKind.GATE) == []


def test_a_screen_that_tells_almost_nothing_is_asked_for_all_the_same() -> None:
    """Three negatives have decided the count of the hip, and its group is at its bound."""
    decided = (
        "centralization- slr:left- squat_groin_pain:left- hip_flexion_lateral_pain:left-"
        " hip_extension_pain:left-"
    )
    gates = [n for n in next_of(case_of(decided)) if n.kind is NextKind.GATE]
    assert len(gates) == 1
    assert gates[0].finding in ("hip_internal_rotation_deg", "hip_scour", "fadir")


def test_the_best_alternative_that_may_be_done() -> None:
    """A new hip: no scour and no fadir, rotation from 12 weeks on."""
    new = case_of(conditions="hip_replacement", weeks_since={"hip_replacement": 30.0})
    assert ("hip_internal_rotation_deg", Side.LEFT) in of_kind(next_of(new), NextKind.GATE)
    fresh = of_kind(next_of(case_of(conditions="hip_replacement")), NextKind.GATE)
    assert fresh == [("centralization", None)]


def test_both_sides_are_screened_and_unsided_findings_once() -> None:
    found = next_of(case_of(side="bilateral"))
    assert of_kind(found, NextKind.GATE) == [
        ("centralization", None),
        ("slump", Side.LEFT),
        ("hip_scour", Side.LEFT),
        ("slump", Side.RIGHT),
        ("hip_scour", Side.RIGHT),
    ]


def test_warning_signs_come_after_the_screens() -> None:
    found = next_of(case_of(SCREEN), "saddle_anaesthesia", "absent_foot_pulses")
    assert [(n.finding, n.side, n.kind) for n in found[:2]] == [
        ("saddle_anaesthesia", None, NextKind.RED_FLAG),
        ("absent_foot_pulses", Side.LEFT, NextKind.RED_FLAG),
    ]
    assert found[0].why.id == "next.why.red_flag"
    assert found[0].expected_bits == 0.0


def test_a_finding_is_listed_once_and_by_its_gravest_reason() -> None:
    found = next_of(case_of(), "centralization")
    assert [n.kind for n in found if n.finding == "centralization"] == [NextKind.RED_FLAG]
    found = next_of(case_of())
    assert [n.kind for n in found if n.finding == "centralization"] == [NextKind.GATE]


def test_warning_signs_with_a_side_are_asked_on_every_painful_side() -> None:
    found = next_of(case_of(side="bilateral"), "sign_of_the_buttock")
    assert [side for _, side in of_kind(found, NextKind.RED_FLAG)] == [Side.LEFT, Side.RIGHT]


def test_a_finding_tells_about_a_source_that_it_bears_on() -> None:
    for entry in next_of(case_of(SCREEN)):
        if entry.why.id == "next.why.tells":
            source = entry.why.values[0][1].split(".")[1]
            assert source in MODEL.bears_on(entry.finding)


def test_a_warning_sign_that_must_not_be_tested_is_left_out() -> None:
    hop = [("hop_test", Side.LEFT)]
    assert of_kind(next_of(case_of(SCREEN), "hop_test"), NextKind.RED_FLAG) == hop
    frail = case_of(SCREEN, conditions="osteoporosis")
    assert of_kind(next_of(frail, "hop_test"), NextKind.RED_FLAG) == []


# --- What is avoided ----------------------------------------------------------------------


def test_contraindicated_findings_are_left_out() -> None:
    found = names(next_of(case_of(SCREEN, conditions="symphysis_pain cancer_active")))
    assert not set(TESTS) & set(found)


def test_a_flare_leaves_out_what_provokes_strongly() -> None:
    calm, flared = (next_of(case_of(SCREEN, irritability=x)) for x in ("low", "high"))
    strong = {name for name, rule in rules().items() if rule.burden >= STRONGEST_BURDEN}
    assert strong & set(names(calm))
    assert not strong & set(names(flared))


@pytest.mark.parametrize(
    ("test", "person", "expected"),
    [
        ("distraction", {}, False),
        ("distraction", {"conditions": "cancer_active"}, True),
        ("distraction", {"irritability": "high"}, False),
        ("thigh_thrust", {"irritability": "high"}, True),
        ("thigh_thrust", {"irritability": "moderate"}, False),
        ("gillet", {"irritability": "high"}, False),
    ],
)
def test_when_a_finding_is_avoided(test: str, person: dict[str, Any], expected: bool) -> None:
    case = case_of(**person)
    assert is_avoided(rules()[test], case, Facts(case, lexicon())) is expected


def test_the_cluster_waits_after_a_fresh_fall() -> None:
    fallen = case_of("severe_trauma+", dur=2.0)
    assert not set(TESTS) & set(names(next_of(fallen)))
    later = case_of("severe_trauma+", dur=20.0)
    assert set(TESTS) & set(names(next_of(later)))


# --- Order of the room, worth, reasons ----------------------------------------------------


def test_worth_is_bits_for_time_and_burden() -> None:
    entry = next(n for n in next_of(case_of(SCREEN)) if n.finding == "thigh_thrust")
    assert entry.rule.burden == 3
    assert entry.worth == entry.expected_bits / (entry.rule.minutes * 3)


def test_the_best_first_in_the_order_of_the_room() -> None:
    rest = [n for n in next_of(case_of(SCREEN)) if n.kind is NextKind.FINDING]
    best = max(n.worth for n in rest)
    is_later = [n.worth < WORTH_SHARE * best for n in rest]
    assert is_later == sorted(is_later)
    assert True in is_later
    for later in (False, True):
        part = [n for n, late in zip(rest, is_later, strict=True) if late is later]
        places = [n.rule.position.place for n in part]
        assert places == sorted(places)
    assert all(n.expected_bits >= LEAST_BITS for n in rest)


@pytest.mark.parametrize(
    ("case", "why", "values"),
    [
        (
            case_of(SCREEN, *cluster_tests(1, TESTS[:2])),
            "next.why.cluster",
            {"done": "2", "of": "6"},
        ),
        (case_of("", *cluster_tests(1, TESTS[:2])), "next.why.after_screens", {}),
    ],
)
def test_why_a_test_of_the_cluster(case: Case, why: str, values: dict[str, str]) -> None:
    entry = next(n for n in next_of(case) if n.finding == "compression")
    assert entry.why.id == why
    assert dict(entry.why.values) == values


def test_why_names_the_source_that_it_tells_most_about() -> None:
    entry = next(n for n in next_of(case_of(SCREEN)) if n.finding == "crossed_slr")
    assert entry.why.id == "next.why.tells"
    assert dict(entry.why.values) == {"source": "@pain_source.radiculopathy.clinician"}


def test_a_groin_faber_is_not_asked_for_again() -> None:
    felt = case_of(SCREEN, cluster_test("faber", location=Location.GROIN))
    assert "faber" not in names(next_of(felt))
    assert "faber" in names(next_of(case_of(SCREEN)))


def test_nothing_is_left_when_everything_was_recorded() -> None:
    scored = {f for sign in MODEL.signs for f in sign.findings} | set(TESTS)
    graded = {f for sign in MODEL.signs for f in sign.limits}
    everything = [
        Finding(
            name,
            Side.LEFT if name in MODEL.sided_findings else None,
            None if name in graded else Result.NEGATIVE,
            40.0 if name in graded else None,
        )
        for name in sorted(scored)
    ]
    assert next_of(case_of("", *everything)) == ()


def test_of_an_unsided_finding_the_side_it_tells_most_about() -> None:
    case = case_of(
        SCREEN, *cluster_tests(3, ("thigh_thrust", "gaenslen", "faber")), side="bilateral"
    )
    entries = [n for n in next_of(case) if n.finding == "distraction"]
    assert [n.side for n in entries] == [None]
    alone = next(n for n in next_of(case_of(SCREEN, side="right")) if n.finding == "distraction")
    assert entries[0].expected_bits >= alone.expected_bits


# --- Pregnancy ----------------------------------------------------------------------------


def test_in_pregnancy_its_two_signs_are_asked_for() -> None:
    found = next_of(case_of(preg=20.0, sex="female"))
    assert {n.finding for n in found} == {"thigh_thrust", "aslr"}
    assert all(n.kind is NextKind.FINDING and n.expected_bits > 0.0 for n in found)
    assert dict(found[0].why.values) == {"source": "@pain_source.pelvic_girdle_pain.clinician"}


def test_in_pregnancy_what_was_recorded_is_not_asked_again() -> None:
    one = next_of(case_of("aslr:left=2", preg=20.0))
    assert names(one) == ["thigh_thrust"]
    assert next_of(case_of("aslr:left=2", cluster_test("thigh_thrust"), preg=20.0)) == ()
    both = next_of(case_of("aslr:left=2", preg=20.0, side="bilateral"))
    assert {(n.finding, n.side) for n in both} == {
        ("thigh_thrust", Side.LEFT),
        ("thigh_thrust", Side.RIGHT),
        ("aslr", Side.RIGHT),
    }


# --- Information --------------------------------------------------------------------------


def test_expected_bits_by_hand() -> None:
    """A perfect test of an even chance tells one bit; a useless one nothing."""
    before = np.array([[0.5, 0.5], [0.5, 0.5]])
    tiny = 1e-12
    after = np.array([[[1 - tiny, tiny], [tiny, 1 - tiny]], [[0.5, 0.5], [0.5, 0.5]]])
    bits = expected_bits(before, after, np.full((2, 2), 0.5))
    assert bits == pytest.approx([1.0, 0.0], abs=1e-9)


SHARES = st.lists(st.integers(1, 1000), min_size=4, max_size=4)


@given(SHARES, st.lists(SHARES, min_size=2, max_size=2), st.integers(0, 100))
def test_expected_bits_are_never_negative(
    before: list[int], after: list[list[int]], percent: int
) -> None:
    now = np.array([before]) / sum(before)
    then = np.array([[np.array(each) / sum(each) for each in after]])
    chance = np.array([[percent / 100, 1 - percent / 100]])
    assert (expected_bits(now, then, chance) >= 0.0).all()


@settings(max_examples=60, deadline=None)
@given(cases(evidence_vocabulary()))
def test_nobody_is_asked_twice(case: Case) -> None:
    found = next_of(case)
    assert len({(n.finding, n.side) for n in found}) == len(found)
    recorded = {(f.id, f.side) for f in case.findings if f.is_recorded}
    assert not recorded & {(n.finding, n.side) for n in found}
    assert all(n.expected_bits >= 0.0 for n in found)
    kinds = [n.kind for n in found]
    assert kinds == sorted(kinds, key=list(NextKind).index)
