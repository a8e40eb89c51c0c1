from __future__ import annotations

import pytest

from sijoint.clinical.phrase import Phrase, phrase
from sijoint.documents.caution import CHANGING_LIMITS, caution_box, changes_form
from sijoint.evidence.read import read_raw
from tests.documents.people import words

GROWTH = phrase("plan.step.minutes")
KNEE = phrase("exercise_change.kne_kneeling.text")


def test_what_a_step_already_says_is_not_said_again() -> None:
    walking = next(r for r in read_raw()["exercise"] if r["id"] == "walking")
    assert any("10 percent" in step for step in walking["steps"])
    for code in ("en", "es"):
        assert caution_box([GROWTH], walking["steps"], words(code))["lines"] == []


def test_what_no_step_says_is_said() -> None:
    box = caution_box([GROWTH], ["Walk for the planned time."], words())
    assert box["lines"] == [words().render(GROWTH)]


def test_lines_are_merged_and_a_sentence_stands_once() -> None:
    first = phrase("exercise_change.p2_knee_squeeze.text")
    second = phrase("exercise_change.p2_deep_belly.text")
    box = caution_box([first, second, first], [], words())
    assert len(box["lines"]) == 2
    assert " ".join(box["lines"]).count("eep breathing") == 1


@pytest.mark.parametrize(
    ("caution", "title"),
    [(KNEE, "For you, this comes first"), (GROWTH, "Keep in mind")],
)
def test_the_title_tells_a_change_from_what_is_kept_in_mind(caution: Phrase, title: str) -> None:
    assert caution_box([caution], [], words())["title"] == title


def test_every_named_change_changes_how_an_exercise_is_done() -> None:
    for record in read_raw()["exercise_change"]:
        assert changes_form(phrase(f"exercise_change.{record['id']}.text"))


def test_somebody_decided_of_every_limit_whether_it_changes_the_form() -> None:
    """A new limit of the evidence fails here until it is in one of both lists."""
    kept_in_mind = {
        "pool_with_wounds",
        "run_check_after_birth",
        "gentle_before_blood_tests",
        "keep_moving_with_inflammatory_signs",
    }
    limits = {r["id"] for r in read_raw()["exercise_limit"] if r.get("effect") == "c"}
    changing = {limit.split(".")[1] for limit in CHANGING_LIMITS}
    assert limits == kept_in_mind | changing
    assert not kept_in_mind & changing
