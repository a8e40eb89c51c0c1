"""The safety part of the report: always first, and alone when it stops everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sijoint.cli.report.paper import Paper, listed, number_of, sentence
from sijoint.cli.report.section import STRONG, indented, labelled, note
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.safety import Alert, Safety, SafetyLevel

FIRST_NOT_ASKED = 5
NOTHING_ASKED = "? No warning sign was asked about yet"
TITLES = {
    SafetyLevel.NONE: "No warning sign reported",
    SafetyLevel.ROUTINE: "Routine",
    SafetyLevel.SOON: "Soon",
    SafetyLevel.URGENT: "Urgent",
    SafetyLevel.EMERGENCY: "Emergency",
}
SOLID = "bold reverse red"
"""Only a stop is solid; reversed, it holds on dark and light terminals and without colour."""


def safety_part(safety: Safety, asked: Sequence[str], paper: Paper) -> RenderableType:
    """The level, what to do and why, and what was not asked.

    When safety stops everything: the alerts, their actions, and that a plan is withdrawn.
    """
    if safety.stop:
        return Group(_heading(safety.level, paper), *_alerts(safety, paper), "", _withdrawn(paper))
    if safety.level is not SafetyLevel.NONE:
        said = _alerts(safety, paper)
        return Group(_heading(safety.level, paper), *said, *_not_asked(safety, paper))
    calm = "safety.none" if asked else "safety.nothing_asked"
    heading = _heading(safety.level, paper) if asked else Text(NOTHING_ASKED, style=STRONG)
    return Group(heading, indented(paper.say(Phrase(calm))), *_not_asked(safety, paper))


def _heading(level: SafetyLevel, paper: Paper) -> RenderableType:
    title = f"{paper.signs.level[level]} {TITLES[level]}"
    if level is SafetyLevel.NONE:
        return Text(title, style=STRONG)
    what = paper.read(f"safety.level.{level}")
    if level.stops:
        return Padding(Text(f"{title.upper()}: {what}"), (0, 1), style=SOLID)
    return Text(f"{title}: {what}", style=STRONG)


def _alerts(safety: Safety, paper: Paper) -> list[RenderableType]:
    """Every rule that fired, the gravest first."""
    gravest_first = sorted(safety.alerts, key=lambda alert: -alert.level.rank)
    return [part for alert in gravest_first for part in _alert(alert, paper)]


def _alert(alert: Alert, paper: Paper) -> Iterator[RenderableType]:
    because = listed(paper.name(word) for word in alert.because)
    rows = [("because", sentence(because))] if because else []
    sources = ", ".join(alert.sources) or "usual practice"
    rows.append(("rule", f"{alert.id}, {TITLES[alert.level].lower()}; {sources}"))
    yield ""
    yield indented(Text(paper.say(alert.action), style=STRONG))
    yield indented(labelled(rows))


def _withdrawn(paper: Paper) -> RenderableType:
    return indented(paper.say(Phrase("safety.withdrawn")))


def _not_asked(safety: Safety, paper: Paper) -> Iterator[RenderableType]:
    count = len(safety.not_asked)
    if not count:
        return
    first = listed(paper.name(word) for word in safety.not_asked[:FIRST_NOT_ASKED])
    verb = "was" if count == 1 else "were"
    if safety.alerts:
        yield ""
    yield indented(note(f"{number_of(count, 'sign')} {verb} not asked. First: {first}."))
