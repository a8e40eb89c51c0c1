"""Which language a page is in.

Whoever is signed in reads the language they chose, on every device. Everybody else reads the one
in the cookie of the last choice, else the best of those that the browser asks for.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from sijoint.language import CODES


class LanguageMiddleware:
    """Turns to the language that a signed-in person chose; comes after authentication.

    Django's `LocaleMiddleware`, further out, reads cookie and browser, and says in the answer
    which language it is in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        chosen = _chosen(request)
        if chosen in CODES:
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        return response


def _chosen(request: HttpRequest) -> str:
    """What a signed-in person chose; empty for others, without asking the database."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(getattr(request.user, "language", ""))
