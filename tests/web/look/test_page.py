"""What pages do better with JavaScript, and that they do without."""

from __future__ import annotations

from tests.web.look.conftest import Visit


def test_a_page_is_whole_without_javascript(visit: Visit) -> None:
    page = visit("/styleguide/", 360, java_script_enabled=False, color_scheme="dark")
    assert page.get_by_role("heading", name="Components").is_visible()
    assert not page.get_by_role("button", name="One set more").count()
    assert page.get_by_text(
        "It opens in a sheet, and is read here without JavaScript."
    ).is_visible()
    ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert ground == "rgb(14, 25, 29)"


def test_follow_ups_show_after_a_positive_only(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    row = page.get_by_role("group", name="FABER", exact=True)
    right = row.locator("[data-key=faber-right]")
    familiar = right.get_by_role("radiogroup", name="Their familiar pain? FABER, right")
    assert familiar.is_visible()
    assert not row.locator("[data-key=faber-left] .follow").is_visible()
    assert not right.get_by_text("Recorded; counts as negative.").is_visible()
    familiar.get_by_text("No", exact=True).click()
    assert right.get_by_text("Recorded; counts as negative.").is_visible()
    right.get_by_text("Negative", exact=True).click()
    assert not familiar.is_visible()


def test_clear_is_there_once_something_is_answered(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    clear = page.locator("[data-key=fadir-left] .clear")
    assert not clear.is_visible()
    page.locator("[data-key=fadir-left]").get_by_text("Negative").click()
    assert clear.is_visible()
    typed = page.locator("[data-key=hip_internal_rotation_deg-right]")
    assert not typed.locator(".clear").is_visible()
    typed.locator("input[type=number]").fill("30")
    assert typed.locator(".clear").is_visible()


def test_a_stepper_steps_within_its_limits(visit: Visit) -> None:
    page = visit()
    field = page.locator("#id_sets")
    more = page.locator(".stepper:has(#id_sets)").get_by_role("button", name="One set more")
    for _ in range(3):
        more.click()
    assert field.input_value() == "5"
    assert more.get_attribute("aria-disabled") == "true"
    fewer = page.locator(".stepper:has(#id_sets)").get_by_role("button", name="One set fewer")
    fewer.click()
    assert field.input_value() == "4"
    assert more.get_attribute("aria-disabled") == "false"


def test_a_part_of_the_page_opens_in_a_sheet_and_goes_back(visit: Visit) -> None:
    page = visit("/styleguide/", 360)
    link = page.get_by_role("link", name="Open a part in a sheet")
    link.click()
    sheet = page.get_by_role("dialog", name="A part of the page")
    assert sheet.get_by_text("It opens in a sheet").is_visible()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Open a part in a sheet"
    assert page.locator("main #g-part").count() == 1


def test_another_page_opens_in_a_sheet(visit: Visit) -> None:
    page = visit("/styleguide/?as=patient", 1440)
    page.get_by_role("link", name="How to do it: FADIR").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("heading").first.wait_for()
    assert page.url.endswith("/styleguide/?as=patient")
    sheet.get_by_role("button", name="Close").click()
    assert not sheet.is_visible()


def test_the_focus_is_on_the_summary_of_errors(visit: Visit) -> None:
    page = visit()
    assert page.evaluate("document.activeElement.className") == "errors"
    page.get_by_role("link", name="16000 weeks is too long. Enter 0 to 2000.").click()
    assert page.evaluate("document.activeElement.id") == "id_wrong-weeks"
    page.get_by_role("link", name="Numbness between your legs still needs an answer.").click()
    assert page.evaluate("document.activeElement.id") == "id_wrong-numb_0"


def test_after_a_form_the_focus_is_on_the_heading(visit: Visit) -> None:
    page = visit("/", 360)
    page.locator(".footer form.language button").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "es"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.reload()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_a_picture_may_stand_twice(visit: Visit) -> None:
    page = visit()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert page.get_by_role("img", name="Bird-dog: left side").count() == 2
