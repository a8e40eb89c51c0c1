"""The dose of an exercise, in words that a person can follow."""

from __future__ import annotations

from math import ceil

from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.wording import Wording

DAYS_OF_WEEK = 7
MANY = 2

MOMENT = 1
"""Seconds that nobody counts: a hold as short as this is not printed."""


def amount(exercise: PlannedExercise, words: Wording) -> str:
    """Sets and repetitions; holds by their seconds; continuous work by its minutes."""
    sets, reps = exercise.sets, exercise.reps
    if reps > 1:
        if sets == 1:
            return words.plural("{n} time", "{n} times", reps)
        return words.plural("{n} set of {reps}", "{n} sets of {reps}", sets, reps=reps)
    if exercise.hold_s:
        seconds = words.number(exercise.hold_s)
        return words.plural(
            "{n} hold of {seconds} seconds", "{n} holds of {seconds} seconds", sets, seconds=seconds
        )
    return words.plural("{n} minute", "{n} minutes", ceil(exercise.minutes))


def listed(exercise: PlannedExercise, words: Wording) -> str:
    """The amount with its hold, short enough for the list on the first page."""
    if exercise.reps == 1 or exercise.hold_s <= MOMENT:
        return amount(exercise, words)
    return words.say(
        "{amount}, hold {seconds} s",
        amount=amount(exercise, words),
        seconds=words.number(exercise.hold_s),
    )


def dose(exercise: PlannedExercise, *, is_sided: bool, words: Wording) -> list[str]:
    """The whole dose as short sentences: how much, how long, which side, how often.

    Parameters
    ----------
    exercise : PlannedExercise
        From a stage of a plan.
    is_sided : bool
        Whether it is done with one side of the body at a time.
    words : Wording
        The language.
    """
    said = [words.say("{amount}.", amount=amount(exercise, words))]
    if exercise.reps > 1 and exercise.hold_s > MOMENT:
        seconds = words.number(exercise.hold_s)
        said.append(words.say("Hold each for {seconds} seconds.", seconds=seconds))
    if is_sided:
        said.append(_sides(exercise.side, words))
    return [*said, often(exercise, words)]


def often(exercise: PlannedExercise, words: Wording) -> str:
    """On how many days, and how many times on each."""
    days = len(exercise.weekdays)
    times = exercise.sessions_per_day
    if days == DAYS_OF_WEEK:
        if times == 1:
            return words.say("Every day.")
        if times == MANY:
            return words.say("Twice a day, every day.")
        return words.say("{times} times a day, every day.", times=times)
    if times == 1:
        return words.plural("{n} day a week.", "{n} days a week.", days)
    return words.plural(
        "{times} times a day, {n} day a week.", "{times} times a day, {n} days a week.", days,
        times=times,
    )  # fmt: skip


def _sides(side: str, words: Wording) -> str:
    if side == "left":
        return words.say("On the left side.")
    return words.say("On the right side.") if side == "right" else words.say("On each side.")
