"""Which exercises make up a stage: a small integer program, solved by HiGHS.

A programme is worth the sum of its items plus, for each function that is wanted, the cover
of the one item that trains it best: a second exercise for the same function adds nothing.
That form (a facility location) has a tight relaxation, so the solver rarely branches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
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
    "mip_allow_cut_separation_at_nodes": False,
    "mip_pscost_minreliable": 0,
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
        Points for each wanted function, if no other item covers it better; the same
        for every dose of an exercise.
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
    About 3 ms for 25 exercises, at worst some 20 ms (measured on 1300 programs of made-up
    people). Its answers are compared with those of all subsets of small programs in
    tests/clinical/plan/test_selection.py.
    """
    fitting = {p: o for p, o in enumerate(program.options) if max(o.load) <= program.capacity}
    if not fitting:
        return ()
    model = _Model(program, fitting)
    solver.passModel(model.as_lp())
    solver.run()
    return model.places(solver.getSolution().col_value)


class _Model:
    """The matrix of a program.

    The doses of an exercise are steps: a column for the smallest, and one for each step up,
    which needs the one below. (One column for each dose would be the same program, but the
    solver decides faster about steps: first whether, then how much.) Then one column for each
    possible cover, and one for the items that lack.
    """

    def __init__(self, program: Program, options: Mapping[int, Option]) -> None:
        self._options = options
        self._costs: list[float] = []
        self._columns: list[list[tuple[int, float]]] = []
        self._rows: list[tuple[float, float]] = []
        self._steps: dict[int, int] = {}
        self._served: dict[str, int] = {}
        self._most = self._row(program.most, least=1)
        self._items = self._row(np.inf, least=program.fewest)
        self._days = [self._row(program.capacity) for _ in program.options[0].load]
        for _, places in groupby(options, lambda place: options[place].exercise):
            self._add_exercise([*places][::-1])
        self._add_column(-program.lacking, [(self._items, 1.0)])

    def _row(self, most: float, least: float = -np.inf) -> int:
        self._rows.append((least, most))
        return len(self._rows) - 1

    def _add_column(self, cost: float, entries: list[tuple[int, float]]) -> int:
        self._costs.append(cost)
        self._columns.append(entries)
        return len(self._columns) - 1

    def _add_exercise(self, places: Sequence[int]) -> None:
        """The doses of an exercise, the smallest first, and what it may cover."""
        smallest = self._add_step(places[0], None, [(self._most, 1.0), (self._items, 1.0)])
        column = smallest
        for below, place in pairwise(places):
            column = self._add_step(place, below, [self._needs(column)])
        for name, points in self._options[places[0]].cover.items():
            if name not in self._served:
                self._served[name] = self._row(1)
            self._add_column(-points, [(self._served[name], 1.0), self._needs(smallest)])

    def _add_step(self, place: int, below: int | None, entries: list[tuple[int, float]]) -> int:
        """The step from one dose, or from nothing, to the next."""
        steps = zip(self._worth(place), self._worth(below), strict=True)
        value, *minutes = [more - less for more, less in steps]
        days = zip(self._days, minutes, strict=True)
        column = self._add_column(-value, [*entries, *(entry for entry in days if entry[1])])
        self._steps[column] = place
        return column

    def _worth(self, place: int | None) -> tuple[float, ...]:
        """Points of a dose, and its minutes on each kind of day; zeros for nothing."""
        if place is None:
            return (0.0,) * (1 + len(self._days))
        option = self._options[place]
        return (option.value - tie_break(place), *map(float, option.load))

    def _needs(self, column: int) -> tuple[int, float]:
        """Tie a column that is about to be added to one without which it cannot be taken."""
        row = self._row(0)
        self._columns[column].append((row, -1.0))
        return (row, 1.0)

    def places(self, solution: Sequence[float]) -> tuple[int, ...]:
        """The places that a solution stands for: of each exercise the highest step taken."""
        reached = {
            self._options[place].exercise: place
            for column, place in self._steps.items()
            if solution[column] > HALF
        }
        return tuple(sorted(reached.values()))

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
        lp.integrality_ = [whole if c in self._steps else real for c in range(lp.num_col_)]
        return lp
