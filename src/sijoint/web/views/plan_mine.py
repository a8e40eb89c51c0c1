"""A person's own plan, on the screen and on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sijoint.accounts.role import Permission
from sijoint.casefile.plan_back import plan_from
from sijoint.documents.approval import Approval
from sijoint.documents.error import NoProgrammeError, UnknownStageError
from sijoint.documents.home import Choices
from sijoint.documents.home import handout as home_programme
from sijoint.documents.typesetting import Paper
from sijoint.records.actions import plan as plans
from sijoint.records.models import Patient, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.plan import Present, approved_plan, barred, goals_of, stop_of
from sijoint.web.guard import needs
from sijoint.web.plan import stopped
from sijoint.web.plan.told import told_plan
from sijoint.web.views.plan import clinic_of, present_for
from sijoint.web.wording import wording, wording_in


@require_GET
@needs(Permission.OWN_RECORD)
def plan_mine(request: HttpRequest) -> HttpResponse:
    """The approved plan of the person who asks; nothing but the advice while there is a stop."""
    patient = Patient.objects.filter(clinic=request.member.clinic, user=request.user).first()
    if patient is None:
        return render(request, "web/plan/mine.html", {"told": None})
    stop = stop_of(patient)
    if stop is not None:
        return render(request, "web/plan/mine_stopped.html", stopped.told(request, stop))
    found = approved_plan(patient)
    present = present_for(found) if found else None
    if found is None or present is None or barred(found):
        withdrawn = Plan.objects.filter(patient=patient, state=PlanState.WITHDRAWN)
        is_ended = found is not None or withdrawn.exists()
        is_untold = not is_ended and not stopped.has_told(patient)
        shown = {"told": None, "is_ended": is_ended, "is_untold": is_untold}
        return render(request, "web/plan/mine.html", shown)
    plans.read(plan=found, by=request.user, at=timezone.now())
    value = plan_from(found.content)
    told = told_plan(present.case, value, present.profile, wording(), clinic_of(found))
    stage = told.stage_on(timezone.localdate())
    asked = request.GET.get("stage", "")
    stage = next((s for s in told.stages if str(s.number) == asked), stage)
    return render(request, "web/plan/mine.html", {"plan": found, "told": told, "stage": stage})


@require_GET
@needs()
def handout(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """The home programme on paper: in the person's language, on the clinic's paper.

    Who opens their own reads it in the language of the page that they came from.
    """
    rows = Plan.objects.select_related("clinic", "patient", "evaluation__clinic")
    found = get_object_or_404(
        rows, pk=plan_id, clinic=request.member.clinic, patient__erased_at__isnull=True
    )
    is_own = found.patient.user_id == request.user.id and request.member.may(Permission.OWN_RECORD)
    if not is_own and not request.member.may(Permission.CHART_READ):
        raise Http404
    present = present_for(found)
    if found.state != PlanState.APPROVED or present is None:
        return _not_printed(request, found, _why(found))
    if barred(found):
        why = _("The record has changed: an exercise of this plan is not allowed now.")
        return _not_printed(request, found, why)
    number = request.GET.get("stage", "")
    choices = Choices(
        stage=int(number) if number.isdecimal() and len(number) == 1 else None,
        clinic=clinic_of(found),
        approval=_approval(found, present),
    )
    try:
        paper = home_programme(
            present.case,
            plan_from(found.content),
            present.profile,
            wording() if is_own else wording_in(found.patient.language),
            safety=present.safety,
            paper=Paper(found.clinic.paper),
            choices=choices,
        )
    except UnknownStageError as error:
        raise Http404 from error
    except NoProgrammeError:
        few = _("This stage has too few exercises for a home programme.")
        return _not_printed(request, found, few)
    plans.read(plan=found, by=request.user, at=timezone.now())
    response = HttpResponse(paper, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="home-programme.pdf"'
    return response


def _approval(found: Plan, present: Present) -> Approval:
    """Whose plan it is and who approved it; the goals as rated, else as told in the story."""
    rated = tuple(goal.text for goal in goals_of(found))
    return Approval(
        name=found.patient.name,
        by=str(found.approved_by),
        on=timezone.localdate(found.approved_at),
        goals=rated or present.case.preferences.goals,
    )


def _why(found: Plan) -> str:
    if found.state == PlanState.DRAFT:
        return _("A therapist has not approved this plan yet. It is printed once it is approved.")
    if found.state == PlanState.REPLACED:
        return _("Another plan has taken the place of this one.")
    if found.state == PlanState.WITHDRAWN:
        return _("This plan was withdrawn. It is not printed any more.")
    return _("A sign needs to be looked at first. The plan waits until then.")


def _not_printed(request: HttpRequest, found: Plan, why: str) -> HttpResponse:
    context = {"plan": found, "why": why, "stop": stop_of(found.patient)}
    return render(request, "web/plan/not_printed.html", context, status=409)
