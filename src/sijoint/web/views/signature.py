"""The end of an evaluation: scores, note, signature, and what comes after it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sijoint.accounts.role import Permission
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import score as scores
from sijoint.records.error import RecordError
from sijoint.records.knowledge import current
from sijoint.records.models import Evaluation
from sijoint.records.queries.evaluation import signed_of
from sijoint.records.queries.replay import replay
from sijoint.web.forms.signature import AddendumForm, NoteForm, ScoresForm
from sijoint.web.guard import needs
from sijoint.web.views.evaluation import board_of, evaluation_of
from sijoint.web.wording import wording
from sijoint.web.workspace.comparison import compare, worth
from sijoint.web.workspace.note import draft
from sijoint.web.workspace.section import FINISH


@require_http_methods(["GET", "POST"])
@needs(Permission.CHART_WRITE)
def evaluation_finish(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Scores, conclusions and the note; posting saves the scores."""
    found = evaluation_of(request, evaluation_id)
    if found.is_signed:
        return redirect("evaluation_signed", evaluation_id)
    form = ScoresForm(request.POST or None, evaluation=found)
    if request.method == "POST":
        if not form.is_valid():
            return _finish(request, found, scores_form=form, status=422)
        now = timezone.now()
        for name, value in form.cleaned_data.items():
            scores.record(evaluation=found, measure_id=name, value=value, by=request.user, at=now)
        messages.success(request, _("The scores are saved."))
        return redirect("evaluation_finish", evaluation_id)
    return _finish(request, found)


@require_POST
@needs(Permission.CHART_WRITE, Permission.PLAN_APPROVE)
def evaluation_sign(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Sign and lock; or put the draft of what is recorded now in place of the note."""
    found = evaluation_of(request, evaluation_id)
    if "restore" in request.POST:
        return _finish(request, found)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            evaluations.sign(
                evaluation=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except RecordError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Signed and locked."))
            return redirect("evaluation_signed", evaluation_id)
    return _finish(request, found, note_form=form, status=422)


@require_GET
@needs(Permission.CHART_READ)
def evaluation_signed(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """A signed evaluation, whole: note, findings, what they were worth, addenda."""
    found = evaluation_of(request, evaluation_id)
    if not found.is_signed:
        return redirect("evaluation", evaluation_id)
    return _signed(request, found, AddendumForm())


@require_POST
@needs(Permission.CHART_WRITE)
def evaluation_add(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Add to a signed evaluation."""
    found = evaluation_of(request, evaluation_id)
    form = AddendumForm(request.POST)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            evaluations.add(evaluation=found, text=text, by=request.user, at=timezone.now())
        except RecordError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The addendum is saved."))
            return redirect("evaluation_signed", evaluation_id)
    return _signed(request, found, form, status=422)


@require_GET
@needs(Permission.CHART_READ)
def evaluation_compare(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """An evaluation beside an earlier one of the same person."""
    found = evaluation_of(request, evaluation_id)
    earlier = [e for e in signed_of(found.patient) if e.id != found.id]
    chosen = next((e for e in earlier if str(e.id) == request.GET.get("with")), None)
    other = chosen or next(iter(earlier), None)
    comparison = None
    if other is not None:
        whole_other = evaluation_of(request, other.id)
        comparison = compare(board_of(whole_other, FINISH), board_of(found, FINISH))
    context = {
        "evaluation": found,
        "earlier": earlier,
        "other": other,
        "comparison": comparison,
    }
    return render(request, "web/evaluation/compare.html", context)


@require_GET
@needs(Permission.CHART_READ)
def evaluation_replay(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """The signed answer again, from the evidence of then and of today."""
    found = evaluation_of(request, evaluation_id)
    if not found.is_signed:
        return redirect("evaluation", evaluation_id)
    again = replay(found)
    context = {
        "evaluation": found,
        "replay": again,
        "today": current().version,
        "lines": list(worth(again.stored, again.today, wording())),
    }
    return render(request, "web/evaluation/replay.html", context)


def _finish(
    request: HttpRequest,
    found: Evaluation,
    *,
    scores_form: ScoresForm | None = None,
    note_form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    board = board_of(found, FINISH)
    drafted = draft(board)
    if note_form is not None:
        # The page now shows what is recorded now, and that is what is signed the next time.
        note_form.data = note_form.data.copy()
        note_form.data["version"] = found.version
    context = {
        "board": board,
        "panel": board.panel,
        "evaluation": found,
        "scores_form": scores_form or ScoresForm(evaluation=found),
        "note_form": note_form or NoteForm(initial={"note": drafted, "version": found.version}),
        "drafted": drafted if note_form is not None else "",
        "plan": found.plans.order_by("-made_at").first(),
    }
    return render(request, "web/evaluation/finish.html", context, status=status)


def _signed(
    request: HttpRequest, found: Evaluation, form: AddendumForm, *, status: int = 200
) -> HttpResponse:
    board = board_of(found, FINISH)
    context = {
        "evaluation": found,
        "parts": compare(board, board),
        "form": form,
        "addenda": found.addendums.select_related("by"),
        "plan": found.plans.order_by("-made_at").first(),
        "has_earlier": signed_of(found.patient).exclude(pk=found.pk).exists(),
    }
    return render(request, "web/evaluation/signed.html", context, status=status)
