"""Accepting an invitation on the web, and what does not work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.models import Invitation, Membership, User
from sijoint.accounts.role import RoleName
from sijoint.records.actions import patient as patients
from sijoint.records.models import Patient
from tests.people import People
from tests.web.account.conftest import PASSWORD


def _invite(people: People, **changed) -> tuple[Invitation, str]:
    given = {
        "clinic": people.clinic,
        "role": RoleName.THERAPIST,
        "email": "nora@example.org",
        "by": people.owner,
        "at": timezone.now(),
    }
    return invitations.create(**given | changed)


def _open(client: Client, secret: str):
    return client.get(f"/invitations/{secret}/open/", follow=True)


@pytest.fixture
def patient(people) -> Patient:
    return patients.create(
        clinic=people.clinic,
        name="Nora New",
        by=people.desk,
        at=timezone.now(),
        email="nora@example.org",
    )


def test_the_secret_leaves_the_address_at_once(people, client):
    _, secret = _invite(people)
    page = _open(client, secret)
    assert page.redirect_chain == [("/invitation/", 302)]
    assert secret not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_somebody_new_makes_an_account_with_the_address_of_the_invitation(people, client):
    _, secret = _invite(people)
    _open(client, secret)
    form = {"name": "Nora New", "password1": PASSWORD, "terms": "on", "email": "other@example.org"}
    answer = client.post("/invitation/", form)
    assert answer["Location"] == "/start/"
    user = User.objects.get(email="nora@example.org")
    assert user.name == "Nora New"
    assert Membership.objects.get(user=user).role == "therapist"
    assert not Patient.objects.exists()


def test_an_invitation_opens_the_door_of_a_clinic_that_takes_nobody_new(people, client):
    people.clinic.welcomes_new = people.elsewhere.welcomes_new = False
    people.clinic.save()
    people.elsewhere.save()
    _, secret = _invite(people)
    assert _open(client, secret).status_code == 200


def test_a_person_in_care_gets_their_own_record(people, client, patient):
    _, secret = _invite(people, role=RoleName.PATIENT, patient_id=patient.id, by=people.desk)
    page = _open(client, secret).content.decode()
    assert "Nora New" not in page
    client.post("/invitation/", {"password1": PASSWORD, "terms": "on"})
    patient.refresh_from_db()
    assert patient.user.email == "nora@example.org"
    assert patient.user.name == ""
    assert Patient.objects.count() == 1


@pytest.fixture
def proved(settings) -> None:
    """A public server: an address is proved by a mailed code."""
    settings.VERIFY_EMAIL = True
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True


def _code(mail) -> str:
    return next(line for line in mail.body.splitlines() if line.isdigit())


def test_an_invitation_is_accepted_after_the_address_is_proved(
    people, client, patient, proved, mailoutbox
):
    _, secret = _invite(
        people, role=RoleName.PATIENT, patient_id=patient.id, by=people.desk, email=""
    )
    _open(client, secret)
    form = {"email": "nora@example.org", "password1": PASSWORD, "terms": "on"}
    assert client.post("/invitation/", form)["Location"] == "/account/confirm-email/"
    patient.refresh_from_db()
    assert patient.user is None
    assert Invitation.objects.get().accepted_at is None
    assert not Membership.objects.filter(user__email="nora@example.org").exists()
    client.post("/account/confirm-email/", {"code": _code(mailoutbox[0])})
    assert client.get("/start/")["Location"] == "/invitation/"
    assert "Accept the invitation" in client.get("/invitation/").content.decode()
    assert client.post("/invitation/")["Location"] == "/start/"
    patient.refresh_from_db()
    assert patient.user.email == "nora@example.org"
    assert client.get("/start/")["Location"] == "/consent/"


def test_a_mistyped_address_leaves_the_invitation_open(people, client, patient, proved):
    _, secret = _invite(
        people, role=RoleName.PATIENT, patient_id=patient.id, by=people.desk, email=""
    )
    _open(client, secret)
    form = {"email": "mora@example.org", "password1": PASSWORD, "terms": "on"}
    client.post("/invitation/", form)
    assert _open(Client(), secret).status_code == 200
    assert _open(client, secret).status_code == 200
    patient.refresh_from_db()
    assert patient.user is None


def test_an_owner_who_is_invited_keeps_the_name_they_typed(people, client, proved, mailoutbox):
    _, secret = _invite(people)
    _open(client, secret)
    client.post("/invitation/", {"name": "Nora New", "password1": PASSWORD, "terms": "on"})
    client.post("/account/confirm-email/", {"code": _code(mailoutbox[0])})
    client.post("/invitation/")
    user = User.objects.get(email="nora@example.org")
    assert (user.name, Membership.objects.get(user=user).role) == ("Nora New", "therapist")


def test_who_says_not_now_is_not_asked_again(people, signed_in):
    _, secret = _invite(people, email=people.colleague.email)
    client = signed_in(people.colleague)
    _open(client, secret)
    assert client.get("/start/")["Location"] == "/invitation/"
    answer = client.post("/invitation/", {"later": "yes"})
    assert (answer.status_code, answer["Location"]) == (303, "/start/")
    assert client.get("/start/")["Location"] == "/worklist/"
    assert Invitation.objects.get().accepted_at is None
    assert _open(client, secret).status_code == 200


def test_the_start_leads_to_no_invitation_that_cannot_be_accepted(people, signed_in):
    invitation, secret = _invite(people)
    client = signed_in(people.colleague)
    _open(client, secret)
    assert client.get("/start/")["Location"] == "/worklist/"
    Invitation.objects.filter(id=invitation.id).update(
        email=people.colleague.email, withdrawn_at=timezone.now()
    )
    assert client.get("/start/")["Location"] == "/worklist/"


def test_somebody_with_an_account_signs_in_and_accepts(people, client):
    _, secret = _invite(people, email=people.stranger.email)
    _open(client, secret)
    form = {"login": people.stranger.email, "password": PASSWORD, "next": "/invitation/"}
    assert client.post("/account/login/", form)["Location"] == "/invitation/"
    assert client.get("/invitation/").status_code == 200
    answer = client.post("/invitation/")
    assert (answer.status_code, answer["Location"]) == (303, "/start/")
    assert Membership.objects.filter(user=people.stranger, clinic=people.clinic).exists()


def test_who_works_elsewhere_comes_out_in_the_new_clinic(people, signed_in):
    _, secret = _invite(people, email=people.colleague.email, role=RoleName.OWNER)
    client = signed_in(people.colleague)
    _open(client, secret)
    client.post("/invitation/")
    assert client.get("/people/").status_code == 200


def test_somebody_else_is_told_to_sign_out(people, signed_in):
    _, secret = _invite(people)
    client = signed_in(people.colleague)
    assert _open(client, secret).status_code == 403
    assert client.post("/invitation/").status_code == 403
    assert not Membership.objects.filter(user=people.colleague, clinic=people.clinic).exists()


@pytest.mark.parametrize("why", ["used", "withdrawn", "expired", "unknown"])
@pytest.mark.parametrize("inside", [True, False])
def test_what_cannot_be_accepted_says_why(people, signed_in, why, inside):
    invitation, secret = _invite(people, email=people.stranger.email)
    now = timezone.now()
    changed = {
        "used": {"accepted_at": now},
        "withdrawn": {"withdrawn_at": now},
        "expired": {"expires_at": now - timedelta(seconds=1)},
        "unknown": {"token_hash": "0" * 64},
    }
    Invitation.objects.filter(id=invitation.id).update(**changed[why])
    client = signed_in(people.stranger) if inside else Client()
    page = _open(client, secret)
    assert page.status_code == 410
    assert "This invitation does not work" in page.content.decode()
    assert client.post("/invitation/").status_code == 410
    assert not Membership.objects.filter(user=people.stranger).exists()


def test_a_record_that_belongs_to_somebody_is_not_given_away(people, signed_in, patient):
    _, secret = _invite(
        people, role=RoleName.PATIENT, patient_id=patient.id, email=people.stranger.email
    )
    patient.user = people.patient
    patient.save()
    client = signed_in(people.stranger)
    _open(client, secret)
    assert client.post("/invitation/").status_code == 410
    assert client.get("/start/")["Location"] == "/join/"
    assert Invitation.objects.get().accepted_at is None
    assert not Membership.objects.filter(user=people.stranger).exists()


def test_guessing_is_counted(people, client):
    codes = {client.get(f"/invitations/guess{n}/open/").status_code for n in range(21)}
    assert codes == {302, 429}
