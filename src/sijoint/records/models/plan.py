"""A staged plan for one person."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from sijoint.records.models.row import ClinicRow, by_person


class PlanState(StrEnum):
    """Where a plan is."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Plan(ClinicRow):
    """One plan: proposed by the evidence, edited and approved by a clinician.

    Parameters
    ----------
    case, proposed : dict
        The case file it was made for, and the ``plan`` of the answer as it was proposed.
    content : dict
        The plan as edited, in the same shape; what an edit added is described in
        `sijoint.records.plan_content`.
    version : int
        Raised by each edit.
    withdrawn_reason : str
        Why it was withdrawn: the id of the safety rule, or a clinician's words.
    """

    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="plans")
    episode = models.ForeignKey("Episode", on_delete=models.PROTECT, related_name="plans")
    evaluation = models.ForeignKey("Evaluation", on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(
        max_length=12,
        default=PlanState.DRAFT.value,
        choices=[(s.value, s.value) for s in PlanState],
    )
    case = models.JSONField()
    proposed = models.JSONField()
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    package_version = models.CharField(max_length=24)
    evidence_version = models.CharField(max_length=64)
    made_by = by_person()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    approved_by = by_person(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = by_person(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("episode",),
                condition=models.Q(state="approved"),
                name="plan_approved_once",
            ),
            models.UniqueConstraint(
                fields=("episode",),
                condition=models.Q(state="draft"),
                name="plan_draft_once",
            ),
        )
