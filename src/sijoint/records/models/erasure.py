"""A person's wish to be forgotten."""

from __future__ import annotations

from django.db import models

from sijoint.records.models.row import ClinicRow, by_person


class Erasure(ClinicRow):
    """Asked by the person, done by the clinic: identity goes, what the law keeps stays."""

    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="erasures")
    asked_by = by_person()
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    done_by = by_person(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at",)
