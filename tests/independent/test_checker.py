"""The independent check: equal answers, and no number that could change unnoticed.

The engine is asked through case files, as any other program would ask it; the checker
knows the export only.
"""

from __future__ import annotations

import ast
import copy
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sijoint.casefile.read import from_document
from sijoint.clinical.differential import differential
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.clinical.model import EvidenceSet, Model
from sijoint.clinical.posterior import read_side
from sijoint.clinical.prior import set_prior
from sijoint.clinical.vocabulary import Vocabulary
from sijoint.evidence import facts, model, vocabulary
from sijoint.evidence.export import export
from sijoint.evidence.read import read_raw
from tests.independent.checker import Answer, answer
from tests.independent.people import battery, chance_document
from tests.independent.verification import ContradictionError, Place, checks, verify

Json = dict[str, Any]

CASES = 500
SEED = 20261122
TOLERANCE = 1e-9
CHANGE = 1.01


@cache
def exported() -> Json:
    """The export after a trip through JSON."""
    document: Json = json.loads(json.dumps(export(read_raw())))
    return document


@cache
def engine() -> Model:
    return model.build(read_raw())


@cache
def words() -> Vocabulary:
    return vocabulary.build(read_raw())


@cache
def names() -> Lexicon:
    return facts.build(read_raw())


def engine_answer(
    document: Json,
    edited: dict[str, float] | None = None,
    chosen: EvidenceSet = EvidenceSet.POOLED,
) -> Answer:
    """What the engine answers with a set in front, in the form of the checker."""
    case = from_document(document, words(), file="case")
    built = engine()
    prior = set_prior(
        case, Facts(case, names()), rules=built.prior, hypotheses=built.hypotheses, edited=edited
    )
    sides = [read_side(case, side, built) for side in case.episode.side.sides]
    return {
        (row.source, row.side): {
            "prior": row.prior,
            chosen.value: row.probability,
            chosen.other.value: row.other_probability,
        }
        for row in differential(case, sides, prior, model=built, evidence_set=chosen)
    }


def difference(first: Answer, second: Answer) -> float:
    """The largest difference of any probability; infinite when one of them is missing."""
    if first.keys() != second.keys():
        return float("inf")
    return max(
        _apart(first[key][name], second[key][name])
        for key in first
        for name in ("prior", "pooled", "laslett")
    )


def _apart(first: float | None, second: float | None) -> float:
    if first is None or second is None:
        return 0.0 if first is second else float("inf")
    return abs(first - second)


def test_the_checker_imports_nothing_of_sijoint() -> None:
    for path in Path(__file__).parent.glob("*.py"):
        if path.name != Path(__file__).name:
            names = {
                alias.name if isinstance(node, ast.Import) else node.module or ""
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Import | ast.ImportFrom)
                for alias in node.names
            }
            assert not any(name.split(".")[0] == "sijoint" for name in names), path.name


def test_the_export_follows_from_its_inputs() -> None:
    verify(exported())


@pytest.mark.slow
def test_five_hundred_people_by_chance_get_the_same_answer() -> None:
    chance = random.Random(SEED)
    worst = 0.0
    for _ in range(CASES):
        document = chance_document(chance, exported())
        edited = {"sacroiliac_joint": chance.uniform(0.15, 0.4)} if chance.random() < 0.2 else None
        found = answer(exported(), document, edited)
        for chosen in EvidenceSet:
            expected = engine_answer(document, edited, chosen)
            worst = max(worst, difference(found, expected))
    assert worst < TOLERANCE


def test_the_battery_gets_the_same_answer() -> None:
    for document, edited, expected in battery_answers():
        assert difference(answer(exported(), document, edited), expected) < TOLERANCE


def numbers(node: Any, place: Place = ()) -> Iterator[Place]:
    """The place of every number of a document."""
    if isinstance(node, dict | list):
        parts = node.items() if isinstance(node, dict) else enumerate(node)
        for key, part in parts:
            yield from numbers(part, (*place, key))
    elif type(node) in (int, float):
        yield place


@contextmanager
def changed(document: Json, place: Place) -> Iterator[None]:
    """The document with one number a percent larger; a zero becomes 0.01."""
    holder: Any = document
    for key in place[:-1]:
        holder = holder[key]
    number = holder[place[-1]]
    holder[place[-1]] = number * CHANGE or 0.01
    yield
    holder[place[-1]] = number


def is_noticed(document: Json, place: Place) -> bool:
    """Whether the checker refuses the document, or answers otherwise than the engine.

    The checks of the table that holds the number come first: they are a part of
    `verify`, so that what they notice is noticed by it.
    """
    try:
        for table, check in checks(document):
            if table == place[: len(table)]:
                check()
        verify(document)
        return any(
            difference(answer(document, person, edited), expected) > TOLERANCE
            for person, edited, expected in battery_answers()
        )
    except ContradictionError:
        return True


@cache
def battery_answers() -> list[tuple[Json, dict[str, float] | None, Answer]]:
    return [
        (person, edited, engine_answer(person, edited)) for person, edited in battery(exported())
    ]


@pytest.mark.slow
def test_no_number_can_change_by_one_percent_unnoticed() -> None:
    document = copy.deepcopy(exported())
    unnoticed = []
    for place in numbers(exported()):
        with changed(document, place):
            if not is_noticed(document, place):
                unnoticed.append(place)
    assert unnoticed == []
    assert document == exported()
