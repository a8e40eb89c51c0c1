"""The list of exercises, its search, and the choice of colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.gallery.conftest import Visit


def shown(page: Page) -> list[str]:
    """Names of the exercises that can be seen."""
    return page.locator(".category li b:visible").all_inner_texts()


def test_without_scripts_the_whole_library_is_a_plain_list(visit: Visit) -> None:
    page = visit("index.html", java_script_enabled=False)
    assert len(shown(page)) == 64
    assert page.locator(".category h2").count() == 8
    assert not page.get_by_role("searchbox").count()


@pytest.mark.parametrize(
    ("typed", "found", "said"),
    [
        ("bird", ["Bird-dog"], "1 of 64 exercises"),
        ("BIRD  dog", ["Bird-dog"], "1 of 64 exercises"),
        ("piriformis", None, None),
        ("xylophone", [], "Nothing is called “xylophone”. Try a shorter word."),
    ],
)
def test_search_as_you_type(
    visit: Visit, typed: str, found: list[str] | None, said: str | None
) -> None:
    page = visit("index.html")
    page.get_by_role("searchbox").press_sequentially(typed)
    if found is None:
        assert 0 < len(shown(page)) < 10
    else:
        assert shown(page) == found
        assert page.get_by_role("status").inner_text() == said
    assert page.locator(".category:visible").count() <= len(shown(page))
    page.get_by_role("searchbox").fill("")
    assert len(shown(page)) == 64
    assert page.get_by_role("status").inner_text() == ""


def test_a_chosen_theme_stays_and_auto_follows_the_device(visit: Visit) -> None:
    page = visit("index.html", color_scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    assert page.get_by_label("Auto").is_checked()
    page.get_by_label("Dark").check(force=True)
    dark = page.evaluate(background)
    assert dark != light
    page.goto(page.url.replace("index.html", "exercise/bridge.html"))
    assert page.get_by_label("Dark").is_checked()
    assert page.evaluate(background) == dark
    page.get_by_label("Auto").check(force=True)
    assert page.evaluate(background) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(background) == dark
    page.get_by_label("Light", exact=True).check(force=True)
    assert page.evaluate(background) == light


def test_a_dark_device_gets_dark_pages_without_scripts(visit: Visit) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    pages = [visit("index.html", color_scheme=theme) for theme in ("light", "dark")]
    with_scripts = [page.evaluate(background) for page in pages]
    plain = visit("index.html", java_script_enabled=False, color_scheme="dark")
    assert plain.evaluate(background) == with_scripts[1] != with_scripts[0]
