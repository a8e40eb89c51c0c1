"""What a person wants to be able to do again (patient-specific functional scale)."""

from __future__ import annotations

from django.db import models

from sijoint.records.models.row import ClinicRow, by_person


class Goal(ClinicRow):
    """One activity, rated 0 (cannot) to 10 (as before).

    Parameters
    ----------
    text : str
        In the person's own words.
    baseline, target : float or None
        0-10; None when not rated.
    scores : list of dict
        Later ratings, each ``{"on": ISO date, "value": 0-10}``.
    """

    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="goals")
    episode = models.ForeignKey("Episode", on_delete=models.PROTECT, related_name="goals")
    text = models.CharField(max_length=200)
    baseline = models.FloatField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    scores = models.JSONField(default=list)
    by = by_person()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at",)
