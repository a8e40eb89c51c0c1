"""A section of the report: a heading, and what stands under it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sijoint.cli.report.paper import Paper

INDENT = 2
QUIET = "dim"
STRONG = "bold"
TITLE = "bold cyan"


def section(paper: Paper, title: str, *parts: RenderableType, aside: str = "") -> RenderableType:
    """A section, with an empty line before it.

    Parameters
    ----------
    paper : Paper
        Its width is that of the rule.
    title : str
        The heading.
    *parts : renderable
        What stands under it; strings are paragraphs.
    aside : str, optional
        What stands at the right end of the heading.
    """
    heading = Text(f"{title} ", style=TITLE)
    end = f" {aside}" if aside else ""
    rule = paper.signs.rule * max(3, paper.width - len(heading) - len(end))
    heading.append(rule, style=QUIET).append(end, style=QUIET)
    return Group("", heading, *(indented(part) for part in parts))


def indented(part: RenderableType, by: int = INDENT) -> Padding:
    """A part moved to the right; a string becomes a paragraph."""
    return Padding(Text(part) if isinstance(part, str) else part, (0, 0, 0, by))


def note(text: str) -> Text:
    """A remark that explains."""
    return Text(text, style=QUIET)


def items(paper: Paper, texts: Iterable[str | Text]) -> Table:
    """A list with a dot before each text."""
    listed = Table.grid(padding=(0, 1))
    for text in texts:
        listed.add_row(Text(paper.signs.dot), Text(text) if isinstance(text, str) else text)
    return listed


def labelled(rows: Iterable[tuple[str, str | Text]]) -> Table:
    """Rows of a label and a text, the texts below each other."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style=QUIET)
    table.add_column()
    for label, text in rows:
        table.add_row(Text(label), Text(text) if isinstance(text, str) else text)
    return table


def table(*columns: str, right: Iterable[str] = ()) -> Table:
    """An empty table with headings and no lines; `right` names the columns of numbers."""
    shown = Table(
        box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET, show_edge=False
    )
    numbers = frozenset(right)
    for column in columns:
        justify: JustifyMethod = "right" if column in numbers else "left"
        shown.add_column(column, justify=justify, overflow="fold")
    return shown
