"""What every request carries: `request.member`, or None."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from sijoint.web.member import SESSION_KEY, Member, member_of


class MembershipMiddleware:
    """Puts the member into the request; the first use asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""

        def member() -> Member | None:
            if not request.user.is_authenticated:
                return None
            return member_of(request.user, request.session.get(SESSION_KEY))

        request.member = SimpleLazyObject(member)
        return self.get_response(request)
