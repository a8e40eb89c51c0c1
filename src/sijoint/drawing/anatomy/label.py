"""Labels outside a picture, with a leader to what they name.

Type is set before its font is known, so widths are estimated, on the safe side for common sans
serifs. Text that is too long for its column breaks between words, and the next label moves down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijoint.drawing.element import Element, Value, group
from sijoint.drawing.say import Say

Point = tuple[float, float]

SIZE = 35.0
"""Of the type, in units of a drawing 800 wide: 14 px on a phone 360 px wide."""

LINE = 39.0
"""From one line to the next."""

ASCENT, DESCENT = 0.76, 0.24
"""Of a line above and below its baseline, as shares of the size."""

FONTS = (
    "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, 'Source Sans 3', "
    "sans-serif"
)
"""Those of the pages, and before the last resort the one of printed documents."""

NARROW, WIDE = "iíjlftrI.,:;'|!()- 1", "mwMWÑ%@"
GAP, APART = 9.0, 8.0
WIDTH, MARGIN = 800.0, 6.0


@dataclass(frozen=True, slots=True)
class Label:
    """A few words beside a picture.

    Parameters
    ----------
    text : str
        English; translated when it is drawn.
    x, y : float
        Of the first baseline.
    width : float
        Of the column; longer text breaks between words.
    ends : tuple of (float, float)
        What it names: a leader goes to each.
    anchor : {"start", "middle", "end"}
        Which part of each line stands at `x`.
    leaves : {"left", "right", "top", "bottom"}
        The side of the text where the leaders begin.
    note : str
        English; a quieter line below, if any.
    """

    text: str
    x: float
    y: float
    width: float
    ends: tuple[Point, ...] = ()
    anchor: str = "start"
    leaves: str = "bottom"
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """A label in one language: its lines, how many are its note, and its first baseline."""

    label: Label
    lines: tuple[str, ...]
    quiet: int
    first: float

    @property
    def last(self) -> float:
        """The last baseline."""
        return self.first + (len(self.lines) - 1) * LINE

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its text."""
        left = min(self.left(line) for line in self.lines)
        right = max(self.left(line) + text_width(line) for line in self.lines)
        return left, self.first - ASCENT * SIZE, right, self.last + DESCENT * SIZE

    def left(self, line: str) -> float:
        """Where a line of it begins."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.label.anchor]
        return self.label.x - share * text_width(line)


def text_width(text: str) -> float:
    """The estimated width of a line in a common sans serif, in units of the drawing."""
    narrow = sum(letter in NARROW for letter in text)
    wide = sum(letter in WIDE for letter in text)
    return SIZE * (0.3 * narrow + 0.86 * wide + 0.57 * (len(text) - narrow - wide))


def draw_labels(labels: Sequence[Label], say: Say) -> Element:
    """Labels and their leaders.

    Parameters
    ----------
    labels : sequence of Label
        Where two would touch, the later one moves down.
    say : callable
        Translates an English text.
    """
    blocks = _arranged(labels, say)
    leaders = [_leader(block, end) for block in blocks for end in block.label.ends]
    texts = [text for block in blocks for text in _texts(block)]
    return group(*leaders, *texts, font_family=FONTS, font_size=SIZE)


def box_around(
    labels: Sequence[Label], say: Say, *, top: float, bottom: float
) -> tuple[float, float, float, float]:
    """What to show: the drawing from `top` to `bottom`, and every line of its labels."""
    blocks = _arranged(labels, say)
    top = min([top, *(block.edges[1] - MARGIN for block in blocks)])
    bottom = max([bottom, *(block.edges[3] + MARGIN for block in blocks)])
    return 0.0, top, WIDTH, bottom - top


def _arranged(labels: Sequence[Label], say: Say) -> list[_Block]:
    """The labels in one language, moved down where they would touch an earlier one."""
    blocks: list[_Block] = []
    for label in labels:
        block = _set(label, say)
        for earlier in blocks:
            if _touch(block, earlier):
                drop = earlier.edges[3] + APART - block.edges[1]
                block = replace(block, first=block.first + drop)
        blocks.append(block)
    return blocks


def _touch(one: _Block, other: _Block) -> bool:
    left, top, right, bottom = one.edges
    return (
        left < other.edges[2] + GAP
        and other.edges[0] < right + GAP
        and top < other.edges[3]
        and other.edges[1] < bottom
    )


def _set(label: Label, say: Say) -> _Block:
    note = _broken(say(label.note), label.width) if label.note else []
    lines = (*(_broken(say(label.text), label.width) if label.text else []), *note)
    return _Block(label, lines, len(note), label.y)


def _texts(block: _Block) -> list[Element]:
    """One text for the words and one for the note."""
    loud = len(block.lines) - block.quiet
    parts = ((block.lines[:loud], 0, "label"), (block.lines[loud:], loud, "number"))
    return [_text(block, lines, start, look) for lines, start, look in parts if lines]


def _text(block: _Block, lines: tuple[str, ...], start: int, look: str) -> Element:
    x, y = block.label.x, block.first + start * LINE
    place: dict[str, Value] = {"x": x, "y": y, "text-anchor": block.label.anchor}
    if len(lines) == 1:
        return Element("text", place, look, text=lines[0])
    spans = tuple(
        Element("tspan", {"x": x, "dy": LINE if index else 0}, text=line)
        for index, line in enumerate(lines)
    )
    return Element("text", place, look, spans)


def _broken(text: str, width: float) -> list[str]:
    """The words of a text in as few lines as its column allows."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _leader(block: _Block, end: Point) -> Element:
    x, y = _start(block, end)
    line = {"x1": x, "y1": y, "x2": end[0], "y2": end[1]}
    return group(
        Element("line", line, "leader-casing"),
        Element("line", line, "leader"),
        Element("circle", {"cx": end[0], "cy": end[1], "r": 4.5}, "leader-end"),
    )


def _start(block: _Block, end: Point) -> Point:
    """Where a leader leaves the text: the point of that side nearest to its end."""
    leaves = block.label.leaves
    if leaves == "right":
        line = block.lines[-1]
        return block.left(line) + text_width(line) + GAP, block.last - 0.27 * SIZE
    if leaves == "left":
        return block.left(block.lines[0]) - GAP, block.first - 0.27 * SIZE
    line = block.lines[-1 if leaves == "bottom" else 0]
    left = block.left(line) + 10
    x = min(max(end[0], left), left + text_width(line) - 20)
    if leaves == "bottom":
        return x, block.last + DESCENT * SIZE + 4
    return x, block.first - ASCENT * SIZE - 4
