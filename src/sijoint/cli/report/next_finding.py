"""What to test next, in the report: the first few findings, and what comes before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from sijoint.cli.report.paper import Paper, listed, number_of, sentence
from sijoint.cli.report.section import STRONG, note, section, table
from sijoint.clinical.assessment import Assessment
from sijoint.clinical.next_finding import WORTH_SHARE, NextFinding, NextKind

MOST = 6
OF_THE_CLUSTER = frozenset({"next.why.cluster", "next.why.after_screens"})
FIRST_SIGNS = 3
LEAST_BITS = 0.01
WITH_POSITION = 72
"""Columns from which on there is room for the position of the person."""


def next_part(assessment: Assessment, found: Sequence[NextFinding], paper: Paper) -> RenderableType:
    """Warning signs, screens and tests of the cluster in a line each, then what tells most."""
    by_kind = {kind: [n for n in found if n.kind is kind] for kind in NextKind}
    rest = by_kind[NextKind.FINDING]
    tests = [n for n in rest if n.why.id in OF_THE_CLUSTER]
    others = [n for n in rest if n.why.id not in OF_THE_CLUSTER]
    parts: list[RenderableType] = [*_first(by_kind, paper), *_tests(tests, paper)]
    if others:
        best = max(each.worth for each in others)
        told = [each for each in others if each.worth >= WORTH_SHARE * best][:MOST]
        parts += [_table(told, paper), *_further(len(others) - len(told))]
    return section(paper, "What to test next", *(parts or [note(_nothing(assessment))]))


def _nothing(assessment: Assessment) -> str:
    deferring = listed(alert.id for alert in assessment.safety.alerts if alert.defers_tests)
    if not deferring:
        return "Nothing: all that could tell more is recorded."
    asked = " Ask the warning signs named above." if assessment.safety.not_asked else ""
    return f"No further test while {deferring} is open: first what it asks for.{asked}"


def _further(count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield note(f"and {number_of(count, 'further finding')}")


def _tests(tests: Sequence[NextFinding], paper: Paper) -> Iterator[RenderableType]:
    """The provocation tests that were not done, which only speak together."""
    for why in dict.fromkeys(test.why for test in tests):
        names = listed(_name(test, paper) for test in tests if test.why == why)
        said = Text(f"{paper.say(why).rstrip('.')}: ", style=STRONG)
        yield said.append(sentence(names), style="not bold")


def _first(by_kind: dict[NextKind, list[NextFinding]], paper: Paper) -> Iterator[RenderableType]:
    signs = by_kind[NextKind.RED_FLAG]
    if signs:
        names = listed(_name(sign, paper) for sign in signs[:FIRST_SIGNS])
        more = len(signs) - FIRST_SIGNS
        rest = f" and {more} more" if more > 0 else ""
        asked = f"Ask {number_of(len(signs), 'warning sign')}: "
        yield Text(asked, style=STRONG).append(f"{names}{rest}.", style="not bold")
    gates = by_kind[NextKind.GATE]
    for why in dict.fromkeys(gate.why for gate in gates):
        needed = listed(_name(gate, paper) for gate in gates if gate.why == why)
        said = Text(f"{paper.say(why)} ", style=STRONG)
        yield said.append(sentence(needed), style="not bold")


def _table(found: Sequence[NextFinding], paper: Paper) -> RenderableType:
    """In the order of the room, so that the person turns as seldom as possible."""
    numbers = ("Minutes", "Bits")
    position = ("Position",) if paper.width >= WITH_POSITION else ()
    shown = table("Finding", *position, *numbers, "Tells about", right=numbers)
    for each in found:
        cells = [
            Text(f"{each.rule.minutes:g}"),
            Text(_bits(each.expected_bits), no_wrap=True),
            Text(_about(each, paper)),
        ]
        if position:
            cells.insert(0, Text(str(each.rule.position), no_wrap=True))
        shown.add_row(Text(_name(each, paper)), *cells)
    return shown


def _bits(bits: float) -> str:
    return f"{bits:.2f}" if bits >= LEAST_BITS else f"<{LEAST_BITS:g}"


def _about(found: NextFinding, paper: Paper) -> str:
    """The source that it tells most about, or the whole reason."""
    source = dict(found.why.values).get("source")
    return paper.value(source) if source else paper.say(found.why)


def _name(found: NextFinding, paper: Paper) -> str:
    name = paper.name(found.finding)
    return name if found.side is None else f"{name} ({paper.side(found.side)})"
