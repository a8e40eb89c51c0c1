"""Every form that asks for a name or a number refuses one that says nothing."""

from __future__ import annotations

import pytest
from django import forms

from sijoint.records.models import Patient
from sijoint.web.forms.clinic import ClinicForm
from sijoint.web.forms.my_data import OwnContactForm
from sijoint.web.forms.patient import PatientForm
from sijoint.web.forms.people import InviteForm, ProfileForm
from sijoint.web.forms.sign_up import name_field

FORMS = (ClinicForm, OwnContactForm, PatientForm, InviteForm, ProfileForm)


def errors(kind: type[forms.BaseForm], **typed: str) -> dict[str, list[str]]:
    held = {"held": Patient()} if kind is OwnContactForm else {}
    return kind(typed, **held).errors


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("typed", ["\u200b", "\u202eabc", "a\nb", "-"])
def test_a_name_is_refused_beside_its_field(kind: type[forms.BaseForm], typed: str) -> None:
    assert errors(kind, name=typed)["name"] == ["Type a name in letters, on one line."]


@pytest.mark.parametrize("kind", [ClinicForm, OwnContactForm, PatientForm])
def test_a_phone_is_refused_beside_its_field(kind: type[forms.BaseForm]) -> None:
    assert "That is no phone number." in errors(kind, phone="not a phone!!")["phone"][0]
    assert "phone" not in errors(kind, phone="")


@pytest.mark.parametrize("typed", ["-", "()", "+", "11"])
def test_an_emergency_number_can_be_called(typed: str) -> None:
    assert "emergency_number" in ClinicForm({"emergency_number": typed}).errors


def test_who_signs_up_has_a_name() -> None:
    with pytest.raises(forms.ValidationError):
        name_field().clean("\u200b")
