"""Who works in the clinic: the owner invites, withdraws and ends roles; nobody else does."""

from __future__ import annotations

from smtplib import SMTPException

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.models import Invitation, Membership
from sijoint.accounts.role import RoleName
from sijoint.audit import event
from sijoint.records.actions import patient as patients
from sijoint.records.models import Patient
from sijoint.web import invitation_link, sealed
from tests.people import People

INVITED = {"role": "therapist", "email": "nora@example.org", "name": "Nora New"}


@pytest.fixture
def patient(people) -> Patient:
    return patients.create(
        clinic=people.clinic,
        name="Pat",
        by=people.desk,
        at=timezone.now(),
        email="pat.new@example.org",
    )


def _held(people: People, who: str) -> Membership:
    return Membership.objects.get(user=getattr(people, who))


def _pages(people: People, patient: Patient) -> dict[str, tuple[str, str, set[str]]]:
    """By name: method, address, and who may."""
    at = timezone.now()
    invitation, _ = invitations.create(
        clinic=people.clinic, role=RoleName.THERAPIST, by=people.owner, at=at
    )
    end = f"/people/{_held(people, 'second').id}/end/"
    return {
        "people": ("get", "/people/", {"owner"}),
        "invite": ("get", "/people/invite/", {"owner"}),
        "invite_post": ("post", "/people/invite/", {"owner"}),
        "end": ("get", end, {"owner"}),
        "end_post": ("post", end, {"owner"}),
        "withdraw": ("post", f"/invitations/{invitation.id}/withdraw/", {"owner"}),
        "sent": ("get", f"/invitations/{invitation.id}/", {"owner"}),
        "patient": ("post", f"/patients/{patient.id}/invite/", {"owner", "therapist", "desk"}),
    }


EVERYBODY = ["owner", "therapist", "desk", "patient", "colleague", "stranger", ""]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    "page", ["people", "invite", "invite_post", "end", "end_post", "withdraw", "sent", "patient"]
)
def test_each_page_opens_to_those_who_may(people, signed_in, patient, page, who):
    method, path, allowed = _pages(people, patient)[page]
    client = signed_in(getattr(people, who)) if who else Client()
    answer = getattr(client, method)(path)
    if not who:
        assert answer["Location"].startswith("/account/login/")
    elif who in allowed:
        assert answer.status_code in (200, 303, 422)
    else:
        assert answer.status_code in (403, 404)


@pytest.mark.parametrize("page", ["end", "withdraw", "sent", "patient"])
def test_an_owner_of_another_clinic_finds_nothing(people, signed_in, patient, page):
    Membership.objects.create(clinic=people.elsewhere, user=people.stranger, role="owner")
    method, path, _ = _pages(people, patient)[page]
    assert getattr(signed_in(people.stranger), method)(path).status_code == 404


def test_the_page_lists_who_works_here_and_no_person_in_care(people, signed_in):
    page = signed_in(people.owner).get("/people/").content.decode()
    for name in ("Olga Owner", "Tom Therapist", "Dora Desk"):
        assert name in page
    assert "Pat Patient" not in page
    assert "Cole Colleague" not in page


def test_an_invitation_is_mailed_and_shown_once(people, signed_in, mailoutbox):
    client = signed_in(people.owner)
    answer = client.post("/people/invite/", INVITED)
    assert answer.status_code == 303
    page = client.get(answer["Location"])
    link = page.context["link"]["address"]
    assert link in page.content.decode()
    assert link in mailoutbox[0].body
    assert mailoutbox[0].to == ["nora@example.org"]
    assert "nora" not in answer["Location"]
    assert client.get(answer["Location"]).context["link"] is None
    assert Client().get(link, follow=True).status_code == 200
    assert list(event.breaks(people.clinic.id)) == []


def test_the_link_stands_nowhere_in_the_database_before_it_is_shown(people, signed_in):
    client = signed_in(people.owner)
    answer = client.post("/people/invite/", INVITED)
    held = str([session.get_decoded() for session in Session.objects.all()])
    address = client.get(answer["Location"]).context["link"]["address"]
    secret = address.removesuffix("/open/").rpartition("/")[2]
    assert invitations.find(invitations.digest(secret)) == Invitation.objects.get()
    assert "invitation_links" in held
    assert secret not in held
    for model in apps.get_models(include_auto_created=True):
        assert secret not in str(list(model._base_manager.all().values())), model


def test_a_link_whose_key_is_gone_is_not_shown(people, signed_in):
    client = signed_in(people.owner)
    answer = client.post("/people/invite/", INVITED)
    session = client.session
    identity = str(Invitation.objects.get().id)
    session["invitation_links"] = {identity: [sealed.close("a link", "another purpose"), True]}
    session.save()
    page = client.get(answer["Location"])
    assert page.context["link"] is None
    assert "nobody can read it again" in page.content.decode()


def test_a_mail_that_does_not_go_out_is_said(people, signed_in, monkeypatch, caplog):
    def fail(*_arguments, **_named):
        raise SMTPException("nora@example.org was refused")

    monkeypatch.setattr(invitation_link, "send_mail", fail)
    client = signed_in(people.owner)
    page = client.get(client.post("/people/invite/", INVITED)["Location"])
    assert "did not go out" in page.content.decode()
    assert page.context["link"]["address"]
    assert "nora" not in caplog.text


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("role", "", "Choose what they will be here."),
        ("role", "patient", "Choose one of the roles."),
        ("email", "", "Type their email."),
        ("email", "nora", "That is no email."),
    ],
)
def test_a_wrong_invitation_is_marked(people, signed_in, field, value, says):
    answer = signed_in(people.owner).post("/people/invite/", INVITED | {field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert 'value="Nora New"' in page


def test_an_invitation_is_withdrawn(people, signed_in):
    client = signed_in(people.owner)
    client.post("/people/invite/", INVITED)
    invitation = Invitation.objects.get()
    assert "nora@example.org" in client.get("/people/").content.decode()
    assert client.post(f"/invitations/{invitation.id}/withdraw/")["Location"] == "/people/"
    assert "nora@example.org" not in client.get("/people/").content.decode()


def test_a_role_ends_after_a_question_and_with_it_its_pages(people, signed_in):
    held = _held(people, "desk")
    desk, client = signed_in(people.desk), signed_in(people.owner)
    assert desk.get("/account/profile/").status_code == 200
    assert "Dora Desk" in client.get(f"/people/{held.id}/end/").content.decode()
    held.refresh_from_db()
    assert held.ended_at is None
    assert client.post(f"/people/{held.id}/end/")["Location"] == "/people/"
    assert desk.get("/account/profile/").status_code == 403


def test_the_last_owner_cannot_leave(people, signed_in):
    held = _held(people, "owner")
    answer = signed_in(people.owner).post(f"/people/{held.id}/end/")
    assert answer.status_code == 422
    assert "This is the only owner." in answer.content.decode()
    held.refresh_from_db()
    assert held.ended_at is None


def test_the_role_of_a_person_in_care_is_not_ended_here(people, signed_in):
    held = _held(people, "patient")
    assert signed_in(people.owner).post(f"/people/{held.id}/end/").status_code == 404


def test_a_person_in_care_is_invited_by_the_front_desk(people, signed_in, patient, mailoutbox):
    client = signed_in(people.desk)
    answer = client.post(f"/patients/{patient.id}/invite/")
    page = client.get(answer["Location"])
    assert page.context["link"]["address"] in mailoutbox[0].body
    assert Invitation.objects.get().patient_id == patient.id


def test_who_has_an_account_already_is_not_invited_again(people, signed_in, patient):
    patient.user = people.patient
    patient.save()
    assert signed_in(people.desk).post(f"/patients/{patient.id}/invite/").status_code == 404


@pytest.mark.parametrize(("who", "page"), [("desk", "contact/"), ("therapist", "")])
def test_after_an_invitation_everybody_comes_to_a_page_that_is_open(
    people, signed_in, patient, who, page
):
    client = signed_in(getattr(people, who))
    shown = client.get(client.post(f"/patients/{patient.id}/invite/")["Location"])
    back = f"/patients/{patient.id}/{page}"
    assert f'href="{back}"' in shown.content.decode()
    assert client.get(back).status_code == 200


def test_a_corrected_email_ends_the_invitation_to_the_earlier_one(people, signed_in, patient):
    client = signed_in(people.desk)
    client.post(f"/patients/{patient.id}/invite/")
    contact = {"name": "Pat", "sex": "unknown", "language": "en", "email": patient.email}
    path = f"/patients/{patient.id}/contact/"
    answer = client.post(path, {**contact, "phone": "600 100 200"}, follow=True)
    assert "has ended" not in answer.content.decode()
    assert Invitation.objects.get().withdrawn_at is None
    answer = client.post(path, {**contact, "email": "pat.right@example.org"}, follow=True)
    assert "The invitation to the earlier email has ended." in answer.content.decode()
    assert Invitation.objects.get().withdrawn_at is not None
    assert list(event.breaks(people.clinic.id)) == []


def test_the_front_desk_takes_back_what_it_sent_and_nothing_else(people, signed_in, patient):
    client = signed_in(people.desk)
    client.post(f"/patients/{patient.id}/invite/")
    own = Invitation.objects.get()
    other, _ = invitations.create(
        clinic=people.clinic, role=RoleName.OWNER, by=people.owner, at=timezone.now()
    )
    done = client.post(f"/invitations/{own.id}/withdraw/", follow=True)
    assert (done.status_code, done.request["PATH_INFO"]) == (
        200,
        f"/patients/{patient.id}/contact/",
    )
    assert client.post(f"/invitations/{other.id}/withdraw/").status_code == 404


@pytest.mark.parametrize("path", ["/invitations/{}/withdraw/", "/patients/{}/invite/"])
def test_what_changes_something_is_never_done_by_a_link(people, signed_in, patient, path):
    assert signed_in(people.owner).get(path.format(patient.id)).status_code == 405
