"""Narrow screens, large text, thumbs, the keyboard, print, and colours that the system forces."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.look.conftest import Visit

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """elements => elements
  .map(element => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
  .filter(([_, box]) => box.height < 43.9 || box.width < 43.9)
  .map(([html, box]) => [html, box.width, box.height])"""
CONTROLS = (
    "a:not(.skip, .test-foot a), button, select, summary,"
    " input:not([type=hidden], [type=radio], [type=checkbox]), label:has(input), input + label"
)
# The six numbers of a graded test share one width on a phone, as high as they can be.
EXCEPT = ".seg.numbers label"
FOCUS = """() => {
  const focused = document.activeElement;
  const shown = focused.matches(':is(.seg, .scale) > input') ? focused.nextElementSibling : focused;
  const style = getComputedStyle(shown);
  return [focused.outerHTML.slice(0, 90), style.outlineStyle, style.outlineWidth];
}"""
COVERED = """() => {
  const bar = document.querySelector('.main-nav').getBoundingClientRect();
  const box = document.activeElement.getBoundingClientRect();
  return !document.activeElement.closest('.main-nav') && box.top >= bar.top && bar.height > 0;
}"""


def small_controls(page: Page) -> list[object]:
    """Controls under 44 pixels."""
    return page.locator(f"{CONTROLS} >> visible=true").evaluate_all(
        f"elements => ({SMALL})(elements.filter(each => !each.matches('{EXCEPT}')))"
    )


@pytest.mark.parametrize("reader", ["therapist", "patient", "visitor"])
def test_a_page_fits_narrow_screens_and_thumbs(visit: Visit, reader: str) -> None:
    page = visit(f"/styleguide/?as={reader}", 320)
    assert page.evaluate(WIDER) == 0
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate(WIDER) == 0
    assert page.locator(CONTROLS).count() > 60
    assert not small_controls(page)


@pytest.mark.parametrize("width", [360, 768, 1000, 1440])
def test_the_three_answers_stand_in_a_row(visit: Visit, width: int) -> None:
    page = visit("/styleguide/", width)
    labels = page.locator("[data-key=fadir-left] > .seg > label")
    boxes = labels.evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")
    assert len(boxes) == 3
    assert len({box["top"] for box in boxes}) == 1
    assert min(box["width"] for box in boxes) > 60
    assert max(box["width"] for box in boxes) - min(box["width"] for box in boxes) < 1


@pytest.mark.parametrize("width", [360, 640, 1280])
def test_text_of_twice_the_size_fits(visit: Visit, width: int) -> None:
    page = visit("/styleguide/", width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDER) == 0


def test_nothing_covers_the_page_at_four_times_the_size(visit: Visit) -> None:
    page = visit("/styleguide/", 320, height=256)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.main-nav')).position") == "static"
    )
    assert page.evaluate(WIDER) == 0


def test_a_larger_text_can_be_chosen(visit: Visit) -> None:
    page = visit("/styleguide/", 360)
    page.evaluate("localStorage.setItem('si-text', 'large')")
    page.reload()
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert page.evaluate(size) == 20
    assert page.evaluate(WIDER) == 0


def test_the_first_stop_skips_to_the_content(visit: Visit) -> None:
    page = visit("/styleguide/", 360)
    page.keyboard.press("Tab")
    if not page.locator(".skip:focus").count():  # the summary of errors had the focus
        page.evaluate("document.activeElement.blur()")
        page.locator(".skip").focus()
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index] # it is visible
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1440, "dark")])
def test_the_focus_is_outlined_and_never_under_the_bar(
    visit: Visit, width: int, theme: str
) -> None:
    page = visit("/styleguide/", width, color_scheme=theme)
    page.locator(".skip").focus()
    for _ in range(90):
        page.keyboard.press("Tab")
        html, style, outline = page.evaluate(FOCUS)
        # The calendar inside a date takes the outline from its field.
        assert (style, outline) == ("solid", "3px") or 'type="date"' in html, html
        assert width > 991 or not page.evaluate(COVERED), html


def test_a_group_of_answers_is_one_stop_and_arrows_choose(visit: Visit) -> None:
    page = visit()
    group = page.get_by_role("radiogroup", name="FADIR, left")
    group.get_by_role("radio", name="Positive").focus()
    page.keyboard.press("ArrowRight")
    assert group.get_by_role("radio", name="Negative").is_checked()
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')") == "Clear: FADIR, left"
    )


def test_print_keeps_the_content_and_drops_the_controls(visit: Visit) -> None:
    page = visit(color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    for gone in (".main-nav", ".skip", ".btn", ".notices", ".footer"):
        assert not page.locator(gone).locator("visible=true").count(), gone
    for kept in (".safe.emergency", ".table", ".picture svg", ".chip.side.left"):
        assert page.locator(kept).first.is_visible(), kept
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(19, 38, 45)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_print_writes_addresses_after_links(visit: Visit) -> None:
    page = visit()
    page.evaluate(
        "document.querySelector('main').append(Object.assign("
        "document.createElement('a'), {href: 'https://example.org/', textContent: 'x'}))"
    )
    page.emulate_media(media="print")
    script = "getComputedStyle(document.querySelector('main').lastElementChild, '::after').content"
    assert "https://example.org/" in page.evaluate(script)


def test_forced_colours_mark_what_is_chosen_and_draw_icons(visit: Visit) -> None:
    page = visit(forced_colors="active")
    colour = """name => { const probe = document.body.appendChild(document.createElement('i'));
      probe.style.forcedColorAdjust = 'none'; probe.style.color = name;
      const value = getComputedStyle(probe).color; probe.remove(); return value; }"""
    highlight, text = page.evaluate(colour, "Highlight"), page.evaluate(colour, "CanvasText")
    for chosen in ("positive", "negative", "not_done"):
        ground = page.locator(f".seg > input[value={chosen}]:checked + label").first.evaluate(
            "label => getComputedStyle(label).backgroundColor"
        )
        assert ground == highlight, chosen
    shape = page.locator(".safe.urgent .shape").evaluate("svg => getComputedStyle(svg).stroke")
    assert shape == text
    icon = "document.querySelector('.notice .bi')"
    assert page.evaluate(f"getComputedStyle({icon}, '::before').backgroundColor") == text


def test_reduced_motion_moves_nothing(visit: Visit) -> None:
    duration = "parseFloat(getComputedStyle(each).transitionDuration)"
    moving = f"all => all.filter(each => {duration} > 0.001).length"
    assert visit().locator(".btn").evaluate_all(moving) > 0
    assert visit(reduced_motion="reduce").locator(".btn, .seg label").evaluate_all(moving) == 0
