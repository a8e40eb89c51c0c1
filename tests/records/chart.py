"""Charts for tests, made by the actions that make them in life."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from uuid6 import uuid7

from sijoint.accounts.models import User
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import finding as findings
from sijoint.records.actions import patient as patients
from sijoint.records.actions.finding import TapEntry
from sijoint.records.models import Answer, Evaluation, Patient
from tests.people import NOW, People

VIGNETTES = Path(__file__).parent.parent / "vignettes"


def vignette(name: str) -> dict[str, Any]:
    """The case file of a vignette, such as ``anchors/y6-hip-pattern``."""
    return tomllib.loads((VIGNETTES / f"{name}.toml").read_text(encoding="utf-8"))["case"]


def make_patient(people: People, name: str = "Ana Fictional", **more: Any) -> Patient:
    """A patient of the clinic, treated by nobody yet."""
    return patients.create(clinic=people.clinic, name=name, by=people.therapist, at=NOW, **more)


def make_evaluation(
    people: People, facts: dict[str, Any] | None = None, patient: Patient | None = None
) -> Evaluation:
    """An open evaluation with the required facts."""
    patient = patient or make_patient(people)
    made = evaluations.start(patient=patient, therapist=people.therapist, at=NOW)
    facts = facts or {
        "patient": {"age_years": 34, "sex": "female"},
        "episode": {"duration_weeks": 16, "side": "left", "setting": "below_l5"},
    }
    return evaluations.set_facts(evaluation=made, facts=facts, by=people.therapist, at=NOW)


def tap(
    evaluation: Evaluation,
    by: User,
    finding_id: str,
    side: str = "",
    *,
    at: datetime = NOW + timedelta(minutes=1),
    **content: Any,
) -> Answer:
    """One tap with a number of its own."""
    content.setdefault("client_id", uuid7())
    entry = TapEntry(finding_id=finding_id, side=side, **content)
    return findings.tap(evaluation=evaluation, entry=entry, by=by, at=at).answer


def record_case(people: People, case: dict[str, Any]) -> Evaluation:
    """An open evaluation in which every finding of a case was tapped."""
    facts = {table: case[table] for table in ("patient", "episode") if table in case}
    made = make_evaluation(people, facts)
    for found in case["findings"]:
        content = {key: value for key, value in found.items() if key not in ("id", "side")}
        tap(made, people.therapist, found["id"], found.get("side", ""), **content)
    made.refresh_from_db()
    return made
