"""Somebody signs up by themselves and becomes a person in care."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sijoint.accounts.models import Clinic, Membership, User
from sijoint.audit import event
from sijoint.audit.models import SYSTEM
from sijoint.records.actions import joining
from sijoint.records.actions import patient as patients
from sijoint.records.models import Patient
from tests.web.account.conftest import PASSWORD

FORM = {"name": "Nora New", "email": "Nora@Example.org", "password1": PASSWORD, "terms": "on"}


def _send(client: Client, clinic: Clinic, **changed: str):
    return client.post("/account/signup/", FORM | {"clinic": str(clinic.id)} | changed)


def test_it_makes_a_user_a_membership_and_a_record(people, client):
    answer = _send(client, people.clinic)
    assert answer["Location"] == "/start/"
    user = User.objects.get(email="nora@example.org")
    assert user.name == ""
    assert Membership.objects.get(user=user).role == "patient"
    patient = Patient.objects.get(user=user)
    assert (patient.clinic, patient.name, patient.email) == (people.clinic, "Nora New", user.email)
    assert patient.episodes.count() == 1
    assert list(event.breaks(people.clinic.id)) == list(event.breaks(SYSTEM)) == []


def test_what_was_answered_before_comes_along(people, client):
    session = client.session
    session["check"] = {"answers": {"pain_side": "left"}}
    session.save()
    key = session.session_key
    _send(client, people.clinic)
    assert client.session["check"] == {"answers": {"pain_side": "left"}}
    assert client.session.session_key != key


def test_it_comes_along_through_a_sign_in_too(people, client):
    session = client.session
    session["check"] = {"answers": {"pain_side": "left"}}
    session.save()
    client.post("/account/login/", {"login": people.patient.email, "password": PASSWORD})
    assert client.session["check"] == {"answers": {"pain_side": "left"}}


def test_the_only_clinic_is_chosen_already(welcoming, client):
    assert client.get("/account/signup/").context["form"]["clinic"].initial == welcoming.id


def test_the_clinic_of_the_page_one_came_from_is_chosen(people, client):
    form = client.get("/account/signup/?clinic=hillside").context["form"]
    assert form["clinic"].initial == people.elsewhere.id
    assert client.get("/account/signup/?clinic=no").context["form"]["clinic"].initial is None


def test_a_clinic_that_takes_nobody_new_is_not_offered(welcoming, people, client):
    answer = _send(client, people.elsewhere)
    assert answer.status_code == 422
    assert not User.objects.filter(email="nora@example.org").exists()


def test_without_a_clinic_that_welcomes_people_one_needs_an_invitation(people, client):
    Clinic.objects.update(welcomes_new=False)
    assert "You need an invitation" in client.get("/account/signup/").content.decode()
    _send(client, people.clinic)
    assert not User.objects.filter(email="nora@example.org").exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Type your name, as the clinic should call you."),
        ("email", "nora", "That is no email. Type it like name@example.org."),
        ("password1", "", "Choose a password."),
        ("password1", "short", "10 characters or more"),
        ("terms", "", "Read the terms and mark the box to go on."),
        ("clinic", "", "Choose the clinic that you go to."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(people, client, field, value, says):
    answer = client.post("/account/signup/", FORM | {"clinic": str(people.clinic.id), field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert PASSWORD not in page
    if field != "name":
        assert 'value="Nora New"' in page
    assert not User.objects.filter(email="nora@example.org").exists()


def test_with_confirmed_addresses_nobody_learns_who_has_an_account(
    people, client, settings, mailoutbox
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    new = _send(client, people.clinic)
    known = _send(Client(), people.clinic, email=people.owner.email)
    assert new["Location"] == known["Location"] == "/account/confirm-email/"
    assert [mail.subject for mail in mailoutbox] == [
        "Confirm your email",
        "You have an account already",
    ]


def test_the_code_of_the_mail_lets_in_and_keeps_the_answers(people, client, settings, mailoutbox):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
    session = client.session
    session["check"] = {"answers": {"pain_side": "left"}}
    session.save()
    _send(client, people.clinic)
    assert "_auth_user_id" not in client.session
    code = next(line for line in mailoutbox[0].body.splitlines() if line.isdigit())
    wrong = "000000" if code != "000000" else "000001"
    assert client.post("/account/confirm-email/", {"code": wrong}).status_code == 422
    answer = client.post("/account/confirm-email/", {"code": code})
    assert answer["Location"] == "/start/"
    assert client.session["check"] == {"answers": {"pain_side": "left"}}


def test_an_account_without_a_clinic_joins_one(people, signed_in):
    client = signed_in(people.stranger)
    assert client.get("/start/")["Location"] == "/join/"
    form = {"clinic": str(people.clinic.id), "name": "Stan", "terms": "on"}
    answer = client.post("/join/", form)
    assert (answer.status_code, answer["Location"]) == (303, "/start/")
    assert Patient.objects.get(user=people.stranger).clinic == people.clinic
    # Once only: the clinic is not offered again, and a second tap changes nothing.
    assert people.clinic not in client.get("/join/").context["clinics"]
    answer = client.post("/join/", form)
    assert (answer.status_code, answer["Location"]) == (303, "/start/")
    assert Patient.objects.filter(user=people.stranger).count() == 1


def test_of_two_taps_at_once_one_joins(people, signed_in, monkeypatch):
    join = joining.join
    monkeypatch.setattr(joining, "join", lambda **given: (join(**given), join(**given)))
    form = {"clinic": str(people.clinic.id), "name": "Stan", "terms": "on"}
    assert signed_in(people.stranger).post("/join/", form).status_code == 303
    assert Patient.objects.filter(user=people.stranger).count() == 1


def test_who_works_at_a_clinic_can_be_treated_there_too(people, signed_in):
    form = {"clinic": str(people.clinic.id), "name": "Tom", "terms": "on"}
    assert signed_in(people.therapist).post("/join/", form).status_code == 303
    assert Patient.objects.get(user=people.therapist).clinic == people.clinic


def test_whose_care_has_ended_does_not_come_back_by_a_tap(people, signed_in):
    patients.create(
        clinic=people.clinic, name="Pat", by=people.desk, at=timezone.now(), user=people.patient
    )
    Membership.objects.filter(user=people.patient).update(ended_at=timezone.now())
    form = {"clinic": str(people.clinic.id), "name": "Pat", "terms": "on"}
    assert signed_in(people.patient).post("/join/", form).status_code == 422


def test_a_clinic_of_an_address_is_not_asked_of_the_database(people, signed_in):
    """PostgreSQL refuses some of what can stand there, such as a zero byte."""
    for client, page in ((Client(), "/account/signup/"), (signed_in(people.stranger), "/join/")):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page, {"clinic": "\0"})
        assert answer.status_code == 200
        assert answer.context["form"]["clinic"].initial is None
        assert not [query for query in asked if '"slug" =' in query["sql"]]


def test_joining_needs_a_sign_in(people, client):
    assert client.get("/join/")["Location"] == "/account/login/?next=/join/"


def test_a_link_that_was_used_is_no_reason_to_sign_in_again(people, client):
    client.force_login(people.owner)
    page = client.get("/account/confirm-email/used-already/").content.decode()
    assert "That link does not work any more" in page
    assert "Sign in, and ask" not in page
