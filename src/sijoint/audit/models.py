"""Events and the head of each clinic's chain."""

from __future__ import annotations

from typing import Any

from django.db import models

SYSTEM = "00000000-0000-0000-0000-000000000000"
"""The chain of what belongs to no clinic, such as a sign-in."""


class ImmutableError(TypeError):
    """Something was to be changed that never changes."""


class Chain(models.Model):
    """The last link of a clinic's chain; locked while a link is added.

    Parameters
    ----------
    clinic_id : UUID
        Of the clinic, or `SYSTEM`. No foreign key: the chain outlives the clinic.
    number : int
        Of the last event; 0 before the first.
    hash : str
        Of the last event; empty before the first.
    """

    clinic_id = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="", blank=True)


class Event(models.Model):
    """One thing that was done or read.

    Parameters
    ----------
    clinic_id, number : UUID, int
        Its place: 1, 2, 3 … in the chain of the clinic.
    at : datetime
        When, in UTC.
    actor_id : UUID or None
        Who; None for the system itself.
    verb : str
        What, as ``noun.act``: ``plan.approve``, ``patient.read``.
    object_id : UUID
        Of what it was done to.
    fields : list of str
        Names of what changed; never their values.
    previous, hash : str
        SHA-256 in hexadecimal; `previous` is that of the event before, empty for the first.
    """

    clinic_id = models.UUIDField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    object_id = models.UUIDField()
    fields = models.JSONField(default=list)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("clinic_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("clinic_id", "number"), name="event_place_once"),
        )
        indexes = (models.Index(fields=("object_id", "at"), name="event_object"),)

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it once.

        Raises
        ------
        ImmutableError
            If it is saved already.
        """
        if self.pk is not None:
            raise ImmutableError("an audit event is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse to be deleted.

        Raises
        ------
        ImmutableError
            Always.
        """
        raise ImmutableError("an audit event is never deleted")
