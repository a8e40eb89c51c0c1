from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.language import UnfilledGapError, fill, gaps

WORDS = st.text(alphabet=st.characters(exclude_characters="{}"), max_size=20)


def test_gaps_are_names_in_braces() -> None:
    assert gaps("{a} of {b}, {a}") == {"a", "b"}
    assert gaps("{} { a } {a b} {a-b}") == frozenset()


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": "{a}", "c": "unused"}) == "{b} {a}"


def test_a_gap_without_a_value_is_named() -> None:
    with pytest.raises(UnfilledGapError) as raised:
        fill("{a} {b}", {"a": "1"})
    assert raised.value.args == ("b",)


@given(st.lists(WORDS, min_size=2, max_size=6), st.data())
def test_a_filled_text_is_its_pieces_in_order(pieces: list[str], data: st.DataObject) -> None:
    names = [f"gap{number}" for number in range(len(pieces) - 1)]
    values = {name: data.draw(st.text(max_size=10)) for name in names}
    text = pieces[0] + "".join(
        f"{{{name}}}{piece}" for name, piece in zip(names, pieces[1:], strict=True)
    )
    expected = pieces[0] + "".join(
        values[name] + piece for name, piece in zip(names, pieces[1:], strict=True)
    )
    assert fill(text, values) == expected
