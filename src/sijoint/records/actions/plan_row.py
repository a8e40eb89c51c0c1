"""Holding a plan while it is written, and what refuses an act."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.casefile.error import CaseError
from sijoint.clinical.plan.recheck import Finding, Kind
from sijoint.records.actions import person
from sijoint.records.error import LockedError, RefusedError
from sijoint.records.models import Evaluation, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.plan_content import CHANGED_BY, EDITS
from sijoint.records.queries.plan import Present, present_of, stop_of


class UnsafeError(RefusedError):
    """The plan breaks rules.

    Parameters
    ----------
    findings : tuple of Finding
        Which ones.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(_("The plan does not keep every rule of safety."))
        self.findings = findings


def hold(plan: Plan) -> Plan:
    """The plan as it is now, held with its person until the transaction ends."""
    person.hold(plan.patient_id)
    return (
        Plan.objects.select_for_update(of=("self",))
        .select_related("patient", "evaluation__clinic", "evaluation__patient")
        .get(pk=plan.pk, clinic_id=plan.clinic_id)
    )


def hold_draft(plan: Plan) -> Plan:
    """A draft, held until the transaction ends; any other plan is locked."""
    held = hold(plan)
    if held.state != PlanState.DRAFT:
        raise LockedError(_("This plan is no draft any more. Begin a new one from it."))
    return held


def present_or_refuse(evaluation: Evaluation) -> Present | None:
    """The person as recorded now; refused where the record contradicts itself."""
    try:
        return present_of(evaluation)
    except CaseError as error:
        raise RefusedError(_("What is recorded contradicts itself. Mend it first.")) from error


def now_of(plan: Plan) -> Present:
    """The person as recorded now; nothing is changed while a sign of danger is open."""
    present = None if stop_of(plan.patient) else present_or_refuse(plan.evaluation)
    if present is None:
        raise UnsafeError((Finding(Kind.STOPPED),))
    return present


def changed_by(plan: Plan) -> User:
    """Who edited a plan last."""
    return User.objects.get(pk=plan.content[EDITS][CHANGED_BY] or plan.made_by_id)


def tell(
    verb: str, plan: Plan, by: User | None, at: datetime, fields: list[str] | None = None
) -> None:
    """Write an act into the chain of the clinic."""
    event.add(
        verb,
        plan.id,
        clinic_id=plan.clinic_id,
        by=by.id if by else None,
        at=at,
        fields=fields or [],
    )
