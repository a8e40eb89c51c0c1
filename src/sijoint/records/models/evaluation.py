"""A therapist's evaluation."""

from __future__ import annotations

from django.db import models

from sijoint.records.models.row import ClinicRow, by_person


class Evaluation(ClinicRow):
    """One evaluation of one person: open while it has no signature, locked with it.

    Parameters
    ----------
    facts : dict
        The tables ``patient``, ``episode`` and ``preferences`` of the case file, as far as
        recorded; findings, measures and waivers are rows of their own.
    version : int
        Raised by each change; tells a page that it shows an older state.
    note : str
        The note as signed; before, what the therapist has written so far, or empty.
    note_version : int or None
        The version that an unsigned note was written for; None without one.
    case, answer : dict or None
        The case file and the whole answer as they were when it was signed.
    package_version, evidence_version, evidence_set : str
        What the answer rests on; empty before.
    """

    patient = models.ForeignKey("Patient", on_delete=models.PROTECT, related_name="evaluations")
    episode = models.ForeignKey("Episode", on_delete=models.PROTECT, related_name="evaluations")
    intake = models.ForeignKey(
        "Intake", on_delete=models.PROTECT, null=True, blank=True, related_name="evaluations"
    )
    therapist = by_person()
    assessed_on = models.DateField()
    facts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    note = models.TextField(blank=True)
    note_version = models.PositiveIntegerField(null=True, blank=True)
    case = models.JSONField(null=True, blank=True)
    answer = models.JSONField(null=True, blank=True)
    package_version = models.CharField(max_length=24, blank=True)
    evidence_version = models.CharField(max_length=64, blank=True)
    evidence_set = models.CharField(max_length=12, blank=True)
    signed_by = by_person(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-assessed_on", "-started_at")
        constraints = (
            models.UniqueConstraint(
                fields=("episode",),
                condition=models.Q(signed_at__isnull=True),
                name="evaluation_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at__isnull=True, signed_by__isnull=True)
                | models.Q(signed_at__isnull=False, signed_by__isnull=False),
                name="evaluation_signature_whole",
            ),
        )
        indexes = (models.Index(fields=("clinic", "signed_at"), name="evaluation_open"),)

    @property
    def is_signed(self) -> bool:
        """Whether it is locked."""
        return self.signed_at is not None


class EvaluationRow(ClinicRow):
    """Something that belongs to an evaluation and was written by somebody."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="%(class)ss")
    by = by_person()
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Waiver(EvaluationRow):
    """Why a screen (``low_back`` or ``hip``) was skipped."""

    gate = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "gate"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="waiver_once",
            ),
        )


class Override(EvaluationRow):
    """A clinician's own conclusion in place of the computed one, with the reason.

    Parameters
    ----------
    conclusion : str
        ``source``, ``profile`` or ``safety.<rule id>``.
    value : str
        Id of a source, a profile label, or ``set_aside`` for a safety rule.
    """

    conclusion = models.CharField(max_length=40)
    value = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "conclusion"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="override_once",
            ),
        )


class Addendum(EvaluationRow):
    """What was added after the signature."""

    text = models.TextField()

    class Meta:
        ordering = ("at",)
