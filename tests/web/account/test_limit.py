"""How often a public form may be sent."""

from __future__ import annotations

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from sijoint.web.limit import limited
from sijoint.web.views.check import RATE


@limited("test", "2/m")
def sent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("answer")


@limited("test", "2/m", reads=True)
def read(request: HttpRequest) -> HttpResponse:
    return HttpResponse("answer")


def _ask(view, method: str = "post", address: str = "192.0.2.1", **headers: str) -> HttpResponse:
    request = getattr(RequestFactory(), method)("/", REMOTE_ADDR=address, headers=headers)
    request.user, request.session, request.member = AnonymousUser(), {}, None
    return view(request)


def test_the_third_of_two_is_refused(db):
    assert [_ask(sent).status_code for _ in range(3)] == [200, 200, 429]


def test_it_says_when_to_come_back(db):
    answers = [_ask(sent) for _ in range(3)]
    assert answers[2]["Retry-After"] == "60"
    assert "<h1" in answers[2].content.decode()


def test_reading_is_free_unless_it_is_counted(db):
    assert {_ask(sent, "get").status_code for _ in range(5)} == {200}
    assert [_ask(read, "get").status_code for _ in range(3)] == [200, 200, 429]


def test_each_address_has_a_count_of_its_own(db):
    for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1"):
        assert [_ask(sent, address=address).status_code for _ in range(3)] == [200, 200, 429]


def test_what_is_sent_in_a_first_check_is_counted(client, db):
    # Both pages share the count: whoever begins anew each time is not counted anew.
    config = {"check": RATE}
    request = RequestFactory().post("/")
    for _ in range(600):
        ratelimit.consume(request, app="sijoint.web", action="check", config=config)
    assert client.post("/check/pain/").status_code == 429
    assert client.post("/check/").status_code == 429
    page = client.post("/check/story/?screen=2").content.decode()
    assert 'href="/check/story/?screen=2"' in page
    assert "Many people use this page right now" in page
    assert client.get("/check/pain/").status_code == 200


def test_of_a_long_address_the_network_counts(db):
    found = [_ask(sent, address=f"2001:db8::{n}").status_code for n in range(1, 4)]
    assert found == [200, 200, 429]


@pytest.mark.parametrize(("proxies", "last"), [(0, 429), (1, 200)])
def test_what_a_client_says_of_itself_counts_only_behind_a_proxy(db, settings, proxies, last):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    found = [_ask(sent, **{"x-forwarded-for": f"198.51.100.{n}"}).status_code for n in range(3)]
    assert found[2] == last


@pytest.mark.parametrize(
    ("name", "page", "sent"),
    [
        ("guide", "/guide/causes-and-risk-factors/", {"have": "smoking"}),
        ("language", "/language/", {"language": "es"}),
    ],
)
def test_every_public_form_is_counted(client, db, name, page, sent):
    assert client.post(page, sent).status_code != 429
    request = RequestFactory().post("/")
    for _ in range(120):
        ratelimit.consume(request, app="sijoint.web", action=name, config={name: "120/m"})
    assert client.post(page, sent).status_code == 429
