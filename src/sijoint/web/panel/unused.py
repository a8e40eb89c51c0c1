"""What was examined and weighs nothing here, and why."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.clinical.because import CLUSTER
from sijoint.clinical.differential import Row
from sijoint.documents.wording import Wording
from sijoint.records.knowledge import Knowledge
from sijoint.web.panel.recorded import Recorded

EXAMINED = frozenset({"hip", "low_back", "movement", "palpation", "pelvic_floor", "provocation"})
"""Sections of the evidence whose findings are named; the answers of the others are counted."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A finding without weight: its name, its answer, and why it has none."""

    name: str
    answer: str
    why: str


def unused_findings(
    row: Row, recorded: Recorded, knowledge: Knowledge
) -> tuple[tuple[Unused, ...], str]:
    """Findings of the examination that weigh nothing for a source, and how many other answers.

    Parameters
    ----------
    row : Row
        The row of the source.
    recorded : Recorded
        What was recorded, in words.
    knowledge : Knowledge
        Where each finding is recorded, and why it is.
    """
    words = recorded.words
    used = {because.finding for because in row.because}
    if CLUSTER in used:
        used |= {test.id for test in knowledge.evidence.model.block.tests}
    names = dict.fromkeys(f.id for f in recorded.case.findings if f.is_recorded)
    left = [name for name in names if name not in used and recorded.answer(name)]
    shown = [n for n in left if words.record("finding", n).get("section") in EXAMINED]
    found = tuple(
        Unused(words.name(name), recorded.answer(name), _why(name, used, knowledge, words))
        for name in shown
    )
    return found, _others(len(left) - len(shown), words)


def _why(finding: str, used: set[str], knowledge: Knowledge, words: Wording) -> str:
    signs = knowledge.evidence.model.signs_of(finding)
    partners = dict.fromkeys(f for sign in signs for f in sign.findings if f in used)
    if partners:
        names = words.joined(words.name(name) for name in partners)
        return words.say("Counted once, together with {findings}.", findings=names)
    if words.record("finding", finding).get("why_recorded"):
        return words.text(f"finding.{finding}.why_recorded")
    return words.say("Changes nothing for this source.")


def _others(count: int, words: Wording) -> str:
    if not count:
        return ""
    return words.plural(
        "{n} further answer is for safety, the profile or the plan.",
        "{n} further answers are for safety, the profile or the plan.",
        count,
    )
