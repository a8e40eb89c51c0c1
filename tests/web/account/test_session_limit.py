"""A session ends by itself, later on a phone of one's own than on a computer of the clinic."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from sijoint.web import session_limit
from sijoint.web.session_limit import DAY, HOUR, SESSION_KEY


def _move_clock(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    real = session_limit.time.time()

    class Later:
        @staticmethod
        def time() -> float:
            return real + seconds

    monkeypatch.setattr(session_limit, "time", Later)


@pytest.mark.parametrize(
    ("who", "seconds", "holds"),
    [
        ("owner", HOUR // 2 - 5, True),
        ("owner", HOUR // 2, False),
        ("stranger", HOUR // 2, False),
        ("patient", 7 * DAY - 5, True),
        ("patient", 7 * DAY, False),
    ],
)
def test_it_ends_after_a_time_without_a_page(people, signed_in, monkeypatch, who, seconds, holds):
    client = signed_in(getattr(people, who))
    client.get("/account/2fa/")
    _move_clock(monkeypatch, seconds)
    assert client.get("/account/2fa/").status_code == (200 if holds else 302)


@pytest.mark.parametrize(("who", "longest"), [("owner", 10 * HOUR), ("patient", 30 * DAY)])
def test_it_ends_however_busy_it_was(people, signed_in, monkeypatch, who, longest):
    client = signed_in(getattr(people, who))
    client.get("/account/2fa/")
    session = client.session
    held = session[SESSION_KEY]
    session[SESSION_KEY] = held | {"began": held["began"] - longest}
    session.save()
    assert "ended=yes" in client.get("/account/2fa/")["Location"]


@pytest.mark.parametrize(("who", "holds"), [("patient", True), ("owner", False)])
def test_who_signs_in_has_their_own_times(people, sign_in, monkeypatch, who, holds):
    client = sign_in(getattr(people, who))
    assert client.answer.status_code == 302
    assert client.session[SESSION_KEY]["name"] == ("own" if holds else "shared")
    assert client.session.get_expiry_age() == (30 * DAY if holds else 10 * HOUR)
    _move_clock(monkeypatch, HOUR)
    assert client.get("/account/2fa/").status_code == (200 if holds else 302)


def test_a_page_keeps_it_alive_and_not_every_page_writes(people, signed_in, monkeypatch):
    client = signed_in(people.owner)
    client.get("/account/2fa/")
    first = client.session[SESSION_KEY]["seen"]
    client.get("/account/2fa/")
    assert client.session[SESSION_KEY]["seen"] == first
    _move_clock(monkeypatch, 20 * 60)
    client.get("/account/2fa/")
    _move_clock(monkeypatch, 20 * 60)
    assert client.get("/account/2fa/").status_code == 200


def test_after_the_end_one_comes_back_to_the_same_page(people, signed_in, monkeypatch):
    client = signed_in(people.owner)
    client.get("/people/")
    _move_clock(monkeypatch, HOUR)
    answer = client.get("/people/?a=1")
    assert answer["Location"] == "/account/login/?ended=yes&next=%2Fpeople%2F%3Fa%3D1"
    page = client.get(answer["Location"]).content.decode()
    assert "Your session ended." in page
    assert 'name="next" value="/people/?a=1"' in page


def test_a_form_that_came_too_late_leads_back_to_its_page(people, signed_in, monkeypatch):
    client = signed_in(people.owner)
    client.get("/people/")
    _move_clock(monkeypatch, HOUR)
    answer = client.post("/people/invite/", headers={"referer": "http://testserver/people/invite/"})
    assert answer["Location"].endswith("next=%2Fpeople%2Finvite%2F")
    assert client.post("/people/invite/").status_code == 302


def test_scripts_are_told_where_to_sign_in(people, signed_in, monkeypatch):
    client, other = signed_in(people.owner), signed_in(people.owner)
    for each in (client, other):
        each.get("/people/")
    _move_clock(monkeypatch, HOUR)
    page = {"hx-current-url": "http://testserver/people/"}
    answer = client.post("/people/invite/", headers={"hx-request": "true"} | page)
    assert answer.status_code == 401
    assert answer["HX-Redirect"].endswith("next=%2Fpeople%2F")
    answer = other.get("/people/", headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json()["error"] == "signed_out"


def test_the_way_back_never_leads_to_another_site(people):
    request = RequestFactory().post("/people/", headers={"referer": "https://elsewhere.example/x"})
    assert session_limit._page(request) == "/"


def test_going_to_another_clinic_does_not_make_it_longer(people, signed_in):
    client = signed_in(people.owner)
    client.get("/people/")
    began = client.session[SESSION_KEY]["began"]
    client.post("/clinic/switch/", {"clinic": str(people.clinic.id)})
    assert client.session[SESSION_KEY]["began"] == began


def test_somebody_signed_out_has_no_limit(db):
    client = Client()
    client.get("/account/login/")
    assert SESSION_KEY not in client.session
