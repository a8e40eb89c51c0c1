"""A person's own data on paper: everything the clinic holds about them, for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijoint.documents.report.written import written
from sijoint.documents.typesetting import Content, Paper, Template, typeset
from sijoint.documents.wording import Wording


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with its facts; what is empty is not printed.

    Parameters
    ----------
    title : str
    rows : tuple of (str, str)
        Name and value of each fact.
    lines : tuple of str
        Sentences.
    is_long : bool
        Whether a screen shows it only when asked.
    """

    title: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the data; without an entry the clinic holds nothing of this kind."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def own_data(
    sections: Sequence[Section], words: Wording, *, made_on: str, clinic: str, paper: Paper
) -> bytes:
    """The paper as PDF/UA.

    Parameters
    ----------
    sections : sequence of Section
        In the language of `words`.
    words : Wording
        The language.
    made_on : str
        The day, in words.
    clinic : str
        Whose record it is.
    paper : Paper
        The size of its pages.

    Raises
    ------
    NotInstalledError
        If Typst or the font is missing.
    """
    content = own_data_content(sections, words, made_on=made_on, clinic=clinic)
    return typeset(Template.OWN_DATA, content, paper=paper, language=words.code)


def own_data_content(
    sections: Sequence[Section], words: Wording, *, made_on: str, clinic: str
) -> Content:
    """The words of the paper."""
    return {
        "title": words.say("Your data"),
        "facts": [fact for fact in (clinic, made_on) if fact],
        "lead": words.say("This is what your clinic holds about you. Keep it in a safe place."),
        "sections": [_section(each, words) for each in sections],
        "nothing": words.say("Your clinic holds nothing of this kind."),
        "footer": words.say("This paper is about you alone. It does not replace a visit."),
        "page": words.say("Page {page} of {pages}"),
    }


def _section(section: Section, words: Wording) -> Content:
    entries = [
        {
            "title": written(entry.title, words) if entry.title else "",
            "rows": [
                [written(name, words), written(value, words)] for name, value in entry.rows if value
            ],
            "lines": [written(line, words) for line in entry.lines],
        }
        for entry in section.entries
    ]
    return {"title": section.title, "entries": entries}
