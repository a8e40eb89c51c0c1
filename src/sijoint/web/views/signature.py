"""The end of an evaluation: scores, note, signature, and what comes after it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sijoint.accounts.role import Permission
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import note as notes
from sijoint.records.actions import score as scores
from sijoint.records.error import RecordError
from sijoint.records.knowledge import current
from sijoint.records.mark import mark
from sijoint.records.models import Evaluation
from sijoint.records.queries.evaluation import evaluation_in, signed_of
from sijoint.records.queries.replay import replay
from sijoint.web.forms.signature import AddendumForm, KeptNoteForm, NoteForm, ScoresForm
from sijoint.web.guard import needs
from sijoint.web.views.evaluation import board_of, evaluation_of
from sijoint.web.wording import wording
from sijoint.web.workspace.comparison import compare, headings, screen_of, worth
from sijoint.web.workspace.note import draft
from sijoint.web.workspace.section import FINISH


@require_http_methods(["GET", "POST"])
@needs(Permission.CHART_WRITE)
def evaluation_finish(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Scores, conclusions and the note; posting saves the scores, and the note beside them."""
    found = evaluation_of(request, evaluation_id)
    if found.is_signed:
        return redirect("evaluation_signed", evaluation_id)
    if request.method == "GET":
        return _finish(request, found)
    refused = _keep_note(request, found)
    form = ScoresForm(request.POST, evaluation=found)
    if not _record(request, found, form):
        return _finish(request, _now(found), scores_form=form, note_form=refused, status=422)
    if refused:
        return _finish(request, _now(found), note_form=refused, status=422)
    messages.success(request, _("The scores are saved."))
    return redirect("evaluation_finish", evaluation_id)


@require_POST
@needs(Permission.CHART_WRITE)
def evaluation_note(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Keep what is written of the note so far."""
    found = evaluation_of(request, evaluation_id)
    refused = _keep_note(request, found)
    if "application/json" in request.headers.get("Accept", ""):
        if refused:
            return JsonResponse({"saved": False}, status=422)
        return JsonResponse({"saved": True, "seen": mark(_now(found).note)})
    if refused:
        return _finish(request, _now(found), note_form=refused, status=422)
    messages.success(request, _("The note is kept. It is not signed yet."))
    return redirect("evaluation_finish", evaluation_id)


@require_POST
@needs(Permission.CHART_WRITE, Permission.PLAN_APPROVE)
def evaluation_sign(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Sign and lock, with the scores sent along; or put the draft in place of the note."""
    found = evaluation_of(request, evaluation_id)
    if "restore" in request.POST:
        return _restore(request, found)
    form = NoteForm(request.POST, held=found.note)
    scores_form = ScoresForm(request.POST, evaluation=found)
    if not _record(request, found, scores_form):
        return _finish(request, found, scores_form=scores_form, note_form=form, status=422)
    if form.is_valid():
        note, version = form.cleaned_data["note"], form.cleaned_data["version"]
        try:
            evaluations.sign(
                evaluation=found, note=note, version=version, by=request.user, at=timezone.now()
            )
        except RecordError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Signed and locked."))
            return redirect("evaluation_signed", evaluation_id)
    return _finish(request, _now(found), note_form=form, status=422)


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
    context = {"evaluation": found, "earlier": earlier, "other": other}
    if other is not None:
        whole_other = evaluation_of(request, other.id)
        context["headings"] = headings(whole_other, found)
        context["comparison"] = compare(board_of(whole_other, FINISH), board_of(found, FINISH))
    return render(request, "web/evaluation/compare.html", context)


@require_GET
@needs(Permission.CHART_READ)
def evaluation_replay(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """The signed answer again, from the evidence of then and of today."""
    found = evaluation_of(request, evaluation_id)
    if not found.is_signed:
        return redirect("evaluation", evaluation_id)
    again = replay(found)
    screen = screen_of(board_of(found, FINISH))
    context = {
        "evaluation": found,
        "replay": again,
        "today": current().version,
        "lines": list(worth(again.stored, again.today, wording(), screens=(screen, screen))),
    }
    return render(request, "web/evaluation/replay.html", context)


def _now(found: Evaluation) -> Evaluation:
    """The evaluation after something of it was saved."""
    return evaluation_in(found.clinic, found.id)


def _has_earlier(found: Evaluation) -> bool:
    """Whether there is another signed evaluation of the person to compare with."""
    return signed_of(found.patient).exclude(pk=found.pk).exists()


def _record(request: HttpRequest, found: Evaluation, form: ScoresForm) -> bool:
    """Record the scores that were changed, if they are right; else the form says what is wrong."""
    if not form.is_valid():
        return False
    by, at = request.user, timezone.now()
    try:
        for name, value in form.changed.items():
            scores.record(evaluation=found, measure_id=name, value=value, by=by, at=at)
    except RecordError as error:
        form.add_error(None, str(error))
        return False
    return True


def _keep_note(request: HttpRequest, found: Evaluation) -> KeptNoteForm | None:
    """Keep the note that was sent along; a form that says why it cannot be kept."""
    if "note" not in request.POST:
        return None
    form = KeptNoteForm(request.POST, held=found.note, drafted=draft(board_of(found, FINISH)))
    if not form.is_valid():
        return form
    note, version = form.cleaned_data["note"], form.cleaned_data["version"]
    try:
        if note != found.note:
            notes.keep(
                evaluation=found,
                note=note,
                version=version,
                before=found.note,
                by=request.user,
                at=timezone.now(),
            )
    except RecordError as error:
        form.add_error(None, str(error))
        return form
    return None


def _restore(request: HttpRequest, found: Evaluation) -> HttpResponse:
    """Put the draft of what is recorded now in place of the note."""
    try:
        notes.keep(evaluation=found, note="", version=None, by=request.user, at=timezone.now())
    except RecordError as error:
        form = NoteForm(request.POST, held=found.note)
        form.add_error(None, str(error))
        return _finish(request, found, note_form=form, status=422)
    return redirect("evaluation_finish", found.id)


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
    kept = found.note
    typed = None
    if note_form is not None:
        # The page now shows what is recorded now, and that is what is signed the next time.
        typed = note_form.data.get("note", "")
        note_form.data = note_form.data.copy()
        note_form.data.update({"version": found.version, "seen": mark(kept)})
    context = {
        "board": board,
        "panel": board.panel,
        "evaluation": found,
        "scores_form": scores_form or ScoresForm(evaluation=found),
        "note_form": note_form
        or NoteForm(held=kept, initial={"note": kept or drafted, "version": found.version}),
        "drafted": drafted if kept or note_form is not None else "",
        "kept": kept if typed is not None and kept.splitlines() != typed.splitlines() else "",
        "is_older": bool(kept) and note_form is None and found.note_version != found.version,
        "plan": found.plans.order_by("-made_at").first(),
        "has_earlier": _has_earlier(found),
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
        "has_earlier": _has_earlier(found),
    }
    return render(request, "web/evaluation/signed.html", context, status=status)
