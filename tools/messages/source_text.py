"""The texts of our Python code, by the functions that say them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.messages.message import Audience, Use
from tools.repository import ROOT

SOURCE = ROOT / "src" / "sijoint"
PACKAGES = ("language", "drawing", "documents")
"""Packages whose texts are said; the others join when they learn to."""

SINGULAR = ("say", "message")
PLURAL = "plural"

FOR_CLINICIANS = frozenset({"evaluation", "letter", "report"})
"""Modules and packages of documents that patients do not read."""


class UnreadableTextError(Exception):
    """A text is put together while the program runs, so that nobody could translate it."""


def source_uses(folder: Path = SOURCE) -> Iterator[tuple[str, str, Use]]:
    """English text, its plural or an empty text, and the place, for each text of the code.

    Parameters
    ----------
    folder : Path
        Folder that holds the packages; one that does not exist yet has no texts.

    Raises
    ------
    UnreadableTextError
        If a text is an f-string or a sum; the message names the file and the line.
    """
    for package in PACKAGES:
        for path in sorted((folder / package).rglob("*.py")):
            name = path.relative_to(folder)
            is_clinical = not FOR_CLINICIANS.isdisjoint([*name.parts, name.stem])
            audience = Audience.CLINICIAN if is_clinical else Audience.PATIENT
            for text, many in said_texts(path.read_text(encoding="utf-8"), name.as_posix()):
                yield text, many, Use(name.as_posix(), "", audience)


def said_texts(code: str, name: str) -> Iterator[tuple[str, str]]:
    """The texts of one module, each with its plural or an empty text.

    Parameters
    ----------
    code : str
        Python source.
    name : str
        Of the file, for the message of an error.

    Raises
    ------
    UnreadableTextError
        As for `source_uses`.
    """
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        called = _called(node)
        if called in SINGULAR and node.args:
            yield from ((text, "") for text in _texts(node.args[0], name))
        elif called == PLURAL and len(node.args) > 1:
            one, many = (_texts(argument, name) for argument in node.args[:2])
            yield from zip(one, many, strict=True)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _texts(node: ast.expr, name: str) -> Iterator[str]:
    """The texts that an argument may be; none when it is a value from elsename."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, name)
        yield from _texts(node.orelse, name)
    elif isinstance(node, ast.JoinedStr | ast.BinOp):
        raise UnreadableTextError(
            f"{name}:{node.lineno}: a text to translate is written whole, with {{gaps}}"
        )
