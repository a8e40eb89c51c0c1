"""The page with all that the main navigation has no room for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sijoint.web.guard import needs


@needs()
@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """Links, the look of pages, language, the clinics of the member, and the way out."""
    base = "web/base_staff.html" if request.member.is_staff else "web/base_patient.html"
    return render(request, "web/more.html", {"base": base})
