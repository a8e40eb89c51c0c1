"""The body chart on its page: the list and the picture say the same."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.gallery.conftest import Visit

REGION = "dimple_left"


def open_chart(visit: Visit) -> tuple[Page, Locator, Locator]:
    """The page, the checkbox of a region, and that region in the closer picture."""
    page = visit("body-chart.html")
    box = page.locator(f"input[name=region][value={REGION}]")
    return page, box, page.locator(f"[data-view=back_closer] [data-region={REGION}]")


def marks(page: Page) -> int:
    """How many shapes mark the region as chosen, in all pictures."""
    return page.locator(f".si-body-chart [data-for={REGION}]").count()


def tap(page: Page, region: Locator) -> None:
    """Click on the middle of a region, wherever that lies within its box."""
    region.scroll_into_view_if_needed()
    box = region.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_tap_on_a_region_toggles_its_checkbox(visit: Visit) -> None:
    page, box, region = open_chart(visit)
    assert not box.is_checked()
    assert not marks(page)
    tap(page, region)
    assert box.is_checked()
    assert marks(page)
    assert "dimple" in page.locator(".si-chart-status").inner_text()
    tap(page, region)
    assert not box.is_checked()
    assert not marks(page)


def test_a_checkbox_marks_its_region_by_keyboard(visit: Visit) -> None:
    page, box, _ = open_chart(visit)
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()
    assert marks(page)
    assert page.locator(".si-body-chart input:checked").count() == 1
    page.keyboard.press("Space")
    assert not box.is_checked()
    assert not marks(page)


def test_only_the_list_is_heard_and_reached_by_keyboard(visit: Visit) -> None:
    page, _, _ = open_chart(visit)
    pictures = page.locator(".si-chart-pictures")
    assert pictures.get_attribute("aria-hidden") == "true"
    assert not pictures.locator("a, button, input, [tabindex]").count()
    assert page.get_by_role("checkbox").count() == 58


def test_the_list_works_without_scripts(visit: Visit) -> None:
    page = visit("body-chart.html", java_script_enabled=False)
    box = page.get_by_role("checkbox", name="Left, at the dimple")
    box.check()
    assert box.is_checked()
    assert not page.locator(".si-chart-switch").is_visible()


def test_a_stored_drawing_says_how_much_it_hurts(visit: Visit) -> None:
    page = visit("body-chart.html")
    stored = page.locator(".views svg")
    assert stored.count() == 4
    said = stored.first.locator("desc").text_content() or ""
    assert "(7 of 10)" in said
    assert "7" in stored.first.locator("text").all_text_contents()
