"""The addresses of django-allauth: an account changes with its event, or not at all."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

from allauth.urls import urlpatterns as offered
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver

View = Callable[..., HttpResponse]

CHANGING = frozenset(
    {
        *("account_signup", "account_email", "account_confirm_email"),
        *("account_email_verification_sent", "account_change_password", "account_set_password"),
        *("account_reset_password_from_key", "mfa_activate_totp", "mfa_deactivate_totp"),
        *("mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_edit_webauthn"),
        "mfa_remove_webauthn",
    }
)
"""Names of the pages that change an account.

Signing in is not among them: what failed there is written down and counted whatever comes next.
"""


def _whole(view: View) -> View:
    """What is sent is done with everything that belongs to it, or not at all."""

    @functools.wraps(view)
    def done(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return done


def _kept_whole(patterns: list[Any]) -> Iterator[URLPattern | URLResolver]:
    """The same addresses; those that change an account do it in one transaction."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield URLResolver(each.pattern, list(_kept_whole(each.url_patterns)))
        elif each.name in CHANGING:
            yield URLPattern(each.pattern, _whole(each.callback), each.default_args, each.name)
        else:
            yield each


urlpatterns = list(_kept_whole(offered))
