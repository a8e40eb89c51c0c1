"""How the person goes on alone, in a clinician's words: routine, flares, contacts, help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sijoint.clinical.case import Case
from sijoint.clinical.plan.maintenance import AllowedExercise, Maintenance, PlannedFlareStep
from sijoint.documents.clinic import UNNAMED
from sijoint.documents.emergency import help_frame
from sijoint.documents.record import DAYS_A_WEEK
from sijoint.documents.report.block import bullets, heading, paragraph, section, table
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

TERM, LONGEST = 40.0, 42.0
"""Weeks of a pregnancy: when a birth is expected, and when it has been."""


def routine_section(maintenance: Maintenance, words: Wording) -> Content:
    """The weekly routine: each part with its dose and the exercises to choose from."""
    rows = [
        [
            words.title("maintenance_item", item.id),
            words.text(f"maintenance_item.{item.id}.text"),
            _choices(item.exercises, words),
        ]
        for item in maintenance.items
    ]
    title = words.say("Routine afterwards")
    if not rows:
        return section(title, paragraph(words.say("No routine can be offered yet.")))
    headers = [words.say("Part"), words.say("How much"), words.say("Choose from")]
    return section(title, table(headers, rows, widths=(1, 2, 3)))


def flare_section(maintenance: Maintenance, words: Wording) -> Content:
    """The plan for a flare, without what this person may not do or does not have."""
    steps = [text for step in maintenance.flare for text in _flare(step, words)]
    return section(words.say("Plan for a flare"), bullets(steps))


def contacts_section(maintenance: Maintenance, words: Wording) -> Content:
    """When one stays in touch, and what is asked each month."""
    rows = [
        [
            words.say("Week {week}", week=each.week),
            words.date(each.on) if each.on else "",
            words.text(f"contact_week.{each.id}.text"),
        ]
        for each in maintenance.contacts
    ]
    headers = [words.say("Week"), words.say("Day"), words.say("What")]
    return section(
        words.say("Contacts afterwards"),
        table(headers, rows, widths=(0, 0, 1)),
        heading(words.say("Asked each month")),
        bullets(words.text(f"monthly_question.{each}.text") for each in maintenance.questions),
    )


def help_section(case: Case, day: date | None, words: Wording) -> Content:
    """The signs that the person was told, by whom they call.

    Parameters
    ----------
    case : Case
        The evaluation, with its day where it is known.
    day : date or None
        The end of care, to which weeks of pregnancy and after a birth are counted on.
    words : Wording
        The language.
    """
    told = help_frame(_on(case, day), UNNAMED, words)
    groups = [told["now"], told["today"]]
    blocks = [
        block for each in groups for block in (heading(each["title"]), bullets(each["signs"]))
    ]
    maternity = [paragraph(told["maternity"])] if told["maternity"] else []
    return section(words.say("Warning signs that the person knows"), *blocks, *maternity)


def _on(case: Case, day: date | None) -> Case:
    """The case as it is on a later day, as far as birth and pregnancy go."""
    if day is None or case.assessed_on is None:
        return case
    gone = max(0, (day - date.fromisoformat(case.assessed_on)).days) / DAYS_A_WEEK
    pregnant, after = case.patient.pregnancy_weeks, case.patient.weeks_postpartum
    if pregnant is not None:
        now = pregnant + gone
        pregnant, after = (now, after) if now <= LONGEST else (None, now - TERM)
    elif after is not None:
        after += gone
    patient = replace(case.patient, pregnancy_weeks=pregnant, weeks_postpartum=after)
    return replace(case, patient=patient)


def _choices(exercises: Sequence[AllowedExercise], words: Wording) -> str:
    """The exercises, each with how it must be changed."""
    return " ".join(_choice(each, words) for each in exercises)


def _choice(exercise: AllowedExercise, words: Wording) -> str:
    name = words.title("exercise", exercise.id)
    if not exercise.cautions:
        return words.say("{name}.", name=name)
    caution = " ".join(words.render(each) for each in exercise.cautions)
    return words.say("{name}: {caution}", name=name, caution=caution)


def _flare(step: PlannedFlareStep, words: Wording) -> Iterator[str]:
    if words.record("flare_plan", step.id).get("supports") and not step.supports:
        return
    text = words.text(f"flare_plan.{step.id}.text")
    chosen = _choices(step.exercises, words)
    yield words.say("{text} {exercises}", text=text, exercises=chosen) if chosen else text
