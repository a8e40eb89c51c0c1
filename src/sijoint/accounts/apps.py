"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Its name in Django."""

    name = "sijoint.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
