"""Which language pages are in, and how people change it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sijoint.accounts.actions import language
from sijoint.audit.models import Event
from sijoint.language import UnknownLanguageError
from tests.people import People

pytestmark = pytest.mark.django_db
HOME = "/"
COOKIE = "django_language"


def spoken(client: Client, asked: str = "") -> str:
    response = client.get(HOME, headers={"accept-language": asked} if asked else {})
    assert f'<html lang="{response.headers["Content-Language"]}">' in response.content.decode()
    return response.headers["Content-Language"]


def choose(client: Client, code: str, **data: str):
    return client.post(reverse("set_language"), {"language": code} | data)


def test_visitors_read_what_their_browser_asks_for(client: Client) -> None:
    assert spoken(client) == "en"
    assert spoken(client, "es-MX,es;q=0.9,en;q=0.8") == "es"
    assert spoken(client, "de,fr;q=0.5") == "en"


def test_a_choice_is_kept_in_a_cookie(client: Client) -> None:
    response = choose(client, "es")
    assert response.status_code == 303
    assert client.cookies[COOKIE]["httponly"]
    assert spoken(client) == "es"
    assert spoken(client, "en") == "es"


def test_answers_say_what_they_depend_on(client: Client) -> None:
    varies = client.get(HOME).headers["Vary"]
    assert "Cookie" in varies
    assert "Accept-Language" in varies


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example/", "javascript:x"])
def test_nobody_is_led_to_another_site(client: Client, next_page: str) -> None:
    assert choose(client, "es", next=next_page).headers["Location"] == "/"


def test_the_page_and_its_question_are_kept(client: Client) -> None:
    page = f"{HOME}?q=hip"
    assert choose(client, "es", next=page).headers["Location"] == page
    assert 'name="next" value="/?q=hip"' in client.get(page).content.decode()


@pytest.mark.parametrize("code", ["", "de", "fr", "es-ES", "../es"])
def test_a_language_that_there_is_not_is_refused(client: Client, code: str) -> None:
    assert choose(client, code).status_code == 400
    assert COOKIE not in client.cookies


def test_a_link_alone_changes_nothing(client: Client) -> None:
    assert client.get(reverse("set_language"), {"language": "es"}).status_code == 405


def test_another_site_cannot_change_it() -> None:
    client = Client(enforce_csrf_checks=True)
    assert choose(client, "es").status_code == 403


def test_whoever_is_signed_in_has_it_on_every_device(client: Client, people: People) -> None:
    client.force_login(people.therapist)
    assert spoken(client, "es") == "es"
    choose(client, "es")
    people.therapist.refresh_from_db()
    assert people.therapist.language == "es"
    other = Client()
    other.cookies[COOKIE] = "en"
    other.force_login(people.therapist)
    assert spoken(other, "en") == "es"
    other.logout()
    assert spoken(other) == "en"


def test_the_choice_stands_in_the_trail_without_its_value(client: Client, people: People) -> None:
    client.force_login(people.therapist)
    for _ in range(2):
        choose(client, "es")
    [event] = Event.objects.filter(verb="user.language")
    assert (event.object_id, event.actor_id) == (people.therapist.id, people.therapist.id)
    assert event.fields == ["language"]


def test_only_languages_that_there_are_can_be_kept(people: People) -> None:
    with pytest.raises(UnknownLanguageError):
        language.choose(user=people.therapist, language="fr", at=timezone.now())
    people.therapist.refresh_from_db()
    assert people.therapist.language == ""


def test_the_other_language_is_offered_by_its_own_name(client: Client) -> None:
    page = client.get(HOME).content.decode()
    assert (
        '<button class="btn btn-quiet" name="language" value="es" lang="es">Español</button>'
        in page
    )
    choose(client, "es")
    assert ">English</button>" in client.get(HOME).content.decode()
