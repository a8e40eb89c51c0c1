"""Several clinics, one's own name, and pages that need no sign-in."""

from __future__ import annotations

import pytest
from django.test import Client

from sijoint.accounts.models import Membership


def test_the_start_needs_a_sign_in(db, client):
    assert client.get("/start/")["Location"] == "/account/login/?next=/start/"


def test_somebody_with_two_clinics_goes_from_one_to_the_other(people, signed_in):
    Membership.objects.create(clinic=people.elsewhere, user=people.owner, role="therapist")
    client = signed_in(people.owner)
    assert client.get("/people/").status_code == 200
    answer = client.post("/clinic/switch/", {"clinic": str(people.elsewhere.id)})
    assert answer.status_code == 303
    # Only a therapist there.
    assert client.get("/people/").status_code == 403


def test_nobody_goes_to_a_clinic_that_is_not_theirs(people, signed_in):
    client = signed_in(people.owner)
    answer = client.post("/clinic/switch/", {"clinic": str(people.elsewhere.id)})
    assert answer.status_code == 422
    assert "Hillside" not in answer.content.decode()
    session = client.session
    session["clinic"] = str(people.elsewhere.id)
    session.save()
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize("who", ["stranger", ""])
def test_without_a_clinic_there_is_nothing_to_switch(people, signed_in, who):
    client = signed_in(people.stranger) if who else Client()
    assert client.get("/clinic/switch/").status_code == (403 if who else 302)


@pytest.mark.parametrize("who", ["owner", "therapist", "desk"])
def test_who_works_here_changes_their_name(people, signed_in, who):
    user = getattr(people, who)
    client = signed_in(user)
    assert client.post("/account/profile/", {"name": ""}).status_code == 422
    assert client.post("/account/profile/", {"name": "Another Name"})["Location"] == "/account/2fa/"
    user.refresh_from_db()
    assert user.name == "Another Name"


@pytest.mark.parametrize(("who", "code"), [("patient", 404), ("stranger", 403), ("", 302)])
def test_nobody_else_does(people, signed_in, who, code):
    client = signed_in(getattr(people, who)) if who else Client()
    for method in (client.get, client.post):
        assert method("/account/profile/").status_code == code


def test_the_terms_are_open_to_everybody(db, client):
    assert client.get("/terms/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "2fa/",
        "2fa/totp/activate/",
        "2fa/totp/deactivate/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/recovery-codes/download/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "2fa/webauthn/keys/1/remove/",
        "2fa/webauthn/keys/1/edit/",
        "2fa/authenticate/",
        "email/",
        "password/change/",
        "password/set/",
        "reauthenticate/",
        "profile/",
    ],
)
def test_pages_of_an_account_need_a_sign_in(db, client, path):
    answer = client.get(f"/account/{path}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
