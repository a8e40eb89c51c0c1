"""An exercise on paper: its picture, dose, steps, cues, and what to mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from math import ceil

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.plan import Stage
from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.caution import caution_box, changes_form
from sijoint.documents.dose import dose, listed
from sijoint.documents.glyph import readable
from sijoint.documents.picture import exercise_picture, exercise_thumbnail, lain_on, shown_side
from sijoint.documents.step import fitted_steps
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

EXERCISE = "exercise"
IN_PREGNANCY = "pregnant_movement"
"""How an exercise is done from week 20 of pregnancy, where that is another position."""

MOST_CUES = 2

WITH_GOAL, WITHOUT_GOAL = "plan.why.goal", "plan.why.function"
"""Texts that say why an exercise is in the plan."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def exercise_block(
    exercise: PlannedExercise,
    number: int,
    words: Wording,
    *,
    is_pregnant: bool,
    painful: str = "",
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
    painful : str
        The painful side, which nobody is drawn lying on; empty where it is not one side.
    """
    is_sided = bool(words.record(EXERCISE, exercise.id)["sided"])
    side = shown_side(exercise, painful, is_pregnant=is_pregnant)
    picture = exercise_picture(exercise.id, side, words, is_pregnant=is_pregnant)
    steps = _english(exercise.id, "steps", words, is_pregnant=is_pregnant)
    cues = _english(exercise.id, "cues", words, is_pregnant=is_pregnant)[:MOST_CUES]
    return {
        "number": number,
        "name": words.text(f"{EXERCISE}.{exercise.id}.patient"),
        "chips": chips(exercise, words),
        "picture": asdict(picture),
        "picture_notes": list(picture_notes(exercise, side, words, is_pregnant=is_pregnant)),
        "dose": dose(exercise, is_sided=is_sided, words=words),
        "why": words.render(_why(exercise)),
        "steps": list(fitted_steps(steps, exercise, words)),
        "cues": [words.say(cue) for cue in cues],
        "cautions": caution_box(exercise.cautions, steps, words),
        "stop": words.text(f"{EXERCISE}.{exercise.id}.stop_text"),
    }


def _english(name: str, field: str, words: Wording, *, is_pregnant: bool) -> list[str]:
    """Texts of the exercise, or of its form in pregnancy where that has its own."""
    own = words.record(IN_PREGNANCY, name).get(field, []) if is_pregnant else []
    return list(own or words.record(EXERCISE, name)[field])


def picture_notes(
    exercise: PlannedExercise, side: str, words: Wording, *, is_pregnant: bool
) -> Iterator[str]:
    """What stands under the picture."""
    yield from _side_notes(exercise, side, words, is_pregnant=is_pregnant)
    yield from _form_notes(exercise, words, is_pregnant=is_pregnant)


def _side_notes(
    exercise: PlannedExercise, side: str, words: Wording, *, is_pregnant: bool
) -> Iterator[str]:
    """Which of both sides is drawn; lying on one side, which side is up."""
    if exercise.side != "both" or not words.record(EXERCISE, exercise.id)["sided"]:
        return
    is_left = side == "left"
    match lain_on(exercise.id, is_pregnant=is_pregnant):
        case "":
            yield _drawn(words, is_left=is_left)
        case lower:
            yield _drawn_lying(words, is_left_up=is_left == (lower == "other"))


def _drawn(words: Wording, *, is_left: bool) -> str:
    if is_left:
        return words.say("The picture shows the left side.")
    return words.say("The picture shows the right side.")


def _drawn_lying(words: Wording, *, is_left_up: bool) -> str:
    if is_left_up:
        return words.say("In the picture the left side is up.")
    return words.say("In the picture the right side is up.")


def _form_notes(exercise: PlannedExercise, words: Wording, *, is_pregnant: bool) -> Iterator[str]:
    """That the picture is the usual form, where this person does it in another way.

    A form for pregnancy that is drawn already is that other way.
    """
    is_drawn = is_pregnant and words.record(IN_PREGNANCY, exercise.id)
    if not is_drawn and any(map(changes_form, exercise.cautions)):
        yield words.say("The usual form. Do it as the box says.")


def _why(exercise: PlannedExercise) -> Phrase:
    """Why it is in the plan, without a goal that the font cannot show."""
    values = dict(exercise.why.values)
    if exercise.why.id != WITH_GOAL:
        return exercise.why
    goal = readable(values.pop("goal"))
    if not goal:
        return Phrase(WITHOUT_GOAL, tuple(values.items()))
    return Phrase(WITH_GOAL, (*values.items(), ("goal", goal)))


def chart_row(
    exercise: PlannedExercise,
    number: int,
    words: Wording,
    *,
    is_pregnant: bool,
    painful: str = "",
) -> Content:
    """The exercise in the chart: one box for each time of each day; none on days of rest.

    The parameters are those of `exercise_block`.
    """
    side = shown_side(exercise, painful, is_pregnant=is_pregnant)
    return {
        "number": number,
        "name": words.text(f"{EXERCISE}.{exercise.id}.patient"),
        "chips": chips(exercise, words),
        "amount": listed(exercise, words),
        "thumbnail": exercise_thumbnail(exercise.id, side, is_pregnant=is_pregnant),
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
