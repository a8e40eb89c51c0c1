"""One clinic with a row of every kind, for the test of the doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import RoleName
from sijoint.records import consent_text
from sijoint.records.actions import consent
from sijoint.records.actions import erasure as erasures
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import goal as goals
from sijoint.records.actions import patient as patients
from sijoint.records.models import Alert, Erasure, ManualTherapy, Patient, Plan
from tests.people import NOW, People, make_people
from tests.records.chart import make_evaluation, record_case, tap, vignette
from tests.records.planning import answer, approved, make_plan
from tests.records.planning import make_evaluation as planned_evaluation

WHO = ("out", "stranger", "patient", "other", "desk", "owner", "therapist", "second", "colleague")
"""Signed out; no membership; the person concerned; another person in care; and who works here or
elsewhere."""


@dataclass(frozen=True)
class World:
    """Who asks, and the rows of the clinic that stand in addresses.

    Parameters
    ----------
    users : mapping
        By the names of `WHO`.
    ids : mapping
        Values of the parameters of addresses.
    of : mapping
        Values for some addresses only, by name of the address.
    plan : Plan
        The approved one of the patient.
    """

    users: Mapping[str, User]
    ids: Mapping[str, Any]
    of: Mapping[str, Mapping[str, Any]]
    plan: Plan

    def values(self, name: str, parameters: list[str]) -> dict[str, Any]:
        """What stands in the address of this name."""
        chosen = {**self.ids, **self.of.get(name, {})}
        return {each: chosen[each] for each in parameters}


def make_world() -> World:
    """The people of the tests, with their charts."""
    people = make_people()
    other = _another(people)
    evaluation = planned_evaluation(people)
    answer(evaluation, "thigh_thrust", "left")
    plan = approved(people, evaluation)
    draft = make_plan(people, evaluation)
    goal = goals.add(
        episode=plan.episode, text="lift my child", baseline=3, by=people.therapist, at=NOW
    )
    _agree(plan.patient, people.patient)
    entry = ManualTherapy.objects.create(
        clinic=people.clinic,
        plan=draft,
        technique_id="clinician_muscle_energy",
        target_finding="thigh_thrust",
        side="left",
        before=6,
        by=people.therapist,
        at=NOW,
    )
    signed = record_case(people, vignette("anchors/y6-hip-pattern"))
    signed = evaluations.sign(evaluation=signed, note="Read.", by=people.therapist, at=NOW)
    invited, secret = invitations.create(
        clinic=people.clinic,
        role=RoleName.THERAPIST,
        email="new@example.org",
        by=people.owner,
        at=NOW,
    )
    told = {"evaluation_id": signed.id}
    return World(
        users={name: getattr(people, name, other) for name in WHO if name != "out"}
        | {"out": AnonymousUser(), "other": other},
        ids={
            "alert_id": _alert(people).id,
            "entry_id": entry.id,
            "erasure_id": _wish(other).id,
            "evaluation_id": evaluation.id,
            "exercise_id": "copenhagen_short",
            "finding_id": "thigh_thrust",
            "gate": "hip",
            "goal_id": goal.id,
            "invitation_id": invited.id,
            "key": "abc-123",
            "membership_id": Membership.objects.get(user=people.second).id,
            "number": 1,
            "patient_id": plan.patient_id,
            "pk": 1,
            "plan_id": draft.id,
            "secret": secret,
            "side": "left",
            "source": "sacroiliac_joint",
            "step": "pain",
            "uidb36": "1",
            "version": 1,
        },
        of={
            "clinic": {"slug": people.clinic.slug},
            "evaluation_add": told,
            "evaluation_replay": told,
            "evaluation_section": {"name": "supine"},
            "evaluation_signed": told,
            "evidence_item": {"name": "finding.thigh_thrust"},
            "guide_page": {"slug": "causes-and-risk-factors"},
            "handout": {"plan_id": plan.id},
            "patient_invite": {"patient_id": signed.patient_id},
            "plan_revise": {"plan_id": plan.id},
            "plan_withdraw": {"plan_id": plan.id},
        },
        plan=plan,
    )


def _another(people: People) -> User:
    """Another person in care of the same clinic."""
    user = User.objects.create_user("other@example.org", "a long password", name="Otto Other")
    Membership.objects.create(clinic=people.clinic, user=user, role=RoleName.PATIENT)
    made = patients.create(
        clinic=people.clinic, name="Otto Other", by=people.therapist, at=NOW, user=user
    )
    _agree(made, user)
    return user


def _wish(user: User) -> Erasure:
    """To be forgotten."""
    return erasures.ask(patient=Patient.objects.get(user=user), by=user, at=NOW)


def _agree(patient: Patient, user: User) -> None:
    for kind in consent_text.KINDS:
        consent.give(patient=patient, kind=kind, language="en", by=user, at=NOW)


def _alert(people: People) -> Alert:
    """An alert of somebody without an account."""
    evaluation = make_evaluation(people)
    tap(evaluation, people.therapist, "saddle_anaesthesia", result="positive")
    return Alert.objects.filter(patient=evaluation.patient).earliest("raised_at")
