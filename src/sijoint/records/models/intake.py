"""A person's own story, as answered by them."""

from __future__ import annotations

from django.db import models

from sijoint.records.models.row import ClinicRow, by_person


class Intake(ClinicRow):
    """Answers to the questionnaire.

    A complete intake never changes: a correction is a new one that replaces it.

    Parameters
    ----------
    answers : dict
        By id of the question; a question that was not answered is absent.
    sensitive : dict
        The same for sexual, bladder and self-harm questions, which have their own access right.
    steps : list of str
        Ids of the steps that were answered and passed.
    replaces : Intake or None
        The one that this corrects.
    completed_at : datetime or None
        None while it is being answered.
    """

    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="intakes")
    episode = models.ForeignKey("Episode", on_delete=models.PROTECT, related_name="intakes")
    answers = models.JSONField(default=dict)
    sensitive = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    by = by_person()
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("episode",),
                condition=models.Q(completed_at__isnull=True),
                name="intake_open_once",
            ),
        )
