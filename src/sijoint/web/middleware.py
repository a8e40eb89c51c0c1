"""What every request carries: `request.member`, or None; and the end of a session."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from sijoint.accounts.error import AccountError
from sijoint.records.error import RecordError
from sijoint.web import session_limit
from sijoint.web.member import SESSION_KEY, Member, member_of
from sijoint.web.sealed import UnreadableError
from sijoint.web.views import failure

Handler = Callable[[HttpRequest], HttpResponse]


class MembershipMiddleware:
    """Puts the member into the request; the first use asks the database."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""

        def member() -> Member | None:
            if not request.user.is_authenticated:
                return None
            return member_of(request.user, request.session.get(SESSION_KEY))

        request.member = SimpleLazyObject(member)
        # Times are those of the clinic, wherever the server and the reader are.
        with timezone.override(request.member.clinic.time_zone if request.member else None):
            return self.get_response(request)


class NoStoreMiddleware:
    """Lets no browser keep a page of somebody who is signed in: computers are shared."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; a page that holds nothing of anybody says itself how long it lasts."""
        response = self.get_response(request)
        if "Cache-Control" not in response.headers and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response


class RefusalMiddleware:
    """Says in words what an action refused, where no view has said it beside a field."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    @staticmethod
    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page with the text of the refusal; other errors go on."""
        if isinstance(exception, RecordError | AccountError):
            return failure.refused(request, str(exception))
        if isinstance(exception, UnreadableError):
            return failure.unreadable(request)
        return None


class SessionLimitMiddleware:
    """Ends a session that has lasted long enough, and starts to count after a sign-in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if request.session.get(session_limit.SESSION_KEY) and request.user.is_authenticated:
            if session_limit.is_over(request):
                return session_limit.end(request)
            session_limit.touch(request)
        response = self.get_response(request)
        if self._has_begun(request):
            session_limit.begin(request)
        if self._is_sign_out(request):
            # Taps that wait on a shared computer are nobody's any more. After a session that ended
            # by itself they stay: who signs in again still sends them.
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Answer 422 where a page of the account shows what is wrong with what was sent."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and getattr(form, "errors", None):
            response.status_code = 422
        return response

    @staticmethod
    def _is_sign_out(request: HttpRequest) -> bool:
        """Whether the person has asked to be signed out."""
        match = request.resolver_match
        return request.method == "POST" and match is not None and match.url_name == "account_logout"

    @staticmethod
    def _has_begun(request: HttpRequest) -> bool:
        """Whether the person signed in during this request, or before there were limits."""
        return request.user.is_authenticated and session_limit.SESSION_KEY not in request.session
