"""Axe, with all its rules, finds nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gallery.conftest import Visit
from tools.repository import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

# Of what passes, one element for each rule is enough to know.
RUN = """axe.run({
  rules: Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}])),
  resultTypes: ["violations"],
})"""

VARIANTS = [
    ("index.html", 360, "light"),
    ("index.html", 1440, "dark"),
    ("category/breathing.html", 360, "dark"),
    ("category/deep_trunk.html", 1440, "light"),
    ("exercise/bird_dog.html", 360, "light"),
    ("exercise/bird_dog.html", 1440, "dark"),
    ("exercise/bridge.html", 1440, "light"),
    ("exercise/walking.html", 360, "dark"),
    ("hands-on.html", 360, "light"),
    ("hands-on/provocation.html", 1440, "dark"),
    ("body-chart.html", 360, "light"),
    ("body-chart.html", 1440, "dark"),
    ("anatomy.html", 360, "dark"),
    ("anatomy.html", 1440, "light"),
    ("things.html", 1440, "light"),
]


@pytest.mark.parametrize(("path", "width", "theme"), VARIANTS)
def test_axe_finds_nothing(visit: Visit, path: str, width: int, theme: str) -> None:
    page = visit(path, width, color_scheme=theme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(RUN)
    assert len(result["passes"]) > 15
    assert not [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
