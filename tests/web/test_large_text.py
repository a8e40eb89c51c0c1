"""Text at 200 % on the smallest phone: no page of a visitor or of a person in care is too wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from sijoint.accounts.models import Clinic
from sijoint.evidence.questionnaire import Audience
from sijoint.records import consent_text
from sijoint.records.actions import consent
from sijoint.records.actions import patient as patients
from tests.casefile.stories import story
from tests.people import NOW, make_people
from tests.web.answering import answer_all

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 360, "height": 640}
LARGE = "document.documentElement.style.fontSize = '32px'"
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > width + 1)
    .map((each) => each.outerHTML.slice(0, 120));
}"""
BROKEN = """() =>
  [...document.querySelectorAll(".seg > label, .si-chart-button")].flatMap((each) => {
  const text = each.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter(({ index, 0: word }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})"""
"""Words of short choices that stand on two lines."""
VISITOR = (
    *("/", "/guide/", "/guide/what-it-is/", "/help-now/", "/clinics/", "/clinics/lakeside/"),
    *("/evidence/", "/start/", "/exercises/alternating_isometric/left/"),
    *("/check/pain/", "/check/story/", "/check/story/?screen=2", "/check/you/", "/check/safety/"),
    "/check/result/",
)
PATIENT = ("/consent/", "/intake/?review=yes", "/intake/goals/", "/plan/", "/more/", "/my-data/")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, bypass_csp=True)
    yield context
    context.close()


@pytest.fixture
def clinic() -> Clinic:
    name = "Lakeside Physiotherapy and Pelvic Health"
    return Clinic.objects.create(name=name, slug="lakeside", phone="+34 944 00 11 22")


def come(context: BrowserContext, client: Client, server: LiveServer) -> Page:
    """A page with the session of a client."""
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}]
    )
    return context.new_page()


def look(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate(LARGE)
    menu = page.locator(".menu > summary")
    if menu.is_visible():
        menu.click()
    assert page.evaluate(TOO_WIDE) == [], url


def test_no_page_of_a_visitor_scrolls_sideways(
    context: BrowserContext, client: Client, live_server: LiveServer, clinic: Clinic
) -> None:
    answer_all(client, "/check/pain/", Audience.CHECK)
    page = come(context, client, live_server)
    for path in VISITOR:
        look(page, live_server.url + path)


@pytest.mark.parametrize("answers", [{"fever": "yes"}, {"both_legs": "yes"}, {"low_mood": "yes"}])
def test_no_page_of_help_scrolls_sideways(
    context: BrowserContext,
    client: Client,
    live_server: LiveServer,
    clinic: Clinic,
    answers: dict[str, str],
) -> None:
    answer_all(client, "/check/pain/", Audience.CHECK, story(**answers))
    look(come(context, client, live_server), f"{live_server.url}/check/result/")


def test_no_page_of_a_person_in_care_scrolls_sideways(
    context: BrowserContext, client: Client, live_server: LiveServer
) -> None:
    people = make_people()
    patient = patients.create(
        clinic=people.clinic, name="Pat Patient", by=people.patient, at=NOW, user=people.patient
    )
    for kind in consent_text.KINDS:
        consent.give(patient=patient, kind=kind, language="en", by=patient.user, at=NOW)
    client.force_login(people.patient)
    answer_all(client, "/intake/pain/", Audience.INTAKE)
    page = come(context, client, live_server)
    for path in PATIENT:
        look(page, live_server.url + path)


def test_no_word_of_a_choice_is_broken(
    context: BrowserContext, client: Client, live_server: LiveServer
) -> None:
    client.force_login(make_people().patient)
    page = come(context, client, live_server)
    context.set_extra_http_headers({"accept-language": "es"})
    for path in ("/more/", "/check/pain/", "/check/you/"):
        page.goto(live_server.url + path)
        assert page.evaluate(BROKEN) == [], path
        page.evaluate(LARGE)
        assert page.evaluate(BROKEN) == [], path


def test_a_visitor_chooses_language_and_size_in_the_menu(
    context: BrowserContext, live_server: LiveServer, clinic: Clinic
) -> None:
    page = context.new_page()
    page.goto(live_server.url)
    page.locator(".menu > summary").click()
    page.locator(".menu label", has_text="Larger").click()
    assert page.evaluate("document.documentElement.dataset.text") == "large"
    page.locator(".menu .language button").first.click()
    page.wait_for_selector("html[lang=es]")
