"""Plans of the people of a clinic: read, edited, approved, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sijoint.accounts.role import Permission
from sijoint.casefile.error import CaseError
from sijoint.casefile.plan_back import plan_from
from sijoint.records.actions import plan as plans
from sijoint.records.actions.plan import UnsafeError
from sijoint.records.error import RecordError
from sijoint.records.models import Evaluation, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.plan import Present, goals_of, present_of, stop_of
from sijoint.web import notice
from sijoint.web.forms.plan import VersionForm, WithdrawForm
from sijoint.web.guard import needs
from sijoint.web.plan.board import Board
from sijoint.web.plan.care import hands_on_of
from sijoint.web.plan.difference import differences_of
from sijoint.web.plan.signs import asked_signs
from sijoint.web.plan.told import told_plan
from sijoint.web.plan.words import told as finding_told
from sijoint.web.plan.words import withdrawn_words
from sijoint.web.views.evaluation import told as error_told
from sijoint.web.wording import wording, wording_in


def plan_of(request: HttpRequest, plan_id: UUID) -> Plan:
    """The plan, if it is one of the clinic that the request comes from, and of nobody forgotten."""
    rows = Plan.objects.select_related(
        "clinic", "patient", "evaluation__clinic", "evaluation__patient", "approved_by", "made_by"
    )
    return get_object_or_404(
        rows, pk=plan_id, clinic=request.member.clinic, patient__erased_at__isnull=True
    )


def complaints(error: RecordError, present: Present | None = None) -> list[str]:
    """What a clinician is told of a refusal, a sentence for each rule."""
    if isinstance(error, UnsafeError):
        has = present is None or present.has_equipment
        return [finding_told(each, wording(), has_equipment=has) for each in error.findings]
    return [error_told(error)]


def present_for(plan: Plan) -> Present | None:
    """The person as recorded now; None while a danger sign is open or the record is wrong."""
    try:
        return None if stop_of(plan.patient) else present_of(plan.evaluation)
    except CaseError:
        return None


def clinic_of(plan: Plan) -> Any:
    """Whom the person calls, as papers print it."""
    from sijoint.documents.clinic import Clinic

    clinic = plan.clinic
    return Clinic(
        clinic.name,
        clinic.phone,
        emergency=clinic.emergency_number,
        crisis=clinic.crisis_number,
    )


@require_POST
@needs(Permission.CHART_WRITE)
def plan_propose(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Make a draft from an evaluation."""
    rows = Evaluation.objects.filter(clinic=request.member.clinic, patient__erased_at__isnull=True)
    found = get_object_or_404(rows, pk=evaluation_id)
    try:
        made = plans.propose(evaluation=found, by=request.user, at=timezone.now())
    except RecordError as error:
        for complaint in complaints(error):
            notice.failed(request, complaint)
        return redirect("evaluation", found.id)
    return redirect("plan_edit", made.id)


@require_GET
@needs(Permission.CHART_READ)
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """A plan as the person sees it, with its state."""
    return plan_page(request, plan_of(request, plan_id))


def plan_page(request: HttpRequest, found: Plan, *, status: int = 200, **more: Any) -> HttpResponse:
    """A plan with everything that goes with it; with `more`, a form of it that was wrong."""
    plans.read(plan=found, by=request.user, at=timezone.now())
    present = present_for(found)
    context = {
        "plan": found,
        "goals": goals_of(found),
        "hands_on": hands_on_of(found, wording()),
        "is_open": found.state in (PlanState.DRAFT, PlanState.APPROVED),
        "told": _told(found, present) if present else None,
        "stop": stop_of(found.patient),
        "form": WithdrawForm(),
        "is_printable": found.state == PlanState.APPROVED and present is not None,
        "withdrawn": withdrawn_words(found, wording()),
        "may_write": request.member.may(Permission.CHART_WRITE),
        **more,
    }
    return render(request, "web/plan/plan.html", context, status=status)


@require_POST
@needs(Permission.CHART_WRITE)
def plan_revise(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Begin a draft from a plan that is no draft."""
    found = plan_of(request, plan_id)
    draft = plans.revise(plan=found, by=request.user, at=timezone.now())
    return redirect("plan_edit", draft.id)


@require_POST
@needs(Permission.PLAN_APPROVE)
def plan_withdraw(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Take a plan away, with the reason."""
    found = plan_of(request, plan_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return plan_page(request, found, status=422, form=form)
    reason = form.cleaned_data["reason"]
    plans.withdraw(plan=found, reason=reason, by=request.user, at=timezone.now())
    notice.done(request, _("The plan is withdrawn. The person does not see it any more."))
    return redirect("plan", found.id)


@require_http_methods(["GET", "POST"])
@needs(Permission.PLAN_APPROVE)
def plan_approve(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What the person will see, in their words, before it is approved."""
    found = plan_of(request, plan_id)
    if found.state != PlanState.DRAFT:
        return redirect("plan", found.id)
    refused: list[str] = []
    if request.method == "POST":
        form = VersionForm(request.POST)
        if form.is_valid():
            refused = _approve(request, found, form.cleaned_data["version"])
            if not refused:
                return redirect("plan", found.id)
        else:
            refused = [_("Look at the plan again before you approve it.")]
    plans.read(plan=found, by=request.user, at=timezone.now())
    present = present_for(found)
    context = {
        "plan": found,
        "board": Board(found, present, 0, wording()) if present else None,
        "signs": asked_signs(found, present) if present else None,
        "told": _told(found, present) if present else None,
        "differences": differences_of(found, present, wording()) if present else [],
        "refused": refused,
        "stop": stop_of(found.patient),
    }
    return render(request, "web/plan/approve.html", context, status=422 if refused else 200)


def _approve(request: HttpRequest, found: Plan, version: int) -> list[str]:
    try:
        plans.approve(plan=found, by=request.user, at=timezone.now(), seen_version=version)
    except RecordError as error:
        return complaints(error)
    notice.done(request, _("The plan is approved. The person can see it now."))
    return []


def _told(found: Plan, present: Present) -> Any:
    words = wording_in(found.patient.language)
    value = plan_from(found.content)
    return told_plan(present.case, value, present.profile, words, clinic_of(found))
