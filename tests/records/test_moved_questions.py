"""Stories that were told to an earlier release are read by the questions of this one."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from sijoint.evidence.questionnaire import Audience
from sijoint.records import story as stories
from tests.casefile.stories import case_of, story

UNCONTROLLED = "hypertension_uncontrolled"
migration = importlib.import_module("sijoint.records.migrations.0003_moved_questions")


@pytest.mark.parametrize(
    ("told", "conditions"),
    [
        (["marfan", "shoulder", "none"], {"marfan_or_vascular_type", "shoulder_problem"}),
        (["wrist", "knee"], {"wrist_problem", "knee_problem"}),
        (["high_pressure"], {"hypertension", UNCONTROLLED}),
        (["falls", "high_pressure", "none"], {"fall_risk", "hypertension", UNCONTROLLED}),
    ],
)
def test_no_condition_is_lost(told: list[str], conditions: set[str]) -> None:
    before: dict[str, Any] = story(illnesses=told)
    del before["joints"]
    now = migration.moved(before)
    changed = {name for name, answer in now.items() if before.get(name) != answer}
    assert changed <= stories.interview().sound(now, Audience.INTAKE).keys()
    assert set(case_of(now).patient.conditions) == conditions


def test_other_answers_stay_as_they_are() -> None:
    before = story(illnesses=["falls", "none"])
    assert migration.moved(before) is before
    assert migration.moved({}) == {}
