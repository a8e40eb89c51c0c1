"""A role of a person in a clinic."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from uuid6 import uuid7

from sijoint.accounts.models.clinic import Clinic
from sijoint.accounts.role import RoleName


class Membership(models.Model):
    """One role; somebody with two roles has two.

    Parameters
    ----------
    role : str
        A `RoleName`; what it may do stands in `sijoint.accounts.role`.
    ended_at : datetime or None
        None while it holds. Memberships are ended, never deleted: trails name them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=16, choices=[(r.value, r.value) for r in RoleName])
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("clinic", "started_at")
        constraints = (
            models.UniqueConstraint(
                fields=("clinic", "user", "role"),
                condition=models.Q(ended_at__isnull=True),
                name="membership_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} at {self.clinic_id}"
