"""The plan in a report: a table for each stage, and what was left out of it and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.plan import Plan, Stage
from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.dose import often
from sijoint.documents.exercise import fullest_day
from sijoint.documents.report.block import (
    QUIET,
    STRONG,
    bullets,
    heading,
    paragraph,
    section,
    table,
)
from sijoint.documents.report.written import written
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording, sentence

COUNTED = frozenset({"covered", "full", "no_programme", "rating", "second_choice", "stage", "time"})
"""Reasons of choice: a count is enough. Reasons of safety and need name every exercise."""


def programme_section(plan: Plan, cautions: Sequence[Phrase], words: Wording) -> Content:
    """What must be said with the plan, then the stages one after the other."""
    blocks = [paragraph(words.render(each), STRONG) for each in cautions]
    for stage in plan.stages:
        blocks += _stage(stage, words)
    if plan.note is not None:
        blocks.append(paragraph(words.render(plan.note), STRONG))
    return section(words.say("Plan, for a clinician to approve"), *blocks)


def exclusion_section(plan: Plan, words: Wording) -> Content:
    """Why exercises are in no stage: those left out for safety or need by name."""
    named: dict[str, list[str]] = {}
    counted: dict[str, int] = {}
    for each in plan.excluded:
        why = words.render(each.because).rstrip(".")
        if each.because.id.rpartition(".")[2] in COUNTED:
            counted[why] = counted.get(why, 0) + 1
        else:
            named.setdefault(why, []).append(words.text(f"exercise.{each.id}.patient"))
    lines = [
        words.say("{reason}: {exercises}.", reason=why, exercises=words.joined(names))
        for why, names in named.items()
    ]
    lines += [
        words.plural("{reason}: {n} exercise.", "{reason}: {n} exercises.", count, reason=why)
        for why, count in counted.items()
    ]
    return section(words.say("Left out, and why"), bullets(lines))


def compact_dose(exercise: PlannedExercise, words: Wording) -> str:
    """Sets and repetitions with their hold; continuous work in minutes."""
    hold = words.number(exercise.hold_s)
    sets, reps = exercise.sets, exercise.reps
    if reps > 1 and exercise.hold_s:
        return words.say("{sets} × {reps}, hold {hold} s", sets=sets, reps=reps, hold=hold)
    if reps > 1:
        return words.say("{sets} × {reps}", sets=sets, reps=reps)
    if exercise.hold_s:
        return words.say("{sets} × {hold} s", sets=sets, hold=hold)
    return words.say("{minutes} min", minutes=words.number(exercise.minutes))


def _stage(stage: Stage, words: Wording) -> Iterator[Content]:
    first, last = stage.weeks
    yield heading(
        words.say(
            "Stage {number}: {name}, weeks {first} to {last}, up to {minutes} minutes a day",
            number=stage.number,
            name=words.render(stage.name),
            first=first,
            last=last,
            minutes=fullest_day(stage),
        )
    )
    headers = [
        words.say("Exercise"),
        words.say("Side"),
        words.say("Dose"),
        words.say("How often"),
        words.say("Minutes"),
        words.say("Trains, and cautions"),
    ]
    rows = [_row(each, words) for each in stage.exercises]
    yield table(headers, rows, widths=(2, 0, 0, 0, 0, 3), numbers=(4,))
    said = " ".join(words.render(each) for each in stage.exit)
    yield paragraph(words.say("Next when: {criteria}", criteria=said), QUIET)


def _row(exercise: PlannedExercise, words: Wording) -> list[str]:
    is_sided = words.record("exercise", exercise.id)["sided"]
    sides = {
        "left": words.say("left"),
        "right": words.say("right"),
        "both": words.say("both") if is_sided else "",
    }
    notes = [_trained(exercise, words), *(words.render(each) for each in exercise.cautions)]
    return [
        words.title("exercise", exercise.id),
        sides[exercise.side],
        compact_dose(exercise, words),
        often(exercise, words).rstrip("."),
        words.number(exercise.minutes),
        " ".join(notes),
    ]


def _trained(exercise: PlannedExercise, words: Wording) -> str:
    """What it trains, and the goal in the person's own words."""
    values = dict(exercise.why.values)
    _, function, _ = values["function"].split(".")
    trained = words.title("exercise_function", function)
    if "goal" not in values:
        return sentence(trained)
    goal = written(words.value(values["goal"]), words)
    return sentence(words.say("{function}; goal: {goal}", function=trained, goal=goal))
