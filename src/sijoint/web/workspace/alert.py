"""An alert as the worklist shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sijoint.clinical.safety import SafetyLevel
from sijoint.documents.report.safety import level_word
from sijoint.records.models import Alert
from sijoint.web.wording import wording


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An alert in words.

    Parameters
    ----------
    alert : Alert
    level : str
        Of the rule; `word` is what a clinician reads.
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
    reasons: tuple[str, ...]
    action: str
    is_late: bool


def alert_card(alert: Alert, now: datetime) -> AlertCard:
    """The card of an alert."""
    words = wording()
    late = alert.answer_by is not None and alert.acknowledged_at is None and alert.answer_by <= now
    return AlertCard(
        alert=alert,
        level=alert.level,
        word=level_word(SafetyLevel(alert.level), words),
        reasons=tuple(words.name(name) for name in alert.because),
        action=words.text(f"safety_rule.{alert.rule_id}.action"),
        is_late=late,
    )
