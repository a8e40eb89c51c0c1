from __future__ import annotations

from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_it_answers_while_the_database_does(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.django_db
def test_it_says_that_the_database_does_not_answer(client: Client) -> None:
    with mock.patch.object(connection, "cursor", side_effect=OperationalError("at 10.0.0.7")):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"the database does not answer")


@pytest.mark.django_db
def test_it_is_only_read(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_a_balancer_asks_it_without_tls(client: Client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
