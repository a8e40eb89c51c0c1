"""What can be wrong with a case file.

CaseError
 |- UnreadableCaseError    the file cannot be opened, is too large or is no text
 |- BrokenCaseError        the text is neither TOML nor JSON
 |- InvalidCaseError       the content breaks the contract of `sijoint.case/1`
"""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Clash:
    """Two entries that cannot both be right, for readers who never see the file.

    Parameters
    ----------
    one, other : str
        Ids of findings, or keys of the patient: ``pregnancy_weeks`` and ``sex``.
    side : str
        The side of both findings; empty for keys of the patient.
    value : float or None
        Of the other finding when it is graded; None when it is positive, as `one` is.
    """

    one: str
    other: str
    side: str = ""
    value: float | None = None


class CaseError(Exception):
    """A case file that cannot be answered; `str()` is one physical line.

    Parameters
    ----------
    file : str
        The file as the caller named it.
    place : str
        Where in the file, for example ``findings[3].side`` or ``line 7``; empty when
        the whole file is meant.
    value : str
        What stands there, as a reader would write it; empty when nothing does.
    complaint : str
        What is wrong with it.
    allowed : str
        What may stand there instead; empty when that cannot be said.
    more : int
        How many further problems the file has.
    clash : Clash or None
        The two entries, when that is the problem.

    Examples
    --------
    >>> str(CaseError("a.toml", "episode.side", '"up"', allowed="left, right, bilateral"))
    'sijoint: a.toml: episode.side: "up" is not allowed; allowed: left, right, bilateral'
    """

    def __init__(
        self,
        file: str,
        place: str = "",
        value: str = "",
        complaint: str = "is not allowed",
        allowed: str = "",
        more: int = 0,
        clash: Clash | None = None,
    ) -> None:
        super().__init__(file, place, value, complaint, allowed, more, clash)
        self.file = file
        self.place = place
        self.value = value
        self.complaint = complaint
        self.allowed = allowed
        self.more = more
        self.clash = clash

    def __str__(self) -> str:
        """One physical line: file, place, value, complaint, what is allowed."""
        said = f"{self.value} {self.complaint}".strip()
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        more = f" (and {self.more} more)" if self.more else ""
        where = ": ".join(part for part in ("sijoint", self.file, self.place, said) if part)
        return one_line(f"{where}{allowed}{more}")


class UnreadableCaseError(CaseError):
    """The file cannot be opened, is too large or is no text."""


class BrokenCaseError(CaseError):
    """The text is neither TOML nor JSON."""


class InvalidCaseError(CaseError):
    """The content breaks the contract of the case file."""


def one_line(text: str) -> str:
    """Text with everything escaped that could break or hide part of a line."""
    return "".join(c if c.isprintable() else _escaped(c) for c in text)


def shortened(text: str, longest: int = _LONGEST_VALUE) -> str:
    """Text, cut to `longest` characters; the cut is shown."""
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
