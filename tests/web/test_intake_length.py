"""How long the intake takes, reckoned by counting what is read and tapped: nobody was timed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from sijoint.records import consent_text
from sijoint.records.actions import patient as patients
from tests.people import NOW, make_people
from tests.web.test_story_browser import AGE, PHONE, choose_place, fill_screen, go_on

pytestmark = pytest.mark.django_db(transaction=True)

WORDS_PER_MINUTE = 238
"""Silent reading of adults in English, not fiction: Brysbaert 2019, 10.1016/j.jml.2019.104047."""

SECONDS_PER_TAP, SECONDS_PER_PAGE = 1.0, 1.5
"""Assumed: to choose and to tap; to wait for a page and to scroll it."""

FIVE_MINUTES = 300.0


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def read(page: Page, known: set[str]) -> int:
    """The words of a page that stood on none before: nobody reads the same line twice."""
    lines = {line.strip() for line in page.locator("main").inner_text().split("\n")}
    new = {line for line in lines - known if not line.isdigit()}
    known |= new
    return sum(len(line.split()) for line in new)


def test_the_intake_is_told_in_five_minutes(
    page: Page, live_server: LiveServer, client: Client
) -> None:
    """What is needed, by somebody with pain at one dimple, until it is looked through and sent."""
    people = make_people()
    patients.create(
        clinic=people.clinic, name="Pat", by=people.patient, at=NOW, user=people.patient
    )
    client.force_login(people.patient)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}/intake/")
    for kind in consent_text.KINDS:
        page.get_by_label(consent_text.current(kind).agree).check()
    page.get_by_role("button", name="Agree and go on").click()

    known: set[str] = set()
    words, taps, pages = 0, 0, 0
    page.wait_for_load_state()
    while not page.get_by_role("button", name="Send my answers").count():
        # On a phone the list of places is folded up by script.
        expect(page.locator(".story-list[open]")).to_have_count(0)
        words, pages = words + read(page, known), pages + 1
        if page.locator("[data-body-chart]").count():
            choose_place(page)
            taps += 3
        else:
            fill_screen(page, AGE)
            taps += 1 + page.locator("main form fieldset.field, main form div.field").count()
        go_on(page)
        page.wait_for_load_state()
    words, taps, pages = words + read(page, known), taps + 1, pages + 1

    told = f"{words} words, {taps} taps, {pages} pages"
    assert pages > 8, told
    seconds = 60 * words / WORDS_PER_MINUTE + SECONDS_PER_TAP * taps + SECONDS_PER_PAGE * pages
    assert seconds < FIVE_MINUTES, f"{told}: {seconds:.0f} s"
