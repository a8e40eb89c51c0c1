"""What goes with the exercises on paper: checks, the next stage, a flare, and staying well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.maintenance import AllowedExercise, Maintenance, PlannedFlareStep
from sijoint.clinical.plan.plan import Stage
from sijoint.clinical.plan.review import PlannedReview
from sijoint.documents.light import quoted
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

FLARE = "flare_plan"
ITEM = "maintenance_item"
CHOICE = "plan.gate.need"
"""The text that says how many of the next criteria are needed."""

Boxed = Mapping[str, Set[Phrase]]
NOTHING_BOXED: Boxed = {}

GATE_ITEM = "stage_gate_item"
TESTED_AT_A_VISIT = "strength"
"""Kind of the criteria that a therapist measures."""

TENTH = 10
"""Percent in one of ten."""


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


def criteria(stage: Stage, measures: Set[str], words: Wording) -> list[Content]:
    """What must be true before the next stage; what stands under a choice is moved in.

    Parameters
    ----------
    stage : Stage
        Criteria about exercises that are not in it are left out: nobody has practised them.
    measures : set of str
        Ids of the measures that were recorded; criteria about others are left out.
    words : Wording
        The language.
    """
    own = frozenset(f"@exercise.{each.id}.patient" for each in stage.exercises)
    return [
        {
            "text": _criterion(each, words),
            "is_choice": each.id == CHOICE,
            "is_inner": is_inner,
        }
        for each, is_inner in _kept(stage.exit, own, measures, words)
    ]


def _kept(
    phrases: Sequence[Phrase], own: Set[str], measures: Set[str], words: Wording
) -> Iterator[tuple[Phrase, bool]]:
    """The criteria that concern the person, and whether each stands under a choice."""
    place = 0
    while place < len(phrases):
        each = phrases[place]
        place += 1
        if each.id != CHOICE:
            if _concerns(each, own, measures, words):
                yield each, False
            continue
        values = dict(each.values)
        need, count = int(values["need"]), int(values["count"])
        group = [e for e in phrases[place : place + count] if _concerns(e, own, measures, words)]
        is_open = len(group) > need
        if is_open:
            yield phrase(CHOICE, need=need, count=len(group)), False
        yield from ((inner, is_open) for inner in group)
        place += count


def _concerns(each: Phrase, own: Set[str], measures: Set[str], words: Wording) -> bool:
    """Whether a criterion is about an exercise or a measure that the person has."""
    exercise = dict(each.values).get("exercise")
    if exercise is not None:
        return exercise in own
    record = words.record(GATE_ITEM, _item(each))
    measure = record.get("measure")
    return record.get("kind") != TESTED_AT_A_VISIT and (measure is None or measure in measures)


def _criterion(each: Phrase, words: Wording) -> str:
    """A criterion with the words that the lights bear, and with counts instead of shares."""
    record = words.record(GATE_ITEM, _item(each))
    if record.get("kind") == "adherence":
        return words.say(
            "You did about {n} in every 10 planned sessions in the last week.",
            n=round(record["min_percent"] / TENTH),
        )
    if "lights" not in record:
        return words.render(each)
    go_on, hold = (quoted(light, words) for light in record["lights"])
    if "sessions" in record:
        return words.say(
            "Your last {n} sessions: {go_on} or {hold}.",
            n=record["sessions"], go_on=go_on, hold=hold,
        )  # fmt: skip
    if "exercise_count" in record:
        return words.say(
            "{n} of your exercises: {go_on} or {hold}.",
            n=record["exercise_count"], go_on=go_on, hold=hold,
        )  # fmt: skip
    return words.say("Two weeks without {step_down}.", step_down=quoted("red", words))


def _item(each: Phrase) -> str:
    """The id of the criterion in the evidence; empty for one that names an exercise."""
    array, _, rest = each.id.partition(".")
    return rest.rpartition(".")[0] if array == GATE_ITEM else ""


def flare_steps(
    maintenance: Maintenance, words: Wording, *, boxed: Boxed = NOTHING_BOXED
) -> list[str]:
    """The plan for a flare, without what this person may not do or does not have.

    Parameters
    ----------
    maintenance : Maintenance
        Of the plan.
    words : Wording
        The language.
    boxed : mapping of str to set of Phrase
        The changes that stand in the boxes of the same paper, by exercise.
    """
    return [text for step in maintenance.flare for text in _flare(step, boxed, words)]


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


def _flare(step: PlannedFlareStep, boxed: Boxed, words: Wording) -> Iterator[str]:
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
    yield from _changes(step.exercises, boxed, words)


def _changes(exercises: Sequence[AllowedExercise], boxed: Boxed, words: Wording) -> Iterator[str]:
    """How exercises must be changed, one line for each."""
    for each in exercises:
        if not each.cautions:
            continue
        if set(each.cautions) <= boxed.get(each.id, frozenset()):
            yield words.say("{name}: as its box says.", name=_name(each, words))
        else:
            changes = " ".join(map(words.render, each.cautions))
            yield words.say("{name}: {caution}", name=_name(each, words), caution=changes)


def _name(exercise: AllowedExercise, words: Wording) -> str:
    return words.text(f"exercise.{exercise.id}.patient")
