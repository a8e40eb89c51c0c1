"""The texts of templates, by the tags of Django that translate."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tools.messages.message import CONTEXT_END, Use
from tools.messages.room import PACKAGES, reader_of
from tools.messages.source_text import SOURCE, UnreadableTextError

KINDS = ("*.html", "*.txt")

_QUOTED = r"""u?((?:'(?:\\.|[^'\\])*')|(?:"(?:\\.|[^"\\])*"))"""
_CALL = re.compile(rf" (n?p?gettext|_)\({_QUOTED}(?:, {_QUOTED})?(?:, {_QUOTED})?(?:, ?count)?\) ")
"""How Django's own extraction writes down what a tag translates, amid blanked text."""


def template_uses(folder: Path = SOURCE) -> Iterator[tuple[str, str, Use]]:
    """Id of the English text, its plural or an empty text, and the place, for each template.

    Parameters
    ----------
    folder : Path
        Folder that holds the packages.

    Raises
    ------
    UnreadableTextError
        If a text is empty or keeps the line breaks of its template; the message names the file.
    """
    for path in templates(folder):
        name = path.relative_to(folder)
        use = Use(name.as_posix(), "", reader_of(name))
        for text, many in shown_texts(path.read_text(encoding="utf-8"), name.as_posix()):
            yield text, many, use


def templates(folder: Path = SOURCE) -> list[Path]:
    """Every template of the packages, sorted by its path."""
    return sorted(
        path
        for package in PACKAGES
        for kind in KINDS
        for path in (folder / package).glob(f"templates/**/{kind}")
    )


def shown_texts(source: str, name: str) -> Iterator[tuple[str, str]]:
    """The ids of the texts of one template, each with its plural or an empty text.

    Parameters
    ----------
    source : str
        The template.
    name : str
        Of the file, for the message of an error.

    Raises
    ------
    UnreadableTextError
        As for `template_uses`.
    """
    try:
        calls = templatize(source, name)
    except SyntaxError as error:
        raise UnreadableTextError(str(error)) from error
    for call in _CALL.finditer(calls):
        function, *quoted = call.groups()
        texts = [ast.literal_eval(each) for each in quoted if each]
        start = f"{texts.pop(0)}{CONTEXT_END}" if "p" in function else ""
        for text in texts:
            if not text.strip() or text != text.strip() or "\n" in text:
                raise UnreadableTextError(f"{name}: write blocktranslate trimmed: {text!r}")
        yield f"{start}{texts[0]}", texts[1] if len(texts) > 1 else ""
