"""What goes with the exercises of a plan: hands-on care with its re-test, and goals."""

from __future__ import annotations

from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sijoint.accounts.role import Permission
from sijoint.records.actions import goal as goals
from sijoint.records.actions import manual_therapy
from sijoint.records.error import RecordError
from sijoint.records.models import Goal, ManualTherapy, Plan
from sijoint.records.models.plan import PlanState
from sijoint.web import notice
from sijoint.web.forms.plan import GoalForm, RateForm, RetestForm
from sijoint.web.guard import needs
from sijoint.web.views.evaluation import told
from sijoint.web.views.plan import plan_of, plan_page
from sijoint.web.views.plan_edit import editor, hands_on_form


def _back(plan: Plan, part: str) -> HttpResponse:
    name = "plan_edit" if plan.state == PlanState.DRAFT else "plan"
    response = redirect(f"{reverse(name, args=[plan.id])}#{part}")
    response.status_code = 303
    return response


def _refused(
    request: HttpRequest,
    plan: Plan,
    part: str,
    name: str,
    form: Form,
    error: RecordError | None,
    about: UUID | None = None,
) -> HttpResponse:
    """The page again with what was typed."""
    if error is not None:
        # What is refused of the only answer of a form is wrong with that answer.
        form.add_error(next(iter(form.fields)) if len(form.fields) == 1 else None, told(error))
    if plan.state == PlanState.DRAFT:
        return editor(request, plan, 0, status=422, part=part, about=about, **{name: form})
    return plan_page(request, plan, status=422, about=about, **{name: form})


@require_POST
@needs(Permission.CHART_WRITE)
def plan_hands_on(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Record a technique for a finding."""
    plan = plan_of(request, plan_id)
    form = hands_on_form(request.POST, plan)
    error: RecordError | None = None
    if form.is_valid():
        try:
            manual_therapy.add(plan=plan, by=request.user, at=timezone.now(), **form.cleaned_data)
        except RecordError as refusal:
            error = refusal
        else:
            notice.done(request, _("Recorded. Re-test now."))
            return _back(plan, "hands")
    return _refused(request, plan, "hands", "hands_form", form, error)


@require_POST
@needs(Permission.CHART_WRITE)
def plan_retest(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Record what the re-test of a technique showed."""
    entry = _entry(request, entry_id)
    form = RetestForm(request.POST, auto_id=f"%s-{entry.id}")
    error: RecordError | None = None
    if form.is_valid():
        try:
            after = form.cleaned_data["after"]
            manual_therapy.retest(entry=entry, after=after, by=request.user, at=timezone.now())
        except RecordError as refusal:
            error = refusal
        else:
            notice.done(request, _("The re-test is recorded."))
            return _back(entry.plan, "hands")
    return _refused(request, entry.plan, "hands", "retest_form", form, error, entry.id)


@require_POST
@needs(Permission.CHART_WRITE)
def plan_hands_off(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take an entry of hands-on care out."""
    entry = _entry(request, entry_id)
    try:
        manual_therapy.remove(entry=entry, by=request.user, at=timezone.now())
    except RecordError as error:
        notice.failed(request, told(error))
    else:
        notice.done(request, _("The entry is removed."))
    return _back(entry.plan, "hands")


@require_POST
@needs(Permission.CHART_WRITE)
def plan_goal(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Add a goal in the person's own words."""
    plan = plan_of(request, plan_id)
    form = GoalForm(request.POST)
    if form.is_valid():
        goals.add(episode=plan.episode, by=request.user, at=timezone.now(), **form.cleaned_data)
        notice.done(request, _("The goal is recorded."))
        return _back(plan, "goals")
    return _refused(request, plan, "goals", "goal_form", form, None)


@require_POST
@needs(Permission.CHART_WRITE)
def plan_goal_rate(request: HttpRequest, plan_id: UUID, goal_id: UUID) -> HttpResponse:
    """Record how well a goal goes today."""
    plan, goal = _goal(request, plan_id, goal_id)
    form = RateForm(request.POST, auto_id=f"%s-{goal.id}")
    error: RecordError | None = None
    if form.is_valid():
        try:
            now = timezone.now()
            today = timezone.localtime(now).date()
            value = form.cleaned_data["value"]
            goals.rate(goal=goal, value=value, on=today, by=request.user, at=now)
        except RecordError as refusal:
            error = refusal
        else:
            notice.done(request, _("The rating is recorded."))
            return _back(plan, "goals")
    return _refused(request, plan, "goals", "rate_form", form, error, goal.id)


@require_POST
@needs(Permission.CHART_WRITE)
def plan_goal_end(request: HttpRequest, plan_id: UUID, goal_id: UUID) -> HttpResponse:
    """Say that a goal is reached or no longer wanted."""
    plan, goal = _goal(request, plan_id, goal_id)
    try:
        goals.end(goal=goal, by=request.user, at=timezone.now())
    except RecordError as error:
        notice.failed(request, told(error))
    else:
        notice.done(request, _("The goal has ended. Its ratings stay."))
    return _back(plan, "goals")


def _entry(request: HttpRequest, entry_id: UUID) -> ManualTherapy:
    rows = ManualTherapy.objects.filter(
        clinic=request.member.clinic, plan__patient__erased_at__isnull=True
    ).select_related("plan")
    return get_object_or_404(rows, pk=entry_id)


def _goal(request: HttpRequest, plan_id: UUID, goal_id: UUID) -> tuple[Plan, Goal]:
    plan = plan_of(request, plan_id)
    rows = Goal.objects.filter(clinic=request.member.clinic, episode_id=plan.episode_id)
    return plan, get_object_or_404(rows, pk=goal_id)
