"""What was left out of the plan and why, in the report: one line for each reason."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from sijoint.cli.report.paper import Paper
from sijoint.cli.report.section import QUIET, items, section
from sijoint.clinical.plan.plan import Plan

COUNTED = frozenset({"covered", "full", "no_programme", "rating", "second_choice", "stage", "time"})
"""Reasons of choice: a count is enough. Reasons of safety and need name every exercise."""


def exclusion_part(plan: Plan, paper: Paper) -> RenderableType:
    """The reasons with their exercises: those of safety and need first."""
    named: dict[str, list[str]] = {}
    counted: dict[str, int] = {}
    for each in plan.excluded:
        why = paper.say(each.because)
        if each.because.id.rpartition(".")[2] in COUNTED:
            counted[why] = counted.get(why, 0) + 1
        else:
            named.setdefault(why, []).append(each.id.replace("_", " "))
    lines = [_line(why, ", ".join(names)) for why, names in named.items()]
    lines += [_line(why, f"{n} exercises" if n > 1 else "1 exercise") for why, n in counted.items()]
    return section(paper, "Left out, and why", items(paper, lines))


def _line(why: str, what: str) -> Text:
    return Text(why.rstrip(".")).append(f" ({what})", style=QUIET)
