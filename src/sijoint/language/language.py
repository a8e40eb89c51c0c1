"""A language that pages can be said in."""

from __future__ import annotations

import datetime
import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations

from sijoint.language.catalogue import catalogue_path, load_catalogue
from sijoint.language.error import UnknownLanguageError
from sijoint.language.gap import fill

LOCALES: Mapping[str, str] = {"en": "en_GB", "es": "es"}
"""Whose customs dates and numbers follow (CLDR), by language; the English is British."""

SOURCE = "en"
"""The language of the source, which needs no catalogue."""

CODES = tuple(LOCALES)
"""Languages that there are."""

MOST_KEPT = 4096
"""Numbers that are kept as written."""

_COUNTS = re.compile(r"[1-9]")


def message(text: str) -> str:
    """The text itself: marks a constant for translation where it is written.

    What is marked is said later, by a `Language`.
    """
    return text


SIDES: Mapping[str, str] = {"left": message("left"), "right": message("right")}


@dataclass(frozen=True, slots=True)
class Language:
    """A language, with its texts and its customs.

    Parameters
    ----------
    code : str
        One of `CODES`.
    translations : NullTranslations
        Of the standard library's gettext; the bare one leaves every text as it is.

    Examples
    --------
    >>> english = language("en")
    >>> english.say("Stage {number}", number=2)
    'Stage 2'
    >>> english.plural("{n} repetition", "{n} repetitions", 1)
    '1 repetition'
    """

    code: str
    translations: NullTranslations = field(repr=False, compare=False)

    def say(self, english: str, /, **values: object) -> str:
        """The text in this language.

        Parameters
        ----------
        english : str
            The English text, whole: nothing is put together from pieces, because other
            languages order them otherwise. A text without a translation stays English.
        **values
            Fill the gaps ``{name}``. A float is written as `number` does. Without any value
            the gaps stay open, for a caller who fills them later.

        Raises
        ------
        UnfilledGapError
            If there are values, but none for one of the gaps.
        """
        # The id of gettext's own header is the empty text.
        said = self.translations.gettext(english) if english else ""
        return fill(said, self._words(values)) if values else said

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The text for a number of things.

        Parameters
        ----------
        one, many : str
            The English singular and plural.
        n : int
            How many; it also fills the gap ``{n}``.
        **values
            As for `say`.

        Raises
        ------
        UnfilledGapError
            If another gap has no value.
        """
        return fill(self.translations.ngettext(one, many, n), {"n": str(n)} | self._words(values))

    def side(self, side: str) -> str:
        """What the left or the right side is called.

        Parameters
        ----------
        side : str
            ``left`` or ``right``.

        Raises
        ------
        ValueError
            For anything else; the message names it.
        """
        if side not in SIDES:
            raise ValueError(f"side {side!r}: must be left or right")
        return self.say(SIDES[side])

    def date(self, day: datetime.date, /) -> str:
        """A day, with the month in letters.

        Examples
        --------
        >>> language("es").date(datetime.date(2026, 11, 22))
        '22 de noviembre de 2026'
        """
        from babel.dates import format_date

        return format_date(day, format="long", locale=LOCALES[self.code])

    def number(self, number: float, /, digits: int | None = None) -> str:
        """A number.

        Parameters
        ----------
        number : float
            Finite.
        digits : int, optional
            Digits after the decimal sign; a tie goes to the even digit. By default as many as
            the number has, three at most.

        Raises
        ------
        ValueError
            If the number is infinite or no number.

        Examples
        --------
        >>> language("es").number(2.5), language("es").number(2, digits=1)
        ('2,5', '2,0')
        """
        return self._formatted(number, "#,##0.###" if digits is None else _pattern(digits))

    def percent(self, share: float, /, digits: int = 0) -> str:
        """A share as a percentage.

        Parameters
        ----------
        share : float
            Finite; 1 is the whole.
        digits : int
            Digits after the decimal sign.

        Returns
        -------
        str
            ``34%`` in English; in Spanish with a no-break space before the sign.

        Raises
        ------
        ValueError
            If the share is infinite or no number.
        """
        plain = _percent_pattern(LOCALES[self.code])
        return self._formatted(share, plain.replace(_pattern(0), _pattern(digits)))

    def _formatted(self, number: float, pattern: str) -> str:
        if not math.isfinite(number):
            raise ValueError(f"number {number}: must be finite")
        return _written(number, pattern, LOCALES[self.code])

    def _words(self, values: Mapping[str, object]) -> dict[str, str]:
        return {
            name: self.number(value) if isinstance(value, float) else str(value)
            for name, value in values.items()
        }


@functools.cache
def language(code: str) -> Language:
    """The language with this code, read once for each process.

    Parameters
    ----------
    code : str
        One of `CODES`.

    Raises
    ------
    UnknownLanguageError
        If there is no such language.
    """
    if code not in LOCALES:
        raise UnknownLanguageError(f"language {code!r}: must be one of {', '.join(CODES)}")
    if code == SOURCE:
        return Language(code, NullTranslations())
    return Language(code, load_catalogue(catalogue_path(code), code))


def _pattern(digits: int) -> str:
    return f"#,##0.{'0' * digits}" if digits else "#,##0"


@functools.cache
def _percent_pattern(locale: str) -> str:
    from babel import Locale

    return str(Locale.parse(locale).percent_formats[None].pattern)


@functools.lru_cache(maxsize=MOST_KEPT)
def _written(number: float, pattern: str, locale: str) -> str:
    """A number by a pattern; a page writes the same few many times."""
    from babel.numbers import format_decimal

    written = format_decimal(number, format=pattern, locale=locale)
    # What rounds to nothing has no sign.
    return written if _COUNTS.search(written) else written.removeprefix("-")
