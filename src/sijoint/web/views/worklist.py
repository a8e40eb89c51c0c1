"""The worklist of a therapist, and the care for an alert."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sijoint.accounts.role import Permission
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import patient as patients
from sijoint.records.actions import worklist as worklists
from sijoint.records.error import RecordError
from sijoint.records.models import Alert
from sijoint.records.queries.worklist import open_alerts, waiting
from sijoint.web.forms.alert import CloseForm, HandOverForm
from sijoint.web.guard import needs
from sijoint.web.workspace.alert import alert_card, found_again


@require_GET
@needs(Permission.CHART_READ)
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits: alerts first, then people; mine or everybody's."""
    everybody = request.GET.get("whose") == "all"
    mine = None if everybody else request.user
    clinic = request.member.clinic
    now = timezone.now()
    cards = [alert_card(alert, now) for alert in open_alerts(clinic, mine=mine)]
    people = waiting(clinic, mine=mine)
    if cards or people:
        worklists.read(clinic=clinic, by=request.user, at=now)
    context = {"alerts": cards, "waiting": people, "everybody": everybody}
    return render(request, "web/worklist/worklist.html", context)


@require_GET
@needs(Permission.CHART_READ)
def task(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """One alert: why it fired, what to do, who cares for it."""
    alert = _alert(request, alert_id)
    patients.read(patient=alert.patient, by=request.user, at=timezone.now(), what="alert.read")
    return _page(request, alert)


@require_POST
@needs(Permission.ALERT_ACKNOWLEDGE)
def alert_acknowledge(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Say by name and time that it was read."""
    alert = _alert(request, alert_id)
    try:
        alerts.acknowledge(alert=alert, by=request.user, at=timezone.now())
    except RecordError as error:
        messages.error(request, str(error))
    return redirect("task", alert_id)


@require_POST
@needs(Permission.ALERT_ACKNOWLEDGE)
def alert_hand_over(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Give it to another therapist."""
    alert = _alert(request, alert_id)
    form = HandOverForm(request.POST, people=alerts.therapists(alert))
    if form.is_valid():
        try:
            to = form.cleaned_data["to"]
            alerts.hand_over(alert=alert, to=to, by=request.user, at=timezone.now())
        except RecordError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Handed to %(name)s.") % {"name": str(to)})
            return redirect("task", alert_id)
    return _page(request, alert, hand_over=form, status=422)


@require_POST
@needs(Permission.ALERT_ACKNOWLEDGE)
def alert_close(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """End the care for it, with what was done."""
    alert = _alert(request, alert_id)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            alerts.close(alert=alert, reason=reason, by=request.user, at=timezone.now())
        except RecordError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The alert is closed."))
            return redirect("worklist")
    return _page(request, alert, close=form, status=422)


def _alert(request: HttpRequest, alert_id: UUID) -> Alert:
    held = Alert.objects.select_related(
        "patient__clinic", "owner", "second", "acknowledged_by", "handed_to", "evaluation"
    )
    return get_object_or_404(held, pk=alert_id, clinic=request.member.clinic)


def _page(
    request: HttpRequest,
    alert: Alert,
    *,
    hand_over: HandOverForm | None = None,
    close: CloseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    people = [user for user in alerts.therapists(alert) if user.id != alert.owner_id]
    context = {
        "alert": alert,
        "card": alert_card(alert, timezone.now(), found_again(alert)),
        "hand_over_form": hand_over or HandOverForm(people=people),
        "close_form": close or CloseForm(),
        "has_others": bool(people),
    }
    return render(request, "web/worklist/task.html", context, status=status)
