"""How the clinic does, in counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sijoint.accounts.role import Permission
from sijoint.records.queries import outcome
from sijoint.web.guard import needs


@needs(Permission.OUTCOMES_READ)
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """Counts of the whole clinic, and never a name."""
    shown = {"outcomes": outcome.of(request.member.clinic)}
    return render(request, "web/outcomes/outcomes.html", shown)
