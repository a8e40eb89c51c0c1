"""What answers lead to, where the safety rules alone do not decide it."""

from __future__ import annotations

from typing import Any

import pytest

from sijoint.evidence.questionnaire import Audience
from sijoint.web.outcome import Outcome, outcome_of
from tests.casefile.stories import story, ticked

LUMP = "A new lump should be looked at by a doctor within 2 weeks."


def found(**answers: Any) -> Outcome:
    outcome = outcome_of(story(**answers), Audience.INTAKE)
    assert outcome is not None
    return outcome


def test_a_lump_alone_needs_a_doctor_soon() -> None:
    outcome = found(lump="yes")
    assert (outcome.level, outcome.questions) == ("soon", ("lump",))
    assert outcome.texts == (LUMP,)
    assert outcome.told == ("I have a new lump.",)
    assert found().level == "none"


def test_a_lump_that_one_is_not_sure_about_is_read_back_so() -> None:
    outcome = found(**{"lump": "unsure", "lump.again": "unsure"})
    assert outcome.texts == (LUMP,)
    (told,) = outcome.told
    assert told.startswith("You are not sure about: “A lump")


def test_a_lump_stands_beside_what_else_is_soon() -> None:
    outcome = found(lump="yes", health=ticked("cancer_active"))
    assert len(outcome.texts) == 2
    assert LUMP in outcome.texts
    assert "I have a new lump." in outcome.told


def test_a_lump_is_told_once_where_its_rule_fires() -> None:
    assert found(lump="yes", strong_with_lump="yes").texts == (LUMP,)


def test_what_may_wait_still_stands_beside_a_lump() -> None:
    outcome = found(lump="yes", weight_loss="yes")
    assert outcome.level == "soon"
    assert outcome.routine


@pytest.mark.parametrize(("answer", "level"), [("fever", "urgent"), ("both_legs", "emergency")])
def test_a_lump_waits_while_help_is_needed(answer: str, level: str) -> None:
    outcome = found(lump="yes", **{answer: "yes"})
    assert outcome.level == level
    assert LUMP not in outcome.texts
