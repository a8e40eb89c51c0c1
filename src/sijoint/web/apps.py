"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Its name in Django."""

    name = "sijoint.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
