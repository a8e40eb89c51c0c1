"""Hands-on care as the pages of a plan show it: what was done for which test, and its re-test."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.clinical.case import Case
from sijoint.documents.wording import Wording
from sijoint.records import knowledge
from sijoint.records.actions.manual_therapy import LEAST, MOST, range_of
from sijoint.records.models import ManualTherapy, Plan
from sijoint.records.models.manual_therapy import RetestMeasure


@dataclass(frozen=True, slots=True)
class HandsOn:
    """An entry of hands-on care.

    Parameters
    ----------
    entry : ManualTherapy
    technique, target : str
        Their names.
    unit : str
        Of the value that is measured; empty for pain from 0 to 10.
    least, most : str
        Between which numbers the re-test lies.
    step : str
        How fine it is taken.
    """

    entry: ManualTherapy
    technique: str
    target: str
    unit: str
    least: str
    most: str
    step: str


def hands_on_of(plan: Plan, words: Wording) -> list[HandsOn]:
    """The entries of a plan that were not removed."""
    held = plan.manual_therapies.filter(removed_at__isnull=True).select_related("by")
    return [_told(entry, words) for entry in held]


def _told(entry: ManualTherapy, words: Wording) -> HandsOn:
    least, most = range_of(entry.target_finding, entry.measure) or (LEAST, MOST)
    record = words.record("finding", entry.target_finding) or {}
    is_value = entry.measure == RetestMeasure.VALUE
    return HandsOn(
        entry=entry,
        technique=words.title("manual_therapy", entry.technique_id),
        target=words.name(entry.target_finding),
        unit=words.say(record["unit"]) if is_value and record.get("unit") else "",
        least=f"{least:g}",
        most=f"{most:g}",
        step=f"{record.get('step') or 1:g}" if is_value else "1",
    )


def targets_of(case: Case, words: Wording) -> list[tuple[str, str]]:
    """The tests of the body that showed something: only these can be done again at once."""
    kinds = knowledge.current().vocabulary.findings
    found = {f.id for f in case.findings if f.is_recorded and f.answer and kinds[f.id].is_test}
    return [(name, words.name(name)) for name in kinds if name in found]
