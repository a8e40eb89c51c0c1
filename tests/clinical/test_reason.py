"""Reasons: which names made an expression true, and which could still."""

from __future__ import annotations

from typing import Any

import pytest

from sijoint.clinical.expression import parse
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.clinical.reason import awaited, grounds, raising_names
from sijoint.clinical.vocabulary import FindingKind, MeasureKind, Vocabulary
from tests.clinical.rules import make_case

WORDS = Vocabulary(
    findings={name: FindingKind(side=False) for name in "abcd"}
    | {"s": FindingKind(side=True), "v": FindingKind(side=True, minimum=0, maximum=9)},
    measures={"m": MeasureKind(0, 10)},
    conditions=frozenset({"k"}),
    sports=frozenset({"running"}),
    equipment=frozenset(),
)
NAMES = Lexicon(
    WORDS,
    {"two": parse("count(a, b, c)>=2"), "load": parse("count(running, d)"), "z": parse("0*dur")},
)


@pytest.mark.parametrize(
    ("text", "recorded", "person", "names"),
    [
        ("a", "a+", {}, ("a",)),
        ("b and a", "a+ b+", {}, ("a", "b")),
        ("a or b", "b+", {}, ("b",)),
        ("a or b", "a+ b+", {}, ("a", "b")),
        ("a and (b or c)", "a+ c+", {}, ("a", "c")),
        ("a and not b", "a+", {}, ("a",)),
        ("a and not (neg(b) and neg(c))", "a+ b-", {}, ("a",)),
        ("not a", "", {}, ()),
        ("count(a, b, c)>=2", "a+ c+", {}, ("a", "c")),
        ("two and d", "a+ c+ d+", {}, ("a", "c", "d", "two")),
        ("load>=1", "", {"sports": "running"}, ("running", "load")),
        ("load+m>=2", "", {"m": 3.0}, ("m",)),
        ("load+m>=2 and k", "d+", {"m": 3.0, "conditions": "k"}, ("d", "m", "k", "load")),
        ("age>=40 and dur<=12", "", {}, ("age", "dur")),
        ("both(s)", "s:left+ s:right+", {}, ("s",)),
        ("abs(left(v)-right(v))>=2", "v:left=0 v:right=4", {}, ("v",)),
        ("v==0", "v:left=0", {}, ("v",)),
        ("z<=1", "", {}, ()),
        ("recorded(a)", "a-", {}, ("a",)),
    ],
)
def test_grounds(text: str, recorded: str, person: dict[str, Any], names: tuple[str, ...]) -> None:
    expression = NAMES.parse(text, "test")
    facts = Facts(make_case(recorded, **person), NAMES)
    assert expression.holds(facts)
    assert grounds(expression, facts) == names


@pytest.mark.parametrize(
    ("text", "recorded", "person", "names"),
    [
        ("a", "", {}, ["a"]),
        ("b and a", "", {}, ["b", "a"]),
        ("a and b", "a+", {}, ["b"]),
        ("a or b", "a-", {}, ["b"]),
        ("(a or b) and c", "a+", {}, ["c"]),
        ("(a and b) or c", "a-", {}, ["c"]),
        ("count(a, b, c)>=2", "a-", {}, ["b", "c"]),
        ("count(a and d, b, c)>=2", "d-", {}, ["b", "c"]),
        ("two", "a+", {}, ["b", "c"]),
        ("load>=2", "", {"sports": "running"}, ["d"]),
        ("m>=8 and a", "", {}, ["m", "a"]),
        ("m>=8 and a", "", {"m": 9.0}, ["a"]),
        ("both(s)", "s:left+", {}, ["s"]),
        ("v>3", "", {}, ["v"]),
        ("a and not b", "", {}, ["a"]),
        ("count(not b, a, b)>=2", "", {}, ["a", "b"]),
    ],
)
def test_awaited(text: str, recorded: str, person: dict[str, Any], names: list[str]) -> None:
    expression = NAMES.parse(text, "test")
    case = make_case(recorded, **person)
    facts = Facts(case, NAMES)
    assumed = raising_names(expression, NAMES) & {*WORDS.findings, *WORDS.measures}
    hoped = Facts(case, NAMES, assumed=assumed)
    assert expression.holds(hoped)
    assert not expression.holds(facts)
    assert list(awaited(expression, facts, hoped)) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a and not b", {"a"}),
        ("not (a or recorded(b))", set()),
        ("two or load>=1", {"a", "b", "c", "d", "running"}),
        ("both(s) and age>3", {"s", "age"}),
    ],
)
def test_raising_names(text: str, names: set[str]) -> None:
    assert raising_names(NAMES.parse(text, "test"), NAMES) == names
