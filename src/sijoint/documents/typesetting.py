"""Typesetting: words and pictures into a tagged PDF, by a template of ours.

The template gets everything as data. What people wrote is never read as markup, no package and
no font is looked for anywhere else, and the same content gives the same bytes.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijoint.documents.error import NotInstalledError
from sijoint.documents.glyph import printable

if TYPE_CHECKING:
    from typst import Fonts

Content = Mapping[str, Any]

FAMILY = "Source Sans 3"
FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"
STANDARD = "ua-1"
"""PDF/UA-1: tagged, with a language, a title, and a text for every picture."""

NO_CLOCK = 0
"""Seconds since 1970 that stand for the making of a file: the same content, the same bytes."""


class Template(StrEnum):
    """How a document is set."""

    HOME = "home"
    """For people: large type and pictures."""

    REPORT = "report"
    """For clinicians: sections of paragraphs, lists and tables."""

    OWN_DATA = "own_data"
    """For the person: everything that is held about them."""


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"


NAMES = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
"""The sizes, as Typst calls them."""


def typeset(template: Template, content: Content, *, paper: Paper, language: str) -> bytes:
    """A PDF/UA-1 file.

    Parameters
    ----------
    template : Template
        How it is set.
    content : mapping
        Words, numbers and SVG texts by the names that the template uses, ``title`` among
        them. Characters that the font lacks are replaced.
    paper : Paper
        The size of its pages.
    language : str
        Of the words, as a two-letter code.

    Raises
    ------
    NotInstalledError
        If Typst or the font is missing.
    """
    compiler = _typst()
    data = {**printable(content), "paper": NAMES[paper], "language": language, "font": FAMILY}
    made: bytes = compiler.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(data, ensure_ascii=False)},
        pdf_standards=[STANDARD],
        timestamp=NO_CLOCK,
    )
    return made


def _typst() -> Any:
    try:
        import typst
    except ModuleNotFoundError:
        raise NotInstalledError(
            'the typesetter is not installed: make setup, or pip install "sijoint[documents]"'
        ) from None
    return typst


@functools.cache
def _fonts() -> Fonts:
    """Our family alone: neither the fonts of the system nor those inside Typst."""
    fonts: Fonts = _typst().Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    if FAMILY not in fonts.families():
        raise NotInstalledError(f"the font {FAMILY} of the printed page is missing: make setup")
    return fonts
