"""What was found: the present answer of each test, every tap that led to it, and scores."""

from __future__ import annotations

from django.db import models

from sijoint.clinical.case import Location, Result, Side
from sijoint.records.models.evaluation import EvaluationRow


class FindingRow(EvaluationRow):
    """The content of one finding, in the words of the case file; empty is not recorded."""

    finding_id = models.CharField(max_length=60)
    side = models.CharField(max_length=8, blank=True, choices=[(s.value, s.value) for s in Side])
    result = models.CharField(
        max_length=10, blank=True, choices=[(r.value, r.value) for r in Result]
    )
    value = models.FloatField(null=True, blank=True)
    familiar_pain = models.BooleanField(null=True, blank=True)
    location = models.CharField(
        max_length=10, blank=True, choices=[(x.value, x.value) for x in Location]
    )
    pain_side = models.CharField(
        max_length=8, blank=True, choices=[(s.value, s.value) for s in Side]
    )

    class Meta:
        abstract = True

    @property
    def is_set(self) -> bool:
        """Whether it holds anything; a row that was cleared does not."""
        return bool(self.result) or self.value is not None


class Answer(FindingRow):
    """The present answer of one finding on one side.

    Parameters
    ----------
    version : int
        Raised by each change of this row; a page that saw an older one is told who changed it.
    from_intake : bool
        Whether the person said it themselves and no clinician has changed it since.
    """

    version = models.PositiveIntegerField(default=1)
    from_intake = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "finding_id", "side"), name="answer_once"
            ),
        )


class Tap(FindingRow):
    """One saved tap; never changed.

    Parameters
    ----------
    client_id : UUID
        Made by the device, so that a tap sent twice is saved once.
    tapped_at : datetime or None
        When the device says it was made; None when it did not say.
    """

    client_id = models.UUIDField(unique=True)
    tapped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at",)


class Score(EvaluationRow):
    """One questionnaire or rating-scale score of the evaluation; the latest of each id counts."""

    measure_id = models.CharField(max_length=40)
    value = models.FloatField()
    taken_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(fields=("evaluation", "measure_id"), name="score_once"),
        )
