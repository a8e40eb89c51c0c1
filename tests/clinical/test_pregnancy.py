"""Pelvic girdle pain in pregnancy and soon after birth."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.clinical.case import Location, Side
from sijoint.clinical.hypothesis import OTHER, SIJ
from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN, answers_pregnancy, girdle_path
from tests.clinical.engine import built_model, case_of, chance_of, cluster_test, row_of, rows_of

RULES = built_model().pregnancy
P4 = cluster_test("thigh_thrust")
NO_P4 = cluster_test("thigh_thrust", positive=False)


@pytest.mark.parametrize(
    ("tests", "text", "percent"),
    [
        ((P4,), "aslr:left=3", 88),
        ((P4,), "aslr:left=1", 88),
        ((P4,), "aslr:left=0", 80),
        ((P4,), "", 83),
        ((NO_P4,), "aslr:left=0", 42),
        ((), "", 65),
    ],
)
def test_the_answers_of_the_rules(tests: tuple[object, ...], text: str, percent: float) -> None:
    case = case_of(text, *tests, sex="female", preg=24.0)  # type: ignore[arg-type]
    assert 100 * chance_of(case, PELVIC_GIRDLE_PAIN) == pytest.approx(percent, abs=0.5)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"preg": 1.0}, True),
        ({"pp": 0.0}, True),
        ({"pp": 26.0}, True),
        ({"pp": 26.1}, False),
        ({"preg": 10.0, "pp": 60.0}, True),
        ({}, False),
    ],
)
def test_when_the_answer_holds(person: dict[str, float], expected: bool) -> None:
    case = case_of(sex="female", **person)
    assert answers_pregnancy(case, RULES) is expected


def test_p4_counts_by_familiar_pain_at_the_back() -> None:
    elsewhere = case_of("", cluster_test("thigh_thrust", location=Location.GROIN), preg=20.0)
    negative = case_of("", NO_P4, preg=20.0)
    assert chance_of(elsewhere, PELVIC_GIRDLE_PAIN) == chance_of(negative, PELVIC_GIRDLE_PAIN)


def test_only_pelvic_girdle_pain_has_a_probability() -> None:
    rows = rows_of(case_of("aslr:left=2", P4, preg=20.0))
    assert rows[0].source == PELVIC_GIRDLE_PAIN
    assert rows[0].note is not None
    assert rows[0].note.id == "differential.note.girdle_pain"
    assert rows[0].other_probability == rows[0].probability
    named = [row.source for row in rows[1:]]
    assert SIJ not in named
    assert named == [*built_model().hypotheses.sources[1:], OTHER]
    assert all(row.probability is row.interval is row.prior is None for row in rows[1:])
    assert {row.note.id for row in rows[1:] if row.note} == {"differential.note.pregnancy"}


def test_reasons_are_the_two_signs() -> None:
    row = row_of(case_of("aslr:left=2", P4, preg=20.0), PELVIC_GIRDLE_PAIN)
    assert [each.finding for each in row.because] == ["thigh_thrust", "aslr"]
    expected = 10.0 * np.log10(5.0) * 0.6, 10.0 * np.log10(4.5) * 0.3
    assert [each.weight_decibans for each in row.because] == pytest.approx(expected)


def test_each_side_is_answered_on_its_own() -> None:
    case = case_of("aslr:right=0", P4, preg=20.0, side="bilateral")
    rows = {row.side: row for row in rows_of(case) if row.source == PELVIC_GIRDLE_PAIN}
    assert 100 * (rows[Side.LEFT].probability or 0) == pytest.approx(83, abs=0.5)
    assert (rows[Side.RIGHT].probability or 1) < RULES.prior


def test_never_above_the_ceiling() -> None:
    (p4, aslr), ratios = RULES.signs, {"p4": np.full((2, 2), 50.0), "aslr": np.full((2, 2), 50.0)}
    path = girdle_path([(p4, True), (aslr, False)], ratios, RULES)
    assert path.shape == (2, 3)
    assert path[:, 0] == pytest.approx([RULES.prior] * 2)
    assert path[:, -1] == pytest.approx([0.90] * 2)


def test_motion_of_the_joint_and_ligaments_add_nothing() -> None:
    plain = case_of("aslr:left=2", P4, preg=20.0)
    more = case_of(
        "aslr:left=2 long_dorsal_ligament_tenderness:left+ symphysis_tenderness+", P4, preg=20.0
    )
    assert rows_of(more) == rows_of(plain)
