"""Who may see a view: the one place where doors are closed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sijoint.accounts.role import Permission
from sijoint.web import second_factor

View = Callable[..., HttpResponse]

SECURITY = "mfa_index"
"""The page where one sets up a second step."""


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Open a view only to members who may do all of it in the clinic they are in.

    Somebody who is signed out goes to sign in and comes back; somebody who may not gets 403. Who
    works at a clinic that asks for a second step, and has none, goes to set one up.
    Rows of other clinics do not exist for anybody: fetch them with
    ``clinic=request.member.clinic``.
    """

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            member = request.member
            if not member or not all(member.may(permission) for permission in permissions):
                raise PermissionDenied
            if second_factor.is_missing(member):
                return redirect(SECURITY)
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # for the test that every view has a door
        return guarded

    return guard


def public(view: View) -> View:
    """Say that a view is open to everyone, signed in or not."""
    view.permissions = ()
    return view
