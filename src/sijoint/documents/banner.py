"""The banner of a check that a doctor must look at soon: what to do, in patients' words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sijoint.clinical.plan.plan import Plan
from sijoint.clinical.safety import Safety, SafetyLevel
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

SUPPORT = "support"

ACTIONS = {
    "CES-5": "exercise_limit.middle_range_with_nerve_signs.text",
    "NEU-4": "exercise_limit.middle_range_with_nerve_signs.text",
    "CAN-2": "exercise_limit.no_weights_with_a_cancer_history.text",
    "INF-4": "exercise_limit.gentle_before_blood_tests.text",
    "NOC-1": "exercise_limit.mass_not_yet_imaged.text",
    "MSS-1": "exercise_limit.mass_not_yet_imaged.text",
    "AXS-1": "exercise_limit.keep_moving_with_inflammatory_signs.text",
    "AXS-2": "exercise_limit.keep_moving_with_inflammatory_signs.text",
    "AXS-4": "exercise_limit.keep_moving_with_inflammatory_signs.text",
}
"""What patients read about an alert; FRX-5, BSI-2 and AGE-1 have a support of their own."""


def soon_banner(safety: Safety | None, plan: Plan, words: Wording) -> Content | None:
    """What to do about the alerts of the level soon; None where there is none.

    It says what to do, and never which source of pain or which disease is meant.

    Parameters
    ----------
    safety : Safety or None
        The answer of the screen; None where there was none.
    plan : Plan
        Its supports answer some alerts.
    words : Wording
        The language.
    """
    alerts = [] if safety is None else safety.alerts
    soon = [alert.id for alert in alerts if alert.level is SafetyLevel.SOON]
    if not soon:
        return None
    return {
        "title": words.say("See a doctor in the next 2 weeks"),
        "text": words.say("One of your answers needs a doctor's look. Take this plan with you."),
        "lines": list(dict.fromkeys(_lines(soon, plan, words))),
    }


def answering(supports: Iterable[str], words: Wording) -> list[str]:
    """The supports that answer an alert."""
    return [name for name in supports if words.record(SUPPORT, name).get("alerts")]


def _lines(soon: list[str], plan: Plan, words: Wording) -> Iterator[str]:
    for name in answering((support.id for support in plan.supports), words):
        if not set(words.record(SUPPORT, name)["alerts"]).isdisjoint(soon):
            yield words.text(f"{SUPPORT}.{name}.patient_text")
            yield words.text(f"{SUPPORT}.{name}.stop_when")
    for alert in soon:
        if alert in ACTIONS:
            yield words.text(ACTIONS[alert])
