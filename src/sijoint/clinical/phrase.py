"""A sentence as an id with parameters; the evidence holds its words in each language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of the evidence and what fills its gaps.

    Parameters
    ----------
    id : str
        Id of the text in the evidence, for example ``plan.why.covers``.
    values : tuple of (str, str) pairs
        What stands in for each ``{name}`` of the text, in the order of use.
        A value that starts with ``@`` is itself the id of a text.
    """

    id: str
    values: tuple[tuple[str, str], ...] = ()


def phrase(text_id: str, **values: object) -> Phrase:
    """A phrase from keyword arguments; numbers are written without trailing zeros."""
    return Phrase(text_id, tuple((k, _written(v)) for k, v in values.items()))


def _written(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
