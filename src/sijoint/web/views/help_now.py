"""Help at once: what to look for, whom to call, what to say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from sijoint.web.guard import public
from sijoint.web.guide import help as help_page
from sijoint.web.guide.page import the_guide
from sijoint.web.wording import wording

KEPT_S = 7 * 24 * 60 * 60
"""A browser may show a page this old when the site cannot be reached."""


@public
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """The signs and the numbers, first those of the clinic of who is signed in."""
    member = request.member
    shown = _shown() | {"clinic": member.clinic if member else None}
    response = render(request, "web/help_now.html", shown)
    patch_cache_control(response, private=True, max_age=0, stale_if_error=KEPT_S)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def without_anything() -> HttpResponse:
    """The same page when the site is broken: made without a request, session or database."""
    return HttpResponse(
        render_to_string("web/help_now.html", _shown()), headers={"Cache-Control": "no-store"}
    )


def _shown() -> dict[str, object]:
    words = wording()
    return {
        "signs": help_page.signs(the_guide(), words),
        "places": help_page.places(the_guide(), words),
    }
