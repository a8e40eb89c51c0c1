"""Public pages in a browser: axe finds nothing, nothing scrolls sideways, help is in sight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.people import People
from tools.repository import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run({
  rules: Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}])),
  resultTypes: ["violations"],
})"""

PATHS = (
    "/",
    "/guide/what-it-is/",
    "/guide/causes-and-risk-factors/",
    "/evidence/",
    "/evidence/?kind=finding",
    "/evidence/finding.thigh_thrust/",
    "/help-now/",
    "/clinics/",
    "/no/such/page/",
)
PHONE, DESK = (360, 640), (1440, 900)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(browser: Browser, live_server, people: People) -> Iterator[Any]:
    """Opens a page as a visitor."""
    opened = []

    def open_page(path: str, size: tuple[int, int], theme: str = "light") -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, bypass_csp=True
        )
        opened.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), (DESK, "light")])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(visit, path: str, size: tuple[int, int], theme: str) -> None:
    page = visit(path, size, theme)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(RUN)
    assert len(result["passes"]) > 15
    assert not [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_on_a_phone(visit, path: str, width: int) -> None:
    page = visit(path, (width, 640))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_screen_of_a_phone_has_the_question_and_the_way_to_help(visit) -> None:
    page = visit("/", PHONE)
    for first in ("h1", ".help-line"):
        box = page.locator(first).first.bounding_box()
        assert box["y"] + box["height"] <= PHONE[1]


def test_the_first_screen_of_help_has_the_call(visit) -> None:
    page = visit("/help-now/", PHONE)
    box = page.locator(".call").first.bounding_box()
    assert box["y"] + box["height"] <= PHONE[1]


def test_marking_works_by_keyboard_and_without_scripts(
    browser: Browser, live_server, people: People
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/guide/causes-and-risk-factors/")
    page.locator("input[value=smoking]").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Show what can change").press("Enter")
    assert page.get_by_role("heading", name="You can change this").count() == 1
    assert page.locator("input[value=smoking]").is_checked()
    context.close()
