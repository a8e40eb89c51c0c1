"""Who may be under age: a parent or guardian may have to agree with them, by the law of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from sijoint.records import story
from sijoint.records.actions import intake as intakes
from sijoint.records.models import Patient
from sijoint.web.views import check

OF_AGE = 18
"""Years."""


def is_minor(request: HttpRequest, patient: Patient) -> bool | None:
    """Whether somebody is under 18; None where neither a birth date nor an age is known."""
    if patient.born_on is not None:
        today, born = timezone.localdate(), patient.born_on
        had_birthday = (today.month, today.day) >= (born.month, born.day)
        return today.year - born.year - (not had_birthday) < OF_AGE
    held = intakes.latest(patient)
    told = (story.answers_of(held) if held else {}) or check.kept(request)
    return told["age"] < OF_AGE if "age" in told else None
