"""The texts of our Python code, by the functions that say them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.messages.message import CONTEXT_END, Use
from tools.messages.room import PACKAGES, reader_of
from tools.repository import ROOT

SOURCE = ROOT / "src" / "sijoint"

SPOKEN: Mapping[str, str] = {
    **dict.fromkeys(("say", "message"), "one"),
    "plural": "one many",
    # Django's, in the rooms of the web.
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), "one"),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), "one many"),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), "context one"),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), "context one many"),
}
"""What the first arguments are, by the function that says a text."""


class UnreadableTextError(Exception):
    """A text is put together while the program runs, so that nobody could translate it."""


def source_uses(folder: Path = SOURCE) -> Iterator[tuple[str, str, Use]]:
    """Id of the English text, its plural or an empty text, and the place, for each of the code.

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
            use = Use(name.as_posix(), "", reader_of(name))
            for text, many in said_texts(path.read_text(encoding="utf-8"), name.as_posix()):
                yield text, many, use


def said_texts(code: str, name: str) -> Iterator[tuple[str, str]]:
    """The ids of the texts of one module, each with its plural or an empty text.

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
        roles = SPOKEN.get(_called(node), "").split()
        if roles and len(node.args) >= len(roles):
            arguments = zip(roles, node.args, strict=False)
            yield from _said({role: [*_texts(given, name)] for role, given in arguments})


def _said(found: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    start = "".join(f"{context}{CONTEXT_END}" for context in found.get("context", []))
    many = found.get("many", [""] * len(found["one"]))
    yield from ((f"{start}{one}", other) for one, other in zip(found["one"], many, strict=True))


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _texts(node: ast.expr, name: str) -> Iterator[str]:
    """The texts that an argument may be; none when it is a value from elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, name)
        yield from _texts(node.orelse, name)
    elif isinstance(node, ast.JoinedStr | ast.BinOp):
        raise UnreadableTextError(
            f"{name}:{node.lineno}: a text to translate is written whole, with {{gaps}}"
        )
