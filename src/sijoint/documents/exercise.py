"""An exercise on paper: its picture, dose, steps, cues, and what to mind."""

from __future__ import annotations

from dataclasses import asdict
from math import ceil

from sijoint.clinical.plan.plan import Stage
from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.dose import amount, dose
from sijoint.documents.picture import exercise_picture, exercise_thumbnail
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

EXERCISE = "exercise"
IN_PREGNANCY = "pregnant_movement"
"""How an exercise is done from week 20 of pregnancy, where that is another position."""

MOST_CUES = 2
SHOWN_SIDE = "right"
"""The side of the picture where both sides work."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def exercise_block(
    exercise: PlannedExercise, number: int, words: Wording, *, is_pregnant: bool
) -> Content:
    """Everything that a person needs to do one exercise.

    Parameters
    ----------
    exercise : PlannedExercise
        From a stage of a plan.
    number : int
        Its place on the handout, from 1.
    words : Wording
        The language.
    is_pregnant : bool
        Whether it is done, and drawn, as from week 20 of pregnancy.
    """
    record = words.record(EXERCISE, exercise.id)
    shown = SHOWN_SIDE if exercise.side == "both" else exercise.side
    picture = exercise_picture(exercise.id, shown, words, is_pregnant=is_pregnant)
    is_mirrored = bool(record["sided"]) and exercise.side == "both"
    return {
        "number": number,
        "name": words.text(f"{EXERCISE}.{exercise.id}.patient"),
        "chips": chips(exercise, words),
        "picture": asdict(picture),
        "picture_note": words.say("The picture shows the right side.") if is_mirrored else "",
        "dose": dose(exercise, is_sided=bool(record["sided"]), words=words),
        "why": words.render(exercise.why),
        "steps": _texts(exercise.id, "steps", words, is_pregnant=is_pregnant),
        "cues": _texts(exercise.id, "cues", words, is_pregnant=is_pregnant)[:MOST_CUES],
        "cautions": [words.render(each) for each in exercise.cautions],
        "stop": words.text(f"{EXERCISE}.{exercise.id}.stop_text"),
    }


def _texts(name: str, field: str, words: Wording, *, is_pregnant: bool) -> list[str]:
    """Texts of the exercise, or of its form in pregnancy where that has its own."""
    own = words.list(IN_PREGNANCY, name, field) if is_pregnant else []
    return own or words.list(EXERCISE, name, field)


def chart_row(
    exercise: PlannedExercise, number: int, words: Wording, *, is_pregnant: bool
) -> Content:
    """The exercise in the chart: one box for each time of each day; none on days of rest.

    The parameters are those of `exercise_block`.
    """
    shown = SHOWN_SIDE if exercise.side == "both" else exercise.side
    return {
        "number": number,
        "name": words.text(f"{EXERCISE}.{exercise.id}.patient"),
        "chips": chips(exercise, words),
        "amount": amount(exercise, words),
        "thumbnail": exercise_thumbnail(exercise.id, shown, is_pregnant=is_pregnant),
        "boxes": [exercise.sessions_per_day if day in exercise.weekdays else 0 for day in WEEKDAYS],
    }


def weekday_names(words: Wording) -> list[Content]:
    """The days of the week, Monday first, short and whole."""
    return [
        {"short": words.say("Mon"), "whole": words.say("Monday")},
        {"short": words.say("Tue"), "whole": words.say("Tuesday")},
        {"short": words.say("Wed"), "whole": words.say("Wednesday")},
        {"short": words.say("Thu"), "whole": words.say("Thursday")},
        {"short": words.say("Fri"), "whole": words.say("Friday")},
        {"short": words.say("Sat"), "whole": words.say("Saturday")},
        {"short": words.say("Sun"), "whole": words.say("Sunday")},
    ]


def fullest_day(stage: Stage) -> int:
    """Minutes of the day with the most exercise, rounded up."""
    return max(
        ceil(sum(e.minutes * e.sessions_per_day for e in stage.exercises if day in e.weekdays))
        for day in WEEKDAYS
    )


def chips(exercise: PlannedExercise, words: Wording) -> list[Content]:
    """The sides that work, left before right; none for an exercise without sides."""
    if not words.record(EXERCISE, exercise.id)["sided"]:
        return []
    letters = {"left": words.say("L"), "right": words.say("R")}
    sides = ("left", "right") if exercise.side == "both" else (exercise.side,)
    return [{"side": side, "letter": letters[side], "word": words.side(side)} for side in sides]
