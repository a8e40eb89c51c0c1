"""A record becomes the account of the person in care, and of nobody who works at the clinic."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.models import Invitation
from sijoint.accounts.role import RoleName
from sijoint.audit.models import Event
from sijoint.records.models import Patient
from tests.people import People
from tests.records.chart import make_evaluation, make_patient
from tests.web.account.conftest import SignedIn
from tests.web.page_text import text_of


@pytest.fixture
def patient(people: People) -> Patient:
    return make_patient(people, email="ana@example.org")


def _invite(client: Client, patient: Patient):
    return client.post(reverse("patient_invite", args=[patient.pk]), follow=True)


def _open(client: Client, patient: Patient, people: People, **changed) -> None:
    given = {"by": people.owner, "at": timezone.now(), "email": ""}
    _, secret = invitations.create(
        clinic=people.clinic, role=RoleName.PATIENT, patient_id=patient.pk, **given | changed
    )
    client.get(reverse("invitation_open", args=[secret]))


@pytest.mark.parametrize("who", ["desk", "owner", "second"])
def test_who_works_here_gets_no_record_by_a_link(
    people: People, signed_in: SignedIn, patient: Patient, who: str
) -> None:
    user = getattr(people, who)
    client = signed_in(user)
    _open(client, patient, people, by=people.therapist, email=user.email)
    answer = client.post("/invitation/")
    assert answer.status_code == 410
    assert "This link is for the person in care." in answer.content.decode()
    patient.refresh_from_db()
    assert patient.user is None
    assert Invitation.objects.get().accepted_at is None
    assert client.get(reverse("my_data_json")).status_code == 403


def test_who_sent_it_gets_no_record_by_it_after_leaving(
    people: People, signed_in: SignedIn, patient: Patient
) -> None:
    client = signed_in(people.desk)
    _open(client, patient, people, by=people.desk)
    people.desk.memberships.update(ended_at=timezone.now())
    assert client.post("/invitation/").status_code == 410
    patient.refresh_from_db()
    assert patient.user is None


def test_who_works_elsewhere_is_treated_here(
    people: People, signed_in: SignedIn, patient: Patient
) -> None:
    client = signed_in(people.colleague)
    _open(client, patient, people)
    assert client.post("/invitation/").status_code == 303
    patient.refresh_from_db()
    assert patient.user == people.colleague


def test_the_link_to_a_record_that_holds_care_is_only_mailed(
    people: People, signed_in: SignedIn, patient: Patient, mailoutbox
) -> None:
    make_evaluation(people, patient=patient)
    page = _invite(signed_in(people.desk), patient).content.decode()
    assert "is not shown here" in page
    assert "/open/" not in page
    assert 'id="link"' not in page
    assert mailoutbox[0].to == ["ana@example.org"]
    assert "/open/" in mailoutbox[0].body


def test_a_mail_that_fails_shows_no_link_either(
    people: People, signed_in: SignedIn, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError

    make_evaluation(people, patient=patient)
    monkeypatch.setattr("sijoint.web.invitation_link.send_mail", fails)
    page = _invite(signed_in(people.desk), patient).content.decode()
    assert "did not go out. Check the address" in text_of(page)
    assert 'id="link"' not in page


def test_without_an_email_nobody_is_invited_to_a_record_that_holds_care(
    people: People, signed_in: SignedIn
) -> None:
    patient = make_patient(people)
    make_evaluation(people, patient=patient)
    answer = _invite(signed_in(people.desk), patient)
    assert answer.request["PATH_INFO"] == reverse("patient_contact", args=[patient.pk])
    assert "the link is only mailed" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_chart_tells_whose_account_it_is(
    people: People, signed_in: SignedIn, patient: Patient
) -> None:
    client = signed_in(people.stranger)
    _open(client, patient, people)
    client.post("/invitation/")
    assert Event.objects.get(verb="patient.claim").actor_id == people.stranger.pk
    chart = signed_in(people.therapist).get(reverse("patient", args=[patient.pk]))
    page = text_of(chart.content.decode())
    assert "Account of this person: stan@example.org, by invitation on" in page
