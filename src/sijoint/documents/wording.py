"""Words for paper: the texts of the evidence and our own, in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijoint.clinical.phrase import Phrase
    from sijoint.evidence.read import Record
    from sijoint.evidence.text import Texts
    from sijoint.language import Language

_ASIDE = re.compile(r"\s*\([^()]*\)")


class Wording:
    """The texts of the evidence, said in one language.

    Parameters
    ----------
    texts : Texts
        The English words of the evidence.
    language : Language
        What they are said in.

    Examples
    --------
    >>> from sijoint.evidence.text import Texts
    >>> from sijoint.language import language
    >>> words = Wording(Texts({"side": [{"id": "left", "clinician": "left"}]}), language("en"))
    >>> words.text("side.left.clinician"), words.say("Stage {number}", number=2)
    ('left', 'Stage 2')
    """

    def __init__(self, texts: Texts, language: Language) -> None:
        self._texts = texts
        self._language = language

    @property
    def code(self) -> str:
        """The code of the language."""
        return self._language.code

    def say(self, english: str, /, **values: object) -> str:
        """A text of our own."""
        return self._language.say(english, **values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """A text of our own for a number of things, ``{n}``."""
        return self._language.plural(one, many, n, **values)

    def text(self, text_id: str) -> str:
        """The text of the evidence with this id.

        Raises
        ------
        EvidenceError
            If there is no such text.
        """
        return self._language.say(self._texts.english(text_id))

    def title(self, array: str, name: str) -> str:
        """The short name that clinicians use for a record: without asides."""
        return _ASIDE.sub("", self.text(f"{array}.{name}.clinician"))

    def name(self, word: str) -> str:
        """The short name of whatever an alert or a weight names."""
        return _ASIDE.sub("", self._language.say(self._texts.name(word)))

    def list(self, array: str, name: str, field: str) -> list[str]:
        """The texts of a field that holds several; none when the record has no such field."""
        return [self._language.say(each) for each in self.record(array, name).get(field, ())]

    def record(self, array: str, name: str) -> Record:
        """The record of an array; empty when there is none."""
        return self._texts.record(array, name)

    def render(self, phrase: Phrase) -> str:
        """The text of a phrase with its gaps filled."""
        values = {key: self.value(value) for key, value in phrase.values}
        return self._language.say(self._texts.english(phrase.id), **values)

    def english(self, phrase: Phrase) -> str:
        """The English text of a phrase, its gaps open: to compare texts, never to be printed."""
        return self._texts.english(phrase.id)

    def side(self, side: str) -> str:
        """The word for a side."""
        return self._language.side(side)

    def date(self, day: date | str) -> str:
        """A day, with the month in letters; an ISO text is read first."""
        return self._language.date(date.fromisoformat(day) if isinstance(day, str) else day)

    def number(self, number: float, digits: int | None = None) -> str:
        """A number, as the language writes it."""
        return self._language.number(number, digits)

    def percent(self, share: float) -> str:
        """A share as a whole percentage."""
        return self._language.percent(share)

    def joined(self, names: Iterable[str]) -> str:
        """Names one after another, as they stand: some begin with the name of a person."""
        return "; ".join(names)

    def value(self, value: str) -> str:
        """What fills a gap: the value itself, or the text whose id follows an ``@``."""
        return self.value(self.text(value[1:])) if value.startswith("@") else value


def sentence(text: str) -> str:
    """Text with a capital at its beginning and a full stop at its end.

    Examples
    --------
    >>> sentence("bird-dog"), sentence("Now?"), sentence("")
    ('Bird-dog.', 'Now?', '')
    """
    begun = text[:1].upper() + text[1:]
    return begun if not begun or begun.endswith((".", "?", "!")) else f"{begun}."
