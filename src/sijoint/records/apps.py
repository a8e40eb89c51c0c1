"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Its name in Django."""

    name = "sijoint.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
