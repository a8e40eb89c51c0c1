"""Hands-on treatment that was planned or done."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from sijoint.clinical.case import Side
from sijoint.records.models.row import ClinicRow, by_person


class RetestMeasure(StrEnum):
    """What is taken before and after a technique."""

    PAIN = "pain"
    VALUE = "value"


class ManualTherapy(ClinicRow):
    """One technique with the finding it targets and what the re-test showed.

    Parameters
    ----------
    technique_id : str
        Of the evidence.
    target_finding : str
        Id of the finding it is for.
    dose : str
        In the clinician's words, such as the grade and the repetitions.
    measure : str
        A `RetestMeasure`: pain 0-10 at the target, or the value of a graded finding in its unit.
    before, after : float or None
        What was measured before and after; None when not taken.
    """

    plan = models.ForeignKey("Plan", on_delete=models.PROTECT, related_name="manual_therapies")
    technique_id = models.CharField(max_length=60)
    target_finding = models.CharField(max_length=60)
    side = models.CharField(max_length=8, blank=True, choices=[(s.value, s.value) for s in Side])
    dose = models.CharField(max_length=200, blank=True)
    measure = models.CharField(
        max_length=8,
        default=RetestMeasure.PAIN.value,
        choices=[(m.value, m.value) for m in RetestMeasure],
    )
    before = models.FloatField(null=True, blank=True)
    after = models.FloatField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = by_person()
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at",)
