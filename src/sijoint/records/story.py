"""A person's own story, with the evidence and the body chart that this program carries."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import date
from typing import Any

from sijoint.casefile.read import from_document
from sijoint.casefile.story import Interview
from sijoint.casefile.story_case import said_yes
from sijoint.clinical import safety
from sijoint.clinical.case import Case
from sijoint.clinical.phrase import phrase
from sijoint.clinical.safety import Safety
from sijoint.drawing.body_chart.interview import BodyChart
from sijoint.evidence.questionnaire import Audience, build
from sijoint.records import knowledge
from sijoint.records.models import Intake


@functools.cache
def interview() -> Interview:
    """The questionnaire of this version of the evidence."""
    return Interview(build(knowledge.current().raw), BodyChart())


def case_of(
    answers: Mapping[str, Any], audience: Audience, *, on: date | None = None
) -> Case | None:
    """The clinical case of answers; None while age, sex, side or duration is missing."""
    sound = interview().sound(answers, audience)
    if not interview().is_ready(sound):
        return None
    document = interview().document(sound, audience, on=on)
    return from_document(document, knowledge.current().vocabulary, file="story")


def screen(answers: Mapping[str, Any], audience: Audience) -> Safety | None:
    """The safety rules, run on answers; None while there is no case yet."""
    case = case_of(answers, audience)
    return None if case is None else safety.screen(case, knowledge.current().evidence.safety)


def alarm(answers: Mapping[str, Any], audience: Audience) -> Safety | None:
    """What answers tell of danger before all are given; None while that is nothing.

    What the person is still asked in other words does not count yet. A yes that alone is an
    emergency counts also while age, sex, side or duration is missing.
    """
    now = settled(answers, audience)
    screened = screen(now, audience)
    if screened is not None or not interview().emergency(now, audience):
        return screened
    told = [q for q in interview().asked(now, audience) if q.emergency and said_yes(q, now)]
    rules = knowledge.current().evidence.safety.rules
    fired = tuple(
        safety.Alert(
            id=rule.id,
            level=rule.level,
            because=tuple(n for q in told if q.emergency == rule.id for n in q.findings),
            action=phrase(f"safety_rule.{rule.id}.action"),
            sources=rule.sources,
            defers_tests=rule.defers_tests,
        )
        for rule in rules
        if rule.id in {q.emergency for q in told}
    )
    level = max(alert.level for alert in fired)
    return Safety(level=level, stop=level.stops, alerts=fired, not_asked=())


def settled(answers: Mapping[str, Any], audience: Audience) -> dict[str, Any]:
    """The answers without those that are still to be asked in other words."""
    sound = interview().sound(answers, audience)
    waiting = {q.id for q in interview().to_ask_again(sound, interview().asked(sound, audience))}
    return {name: answer for name, answer in sound.items() if name not in waiting}


def answers_of(intake: Intake) -> dict[str, Any]:
    """All answers of an intake, the sensitive ones too."""
    return {**intake.answers, **intake.sensitive}


def document_of(intake: Intake) -> dict[str, Any]:
    """The case file of an intake; empty while age, sex, side or duration is missing."""
    sound = interview().sound(answers_of(intake), Audience.INTAKE)
    if not interview().is_ready(sound):
        return {}
    on = (intake.completed_at or intake.started_at).date()
    return interview().document(sound, Audience.INTAKE, on=on)
