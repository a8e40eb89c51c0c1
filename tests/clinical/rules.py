"""The rules of the evidence, and a short way to write a case, for the tests of this folder."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sijoint.clinical.case import (
    Case,
    Episode,
    Finding,
    Irritability,
    Measure,
    PainSide,
    Patient,
    Preferences,
    Result,
    Sex,
    Side,
)
from sijoint.clinical.facts import Lexicon
from sijoint.clinical.profile import ProfileRules
from sijoint.clinical.safety import Safety, SafetyRules, screen
from sijoint.evidence import profile, safety
from sijoint.evidence.read import read_raw

_WORD = re.compile(r"(?P<id>\w+)(:(?P<side>left|right))?((?P<sign>[+~-])|=(?P<value>-?[\d.]+))")
_RESULTS = {"+": Result.POSITIVE, "-": Result.NEGATIVE, "~": Result.NOT_DONE}


@cache
def safety_rules() -> SafetyRules:
    """The safety rules of the evidence."""
    return safety.build(read_raw())


@cache
def profile_rules() -> ProfileRules:
    """The profile rules of the evidence."""
    return profile.build(read_raw())


def lexicon() -> Lexicon:
    """Every name of the evidence."""
    return safety_rules().lexicon


def findings(text: str) -> tuple[Finding, ...]:
    """Findings written as ``hop_test:left+ fever- slr:right~ temperature=38.2``."""
    return tuple(_finding(word) for word in text.split())


def make_case(
    text: str = "",
    *,
    age: float = 40.0,
    sex: str = "male",
    dur: float = 8.0,
    side: str = "left",
    pp: float | None = None,
    preg: float | None = None,
    conditions: str = "",
    weeks_since: dict[str, float] | None = None,
    sports: str = "",
    irritability: str | None = None,
    **measures: float,
) -> Case:
    """A man of 40 with 8 weeks of pain on the left, but for what is given."""
    return Case(
        patient=Patient(
            age_years=age,
            sex=Sex(sex),
            pregnancy_weeks=preg,
            weeks_postpartum=pp,
            conditions=frozenset(conditions.split()),
            weeks_since=weeks_since or {},
        ),
        episode=Episode(
            duration_weeks=dur,
            side=PainSide(side),
            irritability=None if irritability is None else Irritability(irritability),
        ),
        preferences=Preferences(sports=frozenset(sports.split())),
        findings=findings(text),
        measures=tuple(Measure(name, value) for name, value in measures.items()),
    )


def screened(text: str = "", **person: Any) -> Safety:
    """The safety screen of such a case."""
    return screen(make_case(text, **person), safety_rules())


def fired(text: str = "", **person: Any) -> set[str]:
    """The ids of the rules that fire on such a case."""
    return {alert.id for alert in screened(text, **person).alerts}


def _finding(word: str) -> Finding:
    found = _WORD.fullmatch(word)
    assert found, word
    side = Side(found["side"]) if found["side"] else None
    if found["value"]:
        return Finding(found["id"], side, value=float(found["value"]))
    return Finding(found["id"], side, result=_RESULTS[found["sign"]])
