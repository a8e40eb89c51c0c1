"""The settings of a clinic: an owner changes them, and the trail names the fields."""

from __future__ import annotations

import pytest
from django.test import Client

from sijoint.accounts.models import Clinic
from sijoint.audit import event
from sijoint.audit.models import Event

PATH = "/clinic/settings/"
FORM = {
    "name": "Riverside",
    "phone": "",
    "email": "",
    "address": "",
    "country": "ES",
    "emergency_number": "112",
    "crisis_number": "",
    "language": "en",
    "paper": "a4",
    "time_zone": "Europe/Madrid",
    "setting": "unselected",
    "evidence_set": "pooled",
    "welcomes_new": "on",
}


def test_what_turns_nothing_on_yet_says_so(people, signed_in):
    page = signed_in(people.owner).get(PATH).content.decode()
    assert "This version has no camera yet." in page


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["therapist", "desk", "patient", "colleague", "stranger", ""])
def test_nobody_but_an_owner_gets_in(people, signed_in, method, who):
    client = signed_in(getattr(people, who)) if who else Client()
    assert getattr(client, method)(PATH).status_code == (403 if who else 302)


def test_what_changed_is_saved_and_named(people, signed_in):
    client = signed_in(people.owner)
    changed = {"crisis_number": "024", "setting": "spine_clinic", "requires_mfa": ""}
    answer = client.post(PATH, FORM | changed)
    assert (answer.status_code, answer["Location"]) == (303, PATH)
    clinic = Clinic.objects.get(id=people.clinic.id)
    assert (clinic.crisis_number, clinic.setting) == ("024", "spine_clinic")
    assert Event.objects.get(verb="clinic.change").fields == ["crisis_number", "setting"]
    assert list(event.breaks(clinic.id)) == []
    people.elsewhere.refresh_from_db()
    assert people.elsewhere.crisis_number == ""


def test_movement_analysis_is_off_until_somebody_turns_it_on(people, signed_in):
    page = signed_in(people.owner).get(PATH)
    assert page.context["form"]["movement_analysis"].value() is False


def test_an_owner_who_asks_for_a_second_step_sets_one_up(people, signed_in):
    client = signed_in(people.owner)
    client.post(PATH, FORM | {"requires_mfa": "on"})
    assert client.get(PATH)["Location"] == "/account/2fa/"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Type the name of the clinic."),
        ("country", "Spain", "Type the two capital letters of the country"),
        ("emergency_number", "", "Type the number that a person in danger calls."),
        ("emergency_number", "call us", "That is no phone number."),
        ("crisis_number", "none", "That is no phone number."),
        ("time_zone", "Madrid", "There is no time zone “Madrid”."),
        ("email", "clinic", "That is no email."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(people, signed_in, field, value, says):
    answer = signed_in(people.owner).post(PATH, FORM | {"phone": "600", field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert 'value="600"' in page
    assert not Event.objects.exists()
    assert "Riverside" in page or field == "name"
