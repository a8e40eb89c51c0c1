"""Editing a draft: one post is one change, checked before it is saved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sijoint.accounts.role import Permission
from sijoint.records.actions import plan as plans
from sijoint.records.actions.plan import UnsafeError
from sijoint.records.error import RecordError
from sijoint.records.models import Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.plan import stop_of
from sijoint.web import notice
from sijoint.web.forms.plan import (
    NOTHING_CHOSEN,
    ChangeForm,
    GoalForm,
    HandsOnForm,
    RateForm,
    RetestForm,
)
from sijoint.web.guard import needs
from sijoint.web.plan.board import Board
from sijoint.web.plan.signs import asked_signs
from sijoint.web.plan.words import REASONS
from sijoint.web.views.plan import complaints, plan_of, present_for
from sijoint.web.wording import wording


@require_http_methods(["GET", "POST"])
@needs(Permission.CHART_WRITE)
def plan_edit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Edit a draft; each post is one change, checked before it is saved."""
    found = plan_of(request, plan_id)
    if found.state != PlanState.DRAFT:
        return _leave(request, reverse("plan", args=[found.id]))
    if request.method == "POST":
        return _change(request, found)
    return editor(request, found, _number(request.GET.get("stage")))


@require_GET
@needs(Permission.CHART_WRITE)
def plan_add(request: HttpRequest, plan_id: UUID, number: int) -> HttpResponse:
    """What may be added to a stage, or swapped for one of its exercises, and why not."""
    found = plan_of(request, plan_id)
    present = present_for(found)
    if found.state != PlanState.DRAFT or present is None:
        return redirect("plan", found.id)
    plans.read(plan=found, by=request.user, at=timezone.now())
    return _picker(request, Board(found, present, number, wording()), request.GET.get("for", ""))


@require_POST
@needs(Permission.CHART_WRITE)
def plan_undo(request: HttpRequest, plan_id: UUID, version: int) -> HttpResponse:
    """Take the last change back."""
    found = plan_of(request, plan_id)
    try:
        plans.undo(plan=found, seen_version=version, by=request.user, at=timezone.now())
    except RecordError as error:
        notice.failed(request, complaints(error)[0])
    else:
        notice.done(request, _("The last change is taken back."))
    return _back(found, _number(request.GET.get("stage")))


def editor(
    request: HttpRequest, found: Plan, number: int, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page on which a draft is edited, or the part of it that changes."""
    present = present_for(found)
    if present is None and request.htmx:
        return _leave(request, reverse("plan_edit", args=[found.id]))
    plans.read(plan=found, by=request.user, at=timezone.now())
    if present is None:
        context = {"plan": found, "stop": stop_of(found.patient)}
        return render(request, "web/plan/stopped.html", context, status=409)
    board = Board(found, present, number, wording())
    context = {
        "plan": found,
        "board": board,
        "signs": asked_signs(found, present),
        "reasons": REASONS,
        "hands_form": _choices(HandsOnForm(), board),
        "retest_form": RetestForm(),
        "goal_form": GoalForm(),
        "rate_form": RateForm(),
        **more,
    }
    if isinstance(context["hands_form"], HandsOnForm):
        _choices(context["hands_form"], board)
    template = "web/plan/_editor.html" if request.htmx else "web/plan/edit.html"
    return render(request, template, context, status=status)


def _leave(request: HttpRequest, url: str) -> HttpResponse:
    """Another page in place of this one, not inside it."""
    return HttpResponse(headers={"HX-Redirect": url}) if request.htmx else redirect(url)


def _choices(form: HandsOnForm, board: Board) -> HandsOnForm:
    techniques = [(each.id, each.name) for each in board.techniques]
    # Nothing is chosen to begin with: what nobody chose must never stand in the record.
    form.fields["technique_id"].choices = [NOTHING_CHOSEN, *techniques]
    form.fields["target_finding"].choices = [NOTHING_CHOSEN, *board.targets]
    return form


def hands_on_form(data: Any, found: Plan) -> HandsOnForm:
    """The form of hands-on care with what may be chosen now."""
    form = HandsOnForm(data)
    present = present_for(found)
    if present is not None:
        _choices(form, Board(found, present, 0, wording()))
    return form


def _change(request: HttpRequest, found: Plan) -> HttpResponse:
    form = ChangeForm(request.POST)
    number = _number(request.POST.get("stage"))
    shown = _number(request.POST.get("shown")) or number
    about = request.POST.get("about", "")
    wrong: dict[str, str] = {}
    if form.is_valid():
        try:
            changed = plans.edit(
                plan=found,
                change=form.change,
                seen_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except RecordError as error:
            refused = complaints(error, present_for(found))
            wrong = _wrong(error, refused)
        else:
            return _changed(request, changed, form, shown)
    else:
        refused = [message for messages in form.errors.values() for message in messages]
        wrong = {name: messages[0] for name, messages in form.errors.items()}
    more = {"refused": refused, "about": about, "typed": request.POST, "wrong": wrong}
    return _change_again(request, found, form, number, shown, more)


def _wrong(error: RecordError, refused: list[str]) -> dict[str, str]:
    """The numbers that are out of their limits, each with what is said of it."""
    if not isinstance(error, UnsafeError):
        return {}
    pairs = zip(error.findings, refused, strict=True)
    return {each.part: said for each, said in pairs if each.part}


def _change_again(
    request: HttpRequest,
    found: Plan,
    form: ChangeForm,
    number: int,
    shown: int,
    more: dict[str, Any],
) -> HttpResponse:
    """The page from which a refused change came, with what was typed."""
    act, about = form.data.get("act"), more["about"]
    present = present_for(found) if act in ("add", "swap") else None
    if present is not None:
        board = Board(found, present, number, wording())
        return _picker(request, board, about if act == "swap" else "", status=422, **more)
    found.refresh_from_db()
    return editor(request, found, shown, status=422, **more)


def _changed(request: HttpRequest, changed: Plan, form: ChangeForm, number: int) -> HttpResponse:
    undo = reverse("plan_undo", args=[changed.id, changed.version]) + f"?stage={number}"
    act = form.cleaned_data["act"]
    if act in ("remove", "remove_support", "remove_education", "swap"):
        notice.done(request, _("Done. It is out of the plan."), undo=undo)
    elif act == "refresh":
        notice.done(request, _("The plan is up to date."))
    if request.htmx:
        return editor(request, plan_of(request, changed.id), number)
    anchor = f"#row-{form.cleaned_data['about']}" if act in ("dose", "up", "down") else ""
    return _back(changed, number, anchor)


def _back(found: Plan, number: int, anchor: str = "") -> HttpResponse:
    stage = f"?stage={number}" if number else ""
    response = redirect(reverse("plan_edit", args=[found.id]) + stage + anchor)
    response.status_code = 303
    return response


def _picker(
    request: HttpRequest, board: Board, instead_of: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    names = {row.id: row.name for row in board.rows}
    sought = request.GET.get("q", "")
    context = {
        "plan": board.plan,
        "board": board,
        "instead_of": instead_of if instead_of in names else "",
        "instead_name": names.get(instead_of, ""),
        "sought": sought,
        "offers": board.offers(instead_of if instead_of in names else "", sought),
        "reasons": REASONS,
        **more,
    }
    return render(request, "web/plan/add.html", context, status=status)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) == 1 else 0
