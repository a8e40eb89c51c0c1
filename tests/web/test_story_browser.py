"""The first check and the intake in a browser at 360 px, by what a person sees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from sijoint.accounts.models import Clinic
from sijoint.records import consent_text
from sijoint.records.actions import consent
from sijoint.records.models import Intake
from tests.web.account.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 640}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert not broken


def check_page(page: Page) -> None:
    """No finding of axe, light and dark, and no sideways scroll."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert not found, json.dumps(
            [(f["id"], [n["html"][:200] for n in f["nodes"]]) for f in found], indent=1
        )
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Next").click()


def choose(page: Page, group: Locator, controls: str) -> bool:
    """Click the label of the last of these controls; False when there is none."""
    found = group.locator(controls)
    if found.count():
        page.locator(f'label[for="{found.last.get_attribute("id")}"]').click()
    return bool(found.count())


def fill_field(page: Page, group: Locator, name: str, answer: str) -> None:
    """Answer one question: what was said, else no, nothing else, or the last choice."""
    if answer and choose(page, group, f'[value="{answer}"]'):
        return
    if choose(page, group, '[value="no"], [value="none"]'):
        return
    if name.endswith("_number"):
        group.locator("input").fill("5")
        group.locator("select").select_option("weeks")
    elif group.locator("input[inputmode=decimal]").count() or (answer and "goal" in name):
        group.locator("input").fill(answer or "20")
    elif "goal" not in name:
        choose(page, group, "input[type=radio]")


def fill_screen(page: Page, said: dict[str, str]) -> None:
    """Answer every question on the page."""
    for group in page.locator("main form fieldset.field, main form div.field").all():
        name = group.locator("input, select, textarea").first.get_attribute("name") or ""
        fill_field(page, group, name, said.get(name, ""))


def choose_place(page: Page, name: str = "Left, at the dimple") -> None:
    page.get_by_text("Use a list instead").click()
    page.get_by_label(name, exact=True).check()
    page.get_by_label("Left", exact=True).check()


def walk(page: Page, said: dict[str, str], *, until: str, looked_at: int = 99) -> int:
    """Go through all screens; how many there were."""
    for count in range(40):
        if until in page.url:
            return count
        if count < looked_at:
            check_page(page)
        if page.locator("[data-body-chart]").count():
            choose_place(page)
        else:
            fill_screen(page, said)
        go_on(page)
    raise AssertionError(page.url)


AGE = {"age": "38", "sex": "female", "pregnancy": "neither", "worst": "4", "temperature": "37"}
GOAL = {"goal_1": "walk 5 km", "goal_1.now": "3"}


def test_the_first_check_without_signs(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/check/")
    screens = walk(page, AGE, until="/check/result/")
    assert screens <= 16
    assert page.get_by_role("heading", level=1).inner_text() == "A therapist can help"
    check_page(page)
    page.go_back()
    page.go_forward()
    page.reload()
    assert "/check/result/" in page.url


def test_the_first_check_with_an_emergency(page: Page, live_server: LiveServer) -> None:
    Clinic.objects.create(name="Riverside", slug="riverside")
    page.goto(f"{live_server.url}/check/")
    walk(page, AGE | {"numb_saddle": "yes"}, until="/check/result/", looked_at=0)
    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == "Go to an emergency department now"
    assert page.evaluate("document.activeElement.id") == "stop-title"
    call = page.get_by_role("link", name="Call 112")
    assert call.bounding_box()["y"] < PHONE["height"]
    assert not page.get_by_role("navigation").count()
    check_page(page)


def test_who_is_not_sure_reads_other_words(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/check/")
    said: dict[str, Any] = AGE | {"fever": "unsure"}
    for _ in range(20):
        if page.get_by_text("You were not sure").count():
            break
        if page.locator("[data-body-chart]").count():
            choose_place(page)
        else:
            fill_screen(page, said)
        go_on(page)
    assert page.get_by_text("38 °C").count()
    check_page(page)


def test_on_a_desk_the_list_is_no_longer_than_the_pictures(
    page: Page, live_server: LiveServer
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/check/")
    foot = page.get_by_role("button", name="Next").bounding_box()
    assert foot["y"] < 2 * 900
    page.get_by_label("Top of the left foot").check()
    assert page.get_by_label("Top of the left foot").is_checked()


def test_an_error_has_the_focus(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/check/")
    go_on(page)
    assert page.locator(".errors").evaluate("node => node === document.activeElement")
    check_page(page)
    page.locator(".errors a").first.click()


def test_a_tap_on_the_picture_chooses_a_place(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/check/")
    page.get_by_role("button", name="Back, closer").click()
    place = page.locator('[data-view="back_closer"] [data-region="upper_buttock_left"]')
    place.click()
    assert page.get_by_label("Left buttock, upper part").is_checked()


def test_what_is_typed_outlives_a_look_at_the_help_page(
    page: Page, live_server: LiveServer
) -> None:
    to_the_story(page, live_server)
    page.get_by_label("How many").fill("7")
    page.get_by_role("link", name="Get help now", exact=True).click()
    page.go_back()
    assert page.get_by_label("How many").input_value() == "7"


def test_what_is_typed_outlives_another_language(page: Page, live_server: LiveServer) -> None:
    to_the_story(page, live_server)
    page.get_by_label("How many").fill("7")
    page.get_by_label("Days, weeks").select_option("weeks")
    page.get_by_text("Slowly, with no clear reason").click()
    page.get_by_role("button", name="Español").click()
    page.get_by_role("button", name="Siguiente").wait_for()
    assert page.locator("[name=pain_for_number]").input_value() == "7"
    assert page.locator("[name=pain_for_unit]").input_value() == "weeks"
    assert page.locator("[value=slowly]").is_checked()
    assert page.evaluate("sessionStorage.getItem('si-typed')") is None


def test_a_private_answer_is_not_kept_for_another_language(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/check/")
    while not page.locator("[name=low_mood]").count():
        if page.locator("[data-body-chart]").count():
            choose_place(page)
        else:
            fill_screen(page, AGE)
        go_on(page)
    page.locator('label[for="id_low_mood_0"]').click()
    page.locator("form.language").first.evaluate(
        "form => { form.onsubmit = (event) => event.preventDefault(); form.requestSubmit(); }"
    )
    assert page.evaluate("sessionStorage.getItem('si-typed')") is None


def to_the_story(page: Page, live_server: LiveServer) -> None:
    """Open the second screen of the first check."""
    page.goto(f"{live_server.url}/check/")
    choose_place(page)
    go_on(page)
    page.get_by_role("heading", name="Your story").wait_for()


def test_from_the_sign_up_to_the_sent_intake(page: Page, live_server: LiveServer) -> None:
    Clinic.objects.create(name="Riverside", slug="riverside")
    page.goto(f"{live_server.url}/account/signup/")
    page.get_by_label("Your name").fill("Nora New")
    page.get_by_label("Email").fill("nora@example.org")
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("I have read the terms").check()
    check_page(page)
    page.get_by_role("button", name="Make an account").click()
    page.goto(f"{live_server.url}/intake/")
    check_page(page)
    for kind in consent_text.KINDS:
        page.get_by_label(consent_text.current(kind).agree).check()
    page.get_by_role("button", name="Agree and go on").click()
    through_the_intake(page)
    page.get_by_role("link", name="What do you want to do again?").click()
    through_the_intake(page)
    assert page.get_by_text("walk 5 km: 3 of 10 now").is_visible()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("heading", level=1, name="Your answers").wait_for()
    sent = Intake.objects.get(patient__user__email="nora@example.org")
    assert sent.completed_at is not None
    assert consent.is_given(sent.patient)
    check_page(page)


def through_the_intake(page: Page) -> None:
    """Answer every page up to the one on which one looks through the answers."""
    for _ in range(40):
        if page.get_by_role("button", name="Send my answers").count():
            check_page(page)
            return
        check_page(page)
        if page.locator("[data-body-chart]").count():
            choose_place(page)
        else:
            fill_screen(page, AGE | GOAL)
        go_on(page)
    raise AssertionError(page.url)


@pytest.fixture
def stopped(page: Page, live_server: LiveServer, client: Client) -> Page:
    """The stop page of a visitor where no clinic has a number."""
    client.post("/check/safety/", {"numb_saddle": "yes", "next": "yes"})
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page.goto(f"{live_server.url}/check/result/")
    return page


@pytest.mark.parametrize("width", [360, 1440])
def test_the_emergency_numbers_stand_in_one_column(stopped: Page, width: int) -> None:
    stopped.set_viewport_size({"width": width, "height": 800})
    boxes = [link.bounding_box() for link in stopped.locator(".numbers a").all()]
    assert len(boxes) > 5
    assert len({round(box["x"] + box["width"]) for box in boxes}) == 1
    assert len({round(box["x"]) for box in boxes}) == 1


@pytest.mark.parametrize("url", ["/check/result/", "/help-now/"])
def test_the_emergency_numbers_are_printed(
    stopped: Page, live_server: LiveServer, url: str
) -> None:
    stopped.goto(f"{live_server.url}{url}")
    stopped.emulate_media(media="print")
    assert stopped.locator(".numbers a").first.is_visible()
    assert not stopped.get_by_text("Find the number to call").is_visible()
    assert not stopped.get_by_role("button").locator("visible=true").count()
