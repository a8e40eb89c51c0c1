"""Every vignette gives the answer that its file expects, and none of them feeds the answer.

What a vignette may expect, besides ``[expect.safety]``:

``[expect] leads``
    The source with the highest probability.
``[expect.cluster]``
    ``result``, ``positive`` and ``scored`` of the first painful side.
``[[expect.probability]]``
    ``low`` to ``high`` for a ``source`` in an evidence ``set``.
``[[expect.change]]``
    By how much a ``source`` (every one when left out) may differ from another vignette,
    or from its own ``prior``: ``low`` to ``high``.
``[expect.profile]``
    ``label``.
``[expect.plan]``
    ``without``: ids that must not be offered, exercises or manual therapy.

An urgent or emergency level hides everything else, so nothing else can be expected then.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sijoint
from sijoint.clinical.assessment import Assessment, assess
from sijoint.clinical.model import EvidenceSet
from sijoint.evidence.export import export
from sijoint.evidence.load import load_evidence
from sijoint.evidence.read import EVIDENCE_FOLDER, read_raw
from tests.vignettes import Vignette, vignettes

ALL = {vignette.name: vignette for vignette in vignettes()}
EXPECTATIONS = {"safety", "leads", "cluster", "probability", "change", "profile", "plan"}

#: The published cases and anchors, by the numbers of the collection that they come from.
SHOULD_EXIST = (
    {f"y{n}" for n in range(1, 13)}
    | {f"s{n}" for n in (1, 2, 3, 5, 6, 8, 9, 10, 11, 12)}
    | {f"m{n}" for n in (1, 2, 4, 6, 7, 8, 10, 12, 14, 15, 17, 18, 21, 22, 25)}
)

Shares = Mapping[tuple[str, str | None], float]


@cache
def answer_to(name: str, evidence_set: str = "pooled") -> Assessment:
    """The answer to a vignette."""
    return assess(ALL[name].case, load_evidence(), evidence_set=EvidenceSet(evidence_set))


def expecting(kind: str) -> list[Any]:
    """The vignettes that expect something of this kind."""
    return [pytest.param(v, id=v.name) for v in ALL.values() if kind in v.expect]


def shares(answer: Assessment, *, prior: bool = False) -> Shares:
    """The probability, or the prior, of every row that has one."""
    rows = answer.differential or ()
    given = {(r.source, r.side): r.prior if prior else r.probability for r in rows}
    return {row: share for row, share in given.items() if share is not None}


def offered(answer: Assessment) -> set[str]:
    """Ids of everything that the plan offers."""
    assert answer.plan is not None
    exercises = {item.id for stage in answer.plan.stages for item in stage.exercises}
    return exercises | {item.id for item in answer.plan.manual_therapy}


def test_every_published_case_and_anchor_has_a_vignette() -> None:
    found = {part for name in ALL for part in name.split("-")}
    assert found >= SHOULD_EXIST


def test_names_are_unique() -> None:
    assert len(ALL) == len(vignettes())


@pytest.mark.parametrize("vignette", [pytest.param(v, id=v.name) for v in ALL.values()])
def test_expectations_are_ones_that_are_checked(vignette: Vignette) -> None:
    assert vignette.expect.keys() <= EXPECTATIONS
    assert "safety" in vignette.expect


@pytest.mark.parametrize("vignette", [pytest.param(v, id=v.name) for v in ALL.values()])
def test_safety_is_as_expected_and_nothing_distracts_from_a_stop(vignette: Vignette) -> None:
    answer, expected = answer_to(vignette.name), vignette.expect["safety"]
    assert answer.safety.level == expected["level"]
    assert {alert.id for alert in answer.safety.alerts} == set(expected["rules"])
    first = expected.get("not_asked_first", [])
    assert set(answer.safety.not_asked[: len(first)]) == set(first)
    rest = (answer.differential, answer.next_findings, answer.profile, answer.plan)
    if answer.safety.stop or vignette.case.patient.age_years < 16:
        assert rest == (None, None, None, None)
    else:
        assert None not in rest


@pytest.mark.parametrize("vignette", expecting("leads"))
def test_leading_source(vignette: Vignette) -> None:
    found = shares(answer_to(vignette.name))
    assert max(found, key=lambda row: found[row])[0] == vignette.expect["leads"]


@pytest.mark.parametrize("vignette", expecting("cluster"))
def test_cluster(vignette: Vignette) -> None:
    cluster, expected = answer_to(vignette.name).clusters[0], vignette.expect["cluster"]
    assert cluster.result == expected["result"]
    assert cluster.scored == expected["scored"]
    assert cluster.positive == tuple(expected.get("positive", cluster.positive))


@pytest.mark.parametrize("vignette", expecting("probability"))
def test_probability(vignette: Vignette) -> None:
    for expected in vignette.expect["probability"]:
        found = shares(answer_to(vignette.name, expected["set"]))
        of_source = [share for (source, _), share in found.items() if source == expected["source"]]
        assert of_source, expected
        assert all(expected["low"] <= share <= expected["high"] for share in of_source)


@pytest.mark.parametrize("vignette", expecting("change"))
def test_change(vignette: Vignette) -> None:
    for expected in vignette.expect["change"]:
        answer = answer_to(vignette.name, expected["set"])
        if expected["against"] == "prior":
            before = shares(answer, prior=True)
        else:
            before = shares(answer_to(expected["against"], expected["set"]))
        changes = list(_changes(before, shares(answer), expected))
        assert changes
        # A change of nothing is meant to the accuracy of the arithmetic.
        assert all(expected["low"] - 1e-12 <= c <= expected["high"] + 1e-12 for c in changes)


def _changes(before: Shares, after: Shares, expected: dict[str, Any]) -> Iterator[float]:
    assert before.keys() == after.keys()
    for row, share in after.items():
        if row[0] == expected.get("source", row[0]):
            yield share - before[row]


@pytest.mark.parametrize("vignette", expecting("profile"))
def test_profile(vignette: Vignette) -> None:
    found = answer_to(vignette.name).profile
    assert found is not None
    assert found.label == vignette.expect["profile"]["label"]


@pytest.mark.parametrize("vignette", expecting("plan"))
def test_plan(vignette: Vignette) -> None:
    answer = answer_to(vignette.name)
    assert not offered(answer) & set(vignette.expect["plan"]["without"])
    assert answer.plan is not None
    assert answer.plan.stages


def test_no_vignette_feeds_the_evidence(tmp_path: Path) -> None:
    """Without any vignette, or any other test, every number stays the same."""
    package = Path(sijoint.__file__).parent
    alone = tmp_path / "alone"
    shutil.copytree(package, alone / "sijoint", ignore=shutil.ignore_patterns("__pycache__"))
    program = (
        "import json, sys; sys.path.insert(0, sys.argv[1])\n"
        "from sijoint.evidence.export import export\n"
        "from sijoint.evidence.read import read_raw\n"
        "print(json.dumps(export(read_raw())))"
    )
    result = subprocess.run(
        [sys.executable, "-I", "-c", program, str(alone)],
        cwd=tmp_path,
        env={**os.environ, "SIJOINT_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        check=True,
    )
    assert json.loads(result.stdout) == json.loads(json.dumps(export(read_raw())))


def test_no_evidence_names_a_vignette() -> None:
    texts = [path.read_text(encoding="utf-8") for path in EVIDENCE_FOLDER.rglob("*.toml")]
    names = {name for vignette in ALL.values() for name in (vignette.name, vignette.title)}
    assert not [name for name in names for text in texts if name in text]
    assert not [text for text in texts if "vignette" in text.lower()]
