from __future__ import annotations

import pytest

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.dose import amount, dose, listed
from tests.documents.people import words

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def planned(
    sets: int, reps: int, hold_s: float, *, days: int = 7, times: int = 1, side: str = "both"
) -> PlannedExercise:
    return PlannedExercise(
        id="clam",
        side=side,
        sets=sets,
        reps=reps,
        hold_s=hold_s,
        per_week=days * times,
        sessions_per_day=times,
        minutes=7.3,
        weekdays=WEEK[:days],
        why=Phrase("plan.why.function"),
        cautions=(),
    )


@pytest.mark.parametrize(
    ("exercise", "is_sided", "said"),
    [
        (planned(2, 10, 10), False, "2 sets of 10. Hold each for 10 seconds. Every day."),
        (planned(1, 8, 0), False, "8 times. Every day."),
        (planned(3, 12, 1), False, "3 sets of 12. Every day."),
        (planned(4, 1, 15, days=5), True, "4 holds of 15 seconds. On each side. 5 days a week."),
        (planned(1, 1, 20, days=1), False, "1 hold of 20 seconds. 1 day a week."),
        (planned(1, 1, 0, days=6), False, "8 minutes. 6 days a week."),
        (
            planned(1, 8, 6, times=2),
            False,
            "8 times. Hold each for 6 seconds. Twice a day, every day.",
        ),
        (planned(1, 8, 0, times=3), False, "8 times. 3 times a day, every day."),
        (planned(1, 8, 0, days=3, times=2), False, "8 times. 2 times a day, 3 days a week."),
        (
            planned(2, 8, 2.5, side="left"),
            True,
            "2 sets of 8. Hold each for 2.5 seconds. On the left side. Every day.",
        ),
        (planned(2, 8, 0, side="right"), True, "2 sets of 8. On the right side. Every day."),
    ],
)
def test_the_dose_in_words(exercise: PlannedExercise, is_sided: bool, said: str) -> None:
    assert " ".join(dose(exercise, is_sided=is_sided, words=words())) == said
    assert said.startswith(amount(exercise, words()))


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        (planned(2, 10, 10), "2 sets of 10, hold 10 s"),
        (planned(1, 8, 2.5), "8 times, hold 2.5 s"),
        (planned(3, 12, 1), "3 sets of 12"),
        (planned(4, 1, 15), "4 holds of 15 seconds"),
        (planned(1, 1, 0), "8 minutes"),
    ],
)
def test_the_list_of_the_first_page_tells_holds(exercise: PlannedExercise, said: str) -> None:
    assert listed(exercise, words()) == said


def test_the_dose_in_spanish_has_no_english_left() -> None:
    said = " ".join(dose(planned(2, 10, 10), is_sided=True, words=words("es")))
    assert "2 series de 10" in said
    assert not {"sets", "hold", "every", "side"} & set(said.lower().replace(".", "").split())
