"""Every kind of page in a browser: light and dark, from a phone to a desk, big text, print.

Pages are found by walking through the site as everybody. Each is opened once; then the size, the
theme and the text change around it. With PICTURES_FOLDER pictures are kept, to be looked at.
"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import Http404
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page

from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import RoleName
from sijoint.evidence.questionnaire import Audience
from sijoint.records import demo
from sijoint.records.actions import patient as patients
from sijoint.records.actions import plan as plans
from sijoint.records.models import Patient, Plan
from tests.casefile.stories import story
from tests.web.answering import answer_all
from tests.web.site.crawl import crawl
from tests.web.test_public_browser import AXE, RUN

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KEPT = os.environ.get("PICTURES_FOLDER", "")
PHONE, TABLET, DESK = (360, 740), (768, 1024), (1440, 900)
ALWAYS = ((PHONE, "dark"), (DESK, "light"))
ALL = tuple((size, theme) for theme in ("light", "dark") for size in (PHONE, TABLET, DESK))
KEY = frozenset(
    {
        *("home", "check_step", "check_result", "intake", "plan_mine", "consent"),
        *("worklist", "patient", "plan_edit", "evaluation_finish", "account_login"),
    }
)
"""Pages that are looked at in all six ways; and one section of the workspace."""

WHO = {
    "visitor": "",
    "a visitor with an urgent sign": "",
    "a person with a plan": "ana@example.org",
    "a person who begins": "new@example.org",
    "a person with a stop": "omar@example.org",
    "a stranger": "stan@example.org",
    "the therapist": "therapist@riverside.example",
    "the owner": "owner@riverside.example",
    "the front desk": "desk@riverside.example",
}
LEFT_OUT = re.compile(r"^/(?:admin|exercises|static)/|\.(?:pdf|json|svg)$|^/language/")
MOST = {"guide_page": 20, "evaluation_section": 8}
"""Of how many addresses of one name a page is opened; of others it is one."""

PUBLIC = frozenset(
    {
        *("guide_page", "clinics", "clinic", "evidence", "evidence_item", "terms", "home"),
        *("help_now", "check", "check_step", "check_result", "not_found", "account_signup"),
    }
)
"""Pages that a visitor has been shown: who is signed in sees the same in another frame."""


@pytest.fixture
def clinic(db: None, live_server: Any) -> None:
    """The demo, with what it has no example of."""
    now = timezone.now()
    demo.build(at=now)
    omar = Patient.objects.get(name="Omar Placeholder")
    user = User.objects.create_user("omar@example.org", "just-for-the-demo", name=omar.name)
    Membership.objects.create(clinic=omar.clinic, user=user, role=RoleName.PATIENT)
    patients.claim(patient=omar, user=user, at=now)
    User.objects.create_user("stan@example.org", "just-for-the-demo", name="Stan Stranger")
    therapist = User.objects.get(email="therapist@riverside.example")
    plans.revise(plan=Plan.objects.get(state="approved"), by=therapist, at=now)


def client_of(who: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    if WHO[who]:
        client.force_login(User.objects.get(email=WHO[who]))
    elif who != "visitor":
        client.post("/check/")
        answer_all(client, "/check/pain/", Audience.CHECK, story() | {"numb_saddle": "yes"})
    else:
        client.post("/check/")
        answer_all(client, "/check/pain/", Audience.CHECK, story())
    return client


def name_of(path: str) -> str:
    try:
        return str(resolve(path).url_name)
    except Http404:
        return "not_found"


def addresses_of(client: Client, who: str) -> list[str]:
    """One address of each kind of page that can be reached."""
    opened: Counter[str] = Counter()

    def enters(path: str) -> bool:
        if LEFT_OUT.search(path):
            return False
        name = name_of(path)
        opened[name] += 1
        return opened[name] <= MOST.get(name, 2)

    if who == "a visitor with an urgent sign":
        return ["/check/result/"]
    starts = ["/start/", "/", "/check/result/", "/check/", "/more/", "/no/such/page/"]
    found, names = [], Counter[str]()
    for url, answer in crawl(client, starts, enters=enters).items():
        name = name_of(urlsplit(url).path)
        if who != "visitor" and name in PUBLIC:
            continue
        if answer.kind == "text/html" and answer.status in (200, 404, 403) and answer.content:
            names[name] += 1
            if names[name] <= MOST.get(name, 1):
                found.append(url)
    return found


@pytest.fixture
def opened(browser: Browser, live_server: Any, clinic: None) -> Iterator[Callable[[Client], Page]]:
    """A page of the browser that is signed in as a client is."""
    contexts = []

    def open_as(client: Client) -> Page:
        context = browser.new_context(
            base_url=live_server.url, reduced_motion="reduce", bypass_csp=True
        )
        contexts.append(context)
        if "sessionid" in client.cookies:
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


def complaints_of(page: Page, url: str, who: str) -> Iterator[str]:
    """What is wrong with a page."""
    name = name_of(urlsplit(url).path)
    is_key = name in KEY or url.endswith("/supine/")
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    page.goto(url)
    page.evaluate("document.querySelectorAll('main details').forEach(e => { e.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for size, theme in ALL if is_key else ALWAYS:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=theme)
        yield from (f"{size[0]} {theme}: {each}" for each in violations(page))
        if too_wide(page, size[0]):
            yield f"{size[0]} {theme}: scrolls sideways"
        keep(page, f"{who}-{name}-{size[0]}-{theme}")
    yield from narrow(page, f"{who}-{name}")
    yield from other_media(page, f"{who}-{name}", is_key)


def violations(page: Page) -> list[str]:
    result: dict[str, Any] = page.evaluate(RUN)
    assert len(result["passes"]) > 10
    return [
        f"{found['id']}: {node['html'][:140]} {' '.join(node['failureSummary'].split())[:200]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def too_wide(page: Page, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") > width)


def narrow(page: Page, name: str) -> Iterator[str]:
    """320 px, and text of twice the size on a phone."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    if too_wide(page, 320):
        yield "320: scrolls sideways"
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    if too_wide(page, 360):
        yield f"200 % text: scrolls sideways, by {widest(page)}"
    keep(page, f"{name}-big-text")
    page.evaluate("document.documentElement.style.fontSize = ''")


def widest(page: Page) -> str:
    """Which element stands out of a phone."""
    return str(
        page.evaluate(
            """[...document.querySelectorAll("body *")].filter(e =>
            e.getBoundingClientRect().right > 360.4 || e.scrollWidth > e.clientWidth + 1)
            .slice(0, 4).map(e => e.outerHTML.slice(0, 90))"""
        )
    )


def other_media(page: Page, name: str, is_key: bool) -> Iterator[str]:
    """Forced colours and paper."""
    page.set_viewport_size({"width": 800, "height": 1000})
    page.emulate_media(forced_colors="active")
    if is_key and is_blank(page.screenshot()):
        yield "forced colours: blank"
    keep(page, f"{name}-forced")
    page.emulate_media(forced_colors="none", media="print")
    shown = "e => e.offsetParent !== null && getComputedStyle(e).display !== 'none'"
    if page.evaluate(
        f"[...document.querySelectorAll('nav, .btn:not([href^=\"tel:\"])')].some({shown})"
    ):
        yield "print: navigation or a button is printed"
    if is_key and is_blank(page.screenshot()):
        yield "print: blank"
    keep(page, f"{name}-print")


def is_blank(picture: bytes) -> bool:
    with Image.open(io.BytesIO(picture)) as image:
        return len(image.convert("L").resize((80, 100)).getcolors()) < 6


def keep(page: Page, name: str) -> None:
    if KEPT:
        file = re.sub(r"\W+", "-", name)
        page.screenshot(path=Path(KEPT) / f"{file}.png", full_page=True)


@pytest.mark.parametrize("who", WHO)
def test_pages_look_right_in_every_way(opened, who: str) -> None:
    client = client_of(who)
    addresses = addresses_of(client, who)
    page = opened(client)
    found = []
    for url in addresses:
        found += [f"{url}: {each}" for each in complaints_of(page, url, who)]
    assert addresses
    assert not found, "\n".join(found)


def test_nothing_moves_for_who_wants_no_motion(opened) -> None:
    """Neither a transition nor an animation is left."""
    page = opened(client_of("the therapist"))
    for url in ("/", "/worklist/", "/patients/"):
        page.goto(url)
        assert page.evaluate(
            """[...document.querySelectorAll("*")].every(e => { const s = getComputedStyle(e);
            return parseFloat(s.transitionDuration) < 0.02 && parseFloat(s.animationDuration) < 0.02
            })"""
        ), url
