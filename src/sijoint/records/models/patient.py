"""A clinic's record of a person in care."""

from __future__ import annotations

from django.db import models

from sijoint.clinical.case import Sex
from sijoint.records.models.row import ClinicRow, by_person


class Patient(ClinicRow):
    """A person as one clinic knows them; another clinic has its own row, and never sees this one.

    Parameters
    ----------
    user : User or None
        Who signs in as this person; None until they accept an invitation.
    therapist : User or None
        Who treats them; None until somebody does.
    born_on : date or None
        None when not recorded.
    sex : str
        A `Sex`.
    erased_at : datetime or None
        When their identity was removed; what the law keeps stays under the id.
    """

    user = by_person(null=True, blank=True)
    therapist = by_person(null=True, blank=True)
    name = models.CharField(max_length=120)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(
        max_length=8, default=Sex.UNKNOWN.value, choices=[(s.value, s.value) for s in Sex]
    )
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, default="en")
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("clinic", "user"),
                condition=models.Q(user__isnull=False),
                name="patient_once_in_a_clinic",
            ),
        )
        indexes = (models.Index(fields=("clinic", "name"), name="patient_by_name"),)

    def __str__(self) -> str:
        return str(self.id)
