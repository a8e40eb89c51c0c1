"""Two who correct the same name and contact: nobody takes back what the other one wrote."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sijoint.audit.models import Event
from sijoint.records.actions import patient as patients
from sijoint.records.models import Patient
from tests.people import NOW, People
from tests.records.chart import make_patient
from tests.web.page_text import text_of
from tests.web.site.page import Page

pytestmark = pytest.mark.django_db

THERE, MINE = "patient_contact", "my_data_contact"


@pytest.fixture
def person(people: People) -> Patient:
    return make_patient(
        people, email="old@home.example", born_on=date(1990, 5, 31), user=people.patient
    )


@pytest.fixture
def desk(people: People) -> Client:
    return _signed_in(people.desk)


@pytest.fixture
def own(people: People) -> Client:
    return _signed_in(people.patient)


def _signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _path(person: Patient, name: str) -> str:
    return reverse(name, args=[person.pk] if name == THERE else [])


def _form(html: str) -> dict[str, list[str]]:
    forms = Page(html).forms
    return next(f for f in forms if any(x.name == "phone" for x in f.fields)).as_it_stands()


def _shown(client: Client, person: Patient, name: str) -> dict[str, list[str]]:
    return _form(client.get(_path(person, name)).content.decode())


def _send(client: Client, person: Patient, name: str, form: dict, **typed: str):
    return client.post(_path(person, name), {**form, **typed})


def test_what_the_person_corrected_meanwhile_stays(
    desk: Client, own: Client, person: Patient
) -> None:
    there, mine = _shown(desk, person, THERE), _shown(own, person, MINE)
    assert _send(own, person, MINE, mine, email="new@home.example").status_code == 303
    assert _send(desk, person, THERE, there, phone="600 111").status_code == 302
    person.refresh_from_db()
    assert (person.email, person.phone) == ("new@home.example", "600 111")
    fields = [event.fields for event in Event.objects.filter(verb="patient.correct")]
    assert fields == [["email"], ["phone"]]


@pytest.mark.parametrize(("first", "second"), [(MINE, THERE), (THERE, MINE)])
def test_the_same_field_is_not_overwritten_unseen(
    desk: Client, own: Client, person: Patient, first: str, second: str
) -> None:
    clients = {THERE: desk, MINE: own}
    forms = {name: _shown(client, person, name) for name, client in clients.items()}
    _send(clients[first], person, first, forms[first], email="new@home.example", born_on="")
    typed = {"email": "desk@home.example", "born_on": "1990-06-01", "phone": "600 111"}
    answer = _send(clients[second], person, second, forms[second], **typed)
    assert answer.status_code == 422
    page = text_of(answer.content.decode())
    assert "Somebody changed this meanwhile to: new@home.example." in page
    assert "Somebody removed this meanwhile." in page
    person.refresh_from_db()
    assert (person.email, person.born_on, person.phone) == ("new@home.example", None, "")
    again = _form(answer.content.decode())
    assert again["email"] == ["desk@home.example"]
    assert _send(clients[second], person, second, again).status_code in (302, 303)
    person.refresh_from_db()
    assert (person.email, person.phone) == ("desk@home.example", "600 111")
    assert person.born_on == date(1990, 6, 1)


def test_the_same_correction_twice_is_one(desk: Client, own: Client, person: Patient) -> None:
    there, mine = _shown(desk, person, THERE), _shown(own, person, MINE)
    for client, name, form in ((own, MINE, mine), (desk, THERE, there)):
        assert _send(client, person, name, form, phone="77").status_code in (302, 303)
    assert Event.objects.filter(verb="patient.correct").count() == 1


def test_what_was_changed_is_told_in_words(people: People, desk: Client, person: Patient) -> None:
    form = _shown(desk, person, THERE)
    patients.correct(patient=person, by=people.therapist, at=NOW, sex="female", language="es")
    answer = _send(desk, person, THERE, form, sex="male", language="en")
    page = text_of(answer.content.decode())
    assert "changed this meanwhile to: Female" in page
    assert "meanwhile to: Español" not in page


@pytest.mark.parametrize("seen", ["", "no marks", "email", "=", "email=x", "x" * 500])
def test_a_page_that_tells_nothing_sound_breaks_nothing(
    desk: Client, person: Patient, seen: str
) -> None:
    form = _shown(desk, person, THERE)
    answer = _send(desk, person, THERE, form, seen=seen, phone="77")
    assert answer.status_code in (302, 422)
