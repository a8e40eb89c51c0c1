"""People, clinics and memberships in the admin of Django: to read, and three flags.

Nothing is searched by name or address there: what is searched for stands in the address.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from sijoint.accounts.actions import clinic as clinics
from sijoint.accounts.actions import user as users
from sijoint.accounts.models import Clinic, Invitation, Membership, User
from sijoint.audit.admin import ReadOnly


def _set_flags(row: Any, form: Any, flags: tuple[str, ...]) -> dict[str, bool]:
    """What was switched, and the row as it was before the form set it."""
    switched = {name: form.cleaned_data[name] for name in flags if name in form.changed_data}
    for name in switched:
        setattr(row, name, form.initial[name])
    return switched


@admin.register(User)
class UserAdmin(ReadOnly):
    """People; who may sign in, and who is an administrator."""

    flags = ("is_active", "is_staff")
    exclude = ("password",)
    list_display = ("id", "email", "name", "is_active", "is_staff", "joined_at")
    list_filter = ("is_active", "is_staff")
    ordering = ("-joined_at",)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Switch through the action."""
        switched = _set_flags(obj, form, self.flags)
        users.switch(user=obj, by=request.user, at=timezone.now(), **switched)


@admin.register(Clinic)
class ClinicAdmin(ReadOnly):
    """Clinics; whether people may sign up by themselves."""

    flags = ("welcomes_new",)
    list_display = ("name", "slug", "country", "welcomes_new", "requires_mfa", "created_at")

    def save_model(self, request: HttpRequest, obj: Clinic, form: Any, change: bool) -> None:
        """Switch through the action."""
        switched = _set_flags(obj, form, self.flags)
        clinics.change(clinic=obj, by=request.user, at=timezone.now(), **switched)


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    """Who is what where."""

    list_display = ("id", "clinic", "user_id", "role", "started_at", "ended_at")
    list_filter = ("role",)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    """Links that were handed out; the secrets are not kept."""

    exclude = ("token_hash",)
    list_display = ("id", "clinic", "role", "created_at", "expires_at", "accepted_at")
