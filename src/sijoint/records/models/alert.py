"""A safety rule that fired, and who cares for it."""

from __future__ import annotations

from django.db import models

from sijoint.records.models.row import ClinicRow, by_person


class Alert(ClinicRow):
    """One safety rule that fired for one person.

    Parameters
    ----------
    rule_id, level : str
        The rule of the evidence and its level.
    because : list of str
        Ids of what it fired for; never values.
    answer_by : datetime or None
        When it goes to a second person if nobody has acknowledged it; None below urgent.
    owner : User or None
        Whose it is now.
    second : User or None
        To whom it went when it was unread.
    escalated_at, reminded_at : datetime or None
        When a second person got it; when the owners were told that there is none.
    changed_by_person_at : datetime or None
        When the person took back the answer that fired it, and nobody had read it: it stays open.
    closed_at, closed_reason
        When what fired it is gone, or a clinician set it aside with a reason.
    settles : bool
        Whether a clinician closed it and that still holds: then the same answers do not raise it
        anew.
    """

    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="alerts")
    evaluation = models.ForeignKey(
        "Evaluation", on_delete=models.PROTECT, null=True, blank=True, related_name="alerts"
    )
    intake = models.ForeignKey(
        "Intake", on_delete=models.PROTECT, null=True, blank=True, related_name="alerts"
    )
    rule_id = models.CharField(max_length=24)
    level = models.CharField(max_length=12)
    because = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True, blank=True)
    owner = by_person(null=True, blank=True)
    acknowledged_by = by_person(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    handed_to = by_person(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    second = by_person(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    changed_by_person_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=500, blank=True)
    settles = models.BooleanField(default=False)

    class Meta:
        ordering = ("raised_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("patient", "rule_id"),
                condition=models.Q(closed_at__isnull=True),
                name="alert_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="alert_acknowledgement_whole",
            ),
        )
        indexes = (models.Index(fields=("clinic", "closed_at"), name="alert_open"),)
