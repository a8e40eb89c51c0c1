"""What a clinician says in place of the program, and the page behind a number."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sijoint.accounts.role import Permission
from sijoint.clinical.case import Side
from sijoint.clinical.model import EvidenceSet
from sijoint.records import knowledge
from sijoint.records.actions import override as overrides
from sijoint.records.actions import waiver as waivers
from sijoint.records.error import RecordError
from sijoint.records.queries.answer import assessment_of
from sijoint.records.queries.recorded import SET_ASIDE
from sijoint.web.forms.reason import OverrideForm, WaiverForm
from sijoint.web.guard import needs
from sijoint.web.panel.conclusion import conclusion_words
from sijoint.web.panel.why import why_of
from sijoint.web.views.evaluation import board_of, evaluation_of
from sijoint.web.wording import wording
from sijoint.web.workspace.board import links_of
from sijoint.web.workspace.gate import OPENS, TITLES
from sijoint.web.workspace.section import FINISH, section_names


@require_http_methods(["GET", "POST"])
@needs(Permission.CHART_WRITE)
def evaluation_waive(request: HttpRequest, evaluation_id: UUID, gate: str) -> HttpResponse:
    """Waive a screen with a reason, or take the waiver back."""
    found = evaluation_of(request, evaluation_id)
    if gate not in waivers.GATES or found.is_signed:
        raise Http404
    board = board_of(found, FINISH)
    held, back = board.waivers.get(gate), _section_url(found.id, request.GET.get("from", ""))
    form = WaiverForm(request.POST or None, initial={"reason": held.reason if held else ""})
    status = 200
    if request.method == "POST":
        now = timezone.now()
        if "withdraw" in request.POST:
            waivers.withdraw(evaluation=found, gate=gate, by=request.user, at=now)
            return redirect(back)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            waivers.waive(evaluation=found, gate=gate, reason=reason, by=request.user, at=now)
            messages.success(request, _("The screen is waived. The interval is wider now."))
            return redirect(back)
        status = 422
    words = wording()
    context = {
        "board": board,
        "evaluation": found,
        "form": form,
        "gate": gate,
        "title": words.say(TITLES[gate]),
        "opens": words.say(OPENS[gate]),
        "held": held,
        "back": back,
    }
    return render(request, "web/evaluation/waive.html", context, status=status)


def _section_url(evaluation_id: UUID, name: str) -> str:
    """The section that somebody came from; the first open one where none is named."""
    if name in section_names():
        return reverse("evaluation_section", args=[evaluation_id, name])
    return reverse("evaluation", args=[evaluation_id])


@require_http_methods(["GET", "POST"])
@needs(Permission.CHART_WRITE)
def evaluation_override(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Put one's own conclusion in place of a computed one."""
    found = evaluation_of(request, evaluation_id)
    board = board_of(found, FINISH)
    if board.assessment is None or found.is_signed:
        raise Http404
    wanted = f"{SET_ASIDE}{request.GET.get('rule', '')}={overrides.ASIDE}"
    form = OverrideForm(
        request.POST or None, safety=board.assessment.safety, initial={"conclusion": wanted}
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            conclusion, value = form.chosen
            try:
                overrides.conclude(
                    evaluation=found,
                    conclusion=conclusion,
                    value=value,
                    reason=form.cleaned_data["reason"],
                    by=request.user,
                    at=timezone.now(),
                )
            except RecordError as error:
                form.add_error(None, str(error))
            else:
                return redirect("evaluation_finish", evaluation_id)
        status = 422
    held = [(each, conclusion_words(each, wording())) for each in board.overrides]
    context = {"board": board, "held": held, "evaluation": found, "form": form}
    return render(request, "web/evaluation/override.html", context, status=status)


@require_POST
@needs(Permission.CHART_WRITE)
def evaluation_override_withdraw(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Return to the computed conclusion."""
    found = evaluation_of(request, evaluation_id)
    conclusion = request.POST.get("conclusion", "")
    if not overrides.allowed(conclusion):
        raise Http404
    overrides.withdraw(evaluation=found, conclusion=conclusion, by=request.user, at=timezone.now())
    return redirect("evaluation_override", evaluation_id)


@require_GET
@needs(Permission.CHART_READ)
def evaluation_why(request: HttpRequest, evaluation_id: UUID, source: str) -> HttpResponse:
    """The page behind one number."""
    found = evaluation_of(request, evaluation_id)
    board = board_of(found, FINISH)
    side, wanted = request.GET.get("side"), request.GET.get("set", "")
    if board.case is None or side not in {None, *Side} or wanted not in {"", *EvidenceSet}:
        raise Http404
    answer = assessment_of(found, evidence_set=wanted or None, recorded=board.recorded)
    why = why_of(
        answer,
        source,
        None if side is None else Side(side),
        case=board.case,
        knowledge=knowledge.current(),
        words=wording(),
        links=links_of(found),
    )
    if why is None:
        raise Http404
    context = {"why": why, "evaluation": found, "board": board}
    return render(request, "web/evaluation/why.html", context)
