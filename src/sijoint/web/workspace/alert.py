"""An alert as the worklist, the chart and the note show it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from sijoint.accounts.models import User
from sijoint.casefile.error import CaseError
from sijoint.clinical.safety import Alert as Found
from sijoint.clinical.safety import SafetyLevel
from sijoint.documents.report.ground import ground_words
from sijoint.documents.report.safety import level_word
from sijoint.documents.wording import Wording
from sijoint.language import message
from sijoint.records.actions.alert import GONE as ANSWER_CHANGED
from sijoint.records.models import Alert
from sijoint.records.queries import alert_chain
from sijoint.records.queries.alert_chain import Step, chains_of
from sijoint.records.queries.recorded import recorded_in
from sijoint.web.panel.safety import rule_title
from sijoint.web.wording import wording

BY_A_PERSON = {
    alert_chain.RAISE: message("Raised by the answers that {name} recorded"),
    alert_chain.CHANGE: message("The answers behind it were changed by {name}"),
    alert_chain.READ: message("Read by {name}"),
    alert_chain.HAND_OVER: message("Handed over by {name}"),
    alert_chain.CLOSE: message("Closed by {name}"),
}
GIVEN = {
    alert_chain.HAND_OVER: message("Handed over by {name} to {to}"),
    alert_chain.ESCALATE: message("Unread too long: given to {to} as well"),
}
BY_ITSELF = {
    alert_chain.ESCALATE: message("Unread too long: given to a second person"),
    alert_chain.REMIND: message("Unread too long: its owners were reminded"),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One act in words, and when it was done."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert in words.

    Parameters
    ----------
    alert : Alert
    level : str
        Of the rule; `word` is what a clinician reads.
    title : str
        What it may mean.
    reasons : tuple of str
        What it fired for.
    action : str
        What the rule says to do.
    is_late : bool
        Whether nobody acknowledged it in time.
    """

    alert: Alert
    level: str
    word: str
    title: str
    reasons: tuple[str, ...]
    action: str
    is_late: bool

    @property
    def steps(self) -> tuple[StepLine, ...]:
        """Everything that was done about it; read when it is asked for."""
        return alert_steps(self.alert, wording())


def alert_card(alert: Alert, now: datetime, found: Found | None = None) -> AlertCard:
    """The card of an alert.

    Parameters
    ----------
    alert : Alert
    now : datetime
    found : sijoint.clinical.safety.Alert or None
        The same as the safety rules raise it now, with its numbers; None where that is not known.
    """
    words = wording()
    reasons = tuple(words.name(name) for name in alert.because)
    if found is not None:
        reasons = ground_words(found, words)
    late = alert.answer_by is not None and alert.acknowledged_at is None and alert.answer_by <= now
    return AlertCard(
        alert=alert,
        level=alert.level,
        word=level_word(SafetyLevel(alert.level), words),
        title=rule_title(alert.rule_id, words),
        reasons=reasons,
        action=words.text(f"safety_rule.{alert.rule_id}.action"),
        is_late=late,
    )


def closed_cards(
    alerts: Collection[Alert], now: datetime
) -> list[tuple[AlertCard, tuple[StepLine, ...]]]:
    """The cards of alerts that are closed, each with everything that was done about it."""
    steps = steps_of(alerts, wording())
    return [(alert_card(alert, now), steps[alert.id]) for alert in alerts]


def found_again(alert: Alert) -> Found | None:
    """The alert as its evaluation raises it, while it stands for the same reasons."""
    if alert.evaluation is None or alert.closed_at is not None:
        return None
    try:
        safety = recorded_in(alert.evaluation).safety
    except CaseError:
        return None
    raised = () if safety is None else safety.alerts
    same = (a for a in raised if a.id == alert.rule_id and list(a.because) == alert.because)
    return next(same, None)


def alert_steps(alert: Alert, words: Wording) -> tuple[StepLine, ...]:
    """What was done about an alert, in words, the first act first.

    Parameters
    ----------
    alert : Alert
    words : Wording
        The language.
    """
    return steps_of([alert], words)[alert.id]


def steps_of(
    alerts: Collection[Alert], words: Wording, verbs: Collection[str] = alert_chain.STEPS
) -> dict[UUID, tuple[StepLine, ...]]:
    """What was done about each of some alerts, in words, the first act first.

    Parameters
    ----------
    alerts : collection of Alert
    words : Wording
        The language.
    verbs : collection of str
        The acts that are wanted.
    """
    chains = chains_of(alerts)
    return {
        alert.id: tuple(
            StepLine(_said(step, alert, words), step.at)
            for step in chains[alert.id]
            if step.verb in verbs
        )
        for alert in alerts
    }


def step_words(step: StepLine, words: Wording) -> str:
    """An act with the day and the time of day."""
    return words.say("{said}, {time}.", said=step.text, time=time_words(step.at, words))


def time_words(at: datetime, words: Wording) -> str:
    """A day with the time of day, where the clinic is."""
    local = timezone.localtime(at)
    return words.say("{day}, {time}", day=words.date(local.date()), time=local.strftime("%H:%M"))


def _said(step: Step, alert: Alert, words: Wording) -> str:
    name = _name(step.by, alert, words)
    if step.to is not None:
        return words.say(GIVEN[step.verb], name=name, to=str(step.to))
    if step.verb in BY_ITSELF:
        return words.say(BY_ITSELF[step.verb])
    said = words.say(BY_A_PERSON[step.verb], name=name)
    if step.verb == alert_chain.CLOSE and alert.closed_reason:
        return words.say("{said}: {reason}", said=said, reason=_closed_reason(alert, words))
    return said


def _closed_reason(alert: Alert, words: Wording) -> str:
    """What a person wrote, or that the answers behind it are gone."""
    if alert.closed_reason == ANSWER_CHANGED:
        return words.say("the answer behind it was changed")
    return alert.closed_reason


def _name(by: User | None, alert: Alert, words: Wording) -> str:
    if by is None:
        return words.say("the system")
    if by.id == alert.patient.user_id:
        return alert.patient.name
    return str(by)
