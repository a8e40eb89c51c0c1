"""Narrow screens, large text, fingers, print, and colours that the person's system forces."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.gallery.conftest import Visit

PATHS = [
    "index.html",
    "category/deep_trunk.html",
    "exercise/bird_dog.html",
    "exercise/bridge.html",
    "hands-on/provocation.html",
    "body-chart.html",
    "anatomy.html",
    "things.html",
]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """elements => elements.filter(element => element.checkVisibility())
  .map(element => [element.textContent, element.getBoundingClientRect().height])
  .filter(([_, height]) => height < 44)"""
HIDDEN = """elements => elements.filter(element => !element.checkVisibility())
  .map(element => element.textContent)"""
SYSTEM_COLOURS = """() => Object.fromEntries(["Canvas", "CanvasText"].map(name => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = name;
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return [name, colour.match(/\\d+/g).slice(0, 3).map(Number)];
}))"""


@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_narrow_screens_large_text_and_thumbs(visit: Visit, path: str) -> None:
    page = visit(path, 320)
    assert page.evaluate(WIDER) == 0
    controls = page.locator("a:not(.skip), button, input[type=search], label:has(input)")
    assert controls.count() > 8
    assert not controls.evaluate_all(SMALL)
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDER) == 0


def test_the_first_stop_skips_to_the_content(visit: Visit) -> None:
    page = visit("exercise/bridge.html", 360)
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index] # it is visible
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_what_has_the_focus_is_outlined(visit: Visit) -> None:
    page = visit("index.html")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement.matches('[type=radio]')"
        style += " ? document.activeElement.nextElementSibling : document.activeElement)"
        assert page.evaluate(f"{style}.outlineWidth") == "3px"
        assert page.evaluate(f"{style}.outlineStyle") == "solid"


@pytest.mark.parametrize(
    ("path", "picture", "theme"),
    [
        ("exercise/bird_dog.html", ".frames li:last-child svg", "light"),
        ("exercise/bird_dog.html", ".glance svg", "dark"),
        ("hands-on/provocation.html", ".pictures svg", "light"),
        ("anatomy.html", "main svg", "dark"),
        ("body-chart.html", ".views svg", "light"),
    ],
)
def test_forced_colours_keep_the_lines_of_a_picture(
    visit: Visit, path: str, picture: str, theme: str
) -> None:
    page = visit(path, device_scale_factor=3, forced_colors="active", color_scheme=theme)
    colours = {name: tuple(rgb) for name, rgb in page.evaluate(SYSTEM_COLOURS).items()}
    assert colours["Canvas"] != colours["CanvasText"]
    seen = pixels(page.locator(picture).first.screenshot())
    total = sum(seen.values())
    assert seen[colours["Canvas"]] > 0.3 * total
    assert seen[colours["CanvasText"]] > 0.005 * total
    coloured = sum(n for colour, n in seen.items() if max(colour) - min(colour) > 40)
    assert coloured > 0.0005 * total


def test_forced_colours_draw_no_outline_in_the_colour_of_the_page(visit: Visit) -> None:
    page = visit("exercise/bird_dog.html", forced_colors="active")
    red, green, blue = page.evaluate(SYSTEM_COLOURS)["Canvas"]
    outlines = page.locator("main :is(.sf-near-outline, .sf-far-outline, .sf-arrow)")
    strokes = outlines.evaluate_all("all => all.map(each => getComputedStyle(each).stroke)")
    assert len(strokes) > 4
    assert f"rgb({red}, {green}, {blue})" not in strokes


@pytest.mark.parametrize("path", PATHS)
def test_print_keeps_the_content_and_drops_the_controls(visit: Visit, path: str) -> None:
    page = visit(path)
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    content = page.locator("main :is(svg.si-figure:not(.si-animated), li, dd, figcaption, h2)")
    assert content.count() > 5
    assert not content.evaluate_all(HIDDEN)
    controls = page.locator("nav, .themes, .search, .si-player, .skip")
    assert len(controls.evaluate_all(HIDDEN)) == controls.count() >= 3
    assert page.get_by_text("No clinician has signed these pictures yet").is_visible()


def test_a_dark_page_prints_dark_on_white(visit: Visit) -> None:
    page = visit("exercise/bridge.html", color_scheme="dark")
    dark = contour(page)
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    assert contour(page) == dark
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(19, 38, 45)"
    assert contour(page) == "rgb(43, 74, 85)" != dark


def contour(page: Page) -> str:
    """The colour of the outline of the body."""
    script = "getComputedStyle(document.querySelector('.frames .sf-near-outline')).stroke"
    colour: str = page.evaluate(script)
    return colour


def pixels(screenshot: bytes) -> Counter[tuple[int, ...]]:
    """How often each colour is in a screenshot."""
    with Image.open(BytesIO(screenshot)) as image:
        flat = image.convert("RGB")
    colours = flat.tobytes()
    return Counter(zip(colours[::3], colours[1::3], colours[2::3], strict=True))
