"""The document: the text of a case file as plain tables and lists.

Both parsers work by recursion, and the one for TOML takes quadratic time for long
dotted keys, so nesting is measured before either of them sees the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sijoint.casefile.error import BrokenCaseError, shortened

Document = dict[str, Any]

DEEPEST_NESTING = 64
"""Brackets open at once, or names in one dotted key. A case file needs four."""

# Strings and comments are stepped over whole, so that a bracket in them counts for
# nothing. A string without an end runs to the end of its line or text: there the
# parser stops as well. Every alternative moves on without going back, so the time is
# linear in the text.
_TOKEN = re.compile(
    r'''
      """ [^"\\]*+ (?: (?: \\. | "{1,2}+ (?!") ) [^"\\]*+ )*+ (?: "{3,5}+ | \Z )
    | \'\'\' [^']*+ (?: '{1,2}+ (?!') [^']*+ )*+ (?: '{3,5}+ | \Z )
    | " (?: [^"\\\n] | \\. )*+ "?
    | ' [^'\n]*+ '?
    | \# [^\n]*+
    | (?P<mark> [\[\]{}.=,\n] )
    ''',
    re.VERBOSE | re.DOTALL,
)
_MARKS_OPENING = "[{"
_MARKS_CLOSING = "]}"
_TOML_PLACE = re.compile(r" \(at (?P<place>[^()]*)\)$")


def parse(text: str, *, is_json: bool, file: str) -> Document:
    """Tables and lists of a TOML or JSON text.

    Parameters
    ----------
    text : str
        The whole text of the file, without a byte order mark.
    is_json : bool
        Whether it is JSON; TOML otherwise.
    file : str
        The file as the caller named it, for the message.

    Raises
    ------
    BrokenCaseError
        If the text is empty, nested more than 64 deep, no TOML or JSON, holds a key
        twice or a character that is only half of a pair, or if its top level is not
        a table. A syntax error names its line.
    """
    if not text.strip():
        raise BrokenCaseError(file, complaint="is empty", allowed="a case in TOML or JSON")
    _refuse_deep_nesting(text, file)
    document = _json(text, file) if is_json else _toml(text, file)
    if not isinstance(document, dict):
        raise BrokenCaseError(file, complaint="is not a table at its top level", allowed="{...}")
    if is_json and not all(_is_whole(part) for part in _strings(document)):
        raise BrokenCaseError(
            file, complaint="holds half of a surrogate pair", allowed="Unicode text"
        )
    return document


def _refuse_deep_nesting(text: str, file: str) -> None:
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        mark = token["mark"]
        if mark is None:
            continue
        dots = dots + 1 if mark == "." else 0
        depth += (mark in _MARKS_OPENING) - (mark in _MARKS_CLOSING)
        if max(depth, dots) > DEEPEST_NESTING:
            line = text.count("\n", 0, token.start()) + 1
            allowed = f"at most {DEEPEST_NESTING} levels"
            raise BrokenCaseError(file, f"line {line}", "", "is nested too deeply", allowed)


def _toml(text: str, file: str) -> object:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        message = _TOML_PLACE.sub("", str(error))
        raise _broken(file, place["place"] if place else "", "TOML", message) from None
    except ValueError:
        raise _too_long_number(file) from None


def _json(text: str, file: str) -> object:
    import json

    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _table(pairs, file))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _broken(file, place, "JSON", error.msg) from None
    except BrokenCaseError:
        raise
    except ValueError:
        raise _too_long_number(file) from None


def _table(pairs: list[tuple[str, object]], file: str) -> Document:
    table: Document = {}
    for key, value in pairs:
        if key in table:
            shown = f'"{shortened(key)}"'
            raise BrokenCaseError(file, "", shown, "is a key twice in one table", "each key once")
        table[key] = value
    return table


def _broken(file: str, place: str, language: str, message: str) -> BrokenCaseError:
    complaint = f"is not {language}: {shortened(message, 120)}"
    return BrokenCaseError(file, place, "", complaint, f"valid {language}")


def _too_long_number(file: str) -> BrokenCaseError:
    # The parsers say nothing about the place of a number that Python refuses to read.
    return BrokenCaseError(
        file, complaint="holds a number that is too long", allowed="numbers in range"
    )


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield key
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)


def _is_whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)
