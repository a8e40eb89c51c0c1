"""An invitation to join a clinic."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from uuid6 import uuid7

from sijoint.accounts.models.clinic import Clinic
from sijoint.accounts.role import RoleName


class Invitation(models.Model):
    """A link that makes somebody a member once.

    Parameters
    ----------
    patient_id : UUID or None
        For a person in care: the record that becomes theirs. No foreign key: accounts know
        nothing of records.
    token_hash : str
        SHA-256 of the secret in the link; the secret itself is not stored.
    invited_by : User or None
        None when a command made it: the first owner of a clinic has nobody to invite them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=16, choices=[(r.value, r.value) for r in RoleName])
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    patient_id = models.UUIDField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.role} at {self.clinic_id}"
