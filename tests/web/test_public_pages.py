"""The pages that everybody may read: they open for everyone, and do no harm by a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from sijoint.accounts.models import Clinic
from sijoint.records import knowledge
from sijoint.web.guide.page import the_guide
from tests.people import People
from tests.web.page_text import ids_of, links_of, text_of

pytestmark = pytest.mark.django_db

SLUGS = [page.slug for page in the_guide().pages]
FOR_PATIENTS = [
    "/",
    "/guide/",
    *(f"/guide/{slug}/" for slug in SLUGS),
    "/help-now/",
    "/clinics/",
    "/clinics/riverside/",
]
PAGES = [*FOR_PATIENTS, "/evidence/", "/evidence/?q=thigh", "/evidence/finding.thigh_thrust/"]
WHO = ("visitor", "patient", "therapist", "stranger")

CHANCE = re.compile(r"\d\s*%|\bprobabilit|\blikelihood|\bodds\b|\bchances? of\b|\bprobabilidad")
PROFILE = re.compile(r"\bhypermobil|\bsensiti[sz]ed\b|\bstiff (?:type|profile|plan)|hipermóvil")


@pytest.fixture(autouse=True)
def _other_tests_stay_english() -> Iterator[None]:
    yield
    translation.activate("en")


@pytest.fixture
def as_(people: People, client: Client):
    """A client of somebody."""

    def sign_in(who: str) -> Client:
        client.logout()
        if who != "visitor":
            client.force_login(getattr(people, who))
        return client

    return sign_in


def shown(client: Client, path: str, language: str = "en") -> str:
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("who", WHO)
def test_a_page_opens_for_everyone(as_, who: str, language: str) -> None:
    client = as_(who)
    for path in PAGES:
        html = shown(client, path, language)
        assert f'<html lang="{language}">' in html, path
        assert html.count("<h1") == 1, path
        assert 'href="/help-now/"' in html, path


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_given_once(as_, path: str) -> None:
    ids = ids_of(shown(as_("visitor"), path))
    assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_style_or_script(as_, path: str) -> None:
    html = shown(as_("visitor"), path)
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", html)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", FOR_PATIENTS)
def test_no_page_for_patients_does_harm_by_a_word(as_, path: str, language: str) -> None:
    text = text_of(shown(as_("visitor"), path, language))
    words = knowledge.current().raw["forbidden_word"]
    found = [
        (word["id"], hit[0])
        for word in words
        if word["language"] == language
        and (hit := re.search(rf"\b(?:{word['pattern']})\b", text, re.IGNORECASE))
    ]
    assert not found


@pytest.mark.parametrize("who", ["visitor", "patient"])
@pytest.mark.parametrize("path", FOR_PATIENTS)
def test_no_page_for_patients_names_a_chance_or_a_profile(as_, path: str, who: str) -> None:
    text = text_of(shown(as_(who), path)).lower()
    assert not CHANCE.search(text), CHANCE.search(text)
    assert not PROFILE.search(text), PROFILE.search(text)


def test_every_link_between_these_pages_leads_somewhere(as_) -> None:
    client = as_("visitor")
    links = {link for path in FOR_PATIENTS for link in links_of(shown(client, path))}
    own = {link.partition("#")[0] for link in links if link.startswith("/")}
    for link in sorted(own - {""}):
        assert client.get(link).status_code in (200, 302, 303), link


# --- home ---------------------------------------------------------------------------------


def test_the_first_page_begins_with_the_question_and_the_help_line(as_) -> None:
    html = shown(as_("visitor"), "/")
    assert html.index("Pain low in your back") < html.index("Get help now") < html.index("<figure")
    titles = ("What it is", "What it can be instead", "What helps", "Staying well")
    places = [html.index(f"<b>{title}</b>") for title in titles]
    assert places == sorted(places)


# --- guide --------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_of_the_guide_says_where_it_comes_from_and_leads_on(as_, slug: str) -> None:
    html = shown(as_("visitor"), f"/guide/{slug}/")
    at = SLUGS.index(slug)
    assert "Not yet reviewed by a clinician." in html
    assert "What this means for you" in html
    assert ('rel="prev"' in html) == (at > 0)
    assert ('rel="next"' in html) == (at < len(SLUGS) - 1)
    assert 'aria-current="page"' in html


def test_the_signs_that_need_help_stand_under_who_helps(as_) -> None:
    page = shown(as_("visitor"), "/guide/get-help-now/")
    now, today = "Go to an emergency department now</h3>", "Call a doctor today</h3>"
    assert page.index(now) < page.index("Both legs lose strength") < page.index(today)
    assert page.index(today) < page.index("<li>A swollen calf.</li>")
    assert "<li>Go to an" not in page
    assert "<li>Call a doctor" not in page
    assert "<p>Pregnant: call your maternity unit" in page


def test_an_unknown_page_of_the_guide_is_not_there(client: Client) -> None:
    assert client.get("/guide/chess/").status_code == 404


CAUSES = "/guide/causes-and-risk-factors/"


def test_what_is_marked_is_sorted_by_what_can_change_and_not_stored(client: Client) -> None:
    response = client.post(CAUSES, {"have": ["smoking", "fall_or_knock", "work"]})
    text = text_of(response.content.decode())
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    parts = ("You can change this", "You can change a part of this", "This is part of your story")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "sessionid" not in client.cookies
    assert "You can change this" not in text_of(client.get(CAUSES).content.decode())


@pytest.mark.parametrize("have", [[], ["chess"]])
def test_marks_that_cannot_be_read_are_asked_for_again(client: Client, have: list[str]) -> None:
    response = client.post(CAUSES, {"have": have})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


def test_other_pages_take_no_marks(client: Client) -> None:
    assert client.post("/guide/what-it-is/", {"have": ["smoking"]}).status_code == 405
    for page in ("/guide/what-it-is/", CAUSES):
        assert client.put(page).status_code == client.delete(page).status_code == 405


# --- help ---------------------------------------------------------------------------------


def test_a_visitor_gets_the_numbers_of_all_places(as_) -> None:
    html = shown(as_("visitor"), "/help-now/")
    for number in ("112", "999", "911", "000"):
        assert f'href="tel:{number}"' in html
    assert html.index("Go to an emergency department now") < html.index('id="numbers"')


def test_somebody_with_a_clinic_gets_its_number_first(as_, people: People) -> None:
    Clinic.objects.filter(id=people.clinic.id).update(
        emergency_number="061", crisis_number="024", phone="+34 600"
    )
    html = shown(as_("patient"), "/help-now/")
    assert html.index('href="tel:061"') < html.index('href="tel:112"')
    assert 'href="tel:024"' in html
    assert "Riverside" in html


def test_help_is_there_when_the_database_is_not(
    client: Client, people: People, monkeypatch
) -> None:
    from django.db import DatabaseError

    from sijoint.web import middleware

    def broken(*_: object) -> None:
        raise DatabaseError

    client.force_login(people.patient)
    client.raise_request_exception = False
    monkeypatch.setattr(middleware, "member_of", broken)
    assert "tel:112" in shown(client, "/help-now/")


def test_help_asks_the_database_nothing_for_a_visitor(
    client: Client, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        shown(client, "/help-now/")


def test_help_can_be_kept_by_a_browser(client: Client) -> None:
    headers = client.get("/help-now/").headers
    assert "private" in headers["Cache-Control"]
    assert "stale-if-error" in headers["Cache-Control"]


# --- clinics ------------------------------------------------------------------------------


def test_only_clinics_that_welcome_new_people_are_listed(as_, people: People) -> None:
    Clinic.objects.filter(id=people.elsewhere.id).update(welcomes_new=False)
    client = as_("visitor")
    text = text_of(shown(client, "/clinics/"))
    assert "Riverside" in text
    assert "Hillside" not in text
    assert client.get("/clinics/hillside/").status_code == 404
    assert client.get("/clinics/nowhere/").status_code == 404


def test_a_clinic_says_how_to_ask_for_a_visit(as_, people: People) -> None:
    client = as_("visitor")
    assert "has not given a phone" in shown(client, "/clinics/riverside/")
    Clinic.objects.filter(id=people.clinic.id).update(phone="+34 600 1", email="a@example.org")
    html = shown(client, "/clinics/riverside/")
    assert 'href="tel:+346001"' in html
    assert 'href="mailto:a@example.org"' in html


def test_without_clinics_the_page_says_why_and_what_to_do(client: Client, db: None) -> None:
    text = text_of(shown(client, "/clinics/"))
    assert "We know no clinic that takes new people yet" in text
    assert "What a visit is like" in text
