"""Which exercises make up a stage: a small integer program, solved by HiGHS.

A programme is worth the sum of its items plus, for each function that is wanted, the cover
of the one item that trains it best: a second exercise for the same function adds nothing.
That form (a facility location) has a tight relaxation, so the solver rarely branches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from highspy import Highs

TIE_BREAK = 1e-3
"""Cost of each place further down the list: far below one point, far above a tolerance."""

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
    form : str
        Which of its doses.
    value : float
        Points for having it, cover not counted. May be negative.
    cover : mapping of str to float
        Points for each wanted function, if no other item covers it better.
    load : tuple of int
        Tenths of a minute on each kind of day.
    """

    exercise: str
    form: str
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
    most : int
        Items at most, 1 or more. A programme has at least one item where one fits.
    """

    options: tuple[Option, ...]
    capacity: int
    most: int


def worth(program: Program, chosen: Sequence[int]) -> float:
    """Points of a choice, the tie break included.

    Parameters
    ----------
    program : Program
        What was chosen from.
    chosen : sequence of int
        Places in ``program.options``.
    """
    options = [program.options[place] for place in chosen]
    wanted = {name for option in options for name in option.cover}
    cover = sum(max(option.cover.get(name, 0.0) for option in options) for name in wanted)
    return sum(option.value for option in options) + cover - TIE_BREAK * sum(chosen)


def open_solver() -> Highs:
    """A silent solver on one thread that proves the optimum.

    It is made once for each plan, never shared: plans may be built in several threads.
    """
    from highspy import Highs  # costs 40 ms, and only a plan needs it

    solver = Highs()
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    return solver


def select(program: Program, solver: Highs) -> tuple[Option, ...]:
    """The best programme.

    Parameters
    ----------
    program : Program
        What to choose from.
    solver : Highs
        From `open_solver`; may be used again for the next stage.

    Returns
    -------
    tuple of Option
        In the order of ``program.options``; empty when nothing fits the day.

    Notes
    -----
    Under 5 ms for 25 exercises (tests/clinical/plan/test_selection.py compares the
    answers with all subsets of small programs).
    """
    fitting = tuple(o for o in program.options if max(o.load) <= program.capacity)
    if not fitting:
        return ()
    model = _Model(Program(fitting, program.capacity, program.most))
    solver.passModel(model.as_lp())
    solver.run()
    solution = solver.getSolution().col_value
    return tuple(option for option, taken in zip(fitting, solution, strict=False) if taken > 0.5)


class _Model:
    """The matrix of a program: a column for each option, then one for each possible cover."""

    def __init__(self, program: Program) -> None:
        self._costs: list[float] = []
        self._columns: list[list[tuple[int, float]]] = []
        self._rows: list[tuple[float, float]] = []
        self._whole = len(program.options)
        self._add_options(program)
        self._add_cover(program.options)

    def _row(self, most: float, least: float = -np.inf) -> int:
        self._rows.append((least, most))
        return len(self._rows) - 1

    def _add_options(self, program: Program) -> None:
        items = self._row(program.most, 1)
        days = [self._row(program.capacity) for _ in program.options[0].load]
        once = {o.exercise: self._row(1) for o in program.options}
        for place, option in enumerate(program.options):
            self._costs.append(TIE_BREAK * place - option.value)
            entries = [(items, 1.0), (once[option.exercise], 1.0)]
            entries += [
                (day, float(load)) for day, load in zip(days, option.load, strict=True) if load
            ]
            self._columns.append(entries)

    def _add_cover(self, options: tuple[Option, ...]) -> None:
        """One column for each function that an exercise may be the one to cover."""
        served: dict[str, int] = {}
        links: dict[tuple[str, str], int] = {}
        for place, option in enumerate(options):
            for name, points in option.cover.items():
                link = links.get((option.exercise, name))
                if link is None:
                    link = links[option.exercise, name] = self._row(0)
                    if name not in served:
                        served[name] = self._row(1)
                    self._costs.append(-points)
                    self._columns.append([(served[name], 1.0), (link, 1.0)])
                self._columns[place].append((link, -1.0))

    def as_lp(self) -> object:
        """The program as HiGHS takes it."""
        from highspy import HighsLp, HighsVarType, MatrixFormat

        lp = HighsLp()
        lp.num_col_, lp.num_row_ = len(self._costs), len(self._rows)
        lp.col_cost_ = np.array(self._costs)
        lp.col_lower_, lp.col_upper_ = np.zeros(lp.num_col_), np.ones(lp.num_col_)
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
