"""What must never stand in a log: who asked, what was asked, and what was in the chart."""

from __future__ import annotations

import io
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import include, path

from sijoint.config import log

SECRETS = ["Pat Patient", "pat@example.org", "203.0.113.7", "token-3a1f", "sore=hip", "saddle"]


def _fails(request: HttpRequest, token: str) -> None:
    try:
        raise IntegrityError("Key (email)=(pat@example.org) already exists: Pat Patient")
    except IntegrityError as error:
        raise ValueError(f"{request.body!r} of Pat Patient") from error


handler500 = "sijoint.web.views.failure.server_error"
urlpatterns = [
    path("failing/<token>/", _fails, name="failing"),
    path("", include("sijoint.config.urls")),
]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to standard error while logging is set as in the site."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    before = logging.getLogger().handlers[:]
    logging.config.dictConfig(log.settings(is_debug=False))
    yield stream
    logging.getLogger().handlers = before


@pytest.mark.urls(__name__)
def test_an_error_is_told_without_the_person(client, written: io.StringIO) -> None:
    client.raise_request_exception = False
    answer = client.post(
        "/failing/token-3a1f/?sore=hip", {"story": "saddle"}, REMOTE_ADDR="203.0.113.7"
    )
    said = written.getvalue()
    assert answer.status_code == 500
    assert not [secret for secret in SECRETS if secret in said]
    assert "ERROR django.request" in said
    assert "status 500, view failing" in said
    assert "ValueError\n" in said
    assert "IntegrityError\n" in said
    assert f"{__file__}:" in said


@pytest.mark.urls(__name__)
def test_the_page_shows_the_id_that_stands_in_the_log(client, written: io.StringIO) -> None:
    client.raise_request_exception = False
    answer = client.get("/failing/token-3a1f/")
    name = answer.headers["X-Request-ID"]
    assert len(name) == 10
    assert f"request={name}" in written.getvalue()
    assert name in answer.content.decode()


@pytest.mark.urls(__name__)
def test_refusals_are_no_failures(client, written: io.StringIO) -> None:
    assert client.get("/nothing/?sore=hip").status_code == 404
    assert written.getvalue() == ""


def test_a_forged_host_is_told_without_it(client, written: io.StringIO) -> None:
    client.get("/", headers={"host": "pat@example.org"})
    assert "django.security.DisallowedHost" in written.getvalue()
    assert "pat@example.org" not in written.getvalue()


def test_messages_of_others_are_dropped(written: io.StringIO) -> None:
    logging.getLogger("some.library").error("Pat Patient at %s", "203.0.113.7")
    assert "ERROR some.library request=- at test_log:" in written.getvalue()
    assert not [secret for secret in SECRETS if secret in written.getvalue()]


def test_messages_of_ours_are_kept(written: io.StringIO) -> None:
    logging.getLogger("sijoint.worker").error("the clock could not %s", "sweep")
    logging.getLogger("sijointed").error("Pat Patient")
    assert "sijoint.worker request=- the clock could not sweep\n" in written.getvalue()
    assert "Pat Patient" not in written.getvalue()


def test_what_tells_of_the_machine_is_kept(written: io.StringIO) -> None:
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        logging.getLogger("sijoint").exception("the database does not answer")
    assert "OperationalError: database is locked" in written.getvalue()


def test_an_exception_formatted_before_is_formatted_anew(written: io.StringIO) -> None:
    record = logging.LogRecord("sijoint", logging.ERROR, "f.py", 1, "failed", (), None)
    record.exc_text = "ValueError: Pat Patient"
    record.stack_info = "name = 'Pat Patient'"
    logging.getLogger("sijoint").handle(record)
    assert "Pat Patient" not in written.getvalue()


def test_a_failed_task_is_told_without_its_arguments(written: io.StringIO) -> None:
    logger = logging.getLogger("django_tasks")
    logger.error("Task id=%s path=%s state=%s", "x", "Pat Patient", "FAILED")
    logger.info("Task id=%s", "x")
    assert written.getvalue().count("\n") == 1
    assert "Pat Patient" not in written.getvalue()


def test_every_request_has_its_own_id() -> None:
    from django.http import HttpResponse

    from sijoint.web.request_id import RequestIdMiddleware, current

    seen: list[str] = []

    def answer(_: HttpRequest) -> HttpResponse:
        seen.append(current())
        return HttpResponse()

    answering = RequestIdMiddleware(answer)
    names = [answering(RequestFactory().get("/")).headers["X-Request-ID"] for _ in range(20)]
    assert names == seen
    assert len(set(names)) == 20
    assert current() == ""
