"""Pages for what went wrong: humane, with a way on, and the right status."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from sijoint.web.guard import public
from sijoint.web.request_id import current
from sijoint.web.views import help_now

log = logging.getLogger(__name__)

PLAIN = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Not now - sijoint</title>
<h1>This did not work</h1><p>Try again in a few minutes. In danger?
<a href="/help-now/">Get help now</a>.</p></html>"""
"""What is left to say when not even a page can be made."""


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return _page(
        request,
        400,
        _("We could not read what was sent"),
        _("Go back and send it again. If it happens again, begin from the first page."),
    )


@public
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person may not see it."""
    return _page(
        request,
        403,
        _("This page is not open to you"),
        _("You are signed in with a role that cannot see it. Ask your clinic if you need it."),
    )


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form was sent without its token, mostly because the page stood open for long."""
    return _page(
        request,
        403,
        _("This form has expired"),
        _("Nothing was saved. Go back, load the page again and send the form once more."),
        again=(reverse("check"), _("Begin the check again")) if _is_check(request) else None,
    )


@public
def refused(request: HttpRequest, text: str) -> HttpResponse:
    """409: an action refused, and says why."""
    return _page(request, 409, _("This was not saved"), text)


@public
def unreadable(request: HttpRequest) -> HttpResponse:
    """409: recovery codes that were closed with a key which the server does not have any more."""
    return _page(
        request,
        409,
        _("Your recovery codes cannot be read any more"),
        _("Turn off the codes from your app, then turn them on again. You get new ones."),
    )


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none for this person."""
    return _page(
        request,
        404,
        _("This page has moved or never was"),
        _("Check the address, or go on from here."),
    )


@public
def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too often in a short time; many people can share one address in a first check."""
    again, heading = None, _("Too many tries in a short time")
    text = _("Wait a few minutes, then try again. Nothing is lost.")
    if _is_check(request):
        again = (request.get_full_path(), _("Go on where I was"))
        heading = _("Many people use this page right now")
        text = _("Wait a minute, then go on where you were. What you saved before is kept.")
    response = _page(request, 429, heading, text, again=again)
    response.headers["Retry-After"] = "300"
    return response


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the page needs neither session nor database. Help at once is there anyway."""
    if request.path == reverse("help_now"):
        return help_now.without_anything()
    return _page(
        request,
        500,
        _("This did not work, and it is our fault"),
        _("It has been noted. Try again in a few minutes."),
    )


def _is_check(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("check"))


def _page(
    request: HttpRequest,
    status: int,
    title: str,
    text: str,
    *,
    again: tuple[str, str] | None = None,
) -> HttpResponse:
    """A page with a title, what to do, and links; it never fails itself.

    Parameters
    ----------
    request : HttpRequest
    status : int
    title, text : str
    again : tuple of str, optional
        Address and words of the way back to what was begun.
    """
    shown = {"status": status, "heading": title, "text": text, "again": again}
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        # The log has the same beside the error.
        shown["request_id"] = current()
    try:
        page = render_to_string("web/failure.html", shown)
    except Exception:
        log.exception("the page for status %d could not be made", status)
        page = PLAIN
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
