"""Random people for the benchmarks: full evaluations with something missing, from a seed."""

from __future__ import annotations

import random

from sijoint.clinical.case import (
    Case,
    Episode,
    Finding,
    PainSide,
    Patient,
    Preferences,
    Result,
    Setting,
    Sex,
    Side,
)
from sijoint.clinical.evidence import Evidence

SEED = 20261122
ANSWERED = 0.75
POSITIVE = 0.35
SCREENS = {
    "centralization": Result.NEGATIVE,
    "slr": Result.NEGATIVE,
    "slump": Result.NEGATIVE,
}


def random_people(evidence: Evidence, count: int) -> list[Case]:
    """People with pain on the left whose screens are answered; no two need be alike."""
    chance = random.Random(SEED)
    return [_person(evidence, chance) for _ in range(count)]


def _person(evidence: Evidence, chance: random.Random) -> Case:
    model = evidence.model
    used = [f for f in model.finding_order if model.signs_of(f) or f in model.test_index]
    kinds = evidence.safety.lexicon.vocabulary.findings
    findings = {
        finding: Finding(finding, _side(model.sided_findings, finding), result)
        for finding, result in SCREENS.items()
    }
    rotation = Finding("hip_internal_rotation_deg", Side.LEFT, value=chance.uniform(10.0, 45.0))
    findings[rotation.id] = rotation
    for finding in used:
        if finding not in findings and chance.random() < ANSWERED:
            side = _side(model.sided_findings, finding)
            if kinds[finding].is_graded:
                findings[finding] = Finding(finding, side, value=chance.uniform(0.0, 60.0))
            else:
                positive = chance.random() < POSITIVE
                result = Result.POSITIVE if positive else Result.NEGATIVE
                findings[finding] = Finding(finding, side, result)
    return Case(
        patient=Patient(chance.randint(18, 85), Sex.FEMALE),
        episode=Episode(chance.randint(4, 200), PainSide.LEFT, chance.choice(list(Setting))),
        preferences=Preferences(20.0, frozenset({"band", "chair", "step"}), ("walk 5 km",)),
        findings=tuple(findings.values()),
    )


def _side(sided: frozenset[str], finding: str) -> Side | None:
    return Side.LEFT if finding in sided else None
