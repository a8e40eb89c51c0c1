"""Whose plan a paper shows, and who approved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Approval:
    """Whose plan it is, and who approved it.

    Parameters
    ----------
    name : str
        Of the person.
    by : str
        Who approved it.
    on : date
        The day of the approval.
    goals : tuple of str, optional
        What the person wants to do again, in their words.
    """

    name: str
    by: str
    on: date
    goals: tuple[str, ...] = ()
