"""An episode of pain in care."""

from __future__ import annotations

from django.db import models

from sijoint.records.models.row import ClinicRow


class Episode(ClinicRow):
    """From coming to care to leaving it; a profile is never copied from one to the next."""

    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="episodes")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("patient",),
                condition=models.Q(closed_at__isnull=True),
                name="episode_open_once",
            ),
        )
