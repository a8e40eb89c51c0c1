"""What goes with the exercises on paper: checks, the next stage, a flare, and staying well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.maintenance import AllowedExercise, Maintenance, PlannedFlareStep
from sijoint.clinical.plan.review import PlannedReview
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

FLARE = "flare_plan"
ITEM = "maintenance_item"
CHOICE = "plan.gate.need"
"""The text that says how many of the next criteria are needed."""


def reviews(planned: Sequence[PlannedReview], array: str, words: Wording) -> list[Content]:
    """When progress is looked at together, with the day where it is known.

    Parameters
    ----------
    planned : sequence of PlannedReview
        Reviews or contacts of a plan.
    array : str
        ``review_point`` or ``contact_week``: where the evidence keeps their words.
    words : Wording
        The language.
    """
    return [
        {
            "when": words.say("Week {week}", week=each.week),
            "day": words.date(each.on) if each.on else "",
            "text": words.text(f"{array}.{each.id}.patient_text"),
        }
        for each in planned
    ]


def criteria(phrases: Sequence[Phrase], words: Wording) -> list[Content]:
    """What must be true before the next stage; what stands under a choice is moved in."""
    found: list[Content] = []
    within = 0
    for each in phrases:
        is_choice = each.id == CHOICE
        found.append(
            {
                "text": words.render(each),
                "is_choice": is_choice,
                "is_inner": within > 0 and not is_choice,
            }
        )
        within = int(dict(each.values)["count"]) if is_choice else max(within - 1, 0)
    return found


def flare_steps(maintenance: Maintenance, words: Wording) -> list[str]:
    """The plan for a flare, without what this person may not do or does not have."""
    return [text for step in maintenance.flare for text in _flare(step, words)]


def routine(maintenance: Maintenance, words: Wording) -> list[Content]:
    """The weekly routine afterwards: what, how often, and the exercises to choose from."""
    return [
        {
            "title": words.text(f"{ITEM}.{item.id}.patient"),
            "text": words.text(f"{ITEM}.{item.id}.patient_text"),
            "exercises": [
                {"name": _name(each, words), "cautions": [words.render(c) for c in each.cautions]}
                for each in item.exercises
            ],
        }
        for item in maintenance.items
    ]


def _flare(step: PlannedFlareStep, words: Wording) -> Iterator[str]:
    record = words.record(FLARE, step.id)
    if record.get("supports") and not step.supports:
        return
    offered = record.get("exercises", [])
    if len(step.exercises) == len(offered):
        yield words.text(f"{FLARE}.{step.id}.patient_text")
    else:
        # The usual sentence names exercises that this person is not to do.
        names = words.joined(_name(each, words) for each in step.exercises)
        yield words.say("Gently, twice a day: {names}.", names=names)
    yield from _cautions(step.exercises, words)


def _cautions(exercises: Sequence[AllowedExercise], words: Wording) -> Iterator[str]:
    """How exercises must be changed, those with the same words together."""
    named: dict[Phrase, list[str]] = {}
    for each in exercises:
        for caution in each.cautions:
            named.setdefault(caution, []).append(_name(each, words))
    for caution, names in named.items():
        yield words.say(
            "{name}: {caution}", name=words.joined(names), caution=words.render(caution)
        )


def _name(exercise: AllowedExercise, words: Wording) -> str:
    return words.text(f"exercise.{exercise.id}.patient")
