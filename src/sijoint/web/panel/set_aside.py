"""Safety rules that fire and that a clinician has set aside: who, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from sijoint.clinical.case import Case
from sijoint.clinical.safety import Alert, SafetyRules, screen
from sijoint.documents.wording import Wording
from sijoint.web.panel.conclusion import SAFETY, Held


@dataclass(frozen=True, slots=True)
class SetAside:
    """What was reported and set aside.

    Parameters
    ----------
    said, short : str
        The number of signs with each rule, who set it aside, when and why; the same without
        names, for narrow places.
    rules : str
        The rules with who, when and why, without the number.
    """

    said: str
    short: str
    rules: str


def set_aside_view(
    held: Sequence[Held], case: Case, rules: SafetyRules, words: Wording
) -> SetAside | None:
    """What is set aside; None when nothing that fires is.

    Parameters
    ----------
    held : sequence of Held
        The clinician's own conclusions.
    case : Case
        What was recorded.
    rules : SafetyRules
        All of them, also those that are set aside.
    words : Wording
        The language.
    """
    own = {e.conclusion.removeprefix(SAFETY): e for e in held if e.conclusion.startswith(SAFETY)}
    if not own:
        return None
    fired = [alert for alert in screen(case, rules).alerts if alert.id in own]
    if not fired:
        return None
    signs = len(_signs(fired, case))
    told = words.joined(_told(own[alert.id], alert.id, case, words) for alert in fired)
    names = words.joined(words.say("{rule} set aside", rule=alert.id) for alert in fired)
    return SetAside(_with_signs(signs, told, words), _with_signs(signs, names, words), told)


def _signs(fired: Sequence[Alert], case: Case) -> set[str]:
    """The recorded findings behind the rules; age and conditions are no signs."""
    recorded = {finding.id for finding in case.findings}
    return {name for alert in fired for name in alert.because if name in recorded}


def _with_signs(signs: int, rules: str, words: Wording) -> str:
    if not signs:
        return rules
    return words.plural(
        "{n} sign reported; {rules}", "{n} signs reported; {rules}", signs, rules=rules
    )


def _told(held: Held, rule: str, case: Case, words: Wording) -> str:
    return words.say(
        "{rule} set aside by {name} {time}: {reason}",
        rule=rule,
        name=str(held.by),
        time=moment(held.at, case, words),
        reason=held.reason,
    )


def moment(at: datetime, case: Case, words: Wording) -> str:
    """The time of day, with the day where it is not the day of the evaluation."""
    local = timezone.localtime(at)
    hour = local.strftime("%H:%M")
    if local.date().isoformat() == case.assessed_on:
        return hour
    return words.say("{day}, {time}", day=words.date(local.date()), time=hour)
