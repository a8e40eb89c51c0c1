"""The plan records of the evidence, and people made up for asking them."""

from __future__ import annotations

from sijoint.clinical.case import (
    Case,
    Episode,
    Finding,
    Irritability,
    PainSide,
    Patient,
    Result,
    Sex,
    Side,
)
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.evidence import facts
from sijoint.evidence.read import EVIDENCE_FOLDER, Record, read_raw

RAW = read_raw(EVIDENCE_FOLDER)
LEXICON: Lexicon = facts.build(RAW)


def records(array: str) -> dict[str, Record]:
    return {record["id"]: record for record in RAW[array]}


def case_of(
    *conditions: str,
    found: tuple[str, ...] = (),
    graded: tuple[tuple[str, float], ...] = (),
    since: dict[str, float] | None = None,
    pregnant: float | None = None,
    born: float | None = None,
    irritability: Irritability | None = None,
) -> Case:
    """A woman of 34 with pain on the left for 16 weeks, and what is named."""
    kinds = LEXICON.vocabulary.findings
    findings = [
        Finding(name, Side.LEFT if kinds[name].side else None, Result.POSITIVE) for name in found
    ]
    findings += [
        Finding(name, Side.LEFT if kinds[name].side else None, value=value)
        for name, value in graded
    ]
    return Case(
        patient=Patient(
            34.0,
            Sex.FEMALE,
            pregnancy_weeks=pregnant,
            weeks_postpartum=born,
            conditions=frozenset(conditions),
            weeks_since=since or {},
        ),
        episode=Episode(16.0, PainSide.LEFT, irritability=irritability),
        findings=tuple(findings),
    )


def holding(array: str, case: Case) -> set[str]:
    """Ids of the records of the array whose `when` holds."""
    answers = Facts(case, LEXICON)
    return {
        record["id"]
        for record in RAW[array]
        if "when" in record and LEXICON.parse(record["when"], record["id"]).holds(answers)
    }
