"""What to test next, on paper: what comes first in a line each, then what tells most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.case import Side
from sijoint.clinical.finding import Position
from sijoint.clinical.next_finding import WORTH_SHARE, NextFinding, NextKind
from sijoint.clinical.safety import Safety
from sijoint.documents.report.block import paragraph, section, table
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

MOST = 8
OF_THE_CLUSTER = frozenset({"next.why.cluster", "next.why.after_screens"})
LEAST_BITS = 0.01


def next_section(safety: Safety, found: Sequence[NextFinding], words: Wording) -> Content:
    """Screens, warning signs and tests of the cluster, then the others by what they tell."""
    first, others = in_two(found)
    blocks: list[Content] = [paragraph(text) for text in _first(first, words)]
    if others:
        told = worth_most(others)[:MOST]
        blocks += [_table(told, words), *_further(len(others) - len(told), words)]
    return section(
        words.say("What to test next"), *(blocks or [paragraph(nothing_words(safety, words))])
    )


def in_two(found: Sequence[NextFinding]) -> tuple[list[NextFinding], list[NextFinding]]:
    """What comes first, told by its reasons; and the others, told by what they tell."""
    others = [n for n in found if n.kind is NextKind.FINDING and n.why.id not in OF_THE_CLUSTER]
    return [n for n in found if n not in others], others


def worth_most(others: Sequence[NextFinding]) -> list[NextFinding]:
    """Those that give at least a quarter of the best, in the order of the room."""
    best = max((each.worth for each in others), default=0.0)
    return [each for each in others if each.worth >= WORTH_SHARE * best]


def nothing_words(safety: Safety, words: Wording) -> str:
    """Why nothing is to be tested."""
    deferring = ", ".join(alert.id for alert in safety.alerts if alert.defers_tests)
    if not deferring:
        return words.say("Nothing: all that could tell more is recorded.")
    return words.say(
        "No further test while {alerts} is open: first what it asks for.", alerts=deferring
    )


def _first(found: Sequence[NextFinding], words: Wording) -> Iterator[str]:
    """One line for each reason, with what it names."""
    for why in dict.fromkeys(each.why for each in found):
        names = words.joined(
            finding_name(each.finding, each.side, words) for each in found if each.why == why
        )
        yield words.say("{why} {names}.", why=words.render(why), names=names)


def _table(found: Sequence[NextFinding], words: Wording) -> Content:
    headers = [
        words.say("Finding"),
        words.say("Position"),
        words.say("Minutes"),
        words.say("Bits"),
        words.say("Why"),
    ]
    rows = [
        [
            finding_name(each.finding, each.side, words),
            position_word(each.rule.position, words),
            words.number(each.rule.minutes),
            _bits(each.expected_bits, words),
            words.render(each.why),
        ]
        for each in found
    ]
    return table(headers, rows, widths=(1, 0, 0, 0, 1), numbers=(2, 3))


def _further(count: int, words: Wording) -> Iterator[Content]:
    if count > 0:
        said = words.plural("And {n} further finding.", "And {n} further findings.", count)
        yield paragraph(said, "quiet")


def position_word(position: Position, words: Wording) -> str:
    """In which position something is recorded."""
    return {
        Position.HISTORY: words.say("history"),
        Position.QUESTIONNAIRE: words.say("questionnaire"),
        Position.STANDING: words.say("standing"),
        Position.SITTING: words.say("sitting"),
        Position.SUPINE: words.say("supine"),
        Position.SIDE: words.say("on the side"),
        Position.PRONE: words.say("prone"),
        Position.QUADRUPED: words.say("on hands and knees"),
        Position.LABORATORY: words.say("laboratory"),
    }[position]


def _bits(bits: float, words: Wording) -> str:
    if bits < LEAST_BITS:
        return words.say("under {bits}", bits=words.number(LEAST_BITS, 2))
    return words.number(bits, 2)


def finding_name(finding: str, side: Side | None, words: Wording) -> str:
    """The name of a finding, with its side."""
    name = words.name(finding)
    if side is None:
        return name
    return words.say("{finding} ({side})", finding=name, side=words.side(side))
