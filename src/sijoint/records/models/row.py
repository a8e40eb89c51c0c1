"""What every row of the chart has: a public id and a clinic."""

from __future__ import annotations

from django.db import models
from uuid6 import uuid7


class ClinicRow(models.Model):
    """A row that belongs to one clinic, named in addresses by a UUID that sorts by time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinic = models.ForeignKey("accounts.Clinic", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def by_person(**options: object) -> models.ForeignKey:
    """A reference to somebody who did something; people are never deleted."""
    return models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", **options)
