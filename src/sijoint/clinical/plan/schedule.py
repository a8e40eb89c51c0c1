"""On which days of the week each exercise is done.

The week has two kinds of days that alternate. Whatever is done on more than three days counts
on both kinds; the rest goes to one kind, so it never falls on two days in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from sijoint.clinical.plan.exercise import Dose

ALTERNATING_DAYS = 3
"""Work on at most so many days a week is kept off consecutive days."""

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_FREQUENT = {
    4: ("mon", "tue", "thu", "fri"),
    5: WEEK[:5],
    6: WEEK[:6],
    7: WEEK,
}
_ALTERNATING = (
    {1: ("wed",), 2: ("mon", "fri"), 3: ("mon", "wed", "fri")},
    {1: ("thu",), 2: ("tue", "sat"), 3: ("tue", "thu", "sat")},
)

FIRST, SECOND = 0, 1


def alternates(dose: Dose) -> bool:
    """Whether a dose belongs to one kind of day only."""
    return dose.days <= ALTERNATING_DAYS


def load(dose: Dose, sides: int, kind: int) -> tuple[int, int]:
    """Tenths of a minute that a dose takes on either kind of day.

    Parameters
    ----------
    dose : Dose
        All sessions of a day count.
    sides : int
        As for `Dose.tenths`.
    kind : int
        0 or 1; matters only for a dose that alternates.
    """
    tenths = dose.tenths(sides) * dose.sessions_per_day
    if not alternates(dose):
        return (tenths, tenths)
    return (tenths, 0) if kind == FIRST else (0, tenths)


def weekdays(dose: Dose, kind: int) -> tuple[str, ...]:
    """The days on which a dose is done, Monday first."""
    return _ALTERNATING[kind][dose.days] if alternates(dose) else _FREQUENT[dose.days]


def arrange(doses: Sequence[tuple[Dose, int]], capacity: int) -> tuple[int, ...]:
    """A kind of day for each dose, with as few different exercise days as the time allows.

    Parameters
    ----------
    doses : sequence of (Dose, int), shape (n,)
        What was chosen, with its number of sides; some arrangement must fit.
    capacity : int
        Tenths of a minute on any day.

    Returns
    -------
    tuple of int, shape (n,)
        0 or 1 each. The fewest doses go to the second kind; among equals the
        later ones do.
    """
    return next(kinds for kinds, busiest in _arrangements(doses) if busiest <= capacity)


def lightest(doses: Sequence[tuple[Dose, int]]) -> tuple[tuple[int, ...], int]:
    """The kinds of days that leave the fullest day as short as it can be, and its tenths."""
    return min(_arrangements(doses), key=lambda arrangement: arrangement[1])


def _arrangements(
    doses: Sequence[tuple[Dose, int]],
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every way to deal the doses out, few second days first, with its fullest day."""
    choices = [(FIRST, SECOND) if alternates(dose) else (FIRST,) for dose, _ in doses]
    for kinds in sorted(product(*choices), key=lambda kinds: (sum(kinds), kinds)):
        loads = [load(*item, kind) for item, kind in zip(doses, kinds, strict=True)]
        yield kinds, max(map(sum, zip((0, 0), *loads, strict=True)))
