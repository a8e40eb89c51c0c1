"""The plan of an answer, read back as the values it was written from."""

from __future__ import annotations

from sijoint.casefile.phrase import Table
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.maintenance import (
    AllowedExercise,
    Maintenance,
    PlannedFlareStep,
    PlannedItem,
)
from sijoint.clinical.plan.manual_therapy import PlannedTherapy
from sijoint.clinical.plan.plan import Excluded, Plan, Stage
from sijoint.clinical.plan.review import PlannedEscalation, PlannedReview
from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.clinical.plan.support import PlannedSupport


def plan_from(table: Table) -> Plan:
    """The plan that `sijoint.casefile.plan.plan_of` wrote.

    Parameters
    ----------
    table : dict
        The ``plan`` of an answer; keys beyond the contract are passed over.

    Raises
    ------
    KeyError
        If a key of the contract is missing.
    """
    return Plan(
        stages=tuple(_stage(each) for each in table["stages"]),
        manual_therapy=tuple(_therapy(each) for each in table["manual_therapy"]),
        supports=tuple(
            PlannedSupport(each["id"], _phrases(each, "cautions")) for each in table["supports"]
        ),
        education=tuple(each["id"] for each in table["education"]),
        reviews=_reviews(table["reviews"]),
        escalation=tuple(
            PlannedEscalation(each["id"], each["week"], each["urgency"])
            for each in table["escalation"]
        ),
        maintenance=_maintenance(table["maintenance"]),
        excluded=tuple(Excluded(e["id"], _phrase(e, "because")) for e in table["excluded"]),
        note=None if table["note_id"] is None else _phrase(table, "note"),
    )


def _phrase(table: Table, key: str) -> Phrase:
    return Phrase(table[f"{key}_id"], tuple(table[f"{key}_params"].items()))


def _phrases(table: Table, key: str) -> tuple[Phrase, ...]:
    pairs = zip(table[f"{key}_id"], table[f"{key}_params"], strict=True)
    return tuple(Phrase(name, tuple(values.items())) for name, values in pairs)


def _stage(table: Table) -> Stage:
    first, last = table["weeks"]
    return Stage(
        number=table["number"],
        name=_phrase(table, "name"),
        weeks=(first, last),
        entry=_phrases(table, "entry"),
        exit=_phrases(table, "exit"),
        exercises=tuple(_exercise(each) for each in table["exercises"]),
        states=tuple(table["states"]),
    )


def _exercise(table: Table) -> PlannedExercise:
    return PlannedExercise(
        id=table["id"],
        side=table["side"],
        sets=table["sets"],
        reps=table["reps"],
        hold_s=table["hold_s"],
        per_week=table["per_week"],
        sessions_per_day=table["sessions_per_day"],
        minutes=table["minutes"],
        weekdays=tuple(table["weekdays"]),
        why=_phrase(table, "why"),
        cautions=_phrases(table, "cautions"),
    )


def _therapy(table: Table) -> PlannedTherapy:
    return PlannedTherapy(
        id=table["id"],
        sessions=table["sessions"],
        weeks=table["weeks"],
        why=_phrase(table, "why"),
        cautions=_phrases(table, "cautions"),
    )


def _reviews(tables: list[Table]) -> tuple[PlannedReview, ...]:
    return tuple(PlannedReview(each["id"], each["week"], each["on"]) for each in tables)


def _maintenance(table: Table) -> Maintenance:
    return Maintenance(
        items=tuple(
            PlannedItem(each["id"], _allowed(each), each["per_week"], each["minutes"])
            for each in table["items"]
        ),
        flare=tuple(
            PlannedFlareStep(each["id"], _allowed(each), tuple(each["supports"]))
            for each in table["flare"]
        ),
        contacts=_reviews(table["contacts"]),
        questions=tuple(each["id"] for each in table["questions"]),
    )


def _allowed(table: Table) -> tuple[AllowedExercise, ...]:
    return tuple(AllowedExercise(e["id"], _phrases(e, "cautions")) for e in table["exercises"])
