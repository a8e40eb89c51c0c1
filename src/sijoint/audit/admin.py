"""The trail in the admin of Django: to read, never to write."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from sijoint.audit.models import Chain, Event


class ReadOnly(admin.ModelAdmin):
    """Rows that can be looked at.

    Parameters
    ----------
    flags : tuple of str
        Fields that may be changed after all, each through an action that writes the trail.
    """

    flags: tuple[str, ...] = ()
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nothing is made here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed here but flags."""
        return bool(self.flags) and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Every field but the flags."""
        return [name for name in self.get_fields(request, obj) if name not in self.flags]

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Every column of the row, but what nobody is to see."""
        columns = [field.name for field in self.model._meta.concrete_fields]
        return [name for name in columns if name not in (self.exclude or ())]

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Our own trail tells it; that of Django would hold names of people."""


@admin.register(Event)
class EventAdmin(ReadOnly):
    """What happened."""

    list_display = ("number", "at", "verb", "clinic_id", "actor_id", "object_id")
    ordering = ("-id",)
    show_full_result_count = False


@admin.register(Chain)
class ChainAdmin(ReadOnly):
    """The head of each chain."""

    list_display = ("clinic_id", "number", "hash")
