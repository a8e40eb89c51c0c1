"""The list of checkboxes, and the pictures that mirror it in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import sijoint.drawing
from sijoint.drawing.body_chart.drawing import Mark, PainDrawing
from sijoint.drawing.body_chart.form import demonstration
from sijoint.drawing.body_chart.region import REGIONS, region_groups
from sijoint.drawing.body_chart.view import View
from sijoint.drawing.style import figure_css
from tests.drawing.body_chart.areas_drawn import regions

FOLDER = Path(sijoint.drawing.__file__).parent / "page"
SCRIPT = (FOLDER / "body_chart.js").read_text(encoding="utf-8")
SHEET = (FOLDER / "body_chart.css").read_text(encoding="utf-8")


class Outline(HTMLParser):
    """The checkboxes, legends and attributes of a fragment, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())

    def boxes(self) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == "input"]


def test_every_region_has_a_checkbox_in_reading_order() -> None:
    boxes = Outline(demonstration()).boxes()
    assert [box["value"] for box in boxes] == list(REGIONS)
    assert {(box["type"], box["name"]) for box in boxes} == {("checkbox", "region")}


def test_left_stands_before_right() -> None:
    names = list(REGIONS)
    for left in (name for name in names if name.endswith("_left")):
        right = left.removesuffix("_left") + "_right"
        assert names.index(right) == names.index(left) + 1


def test_groups_run_from_head_to_foot() -> None:
    tops = [min(_top(region.id) for region in group.regions) for group in region_groups()]
    # The front of the pelvis comes after its back, though it reaches up a little higher.
    for above, below in pairwise(tops):
        assert above < below + 60


def _top(region: str) -> float:
    return min(
        float(regions(view)[region][:, 1].min())
        for view in (View.BACK, View.FRONT)
        if region in regions(view)
    )


def test_names_are_told_apart_and_say_their_side() -> None:
    names = [region.name for region in REGIONS.values()]
    assert len(set(names)) == len(names)
    for region in REGIONS.values():
        words = set(re.findall(r"\w+", region.name.lower()))
        assert words & {"left", "right"} == ({str(region.side)} if region.side else set())


def test_names_go_through_the_language() -> None:
    groups = region_groups(str.upper)
    assert groups[0].name == "HEAD AND NECK"
    assert [r.name for g in groups for r in g.regions] == [
        region.name.upper() for region in REGIONS.values()
    ]
    words = Outline(demonstration(say=lambda text: f"~{text}")).words
    assert all(word.startswith("~") for word in words if word)


def test_a_stored_drawing_is_checked_in_the_list() -> None:
    drawing = PainDrawing((Mark("groin_left", 3), Mark("neck")))
    checked = [b["value"] for b in Outline(demonstration(drawing)).boxes() if "checked" in b]
    assert checked == ["neck", "groin_left"]


def test_there_is_no_inline_style_or_script() -> None:
    for tag, attributes in Outline(demonstration()).tags:
        assert tag not in {"style", "script"}
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_words_of_a_language_cannot_become_markup() -> None:
    assert "<b>" not in demonstration(say=lambda text: f"<b>{text}" + '"')


def test_the_pictures_are_hidden_from_assistive_technology() -> None:
    tags = Outline(demonstration()).tags
    hidden = [at for at, (_, attributes) in enumerate(tags) if attributes.get("aria-hidden")]
    (start,) = hidden
    pictures = [at for at, (tag, _) in enumerate(tags) if tag == "svg"]
    assert len(pictures) == 4
    assert start < min(pictures)


def test_the_sheet_has_a_rule_for_every_class_of_the_fragment() -> None:
    classes = {
        name
        for _, attributes in Outline(demonstration()).tags
        for name in (attributes.get("class") or "").split()
        if name.startswith("si-chart")
    }
    assert classes
    assert {name for name in classes if f".{name}" not in SHEET} == set()


PAGE = """<!doctype html><html lang="en"><title>Chart</title>
<meta name="viewport" content="width=device-width"><body>{}</body></html>"""

Open = Callable[..., Page]


@pytest.fixture
def chart(browser: Browser) -> Iterator[Open]:
    """Opens the chart; what the page complains about fails the test."""
    contexts, complaints = [], []

    def open_chart(drawing: PainDrawing | None = None, width: int = 360, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 760}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text))
        page.set_content(PAGE.format(demonstration(drawing)))
        page.add_style_tag(content=f"body {{ margin: 16px }}\n{figure_css()}\n{SHEET}")
        page.add_script_tag(content=SCRIPT, type="module")
        page.wait_for_selector(".si-ready")
        return page

    yield open_chart
    for context in contexts:
        context.close()
    assert not complaints


def place(page: Page, view: str, x: float, y: float) -> tuple[float, float]:
    """Where a point of a drawing is on the page."""
    picture = page.locator(f'[data-view="{view}"] svg')
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    return box["x"] + x * box["width"] / 800, box["y"] + y * box["width"] / 800


def checked(page: Page) -> list[str]:
    return [box.get_attribute("value") or "" for box in page.locator("input:checked").all()]


def drawn(page: Page, view: str, region: str) -> list[str]:
    signs = page.locator(f'[data-view="{view}"] [data-for="{region}"]')
    return [(sign.get_attribute("href") or "").rpartition("_")[2] for sign in signs.all()]


def shown(page: Page) -> list[str]:
    views = page.locator("[data-view]").all()
    return [view.get_attribute("data-view") or "" for view in views if view.is_visible()]


def middle_of(view: View, region: str) -> tuple[float, float]:
    ring = regions(view)[region]
    x, y = (ring.min(axis=0) + ring.max(axis=0)) / 2
    return float(x), float(y)


class TestPhone:
    def test_one_picture_at_a_time_328_px_wide(self, chart: Open) -> None:
        page = chart()
        assert shown(page) == ["back"]
        box = page.locator('[data-view="back"] svg').bounding_box()
        assert box is not None
        assert box["width"] == 328
        page.locator('[data-show="front"]').click()
        assert shown(page) == ["front"]

    def test_a_tap_chooses_and_a_second_one_takes_it_back(self, chart: Open) -> None:
        page = chart(has_touch=True)
        at = place(page, "back", *middle_of(View.BACK, "calf_left"))
        page.touchscreen.tap(*at)
        assert checked(page) == ["calf_left"]
        assert drawn(page, "back", "calf_left") == ["left", "tick", "tick"]
        assert page.locator("[data-chosen]").inner_text() == "Chosen: Left calf"
        page.touchscreen.tap(*at)
        assert checked(page) == []
        assert drawn(page, "back", "calf_left") == []

    def test_a_tap_beside_the_body_counts_for_the_nearest_region(self, chart: Open) -> None:
        page = chart(has_touch=True)
        ring = regions(View.BACK)["calf_left"]
        outermost = ring[ring[:, 0].argmin()]
        page.touchscreen.tap(*place(page, "back", outermost[0] - 40, outermost[1]))
        assert checked(page) == ["calf_left"]

    def test_a_tap_far_from_the_body_chooses_nothing(self, chart: Open) -> None:
        page = chart(has_touch=True)
        page.touchscreen.tap(*place(page, "back", 60, 1100))
        assert checked(page) == []

    def test_a_finger_on_a_small_region_opens_the_closer_picture(self, chart: Open) -> None:
        page = chart(has_touch=True)
        page.touchscreen.tap(*place(page, "back", *middle_of(View.BACK, "dimple_left")))
        assert checked(page) == []
        assert shown(page) == ["back_closer"]

    @pytest.mark.parametrize("view", [View.BACK_CLOSER, View.FRONT_CLOSER])
    def test_each_small_region_can_be_chosen_there(self, chart: Open, view: View) -> None:
        page = chart(has_touch=True)
        page.locator(f'[data-show="{view}"]').click()
        for region in regions(view):
            page.touchscreen.tap(*place(page, view, *middle_of(view, region)))
        assert set(checked(page)) == set(regions(view))

    def test_a_region_of_both_views_is_filled_in_both(self, chart: Open) -> None:
        page = chart()
        page.locator('input[value="shoulder_left"]').check()
        assert drawn(page, "back", "shoulder_left") == drawn(page, "front", "shoulder_left")
        assert len(drawn(page, "back", "shoulder_left")) == 3


class TestKeyboard:
    def test_the_region_with_the_focus_is_outlined_and_shown(self, chart: Open) -> None:
        page = chart()
        page.locator('input[value="sacrum"]').focus()
        page.keyboard.press("Tab")
        region = page.evaluate("document.activeElement.value")
        assert region == "upper_buttock_left"
        rings = page.locator('[data-view="back_closer"] [data-layer="focus"] use')
        assert [ring.get_attribute("href") for ring in rings.all()] == [
            "#chartbackcloser_upper_buttock_left"
        ] * 2
        assert shown(page) == ["back_closer"]

    def test_the_outline_goes_with_the_focus(self, chart: Open) -> None:
        page = chart()
        page.locator('input[value="sacrum"]').focus()
        page.evaluate("document.activeElement.blur()")
        assert page.locator('[data-layer="focus"] use').count() == 0

    def test_the_pictures_have_no_tab_stop(self, chart: Open) -> None:
        page = chart()
        stops = page.evaluate(
            "[...document.querySelectorAll('[aria-hidden] *')].filter(e => e.tabIndex >= 0).length"
        )
        assert stops == 0


class TestDesk:
    def test_a_mouse_chooses_small_regions_at_once(self, chart: Open) -> None:
        page = chart(width=1440)
        page.mouse.click(*place(page, "back", *middle_of(View.BACK, "dimple_left")))
        assert checked(page) == ["dimple_left"]
        assert drawn(page, "back_closer", "dimple_left") == ["left", "tick", "tick"]

    def test_a_stored_rating_gives_way_to_a_tick_when_it_is_chosen_anew(self, chart: Open) -> None:
        page = chart(PainDrawing((Mark("dimple_left", 7),)), width=1440)
        assert len(drawn(page, "back", "dimple_left")) == 3
        box = page.locator('input[value="dimple_left"]')
        box.uncheck()
        assert drawn(page, "back", "dimple_left") == []
        box.check()
        assert drawn(page, "back", "dimple_left") == ["left", "tick", "tick"]

    def test_the_middle_of_a_tick_is_where_the_server_draws_it(self, chart: Open) -> None:
        page = chart(PainDrawing((Mark("groin_left"),)), width=1440)
        ticks = page.locator('[data-view="front"] [data-for="groin_left"][x]')
        before = [(tick.get_attribute("x"), tick.get_attribute("y")) for tick in ticks.all()]
        page.locator('input[value="groin_left"]').uncheck()
        page.locator('input[value="groin_left"]').check()
        after = [(tick.get_attribute("x"), tick.get_attribute("y")) for tick in ticks.all()]
        for (x, y), (new_x, new_y) in zip(before, after, strict=True):
            assert abs(float(x or 0) - float(new_x or 0)) <= 1
            assert abs(float(y or 0) - float(new_y or 0)) <= 1


def test_without_script_the_list_is_there_and_the_switch_is_not(browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(PAGE.format(f"<style>{figure_css()}{SHEET}</style>{demonstration()}"))
    page.locator('input[value="dimple_left"]').check()
    assert checked(page) == ["dimple_left"]
    assert shown(page) == [str(view) for view in View]
    assert not page.locator(".si-chart-switch").is_visible()
    context.close()
