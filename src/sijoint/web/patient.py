"""The record of the person who is signed in."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from sijoint.records import story
from sijoint.records.actions import intake as intakes
from sijoint.records.models import Patient


def patient_of(request: HttpRequest) -> Patient | None:
    """The record of the signed-in person in the clinic they are in; None when there is none."""
    member = request.member
    if not member:
        return None
    return Patient.objects.filter(clinic=member.clinic, user=member.user).first()


def own_patient(request: HttpRequest) -> Patient:
    """As `patient_of`, for pages that need one.

    Raises
    ------
    Http404
        If there is none.
    """
    found = patient_of(request)
    if found is None:
        raise Http404
    return found


def has_answers(patient: Patient) -> bool:
    """Whether anything is answered in the intake of the present episode."""
    held = intakes.latest(patient)
    return held is not None and bool(story.answers_of(held))
