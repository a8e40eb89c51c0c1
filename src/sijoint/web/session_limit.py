"""When a session ends by itself.

Somebody who works in a clinic shares its computers: ten hours at most (`SIJOINT_SESSION_HOURS`),
and after half an hour without a page. A person in care has a phone of their own: thirty days at
most, and after seven without a page. A person who belongs to no clinic has the short times. What
was sent in a first check without an account goes with the cookie, after ten hours and never later
than a day.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from sijoint.accounts.models import Clinic
from sijoint.web.member import SESSION_KEY as CLINIC_KEY
from sijoint.web.member import member_of

HOUR = 3600
DAY = 24 * HOUR
SESSION_KEY = "limit"

WRITE_EVERY = 60
"""Seconds between two notes of the last page: not every tap writes the session."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a session lasts.

    Parameters
    ----------
    longest : int
        Seconds after the sign-in.
    idle : int
        Seconds after the last page.
    """

    longest: int
    idle: int


SHARED = Limit(settings.SESSION_COOKIE_AGE, HOUR // 2)
OWN = Limit(30 * DAY, 7 * DAY)
LIMITS = {"shared": SHARED, "own": OWN}


def move(request: HttpRequest, clinic: Clinic) -> None:
    """Work or be treated at this clinic from now on, with the times of what one is there."""
    request.session[CLINIC_KEY] = str(clinic.id)
    request.member = member_of(request.user, clinic.id)
    begin(request)


def begin(request: HttpRequest, *, now: float | None = None) -> None:
    """Start to count after a sign-in; a session that counts already goes on from its sign-in."""
    now = time.time() if now is None else now
    # `request.member` was asked for before the sign-in, when there was none.
    member = member_of(request.user, request.session.get(CLINIC_KEY))
    name = "own" if member and member.is_patient else "shared"
    held = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {"name": name, "began": held.get("began", now), "seen": now}
    request.session.set_expiry(LIMITS[name].longest)


def begin_as_visitor(request: HttpRequest) -> None:
    """Let go of what somebody without an account has answered after a day at the latest."""
    request.session.set_expiry(timedelta(seconds=min(SHARED.longest, DAY)))


def is_over(request: HttpRequest, *, now: float | None = None) -> bool:
    """Whether the session of somebody signed in has reached its end."""
    held = request.session.get(SESSION_KEY)
    if held is None:
        return False
    now = time.time() if now is None else now
    limit = LIMITS[held["name"]]
    return now - held["began"] >= limit.longest or now - held["seen"] >= limit.idle


def touch(request: HttpRequest, *, now: float | None = None) -> None:
    """Note that a page was asked for, at most once a minute."""
    now = time.time() if now is None else now
    held = request.session[SESSION_KEY]
    if now - held["seen"] >= WRITE_EVERY:
        request.session[SESSION_KEY] = held | {"seen": now}


def end(request: HttpRequest) -> HttpResponse:
    """Sign out, and lead to the sign-in and back to the same page.

    What a script asked for is answered with 401 and the address of the sign-in; htmx goes there.
    """
    logout(request)
    query = urlencode({"ended": "yes", "next": _page(request)})
    address = f"{reverse('account_login')}?{query}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": "signed_out", "sign_in": address}, status=401)
    return redirect(address)


def _page(request: HttpRequest) -> str:
    """The page that the person sees: this one, or the one that sent something."""
    asked = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    is_page = request.method == "GET" and not request.headers.get("HX-Request")
    if is_page and "application/json" not in request.headers.get("Accept", ""):
        return request.get_full_path()
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        return "/" + asked.partition("://")[2].partition("/")[2]
    return "/"
