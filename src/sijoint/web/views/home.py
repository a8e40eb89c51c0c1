"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijoint.web.guard import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """What a visitor sees first."""
    return render(request, "web/home.html")
