"""A person's wish to be forgotten: asked by them, taken back by them, done by their clinic.

What goes: name, contact, date of birth, the link to the account, what they wrote in their own
words, and their name and contact where staff wrote them. What stays under the id: the clinical
record and the trail, which the law keeps.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.actions import clinic as clinics
from sijoint.accounts.actions import closing
from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.actions import membership as memberships
from sijoint.accounts.models import Invitation, Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit import event
from sijoint.records.actions import person
from sijoint.records.actions import plan as plans
from sijoint.records.actions.erased_words import erase_words
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert, Episode, Erasure, Evaluation, Patient, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.plan import STOPS

REASON = "erased"
"""Why plans are withdrawn and alerts closed with it."""

IDENTITY: dict[str, Any] = {"name": "", "email": "", "phone": "", "born_on": None, "user": None}
"""What a record has once nobody can be known by it."""


@transaction.atomic
def ask(*, patient: Patient, by: User, at: datetime) -> Erasure:
    """Ask to be forgotten; asking twice is asking once."""
    patient = person.hold(patient.pk)
    held = Erasure.objects.filter(
        patient=patient, withdrawn_at__isnull=True, done_at__isnull=True
    ).first()
    if held is not None:
        return held
    made = Erasure.objects.create(
        clinic_id=patient.clinic_id, patient=patient, asked_by=by, asked_at=at
    )
    _tell("erasure.ask", made, by, at, [])
    return made


@transaction.atomic
def withdraw(*, erasure: Erasure, by: User, at: datetime) -> Erasure:
    """Take the wish back; a second time changes nothing.

    Raises
    ------
    RefusedError
        If it is done.
    """
    held = _held(erasure)
    if held.withdrawn_at is None:
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at"])
        _tell("erasure.withdraw", held, by, at, ["withdrawn_at"])
    return held


@transaction.atomic
def do(*, erasure: Erasure, by: User, at: datetime) -> Patient:
    """Remove the identity of a person; it cannot be taken back.

    Raises
    ------
    RefusedError
        If it is done or was taken back, or a danger sign waits for a clinician: without a
        contact nobody could help any more.
    """
    held = _held(erasure)
    if held.withdrawn_at is not None:
        raise RefusedError(_("This person took the request back. Nothing was deleted."))
    patient = person.hold(held.patient_id)
    # Ending a membership holds the clinic too, and the chain comes after everything.
    clinics.hold(patient.clinic_id)
    if is_unread(patient):
        raise RefusedError(_("A danger sign of this person is unread. A therapist reads it first."))
    user = patient.user
    _end_evaluations(patient, by, at)
    names = [*IDENTITY, *erase_words(patient)]
    _end_care(patient, by, at)
    _erase_invitations(patient, by, at)
    for name, value in IDENTITY.items():
        setattr(patient, name, value)
    patient.erased_at = at
    patient.save(update_fields=[*IDENTITY, "erased_at"])
    if user is not None:
        _end_membership(patient, user, by, at)
    held.done_by, held.done_at = by, at
    held.save(update_fields=["done_by", "done_at"])
    _tell("erasure.do", held, by, at, ["done_at"])
    event.add(
        "patient.erase", patient.id, clinic_id=patient.clinic_id, by=by.id, at=at, fields=names
    )
    return patient


def is_unread(patient: Patient) -> bool:
    """Whether a sign that stops everything waits for a clinician to read it."""
    return Alert.objects.filter(
        patient=patient, level__in=STOPS, closed_at__isnull=True, acknowledged_at__isnull=True
    ).exists()


def _end_evaluations(patient: Patient, by: User, at: datetime) -> None:
    """An open evaluation ends without a signature: nobody can sign it, open it or write in it.

    All are held first, so that nothing is written while words are taken out.
    """
    # An addendum, which only names its evaluation, need not wait.
    held = Evaluation.objects.select_for_update(of=("self",), no_key=True)
    for evaluation in held.filter(patient=patient):
        if not evaluation.is_signed:
            event.add(
                "evaluation.abandon",
                evaluation.id,
                clinic_id=evaluation.clinic_id,
                by=by.id,
                at=at,
            )


def _end_care(patient: Patient, by: User, at: datetime) -> None:
    """Nobody follows a plan, answers an alert or is in an episode any more."""
    states = (PlanState.APPROVED, PlanState.DRAFT)
    for plan in Plan.objects.filter(patient=patient, state__in=states):
        plans.withdraw(plan=plan, reason=REASON, by=by, at=at)
    for alert in Alert.objects.filter(patient=patient, closed_at__isnull=True):
        alert.closed_at, alert.closed_reason = at, REASON
        alert.save(update_fields=["closed_at", "closed_reason"])
        event.add(
            "alert.close",
            alert.id,
            clinic_id=alert.clinic_id,
            by=by.id,
            at=at,
            fields=["closed_reason"],
        )
    Episode.objects.filter(patient=patient, closed_at__isnull=True).update(closed_at=at)


def _erase_invitations(patient: Patient, by: User, at: datetime) -> None:
    """No link leads to the record any more, and none keeps an address."""
    sent = Invitation.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.id)
    for each in sent.filter(accepted_at__isnull=True, withdrawn_at__isnull=True):
        invitations.withdraw(invitation=each, by=by, at=at)
    sent.update(email="", name="")


def _end_membership(patient: Patient, user: User, by: User, at: datetime) -> None:
    """The person is in care here no more; an account that leads nowhere else is closed."""
    for membership in Membership.objects.filter(
        clinic_id=patient.clinic_id, user=user, role=RoleName.PATIENT, ended_at__isnull=True
    ):
        memberships.end(membership=membership, by=by, at=at)
    belongs = Membership.objects.filter(user=user, ended_at__isnull=True).exists()
    if not belongs and not user.is_staff:
        closing.close(user=user, by=by, at=at)


def _held(erasure: Erasure) -> Erasure:
    held = Erasure.objects.select_for_update().get(pk=erasure.pk, clinic_id=erasure.clinic_id)
    if held.done_at is not None:
        raise RefusedError(_("This request is done. Nothing is left to do."))
    return held


def _tell(verb: str, erasure: Erasure, by: User, at: datetime, fields: list[str]) -> None:
    event.add(verb, erasure.id, clinic_id=erasure.clinic_id, by=by.id, at=at, fields=fields)
