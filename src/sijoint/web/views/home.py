"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sijoint.web.guard import public
from sijoint.web.views.guide import contents

IN_FRONT = (
    "what-it-is",
    "what-else-it-can-be",
    "what-therapy-may-include",
    "staying-well",
)
"""The pages of the guide that the first page links, in this order."""


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What a visitor sees first."""
    pages = {page["slug"]: page for page in contents()}
    return render(request, "web/home.html", {"pages": [pages[slug] for slug in IN_FRONT]})
