"""Every page that somebody can reach: no harm by a word, nothing in addresses, nothing inline.

The demo clinic is built, and then visitors and people in care follow every link and every search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from sijoint.accounts.models import Clinic, Membership, User
from sijoint.accounts.role import RoleName
from sijoint.evidence.questionnaire import Audience
from sijoint.records import demo, knowledge
from sijoint.records.actions import patient as patients
from sijoint.records.models import Patient, Plan
from sijoint.web.wording import wording_in
from tests.casefile.stories import story
from tests.web.answering import answer_all
from tests.web.page_text import text_of
from tests.web.site.crawl import Answer, Reader, crawl

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LANGUAGES = ("en", "es")
IN_CARE = ("ana@example.org", "leo@example.org", "iris@example.org", "new@example.org")
STOPPED = "omar@example.org"
STAFF = (
    "therapist@riverside.example",
    "owner@riverside.example",
    "desk@riverside.example",
    "therapist@hillside.example",
)

CHANCE = re.compile(
    r"\d\s*%|\bprobabili|\blikelihood|\bodds\b|\bchances? (?:of|that)\b|\bposterior prob"
    r"|\bverosimilitud",
    re.IGNORECASE,
)
PROFILE = re.compile(
    r"\bhyper-?mobil|\bhypo-?mobil|\bsensiti[sz](?:ed|ation)\b|\bnociplastic"
    r"|\bstiff (?:or guarded|type|profile|plan|group)|force closure"
    r"|hipermóvil|hipermovil|sensibilizad|nociplástic|rígid[oa] o en defensa|cierre de fuerza",
    re.IGNORECASE,
)
CODES = re.compile(r"\b(?:sacroiliac_joint|lumbar_disc|lumbar_facet|hip_joint|deep_gluteal)\b")
OWN = re.compile(r"^/(?:check/result|plan|plans|intake|my-data|consent|start|more)(?:/|$)")
"""What is about the person, and not about everybody."""

OPEN = re.compile(r"^/(?:evidence|exercises|guide|clinics|terms|help-now)/")
"""The same for everybody: read once."""

EVIDENCE = re.compile(r"^/evidence/")
LEFT_OUT = re.compile(r"^/(?:admin/|language/)")


@pytest.fixture(scope="module")
def clinic(django_db_setup: None, django_db_blocker: Any) -> Iterator[Clinic]:
    """The demo clinic, whose person with an alert has an account too."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain})
    with storages, django_db_blocker.unblock(), transaction.atomic():
        demo.build(at=AT)
        held = Patient.objects.get(name="Omar Placeholder")
        user = User.objects.create_user(STOPPED, "just-for-the-demo", name=held.name)
        Membership.objects.create(clinic=held.clinic, user=user, role=RoleName.PATIENT)
        patients.claim(patient=held, user=user, at=AT)
        yield held.clinic
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _other_tests_stay_english() -> Iterator[None]:
    yield
    translation.activate("en")


def reader(email: str, language: str) -> Reader:
    """Somebody at a browser of a language; nobody for an empty address."""
    client = Reader(headers={"accept-language": language})
    client.cookies["django_language"] = language
    if email:
        user = User.objects.get(email=email)
        User.objects.filter(pk=user.pk).update(language=language)
        Patient.objects.filter(user=user).update(language=language)
        client.force_login(user)
    return client


def starts(email: str) -> list[str]:
    """Where somebody begins; a person in care also tries the papers of their plans."""
    own = Plan.objects.filter(patient__user__email=email) if email else ()
    papers = [reverse("handout", args=[plan.id]) for plan in own]
    return ["/", "/start/", "/check/", "/no/such/page/", *papers]


def walk(client: Client, email: str, *, known: Iterable[str] = ()) -> dict[str, Answer]:
    """Everything that can be reached; of the evidence the pages that others link."""
    known = set(known)
    return crawl(
        client,
        starts(email),
        enters=lambda path: not LEFT_OUT.match(path) and not (path in known and OPEN.match(path)),
        follows=lambda path: not EVIDENCE.match(path),
    )


def visit(client: Reader, email: str, known: Iterable[str] = ()) -> list[Answer]:
    """All answers that somebody gets, those on the way included."""
    walk(client, email, known=known)
    return client.kept


def check_to_the_end(client: Client, **changes: Any) -> None:
    """The first check, to its result."""
    client.post("/check/")
    end = answer_all(client, "/check/pain/", Audience.CHECK, story() | changes)
    client.get(end)


@pytest.fixture(scope="module")
def visitor(clinic: Clinic, django_db_blocker: Any) -> dict[str, list[Answer]]:
    """What a visitor gets, in each language, after a check with and without signs too."""
    found = {}
    for language in LANGUAGES:
        client = reader("", language)
        for changes in ({}, {"fever": "yes"}, {"numb_saddle": "yes"}, {"age": 22}):
            check_to_the_end(client, **changes)
        visit(client, "")
        found[language] = client.kept
    return found


@pytest.fixture(scope="module")
def in_care(visitor: dict[str, list[Answer]]) -> dict[str, list[Answer]]:
    """What people in care get, in each language; what a visitor has read is not read again."""
    found: dict[str, list[Answer]] = {}
    for language in LANGUAGES:
        known = {urlsplit(answer.url).path for answer in visitor[language]}
        found[language] = [
            answer
            for email in (*IN_CARE, STOPPED)
            for answer in visit(reader(email, language), email, known)
        ]
    return found


@pytest.fixture(scope="module")
def at_work(visitor: dict[str, list[Answer]]) -> list[Answer]:
    """What those who work in a clinic get, in English."""
    known = {urlsplit(answer.url).path for answer in visitor["en"]}
    return [a for email in STAFF for a in visit(reader(email, "en"), email, known)]


def about_people(answers: Iterable[Answer]) -> Iterator[Answer]:
    """What is outside the evidence and holds words; ways to elsewhere do not."""
    for answer in answers:
        is_told = answer.status not in (301, 302, 303) and answer.content
        if is_told and not EVIDENCE.match(urlsplit(answer.url).path):
            yield answer


def hits(pattern: re.Pattern[str], answers: Iterable[Answer]) -> list[str]:
    """Where a pattern is read, with the words around it."""
    found = set()
    for answer in about_people(answers):
        for hit in pattern.finditer(answer.text):
            around = answer.text[max(0, hit.start() - 40) : hit.end() + 40]
            found.add(f"{answer.url}: {around}")
    return sorted(found)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_everything_was_reached(visitor, in_care) -> None:
    for language in LANGUAGES:
        paths = {urlsplit(a.url).path for a in [*visitor[language], *in_care[language]]}
        expected = ("/", "/check/result/", "/help-now/", "/guide/", "/clinics/", "/plan/")
        expected += ("/intake/", "/consent/", "/more/", "/account/2fa/", "/account/signup/")
        assert set(expected) <= paths
        kinds = {a.kind for a in in_care[language]}
        assert "application/pdf" in kinds


def test_nobody_reads_a_chance(visitor, in_care, language) -> None:
    assert not hits(CHANCE, [*visitor[language], *in_care[language]])


def test_nobody_reads_the_name_of_a_profile(visitor, in_care, language) -> None:
    assert not hits(PROFILE, [*visitor[language], *in_care[language]])


def test_no_profile_or_chance_hides_in_what_is_sent(visitor, in_care, language) -> None:
    """Neither in an attribute, a class, a comment or a field of JSON."""
    hidden = re.compile(
        r"hypermobile|sensitized|\bstiff\b|probabilit|posterior_|\bp_value|sacroiliac_joint",
        re.IGNORECASE,
    )
    links = re.compile(rb'href="/evidence/[^"]*"')
    found = set()
    for answer in about_people([*visitor[language], *in_care[language]]):
        if answer.kind in ("text/html", "image/svg+xml", "application/json", "text/javascript"):
            sent = links.sub(b"", answer.content).decode()
            found |= {(answer.url, hit[0]) for hit in hidden.finditer(sent)}
    assert not found


def test_nobody_reads_a_source_of_their_pain_as_a_verdict(visitor, in_care, language) -> None:
    titles = [
        re.escape(wording_in(language).title("pain_source", record["id"]))
        for record in knowledge.current().raw["pain_source"]
    ]
    verdict = re.compile(rf"\b(?:{'|'.join(titles)})\b|{CODES.pattern}", re.IGNORECASE)
    answers = [*visitor[language], *in_care[language]]
    assert not hits(verdict, (a for a in answers if OWN.match(urlsplit(a.url).path)))


def test_no_word_does_harm(visitor, in_care, language) -> None:
    words = [w for w in knowledge.current().raw["forbidden_word"] if w["language"] == language]
    patterns = [re.compile(rf"\b(?:{word['pattern']})\b", re.IGNORECASE) for word in words]
    found = set()
    for answer in about_people([*visitor[language], *in_care[language]]):
        is_html = answer.kind == "text/html"
        text = text_of(answer.content.decode()) if is_html else answer.text
        found |= {(answer.url, h[0]) for each in patterns if (h := each.search(text))}
    assert not sorted(found)


def everything(*groups: Any) -> Iterator[Answer]:
    """Every answer of these readers, in any language."""
    for group in groups:
        yield from (
            (a for each in group.values() for a in each) if isinstance(group, dict) else group
        )


def test_every_link_leads_to_a_page(visitor, in_care, at_work) -> None:
    dead = {
        (answer.url, answer.status)
        for answer in everything(visitor, in_care, at_work)
        if answer.status >= 400 and answer.url != "/no/such/page/"
    }
    # A plan that cannot be printed says so, and a stop takes it away.
    dead = {each for each in dead if not (each[0].endswith("handout.pdf") and each[1] == 409)}
    assert not sorted(dead)


def test_every_file_of_a_page_is_there(visitor, in_care, at_work) -> None:
    loaded = {
        link.partition("?")[0].removeprefix("/static/")
        for answer in everything(visitor, in_care, at_work)
        if answer.kind == "text/html"
        for link in answer.page.loaded
        if link.startswith("/static/")
    }
    assert len(loaded) > 8
    assert not sorted(each for each in loaded if finders.find(each) is None)


def test_nothing_comes_from_another_host(visitor, in_care, at_work) -> None:
    found = {
        (answer.url, link)
        for answer in everything(visitor, in_care, at_work)
        if answer.kind in ("text/html", "image/svg+xml")
        for link in [*answer.page.loaded, *(form.action for form in answer.page.forms)]
        if re.match(r"(?:https?:)?//", link)
    }
    assert not found


def test_every_page_has_a_title_one_heading_and_a_language(visitor, in_care, at_work) -> None:
    found = set()
    for answer in everything(visitor, in_care, at_work):
        if answer.kind == "text/html" and answer.content:
            page = answer.page
            if page.h1 != 1 or page.language not in LANGUAGES or len(page.title.strip()) < 12:
                found.add((answer.url, page.h1, page.language, page.title.strip()))
    assert not sorted(found)


def test_ids_are_given_once(visitor, in_care, at_work) -> None:
    found = {
        (answer.url, each)
        for answer in everything(visitor, in_care, at_work)
        if answer.kind == "text/html"
        for each in answer.page.ids
        if answer.page.ids.count(each) > 1
    }
    assert not sorted(found)


def test_nothing_is_inline_and_everything_has_its_policy(visitor, in_care, at_work) -> None:
    found = set()
    for answer in everything(visitor, in_care, at_work):
        policy = answer.response.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            found.add((answer.url, policy))
        # A picture of its own holds its animation; a page never does.
        if answer.kind == "text/html" and answer.page.inline:
            found.add((answer.url, answer.page.inline[0]))
    assert not sorted(found)


def test_no_address_holds_anything_personal(visitor, in_care, at_work) -> None:
    people = [*User.objects.all(), *Patient.objects.all()]
    names = {part.lower() for each in people for part in each.name.split()} - {"fictional"}
    mails = {each.email.lower() for each in people if each.email}
    phones = {digits for p in Patient.objects.all() if (digits := re.sub(r"\D", "", p.phone)[-9:])}
    words = "|".join(map(re.escape, {*names, *mails, *phones}))
    secret = re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")
    found = set()
    for answer in everything(visitor, in_care, at_work):
        for link in [answer.url, *_addresses(answer)]:
            path = unquote(link).lower()
            if not path.startswith(("mailto:", "tel:")) and secret.search(path):
                found.add((answer.url, link))
    assert not sorted(found)


def _addresses(answer: Answer) -> list[str]:
    if answer.kind != "text/html":
        return []
    return [*answer.page.links, *(form.action for form in answer.page.forms)]


def test_no_search_for_a_person_stands_in_an_address(at_work) -> None:
    found = {
        answer.url
        for answer in at_work
        if answer.kind == "text/html" and urlsplit(answer.url).path.startswith("/patients")
        for form in answer.page.forms
        if form.method == "get"
    }
    assert not found
