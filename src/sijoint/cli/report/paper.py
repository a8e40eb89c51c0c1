"""Paper: what a report is written on, and the few signs that it draws with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijoint.clinical.case import Side
    from sijoint.clinical.phrase import Phrase
    from sijoint.evidence.text import Texts

_ASIDE = re.compile(r"\s*\([^()]*\)")
_PLAIN = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "×": "x",
        "±": "+/-",
        "≥": ">=",
        "≤": "<=",
        "°": " deg",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "⁄": "/",
    }
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is drawn where characters can be drawn; each is one column wide.

    Parameters
    ----------
    bar, tail : str
        The bar up to the probability, and the line from there to the end of its interval.
    low, high, point : str
        The two ends of the interval, and the probability.
    other, both : str
        The probability in the other evidence set, and where it falls on the point.
    beyond : str
        Stands at the end of the scale for what lies beyond it.
    block, gap, axis : str
        A unit of a weight or of points, one that is not there, and the middle line.
    yes, no, dot, times, arrow, rule, level : str
        Positive, negative, an item of a list, times, what follows, the line of a heading,
        and the sign of each safety level.
    """

    bar: str
    tail: str
    low: str
    high: str
    point: str
    other: str
    both: str
    beyond: str
    block: str
    gap: str
    axis: str
    yes: str
    no: str
    dot: str
    times: str
    arrow: str
    rule: str
    level: dict[str, str]


DRAWN = Signs(
    bar="━", tail="─", low="┣", high="┤", point="●", other="◇", both="◈", beyond="▶",
    block="■", gap="·", axis="│", yes="+", no="−", dot="•", times="×", arrow="→", rule="─",
    level={"none": "✓", "routine": "i", "soon": "◆", "urgent": "▲", "emergency": "⬣"},
)  # fmt: skip

TYPED = Signs(
    bar="=", tail="-", low="[", high="]", point="O", other="*", both="@", beyond=">",
    block="#", gap=".", axis="|", yes="+", no="-", dot="-", times="x", arrow=">", rule="-",
    level={"none": "v", "routine": "i", "soon": "*", "urgent": "!", "emergency": "!!"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """What a report is written on.

    Parameters
    ----------
    texts : Texts
        The words of the evidence.
    width : int
        Columns, 60 or more.
    encoding : str
        How the output writes characters; what it cannot write is replaced.
    """

    texts: Texts
    width: int
    encoding: str

    @property
    def signs(self) -> Signs:
        """The signs that the output can write."""
        return DRAWN if self._can_write("".join(map(str, _drawn()))) else TYPED

    @property
    def is_wide(self) -> bool:
        """Whether there is room for a further column."""
        return self.width >= 100

    def say(self, phrase: Phrase) -> str:
        """The text of a phrase, fit for the output."""
        return self.clean(self.texts.render(phrase))

    def read(self, text_id: str) -> str:
        """The text with an id, fit for the output."""
        return self.clean(self.texts.english(text_id))

    def name(self, word: str) -> str:
        """The short name of whatever an alert or a weight names: without asides."""
        return _ASIDE.sub("", self.clean(self.texts.name(word)))

    def title(self, array: str, name: str) -> str:
        """The short name that clinicians use for a record: without asides."""
        return _ASIDE.sub("", self.read(f"{array}.{name}.clinician"))

    def source(self, name: str, side: Side | None) -> str:
        """The name of a source of pain, with its side."""
        clinician = self.read(f"pain_source.{name}.clinician")
        return clinician if side is None else f"{clinician}, {self.side(side)}"

    def value(self, value: str) -> str:
        """What fills a gap of a phrase: a text of the evidence, or the person's own words."""
        return self.clean(self.texts.value(value))

    def side(self, side: Side) -> str:
        """The word for a side."""
        return self.read(f"side.{side}")

    def clean(self, text: str) -> str:
        """Text in one line, with nothing that could move the cursor or that cannot be written."""
        line = " ".join(text.split())
        seen = "".join(c if c.isprintable() else "?" for c in line)
        return seen if self._can_write(seen) else self._plain(seen)

    def _plain(self, text: str) -> str:
        """The nearest text that the output can write."""
        near = "".join(c if self._can_write(c) else _nearest(c) for c in text)
        return near.encode(self.encoding, "replace").decode(self.encoding)

    def _can_write(self, text: str) -> bool:
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True


def _nearest(character: str) -> str:
    """Signs in words or marks, letters without their accents."""
    typed = character.translate(_PLAIN)
    if typed != character:
        return typed
    parted = unicodedata.normalize("NFKD", character).translate(_PLAIN)
    return "".join(c for c in parted if not unicodedata.combining(c))


def _drawn() -> list[str]:
    signs = (getattr(DRAWN, name) for name in Signs.__slots__ if name != "level")
    return [*signs, *DRAWN.level.values()]


def number_of(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 test``, ``2 tests``."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def listed(names: Iterable[str], between: str = ", ") -> str:
    """Names one after another, in small letters but for words that are written in capitals."""
    return between.join(n if n[1:2].isupper() else f"{n[:1].lower()}{n[1:]}" for n in names)


def sentence(text: str) -> str:
    """Text with a capital at its beginning and a full stop at its end."""
    begun = text[:1].upper() + text[1:]
    return begun if begun.endswith((".", "?", "!")) else f"{begun}."
