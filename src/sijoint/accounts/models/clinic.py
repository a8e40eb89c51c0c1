"""A clinic and its settings."""

from __future__ import annotations

from django.db import models
from uuid6 import uuid7

from sijoint.clinical.case import Setting
from sijoint.clinical.model import EvidenceSet


class Clinic(models.Model):
    """A clinic; nearly every row of the database belongs to one.

    Parameters
    ----------
    slug : str
        Its name in addresses.
    country : str
        ISO 3166 code; chooses the emergency number.
    emergency_number, crisis_number : str
        What a person in danger calls; the second is a line for thoughts of self-harm, empty
        when the clinic knows none.
    time_zone : str
        Of the IANA database; times are stored in UTC.
    setting : str
        The population whose prior fits those who come (a `Setting`).
    evidence_set : str
        Whose accuracy of the cluster stands in front (an `EvidenceSet`).
    movement_analysis : bool
        Off until the clinic turns it on.
    welcomes_new : bool
        Whether people may sign up by themselves.
    requires_mfa : bool
        Whether those who work here need a second step at sign-in.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=2, default="ES")
    emergency_number = models.CharField(max_length=20, default="112")
    crisis_number = models.CharField(max_length=20, blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/Madrid")
    language = models.CharField(max_length=8, default="en")
    paper = models.CharField(
        max_length=8, default="a4", choices=[("a4", "A4"), ("letter", "Letter")]
    )
    setting = models.CharField(
        max_length=24,
        default=Setting.UNSELECTED.value,
        choices=[(s.value, s.value) for s in Setting],
    )
    evidence_set = models.CharField(
        max_length=12,
        default=EvidenceSet.POOLED.value,
        choices=[(s.value, s.value) for s in EvidenceSet],
    )
    movement_analysis = models.BooleanField(default=False)
    welcomes_new = models.BooleanField(default=True)
    requires_mfa = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
