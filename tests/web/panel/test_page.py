"""The panel and the why-page in a browser: axe finds nothing, nothing is cut, places are true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.web.panel.rendered import (
    Own,
    asked,
    both_sides,
    panel_html,
    vignette,
    waived,
    why_html,
)
from tools.repository import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BOOTSTRAP = ROOT / "node_modules" / "bootstrap" / "dist" / "css" / "bootstrap.min.css"
CSS = ROOT / "src" / "sijoint" / "web" / "static" / "web" / "css"

# Of what passes, one element for each rule is enough to know.
RUN = """axe.run({
  rules: Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}])),
  resultTypes: ["violations"],
})"""

Show = Callable[..., Page]

PAGES = {
    "three of five": lambda: beside(panel_html(vignette("y1"))),
    "hip": lambda: beside(panel_html(vignette("y6"), overrides=[Own("source", "hip_joint", "x")])),
    "both sides, waived": lambda: beside(panel_html(asked(both_sides(waived(vignette("y1")))))),
    "pregnant": lambda: beside(panel_html(vignette("y11"))),
    "soon": lambda: beside(panel_html(vignette("m18"))),
    "urgent": lambda: beside(panel_html(vignette("y9"))),
    "emergency": lambda: beside(panel_html(vignette("y7"), call="112")),
    "why hip": lambda: why_html(vignette("y6"), "hip_joint"),
    "why nothing counts": lambda: why_html(vignette("y8")),
}


def beside(html: str) -> str:
    return f'<h1>Supine</h1><aside aria-label="Answer"><div>{html}</div></aside>'


@cache
def styles() -> str:
    files = (BOOTSTRAP, CSS / "tokens.css", CSS / "app.css", CSS / "panel.css")
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.fixture
def show(browser: Browser) -> Iterator[Show]:
    contexts = []

    def open_page(html: str, width: int, theme: str) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        aside = html.replace("<h1>Supine</h1>", "")
        body = html if aside == html else f"<h1>Supine</h1></main>{aside}<main hidden>"
        page.set_content(
            f'<!doctype html><html lang="en" data-bs-theme="{theme}"><head><title>Supine</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{styles()}</style></head><body><main>{body}</main></body></html>"
        )
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1440, "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(show: Show, name: str, width: int, theme: str) -> None:
    page = show(PAGES[name](), width, theme)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(RUN)
    assert len(result["passes"]) > 15
    assert not [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_small_phone(show: Show, name: str) -> None:
    page = show(PAGES[name](), 320, "light")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_bar_is_as_long_as_it_says(show: Show) -> None:
    page = show(PAGES["three of five"](), 1440, "light")
    track = page.locator(".of-interest .trk").first.bounding_box()
    value = page.locator(".of-interest .val").first.bounding_box()
    assert track is not None
    assert value is not None
    assert value["width"] / track["width"] == pytest.approx(0.393, abs=0.002)


def test_falls_of_neighbours_meet(show: Show) -> None:
    """The dotted line leaves one row where it enters the next, in one drawing of one width."""
    page = show(PAGES["why hip"](), 1440, "light")
    drawings = page.locator("tbody tr:not(.ends) .fall-drawing")
    widths = {round(box["width"]) for d in drawings.all() if (box := d.bounding_box())}
    assert len(widths) == 1
    ends = [
        drawing.locator(".join").nth(place).get_attribute("x1")
        for drawing in drawings.all()
        for place in (0, 1)
    ]
    assert ends[1:-1:2] == ends[2::2]
