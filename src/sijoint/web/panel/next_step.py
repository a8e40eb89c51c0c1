"""What to test next: what comes first, then what tells most, each with its minutes and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijoint.clinical.next_finding import NextFinding, NextKind
from sijoint.clinical.safety import Safety
from sijoint.documents.report.next_finding import (
    finding_name,
    in_two,
    nothing_words,
    position_word,
    worth_most,
)
from sijoint.documents.wording import Wording
from sijoint.web.panel.link import Links

MOST_SIGNS = 3
MOST = 5


@dataclass(frozen=True, slots=True)
class Step:
    """Something to record: its name, how long it takes and where, why, and its row."""

    name: str
    minutes: str
    position: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps that share a reason; `more` says how many others share it too."""

    why: str
    steps: tuple[Step, ...]
    more: str


@dataclass(frozen=True, slots=True)
class NextView:
    """What to record next.

    Parameters
    ----------
    groups : tuple of StepGroup
        Warning signs, screens and tests of the cluster, by their reason.
    steps : tuple of Step
        The others, in the order of the room, each with its own reason.
    more : str
        How many further findings there are; empty when there are none.
    nothing : str
        Why nothing is to be tested; empty when something is.
    """

    groups: tuple[StepGroup, ...]
    steps: tuple[Step, ...]
    more: str
    nothing: str

    @property
    def first(self) -> Step | None:
        """The very next one."""
        steps = [step for group in self.groups for step in group.steps] or list(self.steps)
        return steps[0] if steps else None


def next_view(
    safety: Safety, found: Sequence[NextFinding], words: Wording, links: Links
) -> NextView:
    """What to record next, in words.

    Parameters
    ----------
    safety : Safety
        Says what holds further tests back.
    found : sequence of NextFinding
        The most urgent first.
    words : Wording
        The language.
    links : Links
        Where each is recorded.
    """
    first, others = in_two(found)
    told = worth_most(others)[:MOST]
    left = len(others) - len(told)
    return NextView(
        groups=tuple(
            _group([each for each in first if each.why == why], words, links)
            for why in dict.fromkeys(each.why for each in first)
        ),
        steps=tuple(_step(each, words, links) for each in told),
        more=_more(left, words),
        nothing="" if found else nothing_words(safety, words),
    )


def _group(found: Sequence[NextFinding], words: Wording, links: Links) -> StepGroup:
    """Warning signs are many: the most pressing are named, the others counted."""
    is_sign = found[0].kind is NextKind.RED_FLAG
    shown = found[:MOST_SIGNS] if is_sign else found
    steps = tuple(_step(each, words, links) for each in shown)
    return StepGroup(words.render(found[0].why), steps, _more(len(found) - len(shown), words))


def _step(found: NextFinding, words: Wording, links: Links) -> Step:
    return Step(
        name=finding_name(found.finding, found.side, words),
        minutes=words.say("{minutes} min", minutes=words.number(found.rule.minutes)),
        position=position_word(found.rule.position, words),
        why=words.render(found.why),
        url=links.go(found.finding, found.side, found.rule.position),
    )


def _more(count: int, words: Wording) -> str:
    return words.say("And {n} further.", n=count) if count > 0 else ""
