"""An account changes with its event, or not at all; what failed is kept whatever comes next."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver

from sijoint.accounts.actions import user as users
from sijoint.accounts.models import User
from sijoint.audit.models import Event
from sijoint.web import account_urls
from tests.web.account.conftest import PASSWORD, totp

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "another long password"


@pytest.fixture
def client(people) -> Client:
    client = Client(raise_request_exception=False)
    client.post("/account/login/", {"login": people.owner.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def broken_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_told: Any) -> None:
        raise RuntimeError("the trail cannot be written")

    monkeypatch.setattr(users, "record", fail)


def _change_password(client: Client) -> int:
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return client.post("/account/password/change/", sent).status_code


def test_a_password_that_cannot_be_told_is_not_changed(people, client, broken_trail, mailoutbox):
    assert _change_password(client) == 500
    people.owner.refresh_from_db()
    assert people.owner.check_password(PASSWORD)
    assert mailoutbox == []


def test_a_password_is_changed_with_its_event_and_mail(people, client, mailoutbox):
    assert _change_password(client) == 302
    people.owner.refresh_from_db()
    assert people.owner.check_password(NEW)
    assert Event.objects.filter(verb="user.password_change").count() == 1
    assert len(mailoutbox) == 1


def test_an_app_that_cannot_be_told_is_not_added(client, monkeypatch):
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    with monkeypatch.context() as patch:
        patch.setattr(users, "record", lambda **_: 1 / 0)
        sent = {"code": totp(secret)}
        assert client.post("/account/2fa/totp/activate/", sent).status_code == 500
    assert not Authenticator.objects.exists()
    cache.clear()
    assert client.post("/account/2fa/totp/activate/", {"code": totp(secret)}).status_code == 302
    assert Event.objects.filter(verb="user.factor_add").count() == 2  # with its recovery codes


def test_nobody_signs_up_without_an_event(welcoming, broken_trail):
    sent = {
        "email": "new@example.org",
        "password1": NEW,
        "name": "New Person",
        "clinic": str(welcoming.id),
        "terms": "on",
    }
    answer = Client(raise_request_exception=False).post("/account/signup/", sent)
    assert answer.status_code == 500
    assert not User.objects.filter(email="new@example.org").exists()


def test_wrong_passwords_are_told_and_counted(people):
    client = Client()
    sent = {"login": people.owner.email, "password": "wrong"}
    answers = [client.post("/account/login/", sent) for _ in range(6)]
    assert Event.objects.filter(verb="user.sign_in_failed").count() == 5
    assert "too often" in answers[-1].content.decode()


def test_every_page_that_changes_an_account_is_known():
    def names(patterns: list[Any]) -> set[str]:
        deeper = [names(each.url_patterns) for each in patterns if isinstance(each, URLResolver)]
        return {each.name for each in patterns if isinstance(each, URLPattern)}.union(*deeper)

    reading = {
        *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
        *("account_reset_password", "account_reset_password_done", "account_confirm_login_code"),
        *("account_reset_password_from_key_done", "mfa_index", "mfa_authenticate"),
        *("mfa_reauthenticate", "mfa_view_recovery_codes", "mfa_download_recovery_codes"),
        *("mfa_list_webauthn", "mfa_reauthenticate_webauthn", "mfa_login_webauthn", "mfa_trust"),
    }
    found = names(account_urls.urlpatterns)
    assert found - reading <= account_urls.CHANGING
    assert account_urls.CHANGING - found <= {"account_confirm_email"}
