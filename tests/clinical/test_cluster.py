"""The provocation cluster of one side, and the two screens before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sijoint.clinical.case import Case, Finding, Gates, Location, Result, Side
from sijoint.clinical.cluster import (
    Cluster,
    ClusterResult,
    Gate,
    is_familiar_positive,
    read_cluster,
    unanswered,
)
from sijoint.clinical.cluster import test_result as result_of
from tests.clinical.engine import (
    FIVE,
    TESTS,
    built_model,
    case_of,
    cluster_test,
    cluster_tests,
)

GATES = built_model().rules.gates
SIDED = built_model().sided_findings


def cluster_of(case: Case, side: Side = Side.LEFT) -> Cluster:
    return read_cluster(case, side, block=built_model().block, gates=GATES, sided=SIDED)


def result(test: str, side: Side = Side.LEFT, **felt: Any) -> bool | None:
    """How one positive test counts on a side."""
    return result_of(case_of("", cluster_test(test, **felt)), test, side, SIDED)


@pytest.mark.parametrize("location", [None, Location.POSTERIOR, Location.OTHER])
@pytest.mark.parametrize("familiar", [None, True])
@pytest.mark.parametrize("test", TESTS)
def test_familiar_pain_at_the_back_counts(
    test: str, familiar: bool | None, location: Location | None
) -> None:
    assert result(test, familiar_pain=familiar, location=location) is True


@pytest.mark.parametrize("location", [Location.GROIN, Location.LATERAL, Location.MIDLINE])
@pytest.mark.parametrize("test", FIVE)
def test_pain_felt_elsewhere_counts_as_negative(test: str, location: Location) -> None:
    assert result(test, location=location) is False


@pytest.mark.parametrize("test", TESTS)
def test_unfamiliar_pain_counts_as_negative(test: str) -> None:
    assert result(test, familiar_pain=False) is False


def test_faber_in_the_groin_leaves_the_cluster() -> None:
    assert result("faber", location=Location.GROIN) is None
    assert result("faber", location=Location.LATERAL) is False
    cluster = cluster_of(case_of("", cluster_test("faber", location=Location.GROIN)))
    assert cluster.performed == ()
    assert "faber" in cluster.not_done


def test_an_unsided_test_counts_on_the_side_where_it_was_felt() -> None:
    assert result("distraction", pain_side=Side.LEFT) is True
    assert result("distraction", Side.RIGHT, pain_side=Side.LEFT) is False
    assert result("distraction", Side.RIGHT) is True


def test_a_sided_test_of_the_other_side_is_missing() -> None:
    assert result("thigh_thrust", Side.RIGHT) is None
    assert result("gaenslen", Side.RIGHT) is None


def test_gaenslen_felt_across_counts_where_it_was_felt() -> None:
    """The left leg off the table, the pain at the right joint."""
    assert result("gaenslen", Side.RIGHT, pain_side=Side.RIGHT) is True
    assert result("gaenslen", Side.LEFT, pain_side=Side.RIGHT) is False
    assert result("gaenslen", Side.RIGHT, pain_side=Side.RIGHT, familiar_pain=False) is None
    own = cluster_test("gaenslen", positive=False, side=Side.RIGHT)
    across = cluster_test("gaenslen", pain_side=Side.RIGHT)
    assert result_of(case_of("", own, across), "gaenslen", Side.RIGHT, SIDED) is True


def test_not_done_and_graded_entries_are_missing() -> None:
    not_done = Finding("thigh_thrust", Side.LEFT, Result.NOT_DONE)
    assert result_of(case_of("", not_done), "thigh_thrust", Side.LEFT, SIDED) is None
    graded = Finding("thigh_thrust", Side.LEFT, value=2.0)
    assert result_of(case_of("", graded), "thigh_thrust", Side.LEFT, SIDED) is None


def test_a_negative_is_no_familiar_positive() -> None:
    assert not is_familiar_positive(cluster_test("faber", positive=False))


@pytest.mark.parametrize(
    ("positive", "done", "expected"),
    [
        (3, 3, ClusterResult.POSITIVE),
        (3, 6, ClusterResult.POSITIVE),
        (6, 6, ClusterResult.POSITIVE),
        (2, 4, ClusterResult.NEGATIVE),
        (0, 6, ClusterResult.NEGATIVE),
        (2, 3, ClusterResult.INSUFFICIENT),
        (0, 0, ClusterResult.INSUFFICIENT),
    ],
)
def test_the_verdict_of_the_rule(positive: int, done: int, expected: ClusterResult) -> None:
    cluster = cluster_of(case_of("", *cluster_tests(positive, TESTS[:done])))
    assert cluster.result is expected
    assert cluster.performed == TESTS[:done]
    assert cluster.positive == TESTS[:positive]
    assert cluster.not_done == TESTS[done:]


@pytest.mark.parametrize(
    ("text", "low_back", "hip"),
    [
        ("", Gate.MISSING, Gate.MISSING),
        ("centralization-", Gate.MISSING, Gate.MISSING),
        ("slr:left- slump:left-", Gate.MISSING, Gate.MISSING),
        ("centralization+ slr:left-", Gate.ANSWERED, Gate.MISSING),
        ("centralization- slump:left+", Gate.ANSWERED, Gate.MISSING),
        ("centralization- slump:right+", Gate.MISSING, Gate.MISSING),
        ("centralization- slump:left~", Gate.MISSING, Gate.MISSING),
        ("hip_internal_rotation_deg:left=12", Gate.MISSING, Gate.ANSWERED),
        ("hip_internal_rotation_deg:right=12", Gate.MISSING, Gate.MISSING),
        ("hip_scour:left+", Gate.MISSING, Gate.ANSWERED),
        ("hip_scour:left-", Gate.MISSING, Gate.ANSWERED),
        ("fadir:left-", Gate.MISSING, Gate.ANSWERED),
        ("fadir:left+", Gate.MISSING, Gate.MISSING),
        ("fadir:right-", Gate.MISSING, Gate.MISSING),
    ],
)
def test_what_answers_the_screens(text: str, low_back: Gate, hip: Gate) -> None:
    cluster = cluster_of(case_of(text))
    assert (cluster.low_back, cluster.hip) == (low_back, hip)


def test_a_waiver_needs_a_reason() -> None:
    case = case_of(gates=Gates("seen last week", "  \t"))
    cluster = cluster_of(case)
    assert (cluster.low_back, cluster.hip) == (Gate.WAIVED, Gate.MISSING)
    assert cluster.waived
    assert not cluster.scored
    both = cluster_of(replace(case, gates=Gates("seen last week", "replaced")))
    assert both.waived
    assert both.scored


def test_an_answer_stands_above_a_waiver() -> None:
    case = case_of("centralization- slr:left- fadir:left-", gates=Gates("seen", "seen"))
    assert not cluster_of(case).waived
    assert cluster_of(case).scored


def test_what_would_answer_a_missing_screen() -> None:
    assert unanswered(cluster_of(case_of()), GATES) == {
        "low_back": ("centralization", "slr", "slump"),
        "hip": ("hip_internal_rotation_deg", "hip_scour", "fadir"),
    }
    answered = case_of("centralization- slr:left- fadir:left-")
    assert unanswered(cluster_of(answered), GATES) == {}
