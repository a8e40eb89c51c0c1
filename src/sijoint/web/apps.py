"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class WebConfig(AppConfig):
    """Its name in Django."""

    name = "sijoint.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what happens to accounts, and check what must be there."""
        from sijoint.web import account_trail, checks

        account_trail.connect()
        checks.connect()


class AdminConfig(DjangoAdminConfig):
    """The admin of Django with our site: nothing in it but what we put there."""

    default_site = "sijoint.web.admin_site.AdminSite"
