"""The paper of the report: what an output can write, and the bars drawn on it."""

from __future__ import annotations

import pytest
from rich.text import Text

from sijoint.cli.report.bar import points_bar, probability_bar, scale, weight_bar
from sijoint.cli.report.paper import DRAWN, TYPED, Paper, Signs, listed, number_of, sentence
from sijoint.cli.report.percent import percent_sign, percent_words, range_sign
from sijoint.cli.report.plan import dose
from sijoint.clinical.case import Side
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.percent import HIGHEST, highest_of, rounded
from sijoint.evidence.text import Texts

TEXTS = Texts(
    {
        "phrase": [
            {"id": "side.left", "text": "left"},
            {"id": "long", "text": "two\n  lines"},
            {"id": "pain_source.other.clinician", "text": "None of these"},
        ],
        "finding": [{"id": "faber", "clinician": "FABER (Patrick) test"}],
        "pain_source": [{"id": "hip_joint", "clinician": "Hip joint"}],
    }
)


def paper(encoding: str = "utf-8", width: int = 80) -> Paper:
    return Paper(TEXTS, width, encoding)


@pytest.mark.parametrize(
    ("encoding", "signs"),
    [("utf-8", DRAWN), ("UTF-16", DRAWN), ("ascii", TYPED), ("latin-1", TYPED), ("chess", TYPED)],
)
def test_signs_are_drawn_where_they_can_be_written(encoding: str, signs: object) -> None:
    assert paper(encoding).signs is signs


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "niño, 3 × 5 – “½” ≥ 30° 力"),
        ("ascii", 'nino, 3 x 5 - "1/2" >= 30 deg ?'),
        ("latin-1", 'niño, 3 × 5 - "½" >= 30° ?'),
    ],
)
def test_what_cannot_be_written_is_replaced(encoding: str, written: str) -> None:
    assert paper(encoding).clean("niño, 3 × 5 – “½” ≥ 30° 力") == written


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\u202e", "\x07", "\u200b"])
def test_nothing_can_move_the_cursor_or_turn_the_text(hidden: str) -> None:
    cleaned = paper().clean(f"my {hidden}goal\nis")
    assert cleaned.isprintable()
    assert cleaned.startswith("my ?")
    assert cleaned.endswith("goal is")


def test_names_stand_without_asides() -> None:
    assert paper().name("faber") == "FABER test"
    assert paper().title("finding", "faber") == "FABER test"
    assert paper().source("hip_joint", Side.LEFT) == "Hip joint, left"
    assert paper().source("other", None) == "None of these"
    assert paper().say(Phrase("long")) == "two lines"
    assert paper().value("@side.left") == "left"


def test_there_is_room_for_more_columns_from_100_on() -> None:
    assert paper(width=100).is_wide
    assert not paper(width=99).is_wide


def test_words_are_put_together() -> None:
    assert listed(["Heat", "MRI", "Cold"]) == "heat, MRI, cold"
    assert number_of(1, "test") == "1 test"
    assert number_of(2, "test") == "2 tests"
    assert number_of(2, "person", "people") == "2 people"
    assert sentence("heat") == "Heat."
    assert sentence("Heat?") == "Heat?"
    assert sentence("") == "."


@pytest.mark.parametrize(
    ("probability", "number", "said", "sign"),
    [
        (0.0, 0, "under 5%", "<5%"),
        (0.02, 0, "under 5%", "<5%"),
        (0.03, 5, "5%", "5%"),
        (0.393, 40, "40%", "40%"),
        (0.66, 65, "65%", "65%"),
        (0.68, 70, "70%", "70%"),
        (1.0, 70, "70% or more", "70+%"),
    ],
)
def test_percentages(probability: float, number: int, said: str, sign: str) -> None:
    assert rounded(probability, HIGHEST) == number
    assert percent_words(probability) == said
    assert percent_sign(probability) == sign


@pytest.mark.parametrize(
    ("interval", "sign"),
    [
        ((0.28, 0.50), "30 to 50%"),
        ((0.01, 0.08), "up to 10%"),
        ((0.01, 0.02), "<5%"),
        ((0.18, 0.19), "20%"),
        ((0.40, 0.95), "40 to 70+%"),
        ((0.01, 0.95), "up to 70+%"),
        ((0.80, 0.95), "70+%"),
    ],
)
def test_ranges(interval: tuple[float, float], sign: str) -> None:
    assert range_sign(interval) == sign


def _bar(probability: float, interval: tuple[float, float], other: float, signs: Signs) -> Text:
    return probability_bar(probability, interval, other, width=15, highest=HIGHEST, signs=signs)


def test_pelvic_girdle_pain_is_shown_up_to_90() -> None:
    highest = highest_of("pelvic_girdle_pain")
    assert (highest, highest_of("sacroiliac_joint")) == (90, 70)
    assert percent_sign(0.79, highest) == "80%"
    assert percent_words(0.885, highest) == "90%"
    assert range_sign((0.72, 0.9), highest) == "70 to 90%"


@pytest.mark.parametrize(
    ("probability", "interval", "other", "drawn"),
    [
        (0.0, (0.0, 0.0), 0.0, "◈              "),
        (0.35, (0.20, 0.50), 0.60, "━━━━┣━━●──┤ ◇  "),
        (0.35, (0.20, 0.50), 0.35, "━━━━┣━━◈──┤    "),
        (0.35, (0.20, 0.90), 0.10, "━━◇━┣━━●──────▶"),
        (0.90, (0.80, 0.95), 0.95, "━━━━━━━━━━━━━━◈"),
    ],
)
def test_bars_hold_the_interval_and_the_other_set(
    probability: float, interval: tuple[float, float], other: float, drawn: str
) -> None:
    assert _bar(probability, interval, other, DRAWN).plain == drawn
    assert len(_bar(probability, interval, other, TYPED).plain) == 15


@pytest.mark.parametrize("width", range(16, 49))
def test_the_scale_ends_at_70_and_cuts_no_number(width: int) -> None:
    ticks = scale(width, HIGHEST).plain
    assert len(ticks) == width
    assert ticks.endswith("70+")
    assert set(ticks.split()) <= {"0", "20", "40", "60", "70+"}


def test_weights_point_to_the_side_that_they_speak_for() -> None:
    assert weight_bar(3.0, 3.0, 4, DRAWN).plain == "    │■■■■"
    assert weight_bar(-1.5, 3.0, 4, DRAWN).plain == "  ■■│    "
    assert weight_bar(0.0, 3.0, 4, TYPED).plain == "    |    "
    assert weight_bar(9.0, 3.0, 4, TYPED).plain == "    |####"


def test_points_are_shown_in_halves() -> None:
    assert points_bar(1.5, 3.0, DRAWN).plain == "■■■···"
    assert isinstance(points_bar(0.0, 3.0, TYPED), Text)
    assert points_bar(3.0, 3.0, TYPED).plain == "######"


@pytest.mark.parametrize(
    ("sets", "reps", "hold_s", "a_day", "said"),
    [
        (2, 10, 0, 1, "2 × 10"),
        (2, 8, 5, 1, "2 × 8, hold 5 s"),
        (3, 1, 20, 1, "3 × 20 s"),
        (1, 1, 0, 1, "8 min"),
        (2, 10, 2.5, 2, "2 × 10, hold 2.5 s, 2 a day"),
    ],
)
def test_doses(sets: int, reps: int, hold_s: float, a_day: int, said: str) -> None:
    exercise = PlannedExercise(
        id="bridge",
        side="both",
        sets=sets,
        reps=reps,
        hold_s=hold_s,
        per_week=7 * a_day,
        sessions_per_day=a_day,
        minutes=8.0,
        weekdays=("mon",),
        why=Phrase("plan.why.function"),
        cautions=(),
    )
    assert dose(exercise, DRAWN) == said
