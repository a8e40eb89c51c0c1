"""The Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Its name in Django."""

    name = "sijoint.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
