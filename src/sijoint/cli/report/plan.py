"""The plan in the report: a table for each stage, and why it ends where it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sijoint.cli.report.paper import Paper, Signs
from sijoint.cli.report.section import INDENT, QUIET, STRONG, indented, note, section
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.plan import Plan, Stage
from sijoint.clinical.plan.stage import PlannedExercise

HEADINGS = ("Exercise", "Side", "Dose", "A week", "Minutes")
WIDE_HEADINGS = (*HEADINGS, "Days", "Trains")
NUMBERS = frozenset({"A week", "Minutes"})
GAP = 2
EXERCISE_SHARE = 0.55
"""Of what two columns of text have together."""

DAYS = {
    "mon": "Mo",
    "tue": "Tu",
    "wed": "We",
    "thu": "Th",
    "fri": "Fr",
    "sat": "Sa",
    "sun": "Su",
}


def plan_part(plan: Plan, cautions: Sequence[Phrase], paper: Paper) -> RenderableType:
    """What must be said with the plan, then the stages one after the other."""
    parts: list[RenderableType] = [Text(paper.say(each), style=STRONG) for each in cautions]
    for stage in plan.stages:
        parts += [*([""] if parts else []), *_stage(stage, paper)]
    if plan.note is not None:
        parts += ["", Text(paper.say(plan.note), style=STRONG)]
    return section(paper, "Plan", *parts, aside="for a clinician to approve")


def _stage(stage: Stage, paper: Paper) -> Iterator[RenderableType]:
    first, last = stage.weeks
    heading = Text(f"Stage {stage.number}: {paper.say(stage.name)}", style=STRONG)
    heading.append(f", weeks {first} to {last}", style="not bold")
    heading.append(f", up to {ceil(fullest_day(stage))} minutes a day", style="not bold")
    yield heading
    yield _exercises(stage, paper)
    yield note("Next when: " + " ".join(paper.say(each) for each in stage.exit))


def fullest_day(stage: Stage) -> float:
    """Minutes of the day with the most exercise."""
    return max(
        sum(e.minutes * e.sessions_per_day for e in stage.exercises if day in e.weekdays)
        for day in DAYS
    )


def _exercises(stage: Stage, paper: Paper) -> RenderableType:
    """One row for each exercise, its cautions below it in the whole width."""
    headings = WIDE_HEADINGS if paper.is_wide else HEADINGS
    rows = [_cells(exercise, paper)[: len(headings)] for exercise in stage.exercises]
    widths = _widths([headings, *rows], paper.width - INDENT)
    lines: list[RenderableType] = [_line(headings, headings, widths, QUIET)]
    for exercise, row in zip(stage.exercises, rows, strict=True):
        lines.append(_line(row, headings, widths))
        lines += [indented(f"! {paper.say(each)}") for each in exercise.cautions]
    return Group(*lines)


def _cells(exercise: PlannedExercise, paper: Paper) -> tuple[str, ...]:
    every_day = len(exercise.weekdays) == len(DAYS)
    return (
        paper.title("exercise", exercise.id),
        exercise.side,
        dose(exercise, paper.signs),
        str(exercise.per_week),
        f"{exercise.minutes:g}",
        "daily" if every_day else " ".join(DAYS[day] for day in exercise.weekdays),
        _trained(exercise, paper),
    )


def dose(exercise: PlannedExercise, signs: Signs) -> str:
    """Sets and repetitions with their hold; continuous work in minutes."""
    often = f", {exercise.sessions_per_day} a day" if exercise.sessions_per_day > 1 else ""
    hold = f"{exercise.hold_s:g} s" if exercise.hold_s else ""
    if exercise.reps == 1:
        amount = f"{exercise.sets} {signs.times} {hold}" if hold else f"{exercise.minutes:g} min"
    else:
        amount = f"{exercise.sets} {signs.times} {exercise.reps}{hold and f', hold {hold}'}"
    return amount + often


def _trained(exercise: PlannedExercise, paper: Paper) -> str:
    """What it trains, and the goal in the person's own words."""
    values = dict(exercise.why.values)
    array, function, _ = values["function"].removeprefix("@").split(".")
    trained = paper.title(array, function)
    return f"{trained}; goal: {paper.value(values['goal'])}" if "goal" in values else trained


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Columns as wide as their longest cell; only the columns of text give way."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    texts = [column for column in (0, len(HEADINGS) + 1) if column < len(widths)]
    rigid = sum(w for column, w in enumerate(widths) if column not in texts)
    left = width - rigid - GAP * (len(widths) - 1)
    if len(texts) > 1:
        widths[0] = min(widths[0], round(EXERCISE_SHARE * left))
        left -= widths[0]
    widths[texts[-1]] = min(widths[texts[-1]], left)
    return widths


def _line(
    cells: Sequence[str], headings: Sequence[str], widths: Sequence[int], style: str = ""
) -> Table:
    line = Table.grid(padding=(0, GAP, 0, 0))
    for heading, width in zip(headings, widths, strict=True):
        line.add_column(width=width, justify="right" if heading in NUMBERS else "left")
    line.add_row(*(Text(cell, style=style) for cell in cells))
    return line
