from __future__ import annotations

import pytest

from sijoint.casefile.document import DEEPEST_NESTING, Document, parse
from sijoint.casefile.error import BrokenCaseError


def parse_toml(text: str) -> Document:
    return parse(text, is_json=False, file="CASE.toml")


def parse_json(text: str) -> Document:
    return parse(text, is_json=True, file="CASE.json")


def test_both_languages_give_the_same_tables() -> None:
    assert parse_toml("[a]\nb = [1, 2.5, true]") == parse_json('{"a": {"b": [1, 2.5, true]}}')


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_text_is_told(text: str) -> None:
    with pytest.raises(BrokenCaseError, match=r"CASE\.toml: is empty; allowed: a case in TOML"):
        parse_toml(text)


def test_broken_toml_names_its_line() -> None:
    with pytest.raises(BrokenCaseError) as caught:
        parse_toml('schema = "sijoint.case/1"\n[patient\n')
    assert caught.value.place.startswith("line 2")
    assert "is not TOML" in str(caught.value)


def test_broken_toml_at_the_end_says_so() -> None:
    with pytest.raises(BrokenCaseError, match="end of document: is not TOML"):
        parse_toml("a = [1,")


def test_broken_json_names_its_line() -> None:
    with pytest.raises(BrokenCaseError, match="line 2, column 6: is not JSON"):
        parse_json('{"a": 1,\n "b" 2}')


def test_a_long_message_of_a_parser_is_cut() -> None:
    name = "a" * 5_000
    with pytest.raises(BrokenCaseError) as caught:
        parse_toml(f"[{name}]\n[{name}]\n")
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("text", ["[]", "3", '"text"', "null"])
def test_a_document_is_a_table(text: str) -> None:
    with pytest.raises(BrokenCaseError, match="is not a table at its top level"):
        parse_json(text)


def test_a_key_twice_in_json_is_refused() -> None:
    with pytest.raises(BrokenCaseError, match='"b" is a key twice in one table'):
        parse_json('{"a": {"b": 1, "b": 1}}')


def test_a_key_twice_in_toml_is_refused() -> None:
    with pytest.raises(BrokenCaseError, match="Cannot overwrite a value"):
        parse_toml("a = 1\na = 1\n")


@pytest.mark.parametrize("text", ['{"a": ["\\ud800"]}', '{"\\udc00": 1}'])
def test_half_a_character_in_json_is_refused(text: str) -> None:
    with pytest.raises(BrokenCaseError, match="half of a surrogate pair"):
        parse_json(text)


def test_a_whole_pair_in_json_is_one_character() -> None:
    assert parse_json('{"a": ["\\ud83e\\uddb4", "\u00e9"]}') == {"a": ["\U0001f9b4", "\u00e9"]}


@pytest.mark.parametrize("digits", ["9" * 5_000, "9" * 500_000])
def test_a_number_that_python_refuses_to_read_is_told(digits: str) -> None:
    with pytest.raises(BrokenCaseError, match="number that is too long"):
        parse_toml(f"a = {digits}")
    with pytest.raises(BrokenCaseError, match="number that is too long"):
        parse_json(f'{{"a": {digits}}}')


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a = " + "[" * 100_000,
        "a = " + "[" * 100_000 + "]" * 100_000,
        "a = " + "{b = " * 100_000,
        '{"a": ' * 100_000,
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        ".".join(["a"] * 100_000) + " = 1",
        "[" + ".".join(["a"] * 100_000) + "]",
        '"a" . ' * 50_000 + "a = 1",
    ],
)
def test_deep_nesting_is_refused_before_parsing(text: str) -> None:
    for parse_text in (parse_toml, parse_json):
        with pytest.raises(BrokenCaseError, match="line 1: is nested too deeply; allowed"):
            parse_text(text)


def test_nesting_is_counted_to_the_limit() -> None:
    deepest = "[" * DEEPEST_NESTING + "]" * DEEPEST_NESTING
    assert "a" in parse_toml(f"a = {deepest}")
    with pytest.raises(BrokenCaseError, match="line 3: is nested"):
        parse_toml(f"\n\na = [{deepest}]")


@pytest.mark.parametrize(
    "string",
    [
        '"' + "[" * 500 + '"',
        "'" + "{" * 500 + "'",
        '"""' + "[\n" * 500 + '"""',
        "'''" + "[\n" * 500 + "'''",
        '"""' + "[" * 500 + '"""""',
        "'''" + "[" * 500 + "'''''",
        '"""a""' + "[" * 500 + '"""',
        '"""\\"""' + "[" * 500 + '"""',
        '"\\"' + "[" * 500 + '"',
        '"' + "a." * 500 + '"',
        "1 # " + "[" * 500,
        "[" + "1.5, " * 500 + "]",
    ],
)
def test_brackets_and_dots_that_nest_nothing_do_not_count(string: str) -> None:
    assert parse_toml(f"a = {string}\nb = [[1]]") == {**parse_toml(f"a = {string}"), "b": [[1]]}


def test_a_string_of_four_quotes_hides_no_bracket() -> None:
    # Read as three quotes and the start of another string, the rest of the line would
    # not be counted, and the parser would fall into it.
    with pytest.raises(BrokenCaseError, match="is nested too deeply"):
        parse_toml('a = ["""x"""", ' + "[" * 100_000)


def test_brackets_in_json_strings_do_not_count() -> None:
    assert parse_json('{"a": "' + "[" * 500 + '\\"' + "{" * 500 + '"}')


@pytest.mark.parametrize(
    "text",
    ['"""' + '\\"""' * 200_000, "'" * 999_999, '"' * 999_999, '\\"""' * 200_000, "#" * 999_999],
)
def test_unfinished_strings_are_stepped_over_in_linear_time(text: str) -> None:
    # Quadratic time would be minutes; the suite would not end.
    with pytest.raises(BrokenCaseError, match="is not JSON"):
        parse_json(text)
