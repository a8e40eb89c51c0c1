"""No browser of a shared computer keeps a page of somebody who was signed in."""

from __future__ import annotations

import pytest
from django.test import Client

PAGES = ("/account/email/", "/account/2fa/", "/account/password/change/", "/more/", "/people/", "/")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_a_signed_in_person_is_kept(people, signed_in, page):
    client = signed_in(people.owner)
    answer = client.get(page)
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_says_itself_how_long_it_lasts_stays_so(people, signed_in):
    answer = signed_in(people.owner).get("/evidence/model.json")
    assert "public" in answer.headers["Cache-Control"]


def test_a_public_page_of_a_visitor_may_be_kept(db):
    assert "no-store" not in Client().get("/evidence/").headers.get("Cache-Control", "")
