"""What a person agreed to."""

from __future__ import annotations

from django.db import models

from sijoint.records.models.row import ClinicRow, by_person


class Consent(ClinicRow):
    """Agreement to one version of one text.

    Parameters
    ----------
    kind : str
        Which text (`sijoint.records.consent_text`).
    version : str
        Of the text, as a date.
    language : str
        It was read in.
    withdrawn_at : datetime or None
        None while it holds.
    """

    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=24)
    version = models.CharField(max_length=24)
    language = models.CharField(max_length=8)
    given_by = by_person()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("given_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("patient", "kind", "version"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_once",
            ),
        )
