from __future__ import annotations

import pytest

from sijoint.clinical.phrase import phrase
from sijoint.documents.wording import sentence
from sijoint.evidence.error import EvidenceError
from tests.documents.people import words


def test_a_phrase_is_filled_in_the_language() -> None:
    why = phrase(
        "plan.why.goal",
        function="@exercise_function.lifting.patient",
        plan="@plan_approach.support.patient",
        goal="lift my child",
    )
    english, spanish = words("en").render(why), words("es").render(why)
    assert english != spanish
    assert english.endswith("lift my child.")
    assert "lift my child" in spanish
    assert "@" not in english + spanish


def test_what_a_person_writes_is_not_translated_and_its_braces_stay() -> None:
    why = phrase("plan.why.goal", function="f", plan="p", goal="{plan} left")
    assert "{plan} left" in words().render(why)


def test_a_missing_text_is_named() -> None:
    with pytest.raises(EvidenceError, match=r"education\.nothing\.title"):
        words().text("education.nothing.title")


def test_asides_are_left_out_of_titles() -> None:
    assert "(" not in words().title("finding", "distraction")


def test_dates_numbers_and_shares_follow_the_language() -> None:
    assert words("es").date("2026-11-02") == "2 de noviembre de 2026"
    assert (words("en").number(2.5), words("es").number(2.5)) == ("2.5", "2,5")
    assert words("es").percent(0.34) == "34\N{NO-BREAK SPACE}%"


def test_a_sentence_ends_once() -> None:
    assert sentence("ends.") == "Ends."
