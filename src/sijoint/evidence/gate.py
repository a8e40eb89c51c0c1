"""Build the gates between the stages of a plan."""

from __future__ import annotations

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Lexicon
from sijoint.clinical.plan.exercise import Exercise
from sijoint.clinical.plan.gate import Equivalent, Gate, GateItem, Task
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw, Record
from sijoint.evidence.restriction import when_of

COUNTED = "equivalents"
"""Kind of the items of which a few are enough."""


def build(raw: Raw, lexicon: Lexicon, library: tuple[Exercise, ...]) -> tuple[Gate, ...]:
    """The gates, in the order of the evidence.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``stage_gate`` and ``stage_gate_item``.
    lexicon : Lexicon
        Names that the expressions may use.
    library : tuple of Exercise
        All exercises.

    Raises
    ------
    EvidenceError
        If an equivalent names an unknown exercise, or no amount of it.
    """
    sided = {exercise.id: exercise.is_sided for exercise in library}
    items: dict[str, list[GateItem]] = {}
    for record in sorted(raw["stage_gate_item"], key=lambda r: int(r["order"])):
        items.setdefault(record["gate"], []).append(_item(record, lexicon, sided))
    return tuple(
        Gate(
            to=record["to"],
            items=tuple(items[record["id"]]),
            is_for_impact=record.get("only_for") == "running",
            need=record["need"],
        )
        for record in raw["stage_gate"]
    )


def _item(record: Record, lexicon: Lexicon, sided: dict[str, bool]) -> GateItem:
    """A criterion; one that names a single exercise is like a list of one equivalent."""
    ways = [record] if "exercise" in record else record.get("equivalents", [])
    return GateItem(
        text=f"stage_gate_item.{record['id']}.patient_text",
        when=_asked_of(record, lexicon),
        equivalents=tuple(_equivalent(way, record, sided) for way in ways),
        is_counted=record["kind"] == COUNTED,
    )


def _asked_of(record: Record, lexicon: Lexicon) -> Expression | None:
    """Of whom it is asked; a sum of leg raises only when there was one to lower."""
    least = record.get("only_when_first_sum_min")
    if least is None:
        return when_of(record, "stage_gate_item", lexicon, "asked_of")
    return lexicon.parse(f"left(aslr)+right(aslr)>={least}", f"stage_gate_item {record['id']}")


def _equivalent(way: Record, record: Record, sided: dict[str, bool]) -> Equivalent:
    of = f"stage_gate_item {record['id']}"
    tasks = [task for task in Task if task in way]
    if way["exercise"] not in sided:
        raise EvidenceError(f"{of}: unknown id {way['exercise']}")
    if not tasks:
        raise EvidenceError(f"{of}: how much of {way['exercise']}?")
    # A hold counts for more than its repetitions: ten holds of five seconds are two numbers.
    task = tasks[0]
    is_continuous = task is Task.MINUTES
    return Equivalent(
        exercise=way["exercise"],
        task=task,
        amount=way[task],
        is_each_side=sided[way["exercise"]] and not is_continuous,
        plus_minutes=record.get("plan_plus_minutes"),
    )
