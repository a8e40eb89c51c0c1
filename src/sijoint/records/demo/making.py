"""Making the demo clinic: staff, people in care, and where each of them is on the road."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from uuid6 import uuid7

from sijoint.accounts.actions import clinic as clinics
from sijoint.accounts.actions import membership as memberships
from sijoint.accounts.models import Clinic, User
from sijoint.accounts.role import RoleName
from sijoint.evidence.questionnaire import NOTHING_ELSE, QuestionKind
from sijoint.records import consent_text, story
from sijoint.records.actions import consent, finding, goal, intake, patient, plan
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions.finding import TapEntry
from sijoint.records.models import Evaluation, Patient

FILE = Path(__file__).parent / "people.toml"
PASSWORD = "just-for-the-demo"  # noqa: S105
"""Of everybody in the demo; it is served to this machine only."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who can sign in to the demo.

    Parameters
    ----------
    who : str
        What they are.
    email, password : str
    """

    who: str
    email: str
    password: str


@transaction.atomic
def build(*, at: datetime) -> list[SignIn]:
    """Make the demo clinics, unless they are there already.

    Parameters
    ----------
    at : datetime
        The moment that the stories lead up to.

    Returns
    -------
    list of SignIn
        Who may sign in, the same each time.
    """
    told = _told()
    if not Clinic.objects.filter(slug=told["clinic"][0]["slug"]).exists():
        staff = {each["email"]: each for each in told["staff"]}
        made = {each["slug"]: _clinic(each, at) for each in told["clinic"]}
        users = {name: _member(each, made, at) for name, each in staff.items()}
        for each in told["patient"]:
            _patient(each, made["riverside"], users, at)
    people = [*told["staff"], *(each for each in told["patient"] if each.get("email"))]
    return [SignIn(each["who"], each["email"], PASSWORD) for each in people]


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _clinic(record: Mapping[str, Any], at: datetime) -> Clinic:
    return clinics.create(by=None, at=at, is_demo=True, **record)


def _member(record: Mapping[str, Any], made: Mapping[str, Clinic], at: datetime) -> User:
    user = User.objects.create_user(record["email"], PASSWORD, name=record["name"])
    for role in record["roles"]:
        clinic = made[record.get("clinic", "riverside")]
        memberships.add(clinic=clinic, user=user, role=RoleName(role), by=None, at=at)
    return user


def _patient(
    record: Mapping[str, Any], clinic: Clinic, users: Mapping[str, User], at: datetime
) -> None:
    """One person, with everything that has happened to them."""
    therapist = next(u for u in users.values() if u.email == record["therapist"])
    begun = at - timedelta(days=record["days_ago"])
    born = date(at.year - record["age"], 3, 14)
    user = None
    if record.get("email"):
        user = User.objects.create_user(record["email"], PASSWORD, name=record["name"])
        memberships.add(clinic=clinic, user=user, role=RoleName.PATIENT, by=None, at=begun)
    made = patient.create(
        clinic=clinic,
        name=record["name"],
        email=record.get("email", ""),
        phone=record["phone"],
        born_on=born,
        sex=record["sex"],
        user=user,
        by=therapist,
        at=begun,
    )
    # A new row says that it was made now; the demo tells of earlier days.
    Patient.objects.filter(pk=made.pk).update(created_at=begun)
    if user is not None and "story" in record:
        _tell(made, user, record, begun)
    for each in record.get("evaluation", ()):
        _evaluate(made, therapist, each, at)


def _tell(made: Patient, user: User, record: Mapping[str, Any], at: datetime) -> None:
    for kind in consent_text.KINDS:
        consent.give(patient=made, kind=kind, language="en", by=user, at=at)
    answers = _plain() | {"age": record["age"], "sex": record["sex"]} | record["story"]
    begun = intake.start(patient=made, by=user, at=at, answers=answers)
    intake.complete(intake=begun, by=user, at=at + timedelta(minutes=4))


@cache
def _plain() -> dict[str, Any]:
    """No to every question, and nothing of every list."""
    answers: dict[str, Any] = {}
    for question in story.interview().questionnaire.questions:
        if question.kind is QuestionKind.YES_NO_UNSURE:
            answers[question.id] = "no"
        elif question.kind is QuestionKind.SEVERAL:
            answers[question.id] = [NOTHING_ELSE]
    return answers | _told()["usual"]


def _evaluate(made: Patient, therapist: User, record: Mapping[str, Any], at: datetime) -> None:
    moment = at - timedelta(days=record["days_ago"])
    patient.read(patient=made, by=therapist, at=moment)
    held = evaluations.start(patient=made, therapist=therapist, at=moment)
    facts = {table: dict(part) for table, part in held.facts.items()}
    for table, part in record["facts"].items():
        facts.setdefault(table, {}).update(part)
    evaluations.set_facts(evaluation=held, facts=facts, by=therapist, at=moment)
    for number, entry in enumerate(_entries(record["findings"])):
        finding.tap(
            evaluation=held, entry=entry, by=therapist, at=moment + timedelta(seconds=20 * number)
        )
    held = Evaluation.objects.select_related("clinic", "patient").get(pk=held.pk)
    if "note" in record:
        end = moment + timedelta(minutes=30)
        held = evaluations.sign(evaluation=held, note=record["note"], by=therapist, at=end)
        for text, baseline in record.get("goals", {}).items():
            goal.add(episode=held.episode, text=text, baseline=baseline, by=therapist, at=end)
        if record.get("plan"):
            draft = plan.propose(evaluation=held, by=therapist, at=end)
            plan.approve(plan=draft, by=therapist, at=end)


def _entries(findings: list[str]) -> Iterator[TapEntry]:
    """A finding in each line: id, side or a dash, result or value, then where it was felt."""
    for line in findings:
        name, side, said, *place = line.split()
        is_value = said.lstrip("-").replace(".", "").isdigit()
        yield TapEntry(
            finding_id=name,
            side="" if side == "-" else side,
            client_id=uuid7(),
            result="" if is_value else said,
            value=float(said) if is_value else None,
            familiar_pain=True if place else None,
            location=place[0] if place else "",
        )
