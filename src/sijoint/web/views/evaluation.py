"""The evaluation workspace: its sections, and the taps that fill them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sijoint.accounts.models import Clinic
from sijoint.accounts.role import Permission
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import finding as findings
from sijoint.records.actions import retelling
from sijoint.records.actions import score as scores
from sijoint.records.actions.finding import Saved
from sijoint.records.error import ConflictError, RecordError
from sijoint.records.models import Evaluation
from sijoint.records.queries.case import lacks
from sijoint.records.queries.evaluation import evaluation_in
from sijoint.records.queries.recorded import Recorded, recorded_in
from sijoint.web import second_factor
from sijoint.web.forms.facts import FactsForm
from sijoint.web.forms.tap import change, tap_of
from sijoint.web.guard import needs
from sijoint.web.member import member_of
from sijoint.web.wording import wording
from sijoint.web.workspace import section
from sijoint.web.workspace.board import Board
from sijoint.web.workspace.how import how_of
from sijoint.web.workspace.row import WHOLE, Errors, Row, SideRow
from sijoint.web.workspace.section import FINISH

WORST = "nprs_worst"


def evaluation_of(request: HttpRequest, evaluation_id: UUID) -> Evaluation:
    """The evaluation, if it is one of this clinic; that it was read stands in the trail."""
    try:
        found = evaluation_in(request.member.clinic, evaluation_id)
    except Evaluation.DoesNotExist as error:
        raise Http404 from error
    # Also when something is sent: what is wrong with it comes back with the whole chart.
    evaluations.read(evaluation=found, by=request.user, at=timezone.now())
    return found


def board_of(
    evaluation: Evaluation,
    current: str,
    errors: Errors | None = None,
    recorded: Recorded | None = None,
) -> Board:
    """The workspace of an evaluation."""
    return Board(recorded or recorded_in(evaluation), current, wording(), errors or {})


@require_GET
@needs(Permission.CHART_READ)
def evaluation(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Lead to the first section that is not complete; a signed evaluation is shown whole."""
    found = evaluation_of(request, evaluation_id)
    if found.is_signed:
        return redirect("evaluation_signed", evaluation_id)
    if lacks(found):
        return redirect("evaluation_section", evaluation_id, "story")
    board = board_of(found, FINISH)
    tabs = (tab.id for tab in board.tabs if tab.answered < tab.expected)
    return redirect("evaluation_section", evaluation_id, next(tabs, FINISH))


@require_http_methods(["GET", "POST"])
@needs(Permission.CHART_WRITE)
def evaluation_section(request: HttpRequest, evaluation_id: UUID, name: str) -> HttpResponse:
    """One section; posting it saves every row that differs."""
    found = evaluation_of(request, evaluation_id)
    if name not in section.section_names():
        raise Http404
    if found.is_signed:
        return redirect("evaluation_signed", evaluation_id)
    if name == FINISH:
        return redirect("evaluation_finish", evaluation_id)
    if request.method == "POST":
        return _save_section(request, found, name)
    return _page(request, board_of(found, name))


@require_POST
@needs(Permission.CHART_WRITE)
def evaluation_answer(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Save one tap, and answer with what changes on the page."""
    try:
        saved = _tapped(request, evaluation_id)
    except Evaluation.DoesNotExist as error:
        raise Http404 from error
    except RecordError as error:
        return _refused(request, evaluation_of(request, evaluation_id), error)
    is_here = saved.recorded.evaluation.clinic_id == request.member.clinic.id
    if is_here and request.accepts("text/html"):
        return _fragments(request, saved)
    return JsonResponse(
        {
            "saved": True,
            "client_id": str(saved.client_id),
            "version": saved.answer.version,
        }
    )


def _tapped(request: HttpRequest, evaluation_id: UUID) -> Saved:
    """Save a tap in the clinic chosen now, or in another of theirs: it may have waited long."""
    entry = tap_of(request.POST)
    for clinic in _clinics(request):
        # Held and read whole by the action, so that a tap reads it once.
        wanted = Evaluation(pk=evaluation_id, clinic=clinic)
        with suppress(Evaluation.DoesNotExist):
            return findings.tap(evaluation=wanted, entry=entry, by=request.user, at=timezone.now())
    raise Evaluation.DoesNotExist


def _clinics(request: HttpRequest) -> Iterator[Clinic]:
    """Every clinic in which they may write into charts, the chosen one first.

    One that asks for a second step, which they have not set up, is closed to them here as well.
    """
    yield request.member.clinic
    for clinic in request.member.clinics:
        there = member_of(request.user, clinic.id)
        may_write = there is not None and there.may(Permission.CHART_WRITE)
        if clinic != request.member.clinic and may_write and not second_factor.is_missing(there):
            yield clinic


@require_POST
@needs(Permission.CHART_WRITE)
def evaluation_facts(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Save who it is and how long it hurts."""
    found = evaluation_of(request, evaluation_id)
    form = _facts_form(found, request.POST)
    if _save_facts(request, found, form):
        return redirect("evaluation_section", evaluation_id, "story")
    return _page(request, board_of(found, "story"), status=422, facts_form=form)


@require_POST
@needs(Permission.CHART_WRITE)
def evaluation_retell(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Take over what the person told again since the evaluation began."""
    found = evaluation_of(request, evaluation_id)
    retelling.take_over(evaluation=found, by=request.user, at=timezone.now())
    messages.success(request, _("Their new answers are taken over. What you answered stays."))
    return redirect("evaluation_section", evaluation_id, "story")


@require_GET
@needs(Permission.CHART_READ)
def evaluation_how(request: HttpRequest, evaluation_id: UUID, finding_id: str) -> HttpResponse:
    """How a finding is taken: pictures, steps, what counts."""
    found = evaluation_of(request, evaluation_id)
    how = how_of(finding_id, wording())
    if how is None:
        raise Http404
    name = section.section_of(finding_id)
    template = "web/evaluation/_how.html" if request.htmx else "web/evaluation/how.html"
    return render(request, template, {"how": how, "evaluation": found, "section": name})


def _facts_form(found: Evaluation, data: Mapping[str, str] | None = None) -> FactsForm:
    worst = found.scores.filter(measure_id=WORST).values_list("value", flat=True).first()
    return FactsForm(data, held=found.facts, worst=worst)


def _save_facts(request: HttpRequest, found: Evaluation, form: FactsForm) -> bool:
    """Save the facts, if they are right; else the form says what is wrong."""
    if not form.is_valid():
        return False
    by, at = request.user, timezone.now()
    try:
        evaluations.set_facts(evaluation=found, facts=form.facts, by=by, at=at)
        if "worst" in form.data:
            value = form.cleaned_data["worst"]
            scores.record(evaluation=found, measure_id=WORST, value=value, by=by, at=at)
    except RecordError as error:
        form.add_error(None, str(error))
        return False
    return True


def _save_section(request: HttpRequest, found: Evaluation, name: str) -> HttpResponse:
    """Save the facts that were sent along and every row that differs."""
    form = _facts_form(found, request.POST) if "age_years" in request.POST else None
    is_right = form is None or _save_facts(request, found, form)
    board = board_of(found, name)
    complaints: dict[tuple[str, str], str] = {}
    for row in (row for group in board.groups for row in group.rows):
        for side in row.sides:
            complaint = _changed(request, found, row, side)
            if complaint:
                complaints[(row.id, side.side)] = complaint
    fresh = evaluation_in(request.member.clinic, found.id)
    if complaints or not is_right:
        board = replace(board_of(fresh, name, complaints), typed=request.POST.dict())
        return _page(request, board, status=422, facts_form=form)
    following = request.POST.get("go", name)
    target = following if following in section.section_names() else name
    return redirect("evaluation_section", found.id, target)


def _changed(request: HttpRequest, found: Evaluation, row: Row, side: SideRow) -> str:
    """Save what was changed of an answer; what is wrong with it, or an empty text."""
    try:
        entry = change(row, side, request.POST)
        if entry is not None:
            findings.tap(evaluation=found, entry=entry, by=request.user, at=timezone.now())
    except RecordError as error:
        return told(error)
    return ""


def told(error: RecordError) -> str:
    """What a person is told of a refusal."""
    if isinstance(error, ConflictError):
        at = timezone.localtime(error.at).strftime("%H:%M")
        return _("Changed by %(name)s at %(time)s. Nothing was overwritten.") % {
            "name": str(error.by),
            "time": at,
        }
    return str(error)


def _page(
    request: HttpRequest,
    board: Board,
    *,
    status: int = 200,
    facts_form: FactsForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"board": board, "panel": board.panel, "evaluation": board.evaluation}
    if board.current == "story":
        context["facts_form"] = facts_form or _facts_form(board.evaluation)
    return render(request, "web/evaluation/section.html", context, status=status)


def _fragments(request: HttpRequest, saved: Saved) -> HttpResponse:
    name = saved.answer.finding_id
    found = saved.recorded.evaluation
    board = board_of(found, section.section_of(name), recorded=saved.recorded)
    context = {
        "board": board,
        "panel": board.panel,
        "evaluation": found,
        "row": board.rows.row(name),
    }
    return render(request, "web/evaluation/_saved.html", context)


def _refused(request: HttpRequest, found: Evaluation, error: RecordError) -> HttpResponse:
    status = 409 if isinstance(error, ConflictError) else 422
    words = told(error)
    if not request.accepts("text/html"):
        return JsonResponse({"saved": False, "message": words}, status=status)
    finding_id, side = request.POST.get("finding", ""), request.POST.get("side", "")
    if not wording().record("finding", finding_id):
        return JsonResponse({"saved": False, "message": words}, status=status)
    fresh = evaluation_in(request.member.clinic, found.id)
    board = board_of(fresh, section.section_of(finding_id), {(finding_id, side): words})
    if status == 422:
        board = replace(board, typed=_number_typed(request, board.rows.row(finding_id), side))
    row = board.rows.row(finding_id)
    context = {"board": board, "panel": board.panel, "evaluation": fresh, "row": row}
    return render(request, "web/evaluation/_saved.html", context, status=status)


def _number_typed(request: HttpRequest, row: Row, side: str) -> dict[str, str]:
    """A refused number by the name of its field, to be mended and not typed again.

    A refused choice goes back to what is recorded: one tap makes it again.
    """
    if row.graded is None or row.graded.choices:
        return {}
    return {f"{row.id}-{side or WHOLE}-value": request.POST.get("value", "")}
