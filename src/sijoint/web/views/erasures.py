"""Wishes of people in care to be forgotten: seen and done by an owner of the clinic."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sijoint.accounts.role import Permission
from sijoint.records.actions import erasure as actions
from sijoint.records.error import RefusedError
from sijoint.records.models import Erasure
from sijoint.web import notice
from sijoint.web.guard import needs
from sijoint.web.see_other import see_other


@needs(Permission.PEOPLE_EDIT)
@require_safe
def erasures(request: HttpRequest) -> HttpResponse:
    """The open wishes, those that have waited longest first."""
    held = Erasure.objects.filter(clinic=request.member.clinic).select_related("patient")
    waiting = held.filter(done_at__isnull=True, withdrawn_at__isnull=True)
    done = held.filter(done_at__isnull=False).select_related("done_by")
    shown = {
        "waiting": waiting.order_by("asked_at"),
        "done": done.order_by("-done_at")[:20],
    }
    return render(request, "web/erasures/erasures.html", shown)


@needs(Permission.PEOPLE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def erasure_do(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """Delete what tells who somebody is, after saying what that means."""
    rows = Erasure.objects.select_related("patient")
    held = get_object_or_404(
        rows,
        id=erasure_id,
        clinic=request.member.clinic,
        done_at__isnull=True,
        withdrawn_at__isnull=True,
    )
    if request.method != "POST":
        return _page(request, held, 200)
    try:
        actions.do(erasure=held, by=request.user, at=timezone.now())
    except RefusedError as error:
        return _page(request, held, 409, str(error))
    notice.done(request, _("Name, contact and own words are deleted."))
    return see_other("erasures")


def _page(request: HttpRequest, held: Erasure, status: int, complaint: str = "") -> HttpResponse:
    shown = {
        "erasure": held,
        "complaint": complaint,
        "is_unread": actions.is_unread(held.patient),
    }
    return render(request, "web/erasures/do.html", shown, status=status)
