"""Which exercises make up a stage: a small integer program, solved by HiGHS.

A programme is worth the sum of its items plus, for each function that is wanted, the cover
of the one item that trains it best: a second exercise for the same function adds nothing.
That form (a facility location) has a tight relaxation, so the solver rarely branches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from highspy import Highs, HighsLp

TIE_BREAK = 2e-3
"""Far below half a point, the smallest difference of two programmes; far above a tolerance."""

HALF = 0.5

# Measured on programs of this size: these heuristics cost more than they save, and the
# feasibility jump alone takes five times as long as the rest of a solve.
_OPTIONS: Mapping[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_detect_symmetry": False,
    "mip_allow_restart": False,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One way to put an exercise into a stage.

    Parameters
    ----------
    exercise : str
        Exercise id; a programme holds at most one option of each.
    value : float
        Points for having it, cover not counted. May be negative.
    cover : mapping of str to float
        Points for each wanted function, if no other item covers it better.
    load : tuple of int
        Tenths of a minute on each kind of day.
    """

    exercise: str
    value: float
    cover: Mapping[str, float]
    load: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """What to choose from, and within which limits.

    Parameters
    ----------
    options : tuple of Option
        Sorted by exercise and then from the larger to the smaller dose; ties are
        decided in favour of the earlier.
    capacity : int
        Tenths of a minute on any day.
    fewest, most : int
        Items at least and at most, 1 or more. Where fewer than `fewest` fit the time,
        a programme has fewer, but never less than one where one fits.
    lacking : float
        Points for each item that it has less than `fewest`; negative, and larger than
        anything that an item could be worth.
    """

    options: tuple[Option, ...]
    capacity: int
    fewest: int
    most: int
    lacking: float


def tie_break(place: int) -> float:
    """Cost of standing at a place of the list, in points.

    Square roots, because their sums differ where sums of the places themselves would tie.
    """
    return TIE_BREAK * sqrt(place + 1)


def open_solver() -> Highs:
    """A silent solver on one thread that proves the optimum.

    It is made once for each plan, never shared: plans may be built in several threads.
    """
    from highspy import Highs  # costs 40 ms, and only a plan needs it

    solver = Highs()  # type: ignore[no-untyped-call]
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    return solver


def select(program: Program, solver: Highs) -> tuple[int, ...]:
    """The best programme.

    Parameters
    ----------
    program : Program
        What to choose from.
    solver : Highs
        From `open_solver`; may be used again for the next stage.

    Returns
    -------
    tuple of int
        Places in ``program.options``, ascending; empty when nothing fits the day.

    Notes
    -----
    Under 5 ms for 25 exercises (tests/clinical/plan/test_selection.py compares the
    answers with all subsets of small programs).
    """
    places = [p for p, o in enumerate(program.options) if max(o.load) <= program.capacity]
    if not places:
        return ()
    solver.passModel(_Model(program, places).as_lp())
    solver.run()
    taken = solver.getSolution().col_value[: len(places)]
    return tuple(place for place, share in zip(places, taken, strict=True) if share > HALF)


class _Model:
    """The matrix of a program.

    A column for each option, one for each possible cover, and one for the items that lack.
    """

    def __init__(self, program: Program, places: Sequence[int]) -> None:
        self._costs: list[float] = []
        self._columns: list[list[tuple[int, float]]] = []
        self._rows: list[tuple[float, float]] = []
        self._whole = len(places)
        options = [program.options[place] for place in places]
        self._add_options(options, program)
        self._costs = [tie_break(p) - o.value for p, o in zip(places, options, strict=True)]
        self._add_cover(options)
        self._costs.append(-program.lacking)
        self._columns.append([(self._items, 1.0)])

    def _row(self, most: float, least: float = -np.inf) -> int:
        self._rows.append((least, most))
        return len(self._rows) - 1

    def _add_options(self, options: Sequence[Option], program: Program) -> None:
        most = self._row(program.most, least=1)
        self._items = self._row(np.inf, least=program.fewest)
        days = [self._row(program.capacity) for _ in options[0].load]
        once = {name: self._row(1) for name in dict.fromkeys(o.exercise for o in options)}
        for option in options:
            loads = zip(days, map(float, option.load), strict=True)
            shared = [(row, 1.0) for row in (most, self._items, once[option.exercise])]
            self._columns.append([*shared, *(entry for entry in loads if entry[1])])

    def _add_cover(self, options: Sequence[Option]) -> None:
        """One column for each function that an exercise may be the one to cover."""
        served: dict[str, int] = {}
        links: dict[tuple[str, str], int] = {}
        for place, option in enumerate(options):
            for name, points in option.cover.items():
                pair = (option.exercise, name)
                if pair not in links:
                    links[pair] = self._row(0)
                    if name not in served:
                        served[name] = self._row(1)
                    self._costs.append(-points)
                    self._columns.append([(served[name], 1.0), (links[pair], 1.0)])
                self._columns[place].append((links[pair], -1.0))

    def as_lp(self) -> HighsLp:
        """The program as HiGHS takes it."""
        from highspy import HighsLp, HighsVarType, MatrixFormat

        lp = HighsLp()
        lp.num_col_, lp.num_row_ = len(self._costs), len(self._rows)
        lp.col_cost_ = np.array(self._costs)
        lp.col_lower_, lp.col_upper_ = np.zeros(lp.num_col_), np.ones(lp.num_col_)
        lp.col_upper_[-1] = np.inf
        bounds = np.array(self._rows)
        lp.row_lower_, lp.row_upper_ = bounds[:, 0].copy(), bounds[:, 1].copy()
        columns = [sorted(entries) for entries in self._columns]
        lp.a_matrix_.format_ = MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, columns)], dtype=np.int32)
        entries = [entry for column in columns for entry in column]
        lp.a_matrix_.index_ = np.array([row for row, _ in entries], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([value for _, value in entries])
        whole, real = HighsVarType.kInteger, HighsVarType.kContinuous
        lp.integrality_ = [whole] * self._whole + [real] * (lp.num_col_ - self._whole)
        return lp
