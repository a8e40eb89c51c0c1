"""The second step at sign-in: an app, recovery codes, and a clinic that asks for it."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from sijoint.audit.models import Event
from sijoint.web.account import MFAAdapter
from tests.web.account.conftest import PASSWORD, totp


def _set_up(client: Client) -> str:
    """Turn on codes from an app; the key that it holds."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    answer = client.post("/account/2fa/totp/activate/", {"code": totp(secret)})
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    return secret


def _forget_used_codes() -> None:
    """A code counts once; tests cannot wait half a minute for the next one."""
    from django.core.cache import cache

    cache.clear()


def test_the_password_alone_is_not_enough_any_more(people, sign_in):
    secret = _set_up(sign_in(people.owner))
    client = sign_in(people.owner)
    assert client.answer["Location"] == "/account/2fa/authenticate/"
    assert client.get("/people/").status_code == 302
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 422
    _forget_used_codes()
    answer = client.post("/account/2fa/authenticate/", {"code": totp(secret)})
    assert answer["Location"] == "/start/"
    assert client.get("/people/").status_code == 200


def test_the_page_that_was_asked_for_survives_the_second_step(people, sign_in):
    secret = _set_up(sign_in(people.owner))
    client = sign_in(people.owner, next="/people/")
    _forget_used_codes()
    answer = client.post("/account/2fa/authenticate/", {"code": totp(secret)})
    assert answer["Location"] == "/people/"


def test_a_code_counts_once(people, sign_in):
    secret = _set_up(sign_in(people.owner))
    code = totp(secret)
    _forget_used_codes()
    for expected in (302, 422):
        client = sign_in(people.owner)
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == expected


def test_a_recovery_code_lets_in_once(people, sign_in):
    first = sign_in(people.owner)
    _set_up(first)
    code = first.get("/account/2fa/recovery-codes/").context["unused_codes"][0]
    for expected in (302, 422):
        client = sign_in(people.owner)
        assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == expected


def test_recovery_codes_can_be_downloaded_and_made_anew(people, sign_in):
    client = sign_in(people.owner)
    _set_up(client)
    old = client.get("/account/2fa/recovery-codes/download/").content.decode().split()
    assert len(old) == 10
    assert client.post("/account/2fa/recovery-codes/generate/").status_code == 302
    assert client.get("/account/2fa/recovery-codes/").context["unused_codes"] != old


def test_what_a_device_holds_is_not_stored_in_the_clear(people, sign_in):
    secret = _set_up(sign_in(people.owner))
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored


def test_an_old_key_still_opens_what_it_closed(settings):
    closed = MFAAdapter().encrypt("a secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, of fifty signs or more, for this test only"
    assert MFAAdapter().decrypt(closed) == "a secret"


def test_without_the_key_no_code_fits_and_the_page_says_so(people, sign_in, settings):
    first = sign_in(people.owner)
    secret = _set_up(first)
    recovery = first.get("/account/2fa/recovery-codes/").context["unused_codes"][0]
    _forget_used_codes()
    settings.SECRET_KEY = "another key, of fifty signs or more, for this test only"
    client = sign_in(people.owner)
    for code in (totp(secret), recovery):
        answer = client.post("/account/2fa/authenticate/", {"code": code})
        assert answer.status_code == 422
        assert "That code does not fit." in answer.content.decode()
    assert Event.objects.filter(verb="user.second_step_failed").count() == 2


def test_recovery_codes_that_cannot_be_read_are_never_shown(people, sign_in, settings):
    _set_up(sign_in(people.owner))
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another key, of fifty signs or more, for this test only"
    client = Client()
    client.force_login(people.owner)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    for page in ("", "generate/", "download/"):
        answer = client.get(f"/account/2fa/recovery-codes/{page}")
        assert answer.status_code == 409
        assert "cannot be read any more" in answer.content.decode()
    settings.SECRET_KEY = old


@pytest.mark.django_db(transaction=True)
def test_devices_and_wrong_codes_are_written_down(people, sign_in, mailoutbox):
    _set_up(sign_in(people.owner))
    assert "Codes from an app are on" in [mail.subject for mail in mailoutbox]
    sign_in(people.owner).post("/account/2fa/authenticate/", {"code": "000000"})
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"user.factor_add", "user.second_step_failed"} <= verbs


def test_before_a_device_is_added_the_password_is_asked_for_again(people, signed_in):
    client = signed_in(people.owner)
    assert "/account/reauthenticate/" in client.get("/account/2fa/totp/activate/")["Location"]
    assert client.post("/account/reauthenticate/", {"password": "wrong"}).status_code == 422


def _asks(people) -> None:
    people.clinic.requires_mfa = True
    people.clinic.save()


@pytest.mark.parametrize("who", ["owner", "therapist", "desk"])
def test_a_clinic_that_asks_for_it_leads_its_people_there(people, signed_in, who):
    _asks(people)
    client = signed_in(getattr(people, who))
    assert client.get("/account/profile/")["Location"] == "/account/2fa/"
    assert "asks everybody who works there" in client.get("/account/2fa/").content.decode()


@pytest.mark.parametrize("who", ["patient", "colleague"])
def test_it_asks_nobody_else(people, signed_in, who):
    _asks(people)
    assert signed_in(getattr(people, who)).get("/more/").status_code == 200


def test_with_a_second_step_the_pages_open_and_it_cannot_be_turned_off(people, sign_in):
    client = sign_in(people.owner)
    _asks(people)
    _set_up(client)
    assert client.get("/people/").status_code == 200
    answer = client.post("/account/2fa/totp/deactivate/")
    assert answer.status_code == 422
    assert "Your clinic asks for a second step." in answer.content.decode()
    people.clinic.requires_mfa = False
    people.clinic.save()
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()
