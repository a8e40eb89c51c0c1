"""Files that pages load, what they weigh, and that no page has styles of its own."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string

from sijoint.drawing.style import figure_css
from tools.icons import DRAWINGS, NAME, SHEET, sheet, used
from tools.repository import ROOT

WEB = ROOT / "src/sijoint/web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
EVERY_PAGE = (
    "bootstrap/bootstrap.min.css",
    "bootstrap-icons/icons.css",
    "web/css/tokens.css",
    "web/css/figure.css",
    "web/css/app.css",
    "web/js/theme.js",
    "web/js/page.js",
)


def test_every_icon_exists() -> None:
    assert [name for name in used() if not (DRAWINGS / f"{name}.svg").is_file()] == []


def test_the_sheet_has_the_icons_that_pages_use() -> None:
    there = set(NAME.findall(SHEET.read_text(encoding="utf-8")))
    assert set(used()) <= there, "make setup"


def test_an_icon_is_one_rule_that_a_style_sheet_can_hold() -> None:
    (rule,) = sheet(["flag"]).splitlines()
    assert rule.startswith('.bi-flag{--bi:url("data:image/svg+xml,%3Csvg xmlns=')
    assert rule.endswith('/svg%3E")}')
    assert rule.count('"') == 2


def test_the_style_of_pictures_is_fresh() -> None:
    made = (WEB / "static/web/css/figure.css").read_text(encoding="utf-8")
    assert made == figure_css(), "make docs"


def test_a_patient_page_is_light() -> None:
    sizes = {
        name: len(gzip.compress(Path(finders.find(name)).read_bytes(), 9)) for name in EVERY_PAGE
    }
    assert sum(sizes.values()) < 60_000, sizes


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_no_template_has_styles_or_scripts_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on", text)
    assert not re.search(r"<script(?![^>]*(\bsrc=|\"application/json\"))", text)


def test_every_file_is_found_when_files_are_collected(tmp_path: Path, settings) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    html = render_to_string("web/base.html", {})
    addresses = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    assert len(addresses) >= len(EVERY_PAGE)
    for address in addresses:
        assert (tmp_path / address).is_file()
        assert re.search(r"\.[0-9a-f]{12}\.", address)


def test_htmx_runs_no_text_and_keeps_no_pages() -> None:
    config = re.search(r"name=\"htmx-config\" content='([^']+)'", render_to_string("web/base.html"))
    assert config is not None
    for setting in (
        '"allowEval": false',
        '"includeIndicatorStyles": false',
        '"historyCacheSize": 0',
    ):
        assert setting in config[1]
