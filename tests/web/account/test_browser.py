"""Accounts in a browser: passkeys, pages without JavaScript, and what axe says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.models import User
from sijoint.accounts.role import RoleName
from sijoint.audit.models import Event
from sijoint.records.models import Patient
from tests.people import People
from tests.web.account.conftest import PASSWORD
from tools.repository import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run({
  rules: Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}])),
  resultTypes: ["violations"],
})"""

Visit = Callable[..., Page]


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of the site; a passkey belongs to a name, and 127.0.0.1 is none."""
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def visit(browser: Browser, site: str, people: People) -> Iterator[Visit]:
    """Open a page as somebody; it must not break a rule of the content security policy."""
    opened: list[tuple[BrowserContext, list[str]]] = []

    def open_page(path: str, user: User | None = None, width: int = 1440, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        said: list[str] = []
        opened.append((context, said))
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        if user is not None:
            client = Client()
            client.force_login(user)
            name = django_settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        page.goto(site + path)
        return page

    yield open_page
    for context, said in opened:
        assert not [text for text in said if "Content Security Policy" in text]
        context.close()


def _has_passkeys(page: Page) -> None:
    """Plug in a device that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )


def _sign_in(page: Page, user: User) -> None:
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_and_lets_in_alone(people, visit):
    page = visit("/account/login/?next=/account/2fa/")
    _has_passkeys(page)
    _sign_in(page, people.owner)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What to call it").fill("My phone")
    expect(page.get_by_label("Sign in with it alone")).to_be_checked()
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("link", name="Back to security").click()
    expect(page.get_by_text("You have 1 passkey.")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/account/login/?next=/people/", page.url))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    assert Event.objects.filter(verb="user.sign_in").count() == 2


def test_a_device_without_a_passkey_is_told_so(people, visit):
    page = visit("/account/login/")
    _has_passkeys(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The device gave no passkey.")).to_be_visible(timeout=60_000)


def test_an_address_that_is_no_name_is_told_so(people, visit, live_server):
    page = visit("/account/login/")
    page.goto(live_server.url + "/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Passkeys need the site’s own name")).to_be_visible()
    expect(page.get_by_text("The device gave no passkey.")).to_be_hidden()


def test_everything_but_passkeys_works_without_javascript(people, visit):
    people.elsewhere.welcomes_new = False
    people.elsewhere.save()
    page = visit("/account/signup/", java_script_enabled=False, width=360)
    page.get_by_label("Your name").fill("Nora New")
    page.get_by_label("Email").fill("nora@example.org")
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("I have read the terms").check()
    page.get_by_role("button", name="Make an account").click()
    assert "/account/signup/" not in page.url
    assert Patient.objects.get(user__email="nora@example.org").clinic == people.clinic
    page.context.clear_cookies()
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/account/login/?next=/account/2fa/", page.url))
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    _sign_in(page, User.objects.get(email="nora@example.org"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Account and security")


PAGES = [
    ("/account/login/", ""),
    ("/account/login/?ended=yes&next=/people/", ""),
    ("/account/signup/", ""),
    ("/account/password/reset/", ""),
    ("/account/password/reset/done/", ""),
    ("/account/inactive/", ""),
    ("/account/confirm-email/", ""),
    ("/invitation/", ""),
    ("/terms/", ""),
    ("invited", ""),
    ("/join/", "stranger"),
    ("/account/2fa/", "stranger"),
    ("/account/2fa/", "patient"),
    ("/account/email/", "patient"),
    ("/account/password/change/", "patient"),
    ("/account/logout/", "patient"),
    ("/account/2fa/", "owner"),
    ("/account/profile/", "owner"),
    ("/account/2fa/webauthn/", "owner"),
    ("/account/reauthenticate/", "owner"),
    ("/people/", "owner"),
    ("/people/invite/", "owner"),
    ("/clinic/settings/", "owner"),
    ("/clinic/switch/", "owner"),
    ("/outcomes/", "owner"),
]


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1440, "dark")])
@pytest.mark.parametrize(("path", "who"), PAGES, ids=lambda value: value.strip("/") or "visitor")
def test_axe_finds_nothing(people, visit, path, who, width, theme):
    if path == "invited":
        _, secret = invitations.create(
            clinic=people.clinic,
            role=RoleName.OWNER,
            email="nora@example.org",
            by=people.owner,
            at=timezone.now(),
        )
        path = f"/invitations/{secret}/open/"
    user = getattr(people, who) if who else None
    page = visit(path, user, width=width, color_scheme=theme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(RUN)
    assert len(result["passes"]) > 15
    assert not [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
