"""A section of the workspace: its groups of rows, and how far it is."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from sijoint.documents.wording import Wording
from sijoint.evidence.evaluation import Group, Section, load_sections
from sijoint.language import message
from sijoint.records import knowledge
from sijoint.web.workspace.row import Row, Rows

FINISH = "finish"
FINISH_TITLE = message("Finish")


@functools.cache
def sections() -> tuple[Section, ...]:
    """The sections that hold findings, in the order of the room."""
    return load_sections(knowledge.current().raw)


def section_names() -> tuple[str, ...]:
    """Every section, the last one included."""
    return (*(section.id for section in sections()), FINISH)


def section_of(finding_id: str) -> str:
    """The section that a finding stands in."""
    return _places()[finding_id]


@functools.cache
def _places() -> dict[str, str]:
    return {name: section.id for section in sections() for name in section.findings}


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of rows.

    Parameters
    ----------
    id, title : str
    is_open : bool
        Whether it is shown at once, because it comes first, or holds an answer or a complaint.
    rows : tuple of Row
    answered : int
        Rows with an answer.
    """

    id: str
    title: str
    is_open: bool
    rows: tuple[Row, ...]
    answered: int


@dataclass(frozen=True, slots=True)
class Tab:
    """A section as the navigation shows it.

    Parameters
    ----------
    id, title, url : str
    answered, expected : int
        Findings that are shown at once; 0 expected for the last section.
    is_current : bool
    """

    id: str
    title: str
    url: str
    answered: int
    expected: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What is still to do in a section: how many findings, in about how many minutes."""

    findings: int
    minutes: int


def groups(section: Section, rows: Rows) -> tuple[GroupView, ...]:
    """The groups of a section with their rows."""
    return tuple(_group(group, rows) for group in section.groups)


def _group(group: Group, rows: Rows) -> GroupView:
    # The title of the group stands above its rows, and not again beside each.
    made = tuple(rows.row(each) for each in group.findings)
    answered = sum(any(side.is_set for side in row.sides) for row in made)
    is_refused = any(side.message for row in made for side in row.sides)
    return GroupView(
        id=group.id,
        title=rows.words.say(group.title),
        is_open=group.is_first or answered > 0 or is_refused,
        rows=made,
        answered=answered,
    )


def answered_in(section: Section, recorded: Iterable[tuple[str, str]]) -> int:
    """How many of the findings shown at once have an answer."""
    names = {name for name, _ in recorded}
    return sum(name in names for name in section.expected)


def left_in(section: Section, recorded: Iterable[tuple[str, str]]) -> Left:
    """What is still to do in a section."""
    names = {name for name, _ in recorded}
    waiting = [name for name in section.expected if name not in names]
    rules = knowledge.current().evidence.findings
    return Left(len(waiting), round(sum(rules[name].minutes for name in waiting)))


def title_of(name: str, words: Wording) -> str:
    """What a section is called."""
    titles = {section.id: section.title for section in sections()}
    return words.say(titles.get(name, FINISH_TITLE))
