"""Safety, always first: the level in a clinician's words, its alerts, and what was not asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijoint.clinical.case import Case
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.safety import Alert, Safety, SafetyLevel, SafetyRules
from sijoint.clinical.warning import would_stop
from sijoint.documents.report.safety import (
    because_words,
    gravest_first,
    level_words,
    not_asked_words,
    rule_words,
)
from sijoint.documents.wording import Wording
from sijoint.web.panel.link import Citation, Links, citations


@dataclass(frozen=True, slots=True)
class AlertView:
    """One rule that fired.

    Parameters
    ----------
    level : str
        Chooses shape and surface.
    rule, action, because : str
        The rule with its level, what to do, and what was recorded.
    sources : tuple of Citation
        Empty when it rests on usual practice.
    """

    level: str
    rule: str
    action: str
    because: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SafetyView:
    """The answer of the screen.

    Parameters
    ----------
    level : str
        Chooses shape and surface; `soon` while nothing was asked.
    is_stop : bool
        Whether this is all that may be shown.
    title, text : str
        The level in a few words, and what it means.
    short : str
        The title without the count, for narrow places.
    alerts : tuple of AlertView
        The gravest first.
    not_asked : str
        How many signs were not asked, and the first of them; empty when all were.
    paused : str
        That nothing else is shown; empty below a stop.
    call : str
        The number to call; empty below an emergency.
    """

    level: str
    is_stop: bool
    title: str
    text: str
    short: str
    alerts: tuple[AlertView, ...]
    not_asked: str
    paused: str
    call: str


def safety_view(
    safety: Safety,
    asked: Sequence[str],
    *,
    case: Case,
    rules: SafetyRules,
    words: Wording,
    links: Links,
    call: str,
) -> SafetyView:
    """Safety in words.

    Parameters
    ----------
    safety : Safety
        The answer of the screen.
    asked : sequence of str
        Signs that were asked and could each have stopped everything.
    case, rules : Case, SafetyRules
        Say of how many such signs this person can be asked.
    words : Wording
        The language.
    links : Links
        Where sources are shown.
    call : str
        The emergency number of the place; empty where it is not known.
    """
    level, short, text = level_words(safety, asked, words)
    title = short
    if level is safety.level:
        title = short = _title(level, words)
    if level is SafetyLevel.NONE:
        title = _asked(len(asked), len(would_stop(case.only(()), rules)), words)
    stops = safety.stop
    return SafetyView(
        level=str(level),
        is_stop=stops,
        title=title,
        text=text,
        short=short,
        alerts=tuple(_alert(each, links, words) for each in gravest_first(safety.alerts)),
        not_asked=not_asked_words(safety, words) if safety.not_asked and not stops else "",
        paused=words.render(Phrase("safety.paused")) if stops else "",
        call=call if safety.level is SafetyLevel.EMERGENCY else "",
    )


def _asked(asked: int, of: int, words: Wording) -> str:
    return words.say("No danger sign reported, {asked} of {of} asked", asked=asked, of=of)


def _title(level: SafetyLevel, words: Wording) -> str:
    """How soon somebody must look."""
    return {
        SafetyLevel.NONE: words.say("No danger sign reported"),
        SafetyLevel.ROUTINE: words.say("Routine"),
        SafetyLevel.SOON: words.say("Soon: within 2 weeks"),
        SafetyLevel.URGENT: words.say("Urgent: same day. Stop"),
        SafetyLevel.EMERGENCY: words.say("Emergency: now. Stop"),
    }[level]


def _alert(alert: Alert, links: Links, words: Wording) -> AlertView:
    return AlertView(
        level=str(alert.level),
        rule=rule_words(alert, words),
        action=words.render(alert.action),
        because=because_words(alert, words),
        sources=citations(alert.sources, links, words),
    )
