"""The working profile in the report: points, reasons, and that it is a hypothesis."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sijoint.cli.report.bar import points_bar
from sijoint.cli.report.paper import Paper, listed
from sijoint.cli.report.section import STRONG, note, section
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.profile import Profile, ProfileLabel

MOST_POINTS = 3.0


def profile_part(profile: Profile, paper: Paper) -> RenderableType:
    """The label or why it is withheld, then the points of the three profiles with their reasons."""
    if profile.withheld is not None:
        said = Text(paper.say(profile.withheld), style=STRONG)
    else:
        plans = listed((paper.read(f"profile.{name}.patient") for name in profile.named), " and ")
        said = Text(f"{profile.label.capitalize()}: {plans}", style=STRONG)
    caution = note(paper.say(Phrase("profile.caution")))
    return section(paper, "Working profile", said, _points(profile, paper), caution)


def _points(profile: Profile, paper: Paper) -> Table:
    shown = Table.grid(padding=(0, 2, 0, 0))
    shown.add_column(no_wrap=True)
    shown.add_column(no_wrap=True)
    shown.add_column(no_wrap=True, justify="right")
    shown.add_column(style="dim")
    each = {
        ProfileLabel.HYPERMOBILE: profile.hypermobile,
        ProfileLabel.STIFF: profile.stiff,
        ProfileLabel.SENSITIZED: profile.sensitized,
    }
    for label, points in each.items():
        shown.add_row(
            Text(label),
            points_bar(points, MOST_POINTS, paper.signs),
            Text(f"{points:g}"),
            Text(_reasons(profile, label, paper)),
        )
    return shown


def _reasons(profile: Profile, label: ProfileLabel, paper: Paper) -> str:
    signs = paper.signs
    return ", ".join(
        f"{paper.name(p.finding)} {signs.no if p.points < 0 else signs.yes}{abs(p.points):g}"
        for p in profile.because
        if p.profile is label
    )
