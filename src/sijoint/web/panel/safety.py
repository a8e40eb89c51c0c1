"""Safety, always first: the level in a clinician's words, its alerts, and what was not asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijoint.clinical.case import Case
from sijoint.clinical.safety import Alert, Safety, SafetyLevel, SafetyRules
from sijoint.clinical.warning import stop_signs
from sijoint.documents.report.safety import (
    because_words,
    gravest_first,
    level_words,
    rule_words,
)
from sijoint.documents.wording import Wording
from sijoint.web.panel.care import NO_CARE, Care, StopCare
from sijoint.web.panel.conclusion import Held
from sijoint.web.panel.link import Citation, Links, citations
from sijoint.web.panel.set_aside import SetAside, set_aside_view

FIRST_FURTHER = 8
"""Signs that count only together with others and are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class AlertView:
    """One rule that fired.

    Parameters
    ----------
    id : str
        Of the rule.
    level : str
        Chooses shape and surface.
    title, rule, action, because : str
        What it may mean, the rule with its level, what to do, and what was recorded.
    sources : tuple of Citation
        Empty when it rests on usual practice.
    care : Care or None
        What was done about it; None where nothing holds that.
    """

    id: str
    level: str
    title: str
    rule: str
    action: str
    because: str
    sources: tuple[Citation, ...]
    care: Care | None


@dataclass(frozen=True, slots=True)
class SafetyView:
    """The answer of the screen.

    Parameters
    ----------
    level : str
        Chooses shape and surface; `soon` while nothing was asked, and where a rule that fires
        is set aside.
    is_stop : bool
        Whether this is all that may be shown.
    title, text : str
        The level in a few words, and what it means.
    short : str
        The title for narrow places.
    count : str
        How many danger signs were asked; empty at a stop.
    alerts : tuple of AlertView
        The gravest first.
    not_asked : tuple of str
        The danger signs that were not asked, then those that count only together with others.
    plan : str
        That the home plan was withdrawn; empty where none was.
    call : str
        The number to call; empty below an emergency.
    """

    level: str
    is_stop: bool
    title: str
    text: str
    short: str
    count: str
    alerts: tuple[AlertView, ...]
    not_asked: tuple[str, ...]
    plan: str
    call: str


@dataclass(frozen=True, slots=True)
class Signs:
    """The danger signs of one person: those that alone would stop everything.

    Parameters
    ----------
    asked, open : tuple of str
        Ids of those that were asked, and of those that were not and may be tested.
    """

    asked: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many there are."""
        return len(self.asked) + len(self.open)


def danger_signs(case: Case, rules: SafetyRules) -> Signs:
    """The danger signs of a person, whatever was set aside.

    Parameters
    ----------
    case : Case
        What was recorded.
    rules : SafetyRules
        All rules.
    """
    recorded = {finding.id for finding in case.findings if finding.is_recorded}
    signs = stop_signs(case, rules)
    return Signs(
        tuple(name for name in signs if name in recorded),
        tuple(name for name in signs if name not in recorded),
    )


def safety_view(
    safety: Safety,
    *,
    case: Case,
    rules: SafetyRules,
    overrides: Sequence[Held],
    words: Wording,
    links: Links,
    call: str,
    care: StopCare = NO_CARE,
) -> SafetyView:
    """Safety in words.

    Parameters
    ----------
    safety : Safety
        The answer of the screen, without the rules that are set aside.
    case, rules : Case, SafetyRules
        What was recorded, and all rules.
    overrides : sequence of Held
        The clinician's own conclusions.
    words : Wording
        The language.
    links : Links
        Where sources are shown.
    call : str
        The emergency number of the place; empty where it is not known.
    care : StopCare
        What was done about a stop.
    """
    signs, stops = danger_signs(case, rules), safety.stop
    aside = None if stops else set_aside_view(overrides, case, rules, words)
    level, title, short, text = _said(safety, signs, aside, words)
    return SafetyView(
        level=str(level),
        is_stop=stops,
        title=title,
        text=text,
        short=short,
        count="" if stops else _count(signs, words),
        alerts=tuple(
            _alert(each, links, words, care.of.get(each.id))
            for each in gravest_first(safety.alerts)
        ),
        not_asked=() if stops else tuple(_not_asked(safety, signs, words)),
        plan=care.plan,
        call=call if safety.level is SafetyLevel.EMERGENCY else "",
    )


def _said(
    safety: Safety, signs: Signs, aside: SetAside | None, words: Wording
) -> tuple[SafetyLevel, str, str, str]:
    """The level whose shape is drawn, the title, the title for narrow places, and the meaning."""
    level, word, text = level_words(safety, signs.asked, words)
    title = short = _title(level, words) if level is safety.level else word
    if aside is not None and safety.level is SafetyLevel.NONE:
        text = words.say(
            "A rule fires on what was reported. It was set aside with a reason, and so it does "
            "not stop or warn any more."
        )
        return SafetyLevel.SOON, aside.said, aside.short, text
    if aside is not None:
        title = words.say("{level}; {rules}", level=title, rules=aside.rules)
    elif level is SafetyLevel.NONE:
        asked = {"asked": len(signs.asked), "of": signs.of}
        title = words.say("No danger sign reported, {asked} of {of} asked", **asked)
        short = words.say("No danger sign, {asked} of {of} asked", **asked)
    return level, title, short, text


def _count(signs: Signs, words: Wording) -> str:
    return words.say("{asked} of {of} danger signs asked.", asked=len(signs.asked), of=signs.of)


def _not_asked(safety: Safety, signs: Signs, words: Wording) -> Iterator[str]:
    if signs.open:
        yield words.plural(
            "{n} of the {of} danger signs was not asked: {names}.",
            "{n} of the {of} danger signs were not asked: {names}.",
            len(signs.open),
            of=signs.of,
            names=words.joined(words.name(name) for name in signs.open),
        )
    further = [name for name in safety.not_asked if name not in signs.open]
    if further:
        yield words.plural(
            "{n} further answer counts only together with others: {names}.",
            "{n} further answers count only together with others. First: {names}.",
            len(further),
            names=words.joined(words.name(name) for name in further[:FIRST_FURTHER]),
        )


def rule_title(rule: str, words: Wording) -> str:
    """What a safety rule looks for, in a few words of a clinician."""
    return words.text(f"safety_rule.{rule}.title")


def _title(level: SafetyLevel, words: Wording) -> str:
    """How soon somebody must look."""
    return {
        SafetyLevel.NONE: words.say("No danger sign reported"),
        SafetyLevel.ROUTINE: words.say("Routine"),
        SafetyLevel.SOON: words.say("Soon: within 2 weeks"),
        SafetyLevel.URGENT: words.say("Urgent: same day. Stop"),
        SafetyLevel.EMERGENCY: words.say("Emergency: now. Stop"),
    }[level]


def _alert(alert: Alert, links: Links, words: Wording, care: Care | None) -> AlertView:
    return AlertView(
        id=alert.id,
        level=str(alert.level),
        title=rule_title(alert.id, words),
        rule=rule_words(alert, words),
        action=words.render(alert.action),
        because=because_words(alert, words),
        sources=citations(alert.sources, links, words),
        care=care,
    )
