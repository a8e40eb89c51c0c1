from __future__ import annotations

import pytest

from sijoint.clinical.phrase import phrase
from sijoint.clinical.plan.support import PlannedSupport
from sijoint.clinical.safety import Alert, Safety, SafetyLevel
from sijoint.documents.banner import ACTIONS, soon_banner
from sijoint.evidence.read import read_raw
from tests.documents.people import everyone, sample, words

PLAN = sample("one-sided-buttock-pain").plan
SOON = [r for r in read_raw()["safety_rule"] if r["level"] == "soon"]


def screened(*alerts: tuple[str, str]) -> Safety:
    fired = tuple(
        Alert(id=name, level=SafetyLevel(level), because=(), action=phrase("x"), sources=(),
              defers_tests=False)
        for name, level in alerts
    )  # fmt: skip
    level = max((alert.level for alert in fired), default=SafetyLevel.NONE)
    return Safety(level=level, stop=False, alerts=fired, not_asked=())


@pytest.mark.parametrize("safety", [None, screened(), screened(("AXS-3", "routine"))])
def test_nothing_below_soon_has_a_banner(safety: Safety | None) -> None:
    assert soon_banner(safety, PLAN, words()) is None


@pytest.mark.parametrize("rule", SOON, ids=lambda rule: rule["id"])
@pytest.mark.parametrize("code", ["en", "es"])
def test_a_soon_alert_says_what_to_do_and_never_why(rule: dict[str, str], code: str) -> None:
    made = soon_banner(screened((rule["id"], "soon")), PLAN, words(code))
    assert made is not None
    assert made["title"] == words(code).say("See a doctor in the next 2 weeks")
    printed = " ".join([made["text"], *made["lines"]])
    # What clinicians read about it is not for people.
    assert words(code).say(rule["action"]) not in printed
    for source in read_raw()["pain_source"]:
        assert words(code).text(f"pain_source.{source['id']}.clinician").lower() not in printed


def test_the_action_is_that_of_the_evidence() -> None:
    made = soon_banner(screened(("AXS-1", "soon"), ("AXS-4", "soon")), PLAN, words())
    assert made is not None
    text = words().text("exercise_limit.keep_moving_with_inflammatory_signs.text")
    assert made["lines"] == [text]


def test_a_support_that_answers_the_alert_is_said() -> None:
    from dataclasses import replace

    plan = replace(PLAN, supports=(PlannedSupport("medical_review_under_18", ()),))
    made = soon_banner(screened(("AGE-1", "soon")), plan, words())
    assert made is not None
    assert words().text("support.medical_review_under_18.patient_text") in made["lines"]
    other = soon_banner(screened(("VIS-2", "soon")), plan, words())
    assert other is not None
    assert other["lines"] == []


def test_every_soon_rule_has_an_action_or_a_support_or_needs_neither() -> None:
    """A new rule fails here until somebody gives patients its words."""
    answered = {rule for r in read_raw()["support"] for rule in r.get("alerts", [])}
    assert {r["id"] for r in SOON} - set(ACTIONS) - answered == {"VIS-2"}
    assert set(ACTIONS) <= {r["id"] for r in SOON}


def test_people_with_a_soon_alert_have_a_banner() -> None:
    found = 0
    for person in everyone():
        safety = person.assessment.safety
        made = soon_banner(safety, person.plan, words())
        assert (made is not None) == (safety.level is SafetyLevel.SOON)
        found += made is not None
    assert found
