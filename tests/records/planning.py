"""A person with an evaluation and a plan, made up for the tests of plans."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sijoint.clinical.case import Side
from sijoint.records.actions import patient as patients
from sijoint.records.actions import plan as plans
from sijoint.records.models import Answer, Evaluation, Patient, Plan
from tests.people import NOW, People

EQUIPMENT = ["mat", "band", "ball", "chair", "step", "weight"]


def make_patient(people: People, **changes: Any) -> Patient:
    """The record of the patient, treated by the therapist."""
    patient = patients.create(
        clinic=people.clinic,
        name="Pat Patient",
        by=people.therapist,
        at=NOW,
        user=people.patient,
        **changes,
    )
    return patients.assign(patient=patient, therapist=people.therapist, by=people.therapist, at=NOW)


def make_evaluation(people: People, patient: Patient | None = None, **person: Any) -> Evaluation:
    """An open evaluation of a woman of 34 with pain on the left for 16 weeks."""
    patient = patient or make_patient(people)
    return Evaluation.objects.create(
        clinic=people.clinic,
        patient=patient,
        episode=patient.episodes.get(),
        therapist=people.therapist,
        assessed_on=NOW.date(),
        facts={
            "patient": {"age_years": 34, "sex": "female", **person},
            "episode": {"duration_weeks": 16, "side": "left"},
            "preferences": {"minutes_per_day": 25, "equipment": EQUIPMENT, "goals": ["walk 5 km"]},
        },
        started_at=NOW,
        changed_at=NOW,
    )


def answer(evaluation: Evaluation, finding: str, side: str = "", **content: Any) -> Answer:
    """A finding as it stands in the chart, positive unless told."""
    content = content or {"result": "positive"}
    found, _ = Answer.objects.update_or_create(
        clinic_id=evaluation.clinic_id,
        evaluation=evaluation,
        finding_id=finding,
        side=Side(side) if side else "",
        defaults={**content, "by": evaluation.therapist, "at": NOW},
    )
    return found


def set_person(evaluation: Evaluation, **person: Any) -> None:
    """Change what is recorded of the person."""
    evaluation.facts["patient"].update(person)
    evaluation.save(update_fields=["facts"])


def make_plan(people: People, evaluation: Evaluation | None = None) -> Plan:
    """A draft."""
    evaluation = evaluation or make_evaluation(people)
    return plans.propose(evaluation=evaluation, by=people.therapist, at=NOW)


def approved(people: People, evaluation: Evaluation | None = None) -> Plan:
    """An approved plan."""
    plan = make_plan(people, evaluation)
    return plans.approve(plan=plan, by=people.therapist, at=NOW)


LATER = NOW + timedelta(minutes=5)
