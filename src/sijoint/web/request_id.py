"""A name for each request, shown on the error page and written in the log beside the error."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_CURRENT: ContextVar[str] = ContextVar("request_id", default="")
BYTES = 5


def current() -> str:
    """The name of the request that is being answered; empty outside one."""
    return _CURRENT.get()


class RequestIdMiddleware:
    """Names each request; the first of all middlewares, so that every failure has a name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, with its name in the header `X-Request-ID`."""
        name = secrets.token_hex(BYTES)
        token = _CURRENT.set(name)
        try:
            response = self.get_response(request)
        finally:
            _CURRENT.reset(token)
        response.headers["X-Request-ID"] = name
        return response
