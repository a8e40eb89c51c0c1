"""Signing in: it says little, counts, and is written down."""

from __future__ import annotations

import logging
import re

import pytest
from django.test import Client

from sijoint.audit import event
from sijoint.audit.models import SYSTEM, Event
from sijoint.records.models import Consent, Episode, Evaluation, Patient, Plan
from sijoint.web import landing
from sijoint.web.member import member_of
from tests.people import NOW
from tests.web.account.conftest import PASSWORD, totp


def _verbs() -> list[str]:
    return list(Event.objects.filter(clinic_id=SYSTEM).values_list("verb", flat=True))


def test_signing_out_clears_what_the_device_keeps(people, signed_in):
    client = signed_in(people.therapist)
    for answer in (client.get("/account/logout/"), client.get("/account/profile/")):
        assert "Clear-Site-Data" not in answer
    answer = client.post("/account/logout/")
    assert answer.status_code == 302
    # Taps that wait in localStorage; never the cache, which holds files of the site alone.
    assert answer["Clear-Site-Data"] == '"storage"'


def test_a_session_that_ends_by_itself_keeps_the_taps_that_wait(people, signed_in):
    client = signed_in(people.therapist)
    client.get("/account/profile/")
    session = client.session
    session["limit"] |= {"began": 0}
    session.save()
    answer = client.get("/account/profile/")
    assert answer["Location"].startswith("/account/login/")
    assert "Clear-Site-Data" not in answer


def test_who_types_the_password_is_in_and_goes_to_the_start(people, sign_in):
    answer = sign_in(people.owner).answer
    assert (answer.status_code, answer["Location"]) == (302, "/start/")
    assert _verbs() == ["user.sign_in"]


def test_the_page_that_was_asked_for_comes_next(people, sign_in):
    assert sign_in(people.owner, next="/people/").answer["Location"] == "/people/"


def test_nobody_is_led_to_another_site(people, sign_in):
    assert sign_in(people.owner, next="https://elsewhere.example/").answer["Location"] == "/start/"


def test_the_page_never_says_which_part_was_wrong(people, sign_in, client):
    known = sign_in(people.owner, "a wrong password").answer
    unknown = client.post("/account/login/", {"login": "no@example.org", "password": "a wrong one"})
    assert known.status_code == unknown.status_code == 422
    said = [answer.context["form"].non_field_errors() for answer in (known, unknown)]
    assert said[0] == said[1] == ["The email and the password do not fit. Check both."]


def test_a_wrong_password_is_written_down_without_the_address(people, sign_in, client):
    sign_in(people.owner, "a wrong password")
    client.post("/account/login/", {"login": "no@example.org", "password": "a wrong one"})
    known, unknown = Event.objects.filter(verb="user.sign_in_failed").order_by("number")
    assert known.object_id == people.owner.id
    assert str(unknown.object_id) == SYSTEM
    assert "example" not in str(list(Event.objects.values()))
    assert list(event.breaks(SYSTEM)) == []


def test_a_closed_account_stays_outside(people, sign_in):
    people.desk.is_active = False
    people.desk.save()
    client = sign_in(people.desk)
    assert "_auth_user_id" not in client.session


def test_five_wrong_passwords_close_an_account_for_a_while(people, sign_in):
    for _ in range(5):
        sign_in(people.owner, "a wrong password")
    answer = sign_in(people.owner).answer
    assert answer.status_code == 422
    assert "too often" in answer.content.decode()


def test_many_tries_from_one_address_get_429(people, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    client = Client()
    codes = [
        client.post("/account/login/", {"login": f"{n}@example.org", "password": "x"}).status_code
        for n in range(4)
    ]
    assert codes == [422, 422, 422, 429]


@pytest.mark.parametrize("path", ["signup", "password/reset"])
def test_signing_up_and_forgotten_passwords_are_counted(people, settings, client, path):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip", "reset_password": "2/m/ip"}
    codes = [
        client.post(f"/account/{path}/", {"email": f"{n}@example.org"}).status_code
        for n in range(3)
    ]
    assert codes[2] == 429
    assert 429 not in codes[:2]


def test_a_forgotten_password_says_the_same_of_every_address(people, client, mailoutbox):
    answers = [
        client.post("/account/password/reset/", {"email": email}, follow=True)
        for email in (people.owner.email, "no@example.org")
    ]
    contents = [re.sub(r'value="\w{64}"', "", answer.content.decode()) for answer in answers]
    assert contents[0] == contents[1]
    assert [mail.to for mail in mailoutbox] == [[people.owner.email], ["no@example.org"]]
    assert "!" not in mailoutbox[0].body + mailoutbox[1].body


def test_a_new_password_signs_out_other_devices(people, sign_in, mailoutbox):
    first, second = sign_in(people.owner), sign_in(people.owner)
    answer = first.post(
        "/account/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "quite another one",
            "password2": "quite another one",
        },
    )
    assert answer["Location"] == "/account/2fa/"
    assert first.get("/people/").status_code == 200
    assert second.get("/people/").status_code == 302
    assert "user.password_change" in _verbs()
    assert mailoutbox[0].subject == "Your password was changed"


def test_the_link_of_a_forgotten_password_works_once(people, client, mailoutbox):
    client.post("/account/password/reset/", {"email": people.owner.email})
    link = next(line for line in mailoutbox[0].body.splitlines() if "://" in line)
    page = client.get(link, follow=True)
    form = {"password1": "quite another one", "password2": "quite another one"}
    client.post(page.redirect_chain[-1][0], form)
    people.owner.refresh_from_db()
    assert people.owner.check_password("quite another one")
    assert "That link has expired" in Client().get(link, follow=True).content.decode()
    assert "user.password_reset" in _verbs()


def test_signing_out_needs_a_button(people, sign_in):
    client = sign_in(people.owner)
    assert client.get("/account/logout/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/people/").status_code == 302
    assert "user.sign_out" in _verbs()


def test_logs_and_addresses_tell_nothing_of_people(people, sign_in, caplog):
    caplog.set_level(logging.DEBUG)
    sign_in(people.owner, "a wrong password")
    client = sign_in(people.owner)
    client.post("/account/email/", {"action_add": "", "email": "new@example.org"})
    client.get("/account/nowhere/")
    said = caplog.text.lower()
    assert "olga" not in said
    assert "example.org" not in said
    assert PASSWORD not in said


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("owner", "outcomes"),
        ("therapist", "worklist"),
        ("desk", "patients"),
        ("patient", "consent"),
        ("stranger", "join"),
    ],
)
def test_everybody_begins_on_a_page_of_theirs(people, monkeypatch, who, page):
    monkeypatch.setattr(landing, "reverse", lambda name: name)
    assert landing.page_of(member_of(getattr(people, who), None)) == page


def test_a_person_in_care_begins_on_their_plan_once_there_is_one(people, monkeypatch):
    monkeypatch.setattr(landing, "reverse", lambda name: name)
    own = {"clinic": people.clinic}
    patient = Patient.objects.create(name="Pat", user=people.patient, **own)
    own["patient"] = patient
    Consent.objects.create(
        kind="care", version="1", language="en", given_by=people.patient, given_at=NOW, **own
    )
    member = member_of(people.patient, None)
    assert landing.page_of(member) == "intake"
    own["episode"] = Episode.objects.create(opened_at=NOW, **own)
    evaluation = Evaluation.objects.create(
        therapist=people.therapist, assessed_on=NOW, started_at=NOW, changed_at=NOW, **own
    )
    Plan.objects.create(
        evaluation=evaluation,
        state="approved",
        case={},
        proposed={},
        content={},
        made_by=people.therapist,
        made_at=NOW,
        changed_at=NOW,
        **own,
    )
    assert landing.page_of(member) == "plan_mine"


def test_the_code_of_the_standard():
    """The reckoning of codes in these tests is that of RFC 6238."""
    assert totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at=59) == "287082"
