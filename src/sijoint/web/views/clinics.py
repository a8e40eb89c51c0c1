"""The clinics of this installation that welcome new people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sijoint.accounts.models import Clinic
from sijoint.web.guard import public


@public
@require_safe
def clinics(request: HttpRequest) -> HttpResponse:
    """All of them, by name."""
    return render(
        request, "web/clinics/list.html", {"clinics": Clinic.objects.filter(welcomes_new=True)}
    )


@public
@require_safe
def clinic(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them, and how to ask for a visit."""
    found = get_object_or_404(Clinic, slug=slug, welcomes_new=True)
    return render(request, "web/clinics/clinic.html", {"clinic": found})
