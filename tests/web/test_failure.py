"""What goes wrong is said kindly, with the right status, a way on, and no trace."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from sijoint.config import urls
from sijoint.web.views import failure
from tests.web.page_text import links_of, text_of


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret of the broken page")


def refuses(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("the secret of the closed page")


urlpatterns = [path("breaks/", breaks), path("refuses/", refuses), path("", include(urls))]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500

WAYS_ON = {"/", "/guide/what-it-is/", "/help-now/"}


def is_humane(response: HttpResponse, status: int, words: str) -> None:
    html = response.content.decode()
    assert response.status_code == status
    assert words in text_of(html)
    assert set(links_of(html)) >= WAYS_ON
    assert "Traceback" not in html
    assert "secret" not in html
    assert html.count("<h1") == 1


@pytest.mark.django_db
def test_a_page_that_is_not_there(client: Client) -> None:
    response = client.get("/no/such/page/")
    is_humane(response, 404, "This page has moved or never was")
    assert {"/guide/staying-well/", "/guide/what-else-it-can-be/"} <= set(
        links_of(response.content.decode())
    )


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_page_that_is_closed(client: Client) -> None:
    is_humane(client.get("/refuses/"), 403, "This page is not open to you")


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_page_that_breaks(client: Client) -> None:
    client.raise_request_exception = False
    is_humane(client.get("/breaks/"), 500, "This did not work, and it is our fault")


@pytest.mark.django_db
def test_a_form_without_its_token() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/guide/causes-and-risk-factors/", {"have": ["smoking"]})
    is_humane(response, 403, "This form has expired")


def test_too_many_tries() -> None:
    response = failure.too_many(RequestFactory().get("/"))
    is_humane(response, 429, "Too many tries in a short time")
    assert response.headers["Retry-After"] == "300"


def test_what_cannot_be_read() -> None:
    is_humane(
        failure.bad_request(RequestFactory().get("/")), 400, "We could not read what was sent"
    )


def test_a_broken_page_of_failure_still_says_something(monkeypatch, caplog) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("the secret of the template")

    monkeypatch.setattr(failure, "render_to_string", broken)
    response = failure.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "/help-now/" in response.content.decode()
    assert "secret" not in response.content.decode()
