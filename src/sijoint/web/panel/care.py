"""What was done about a stop, so that the panel can say who has it and how to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Care:
    """What was done about the alert of one rule.

    Parameters
    ----------
    url : str
        The page on which it is read, handed over and closed.
    said : tuple of str
        Who read it, got it or closed it, and when; empty while nobody has.
    is_read : bool
        Whether somebody has read it, since it was last handed over.
    is_closed : bool
        Whether it was closed; the answers may fire its rule all the same.
    aside_url : str
        Where its rule is set aside with a reason; empty before somebody has read it.
    """

    url: str
    said: tuple[str, ...]
    is_read: bool
    is_closed: bool
    aside_url: str


@dataclass(frozen=True, slots=True)
class StopCare:
    """What was done about everything that stops.

    Parameters
    ----------
    of : mapping of str to Care
        By id of the rule.
    plan : str
        That the home plan was withdrawn for it; empty where none was.
    """

    of: Mapping[str, Care]
    plan: str


NO_CARE = StopCare({}, "")
