"""The admin of Django, which shows what we chose and changes a few flags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sijoint.web import notice, second_factor
from sijoint.web.see_other import see_other


class AdminSite(admin.AdminSite):
    """Signs in by our own pages, and registers nothing that could be written."""

    site_header = site_title = "sijoint"
    index_title = _("Administration")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[admin.ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Register a model; what other packages would let somebody write is left out."""
        # Only here: what it is made of registers itself, and needs this class for that.
        from sijoint.audit.admin import ReadOnly

        if admin_class is not None and issubclass(admin_class, ReadOnly):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody is an administrator, on a public server with a second step."""
        return super().has_permission(request) and second_factor.lets_administer(request.user)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the sign-in of everybody, which knows the second step, or to set one up."""
        if super().has_permission(request) and not second_factor.lets_administer(request.user):
            notice.failed(request, gettext("An administrator needs a second step. Set one up."))
            return see_other("mfa_index")
        return secure_admin_login(super().login)(request, extra_context)
