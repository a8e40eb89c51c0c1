"""Axe, with all its rules, finds nothing on the page of components."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.web.look.conftest import Visit
from tools.repository import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run({
  rules: Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}])),
  resultTypes: ["violations"],
})"""
READERS = {360: "patient", 768: "visitor", 1440: "therapist"}


def complaints(page: Page) -> list[str]:
    """What axe finds, one line for each element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(RUN)
    assert len(result["passes"]) > 20
    return [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", READERS)
def test_axe_finds_nothing(visit: Visit, width: int, theme: str) -> None:
    page = visit(f"/styleguide/?as={READERS[width]}", width, color_scheme=theme)
    assert not complaints(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_chosen_theme(visit: Visit, theme: str) -> None:
    other = "dark" if theme == "light" else "light"
    page = visit("/styleguide/", 1440, color_scheme=other)
    page.evaluate("theme => localStorage.setItem('si-theme', theme)", theme)
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == theme
    assert not complaints(page)


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_with_large_text(visit: Visit, width: int) -> None:
    page = visit("/styleguide/", width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not complaints(page)


def test_axe_finds_nothing_in_a_sheet(visit: Visit) -> None:
    page = visit("/styleguide/", 360)
    page.get_by_role("link", name="Open a part in a sheet").click()
    page.get_by_role("dialog").wait_for()
    assert not complaints(page)
