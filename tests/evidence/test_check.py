"""Each way in which the evidence can be wrong is found on a broken copy of it."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from sijoint.evidence.check import check
from sijoint.evidence.claim import claim_problems, count_claims
from sijoint.evidence.rate import rate_problems
from sijoint.evidence.read import Raw, Record, read_raw
from sijoint.evidence.reference import reference_problems, values_at
from sijoint.evidence.spoken import text_problems

RAW = read_raw()
TODAY = date(2026, 12, 1)
GONE = object()
"""Stands for a field that is taken away."""


def broken(array: str, name: str, **fields: Any) -> Raw:
    """A copy of the evidence with other fields in one record."""

    def changed(record: Record) -> Record:
        fresh = {**deepcopy(record), **fields}
        return {key: value for key, value in fresh.items() if value is not GONE}

    records = [changed(r) if r["id"] == name else r for r in RAW[array]]
    assert records != RAW[array], name
    return {**RAW, array: records}


def with_more(array: str, **record: Any) -> Raw:
    """A copy of the evidence with one record more."""
    return {**RAW, array: [*RAW[array], record]}


def test_the_released_evidence_is_right() -> None:
    found = check(RAW, TODAY)
    assert found.problems == ()
    assert found.warnings == ()


UNKNOWN_IDS = [
    ("accuracy", "laslett_2005_thigh_thrust", {"finding": "thigh_trust"}),
    ("accuracy", "laslett_2005_thigh_thrust", {"target": "knee_joint"}),
    ("accuracy", "laslett_2005_ge3_of6", {"items": ["distraction", "chess"]}),
    ("ask_first", "{first}", {"findings": ["chess"]}),
    ("block", "provocation_cluster", {"root_for": ["chess"]}),
    ("dependence", "laslett_2005_ge1_of6_independent", {"observed": "chess"}),
    ("education", "about_the_area", {"profile": "chess"}),
    ("exercise", "bird_dog", {"progression": ["chess"]}),
    ("exercise", "bird_dog", {"functions": {"chess": 3}}),
    ("exercise", "bird_dog", {"equipment": ["chess"]}),
    ("exercise_state", "P1", {"x": ["chess"]}),
    ("exercise_change", "p1_plank", {"state": "chess"}),
    ("goal_word", "{first}", {"sports": ["chess"]}),
    ("maintenance_item", "mobility", {"exercises": ["chess"]}),
    ("pair_affinity", "disc_with_radiculopathy", {"pairs_of": ["lumbar_disc", "chess"]}),
    ("plan_approach", "support", {"avoid": ["chess"]}),
    ("prior_setting", "unselected", {"marginals": {"chess": 0.1}}),
    ("profile_rule", "{first}", {"finding": "chess"}),
    ("review_point", "week_2", {"measures": ["chess"]}),
    ("sign", "slr", {"group": "chess"}),
    ("sign", "slr", {"targets": {"chess": 0.7}}),
    ("sign", "psis", {"members": [{"targets": {"chess": 0.7}, "leak": 0.3}]}),
    ("stage_gate_item", "stage_1_to_2_walking", {"equivalents": [{"exercise": "chess"}]}),
]


@pytest.mark.parametrize(("array", "name", "fields"), UNKNOWN_IDS)
def test_an_id_that_no_record_has(array: str, name: str, fields: dict[str, Any]) -> None:
    name = RAW[array][0]["id"] if name == "{first}" else name
    problems = list(reference_problems(broken(array, name, **fields)))
    assert len(problems) == 1
    assert problems[0].startswith(f"{array} {name}: {next(iter(fields))}")
    assert "is not known" in problems[0]


def test_the_nearest_id_is_suggested() -> None:
    raw = broken("accuracy", "laslett_2005_thigh_thrust", finding="thigh_trust")
    (problem,) = reference_problems(raw)
    assert problem == (
        'accuracy laslett_2005_thigh_thrust: finding "thigh_trust" is not known, '
        "did you mean thigh_thrust?"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"source": ["laslett-2055"]},
        {"licence_source": ["laslett-2055"]},
        {"change": [{"kind": "mic", "value": 2, "mark": "verified", "source": ["laslett-2055"]}]},
        {"recovered": {"value": 0, "mark": "verified", "source": ["laslett-2055"]}},
    ],
)
def test_a_source_that_does_not_exist_at_any_depth(fields: dict[str, Any]) -> None:
    (problem,) = reference_problems(broken("measure", "nprs_now", **fields))
    assert problem.startswith('measure nprs_now: source "laslett-2055" is not known')


def test_an_id_that_two_records_share_and_a_record_without_one() -> None:
    twice = with_more("condition", **RAW["condition"][0])
    assert list(reference_problems(twice)) == ["condition osteoporosis: 2 records have this id"]
    without = with_more("condition", patient="A condition")
    assert list(reference_problems(without)) == ["condition: a record has no id"]


def test_an_array_that_is_missing_leaves_its_ids_unknown() -> None:
    raw = {array: records for array, records in RAW.items() if array != "exercise_function"}
    assert any("functions" in problem for problem in reference_problems(raw))


@pytest.mark.parametrize(
    ("value", "path", "ids"),
    [
        ("slr", (), ["slr"]),
        (["slr", "slump"], (), ["slr", "slump"]),
        ({"slr": 1, "slump": 2}, (), ["slr", "slump"]),
        ({"members": [{"targets": {"hip": 1}}, {}]}, ("members", "targets"), ["hip"]),
    ],
)
def test_ids_at_a_path(value: Any, path: tuple[str, ...], ids: list[str]) -> None:
    assert list(values_at(value, path)) == ids


WRONG_CLAIMS = [
    ({"mark": GONE, "source": []}, "it has neither source nor mark"),
    ({"mark": GONE, "source": ["laslett-2005"]}, "it has no mark"),
    ({"mark": "certain"}, 'mark "certain" is none of derived, design, memory, verified'),
    ({"cells_mark": "sure"}, 'cells_mark "sure" is none of derived, design, memory, verified'),
    ({"mark": "design"}, "it is of our own design without a reason"),
    ({"mark": "verified", "source": []}, "it is verified without a source"),
    ({"mark": "derived", "source": []}, "it is derived without a source"),
    (
        {"review": {"entered_by": "A", "checked_by": "A"}},
        "it was checked by the person who entered it",
    ),
]


@pytest.mark.parametrize(("fields", "problem"), WRONG_CLAIMS)
def test_a_claim_that_does_not_say_where_it_comes_from(
    fields: dict[str, Any], problem: str
) -> None:
    raw = broken("accuracy", "laslett_2005_thigh_thrust", **fields)
    assert list(claim_problems(raw)) == [f"accuracy laslett_2005_thigh_thrust: {problem}"]


def test_a_mark_inside_a_record_may_lean_on_the_record() -> None:
    inside = {"numbers": [{"text": "A number.", "mark": "verified"}]}
    leaning = broken("condition", "osteoporosis", source=["acog-804"], **inside)
    assert list(claim_problems(leaning)) == []
    (problem,) = claim_problems(broken("condition", "osteoporosis", source=[], **inside))
    assert problem == "condition osteoporosis: it is verified without a source"


def test_a_record_of_the_bibliography_is_no_claim() -> None:
    raw = with_more("source", id="nobody-1999", title="A book")
    assert list(claim_problems(raw)) == []
    assert count_claims(raw) == count_claims(RAW)


def test_claims_are_counted_without_mere_words() -> None:
    counted = check(RAW, TODAY).counts
    assert counted["total"] == sum(
        len(records) for array, records in RAW.items() if array not in ("source", "phrase")
    )
    assert counted["unreviewed"] == counted["total"]
    assert 0 < counted["memory"] < counted["design"] < counted["total"]
    reviewed = {"entered_by": "A", "checked_by": "B", "next_review": "2027-11-22"}
    raw = broken("condition", "osteoporosis", review=reviewed)
    assert check(raw, TODAY).counts["unreviewed"] == counted["unreviewed"] - 1


def test_an_expired_review_is_only_warned_about() -> None:
    assert check(RAW, date(2027, 11, 22)).warnings == ()
    found = check(RAW, date(2027, 11, 23))
    assert found.problems == ()
    assert found.warnings[0].endswith("claims was due on 2027-11-22")


WRONG_RATES = [
    ("accuracy", "laslett_2005_thigh_thrust", {"sensitivity": 1.2, "cells": GONE}, "sensitivity"),
    ("accuracy", "laslett_2005_thigh_thrust", {"specificity_ci": [-0.1, 0.9]}, "specificity_ci"),
    ("prior_setting", "below_l5", {"sij_range": [0.15, 1.3]}, "sij_range 1.3 is no probability"),
    ("sign", "slr", {"targets": {"radiculopathy": 1.75}}, "targets 1.75 is no probability"),
    ("sign", "slr", {"leak": -0.1}, "leak -0.1 is no probability"),
    ("accuracy", "laslett_2005_thigh_thrust", {"sensitivity": 0.91}, "14 of 16 do not give"),
    ("accuracy", "laslett_2005_thigh_thrust", {"specificity": 0.7}, "22 of 32 do not give"),
    ("accuracy", "laslett_2005_thigh_thrust", {"n": 50}, "the cells add up to 48, not to n 50"),
    ("prevalence", "schwarzer_1995", {"p": 0.2}, "13 of 43 do not give p 0.2"),
    ("block_test", "compression", {"rate": 0.6}, "11 of 16 do not give rate 0.6"),
    ("block_test", "compression", {"false_counts": [0, 0]}, "0 of 0 do not give"),
    ("sign", "pain_groin", {"counts": {"sacroiliac_joint": [20, 11]}}, "20 of 31 do not give"),
    ("sign", "pain_groin", {"counts": {"hip": [20, 11]}}, "do not give target hip -1"),
    ("prior_setting", "below_l5", {"other": 0.2}, "the marginals add up to 1.015, not to 0.975"),
    ("prior_setting", "spine_clinic", {"other": 0.05}, "other 0.05 is not between 0.1 and 1"),
]


@pytest.mark.parametrize(("array", "name", "fields", "problem"), WRONG_RATES)
def test_a_rate_that_cannot_be_right(
    array: str, name: str, fields: dict[str, Any], problem: str
) -> None:
    problems = list(rate_problems(broken(array, name, **fields)))
    assert problems
    assert all(line.startswith(f"{array} {name}: ") for line in problems)
    assert any(problem in line for line in problems)


def test_rates_of_the_members_of_a_sign_follow_their_counts() -> None:
    members = deepcopy(next(r for r in RAW["sign"] if r["id"] == "psis")["members"])
    members[1]["leak_counts"] = [60, 63]
    (problem,) = rate_problems(broken("sign", "psis", members=members))
    assert problem == "sign psis: 60 of 123 do not give leak 0.37"


def test_an_end_that_was_printed_above_1_is_kept() -> None:
    raw = broken("accuracy", "laslett_2005_thigh_thrust", auc=0.9, auc_ci=[0.8, 1.01])
    assert list(rate_problems(raw)) == []


def test_a_text_that_an_answer_would_look_for_in_vain() -> None:
    raw = broken("safety_rule", "CES-1", action="")
    assert list(text_problems(raw)) == ["safety_rule CES-1: it has no action"]
    without = {**RAW, "phrase": [r for r in RAW["phrase"] if r["id"] != "side.left"]}
    assert list(text_problems(without)) == ["phrase side.left: there is no text"]
    raw = broken("phrase", "next.why.tells", text="{source} and {chess}")
    assert list(text_problems(raw)) == ["phrase next.why.tells: nothing fills {chess}"]


WRONG_EXPRESSIONS = [
    ("safety_rule", "CES-1", {"when": "chess and fever"}, "safety_rule CES-1: unknown name"),
    ("safety_rule", "CES-1", {"when": "fever and and"}, "safety_rule CES-1: "),
    ("finding", "thigh_thrust", {"avoid_when": "left(fever)"}, "finding thigh_thrust: "),
    ("profile", "stiff", {"key": "chess"}, "profile stiff: unknown name"),
    ("derived", "LOAD", {"value": "chess"}, "the names of expressions cannot be read: "),
]


@pytest.mark.parametrize(("array", "name", "fields", "problem"), WRONG_EXPRESSIONS)
def test_an_expression_that_cannot_be_read(
    array: str, name: str, fields: dict[str, Any], problem: str
) -> None:
    problems = check(broken(array, name, **fields), TODAY).problems
    assert any(line.startswith(problem) for line in problems), problems


def test_what_cannot_be_used_although_each_record_looks_right() -> None:
    (problem,) = check(broken("plan_bound", "fewest_exercises", id="chess"), TODAY).problems
    assert problem.startswith("the evidence cannot be used: KeyError")


def test_every_problem_is_told_once_and_in_one_line() -> None:
    raw = broken("accuracy", "laslett_2005_thigh_thrust", mark="sure", source=["a", "b"], n=3)
    problems = check(raw, TODAY).problems
    assert len(problems) == len(set(problems)) == 4
    assert not any("\n" in problem for problem in problems)
