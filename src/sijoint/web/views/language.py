"""Changing the language of the pages."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views import i18n
from django.views.decorators.http import require_POST

from sijoint.accounts.actions import language
from sijoint.language import CODES
from sijoint.web.guard import public
from sijoint.web.limit import limited


@public
@require_POST
@limited("language", "120/m")
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie, and with whoever is signed in; then back to the page."""
    chosen = request.POST.get("language", "")
    if chosen not in CODES:
        raise BadRequest(f"language {chosen!r}: must be one of {', '.join(CODES)}")
    if request.user.is_authenticated:
        language.choose(user=request.user, language=chosen, at=timezone.now())
    response = i18n.set_language(request)
    if response.status_code == HTTPStatus.FOUND:
        response.status_code = HTTPStatus.SEE_OTHER
    return response
