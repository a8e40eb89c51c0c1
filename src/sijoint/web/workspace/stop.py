"""What was done about a stop, as the panel of an evaluation tells it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from sijoint.clinical.safety import Safety
from sijoint.documents.wording import Wording
from sijoint.records.models import Alert
from sijoint.records.queries import alert_chain
from sijoint.records.queries.alert_care import alerts_during, latest_by_rule, withdrawn_for
from sijoint.records.queries.recorded import Recorded
from sijoint.web.panel.care import NO_CARE, Care, StopCare
from sijoint.web.workspace.alert import step_words, steps_of

TOLD = frozenset({alert_chain.READ, alert_chain.HAND_OVER, alert_chain.ESCALATE, alert_chain.CLOSE})
"""The acts that say who has it; the others say how it came about."""


def stop_care(recorded: Recorded, safety: Safety, words: Wording) -> StopCare:
    """What was done about each rule that fires, and about the home plan.

    Parameters
    ----------
    recorded : Recorded
        What the evaluation holds.
    safety : Safety
        What is shown, with the alerts that were raised elsewhere.
    words : Wording
        The language.
    """
    if not safety.stop:
        return NO_CARE
    fired = {alert.id for alert in safety.alerts}
    held = latest_by_rule(alerts_during(recorded.evaluation))
    alerts = {rule: alert for rule, alert in held.items() if rule in fired}
    steps = steps_of(tuple(alerts.values()), words, TOLD)
    # A rule that fires elsewhere is settled by closing its alert there.
    own = {alert.id for alert in recorded.safety.alerts} if recorded.safety else set()
    told = {
        rule: Care(
            url=reverse("task", args=[alert.id]),
            said=tuple(step_words(step, words) for step in steps[alert.id]),
            is_read=alert.acknowledged_at is not None,
            is_closed=alert.closed_at is not None,
            aside_url=_aside_url(recorded, alert) if rule in own else "",
        )
        for rule, alert in alerts.items()
    }
    return StopCare(told, _plan(recorded, safety, words))


def _aside_url(recorded: Recorded, alert: Alert) -> str:
    if recorded.evaluation.is_signed or alert.acknowledged_at is None:
        return ""
    page = reverse("evaluation_override", args=[recorded.evaluation.id])
    return f"{page}?{urlencode({'rule': alert.rule_id})}"


def _plan(recorded: Recorded, safety: Safety, words: Wording) -> str:
    stopping = [alert.id for alert in safety.alerts if alert.level.stops]
    plan = withdrawn_for(recorded.evaluation.patient, stopping)
    if plan is None or plan.withdrawn_at is None:
        return ""
    return words.say(
        "The home plan was withdrawn on {day}: nobody follows it any more. Propose a new one when "
        "this is settled.",
        day=words.date(timezone.localdate(plan.withdrawn_at)),
    )
