"""The expression language: what it says, what it refuses, and what missing does to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.clinical.expression import MAX_DEPTH, MAX_TOKENS, InvalidExpressionError, parse
from sijoint.clinical.node import FactMap, Kind, Term, Value

FACTS: dict[Term, Value] = {
    "yes": True,
    "no": False,
    "age": 61.0,
    "dur": 6.0,
    "score": None,
    ("left", "aslr"): 3.0,
    ("right", "aslr"): None,
    ("both", "slr"): True,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("no", False),
        ("score", None),
        ("12", 12.0),
        ("0.5", 0.5),
        ("yes and no", False),
        ("yes and yes and yes", True),
        ("no or no", False),
        ("no or no or yes", True),
        ("not no", True),
        ("not not yes", True),
        ("not score", True),
        ("yes or no and no", True),
        ("(yes or no) and no", False),
        ("not no and no", False),
        ("not (no and no)", True),
        ("age>=61", True),
        ("age>61", False),
        ("age<=61", True),
        ("age<61", False),
        ("age==61", True),
        ("age == 61.5", False),
        ("age>60 and dur<=6", True),
        ("1+2*3", 7.0),
        ("(1+2)*3", 9.0),
        ("10-4-3", 3.0),
        ("12/4/3", 1.0),
        ("age/0", None),
        ("-3+5", 2.0),
        ("--3", 3.0),
        ("2*-3", -6.0),
        ("yes+yes", 2.0),
        ("count(yes, no, age>60, score)", 2.0),
        ("count(no)", 0.0),
        ("count(yes, yes and no)>=1", True),
        ("abs(dur-age)", 55.0),
        ("abs(score)", None),
        ("left(aslr)", 3.0),
        ("left(aslr)-right(aslr)", None),
        ("right(aslr)+1", None),
        ("both(slr)", True),
    ],
)
def test_says_what_it_says(text: str, value: Value) -> None:
    assert parse(text).evaluate(FACTS) == value


@pytest.mark.parametrize("symbol", [">=", "<=", ">", "<", "=="])
@pytest.mark.parametrize("text", ["score{}1", "1{}score", "score{}score", "score+1{}2"])
def test_a_comparison_with_missing_is_false(text: str, symbol: str) -> None:
    expression = parse(text.format(symbol))
    assert expression.evaluate(FACTS) is False
    assert not expression.holds(FACTS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "place 1 of '': expected a name, a number or '(', found the end"),
        ("a and", "place 6 of 'a and': expected a name, a number or '(', found the end"),
        ("and a", "place 1 of 'and a': expected a name, a number or '(', found 'and'"),
        ("a b", "place 3 of 'a b': expected nothing more, found 'b'"),
        ("3age", "place 2 of '3age': expected nothing more, found 'age'"),
        ("1<2<3", "place 4 of '1<2<3': expected nothing more, found '<'"),
        ("(a", "place 3 of '(a': expected ')', found the end"),
        ("a)", "place 2 of 'a)': expected nothing more, found ')'"),
        ("count()", "place 7 of 'count()': expected a name, a number or '(', found ')'"),
        ("count(a", "place 8 of 'count(a': expected ')', found the end"),
        ("both(a and b)", "place 8 of 'both(a and b)': expected ')', found 'and'"),
        ("both(3)", "place 6 of 'both(3)': expected a name, a number or '(', found '3'"),
        ("a >= ", "place 6 of 'a >= ': expected a name, a number or '(', found the end"),
        ("a = b", "place 3 of 'a = b': unknown character"),
        ("a; b", "place 2 of 'a; b': unknown character"),
        ("a.b", "place 2 of 'a.b': unknown character"),
        ("'a'", "place 1 of \"'a'\": unknown character"),
        ("open(a)", "unknown function 'open' in 'open(a)'"),
    ],
)
def test_refuses_what_it_cannot_read_and_names_the_place(text: str, message: str) -> None:
    with pytest.raises(InvalidExpressionError) as error:
        parse(text)
    assert str(error.value) == message


@pytest.mark.parametrize("opening", ["(", "not ", "-", "count(", "abs("])
def test_refuses_deep_nesting(opening: str) -> None:
    closing = ")" if opening.endswith("(") else ""
    deep = opening * MAX_DEPTH + "a" + closing * MAX_DEPTH
    parse(deep)
    with pytest.raises(InvalidExpressionError, match=f"expected at most {MAX_DEPTH} levels"):
        parse(opening + deep + closing)


def test_depth_is_counted_along_one_branch() -> None:
    nested = "(" * (MAX_DEPTH - 1) + "yes" + ")" * (MAX_DEPTH - 1)
    assert parse(f"{nested} and {nested} and count({nested}, no)==1").holds(FACTS)


def test_refuses_long_texts_and_answers_the_longest() -> None:
    longest = "+".join(["age"] * (MAX_TOKENS // 2))
    assert parse(longest).evaluate(FACTS) == 61.0 * (MAX_TOKENS // 2)
    with pytest.raises(InvalidExpressionError, match=f"more than {MAX_TOKENS} tokens"):
        parse(longest + "+age+age")


def test_names_and_terms() -> None:
    expression = parse("left(aslr)>=1 and (hop_test or neg(hop_test)) and age>3")
    assert expression.names == {"aslr", "hop_test", "age"}
    assert expression.terms == {("left", "aslr"), "hop_test", ("neg", "hop_test"), "age"}
    assert expression.text.startswith("left(aslr)")


def test_an_expression_is_a_value() -> None:
    assert parse("a and b") == parse("a and b")
    assert parse("a and b") != parse("b and a")
    assert len({parse("a"), parse("a")}) == 1
    assert parse("a").root.kind is Kind.TERM


def test_and_and_or_stop_at_the_first_answer() -> None:
    # A name after the answer is not looked up: an unknown one would raise.
    assert parse("no and unknown").evaluate(FACTS) is False
    assert parse("yes or unknown").evaluate(FACTS) is True
    with pytest.raises(KeyError):
        parse("yes and unknown").evaluate(FACTS)


_NAMES = st.sampled_from(["a", "b", "c"])
_TEXTS = st.recursive(
    _NAMES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        ),
        inner.map(lambda text: f"not {text}"),
    ),
    max_leaves=12,
)


@given(_TEXTS, st.booleans(), st.booleans(), st.booleans())
def test_agrees_with_python_on_logic(text: str, a: bool, b: bool, c: bool) -> None:
    facts: FactMap = {"a": a, "b": b, "c": c}
    # Python's own rules for and, or and not are the oracle here; the product has no eval.
    assert parse(text).evaluate(facts) == eval(text, {"a": a, "b": b, "c": c})


@given(st.text(alphabet="ab01 ()<>=+-*/,.andornt", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except InvalidExpressionError:
        return
