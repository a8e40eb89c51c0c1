"""The exported model: complete, fit for JSON, and in words where numbers cannot say it."""

from __future__ import annotations

import copy
import json
import math
from functools import cache
from typing import Any

import pytest

from sijoint.clinical.sign import SignKind
from sijoint.evidence import model
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.export import FORMAT, export
from sijoint.evidence.read import read_raw, version_of


@cache
def exported() -> dict[str, Any]:
    return export(read_raw())


def with_adjustment(when: str) -> dict[str, Any]:
    raw = copy.deepcopy(read_raw())
    raw["prior_adjustment"][0]["when"] = when
    return export(raw)


def test_the_same_evidence_gives_the_same_text() -> None:
    text = json.dumps(exported(), allow_nan=False)
    assert json.loads(text) == exported()
    assert json.dumps(export(read_raw())) == text


def test_it_names_its_format_and_its_evidence() -> None:
    assert exported()["schema"] == FORMAT == "sijoint.model/1"
    assert exported()["evidence"] == version_of(read_raw())


def test_hypotheses_are_lists_of_sources() -> None:
    sets = exported()["hypotheses"]
    assert sets[0] == []
    assert len(sets) == 46
    assert all(set(each) <= set(exported()["sources"]) for each in sets)


def test_every_prior_that_a_person_can_meet() -> None:
    """Nine combinations of age and gate in each of five settings, each a distribution."""
    fitted = exported()["prior"]["fitted"]
    assert len(fitted) == 45
    kinds = {tuple(each["adjustments"]) for each in fitted}
    assert len(kinds) == 9
    assert ("hip_60_and_over", "spondyloarthritis_gate_closed") in kinds
    for each in fitted:
        assert math.fsum(each["probability"]) == pytest.approx(1.0, abs=1e-11)
        assert len(each["probability"]) == 46


def test_adjustments_are_limits() -> None:
    adjustments = {each["id"]: each for each in exported()["prior"]["adjustments"]}
    gate = adjustments["spondyloarthritis_gate_open"]
    assert gate["when"] == [
        {"fact": "onset", "is": "<", "limit": 45.0},
        {"fact": "dur", "is": ">=", "limit": 12.0},
    ]
    assert gate["probability"] == 0.05
    assert "odds" not in gate
    assert adjustments["hip_under_40"]["odds"] == 0.5
    assert "probability" not in adjustments["hip_under_40"]


@pytest.mark.parametrize("when", ["age<60 or dur>3", "female", "age<60 and smoker", "preg>3"])
def test_an_adjustment_that_is_no_list_of_limits_is_refused(when: str) -> None:
    with pytest.raises(EvidenceError, match=r"prior_adjustment stenosis_under_60: .* no list"):
        with_adjustment(when)


def test_limits_may_be_written_with_spaces() -> None:
    limits = with_adjustment("age<60  and  dur>=2.5")["prior"]["adjustments"][0]["when"]
    assert [each["limit"] for each in limits] == [60.0, 2.5]


def test_every_scored_sign_with_its_chances() -> None:
    signs = {sign["id"]: sign for sign in exported()["signs"]}
    assert signs.keys() == {sign.id for sign in model.build(read_raw()).signs}
    sets = exported()["hypotheses"]
    slr = signs["slr"]["votes"][0]["chance"]
    assert slr[sets.index(["radiculopathy"])] == pytest.approx(0.75)
    assert slr[0] == 0.35
    assert [vote["leak"] for vote in signs["psis"]["votes"]] == [0.33, 0.37]
    assert "votes" not in signs["hip_count"]
    assert [band["last"] for band in signs["hip_count"]["bands"]] == [2, 3, 5]
    assert signs["hip_internal_rotation_25"]["findings"] == [
        {"id": "hip_internal_rotation_deg", "sided": True, "limit": 25.0}
    ]


def test_a_set_without_a_target_weighs_exactly_nothing() -> None:
    for sign in exported()["signs"]:
        for vote in sign.get("votes", []):
            assert vote["weight_positive"][0] == vote["weight_negative"][0] == 0.0


def test_every_set_of_tests_step_by_step() -> None:
    tables = exported()["block"]["tables"]
    assert len(tables) == len({tuple(sorted(t["tests"])) for t in tables}) == 63
    for table in tables:
        counts = len(table["tests"]) + 1
        lists = [v for k, v in table.items() if k not in ("tests", "tempered")]
        lists += table["tempered"].values()
        assert {len(each) for each in lists} == {counts}
        assert table["tempered"].keys() == {"pooled", "laslett"}
        assert table["tempered"]["laslett"] == pytest.approx(table["bounded"])


def test_bounds_stand_there_twice() -> None:
    for group in exported()["groups"]:
        for end in ("low", "high"):
            assert group[end]["log"] == math.log(group[end]["ratio"])


def test_words_for_everything_that_is_no_number() -> None:
    rules = exported()["rules"]
    assert {f"kind_{kind}" for kind in SignKind} <= rules.keys()
    for named in ("screens", "waived", "fused", "sides", "pregnancy", "cluster_test", "gaenslen"):
        assert rules[named].endswith(".")


def test_screens_name_their_findings() -> None:
    gates = exported()["gates"]
    assert gates["low_back"]["all_of"] == [{"id": "centralization", "sided": False}]
    assert gates["hip"]["negative_one_of"] == [{"id": "fadir", "sided": True}]
