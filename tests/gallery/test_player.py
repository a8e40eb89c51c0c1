"""Play and Pause: by keyboard, on the clock of the picture, and never unasked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

from tests.gallery.conftest import Visit

MOVING = """() => [...document.querySelector(".si-animated").querySelectorAll("path")]
  .map(path => getComputedStyle(path).d).join()"""
CLOCK = "document.querySelector('.si-animated').getCurrentTime()"


def reach_play(page: Page) -> Locator:
    """Press Tab until the first Play has the focus."""
    button = page.locator(".si-play").first
    for _ in range(30):
        page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            return button
    pytest.fail("Tab never reached Play")


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Wait for a condition; the browser's own waiting needs what the policy forbids."""
    for _ in range(100):
        if condition():
            return
        page.wait_for_timeout(50)
    pytest.fail("It never came about")


def moving(page: Page) -> str:
    shapes: str = page.evaluate(MOVING)
    return shapes


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_plays_and_pauses(visit: Visit, key: str) -> None:
    page = visit("exercise/bird_dog.html")
    button = reach_play(page)
    still, time = moving(page), page.evaluate(CLOCK)
    page.wait_for_timeout(200)
    assert (moving(page), page.evaluate(CLOCK)) == (still, time)

    page.keyboard.press(key)
    assert button.get_attribute("aria-pressed") == "true"
    until(page, lambda: moving(page) != still)
    assert page.evaluate(CLOCK) > time

    page.keyboard.press(key)
    assert button.get_attribute("aria-pressed") == "false"
    stopped, time = moving(page), page.evaluate(CLOCK)
    page.wait_for_timeout(200)
    assert (moving(page), page.evaluate(CLOCK)) == (stopped, time)

    page.keyboard.press(key)
    until(page, lambda: moving(page) != stopped)


def test_each_side_has_a_player_of_its_own(visit: Visit) -> None:
    page = visit("exercise/bird_dog.html")
    left, right = page.get_by_role("button", name="Play or pause").all()
    left.click()
    assert left.get_attribute("aria-pressed") == "true"
    assert right.get_attribute("aria-pressed") == "false"
    assert left.inner_text() == "Pause"
    assert right.inner_text() == "Play"
    assert [each.get_attribute("aria-label") for each in (left, right)] == [
        "Play or pause: Bird-dog, left",
        "Play or pause: Bird-dog, right",
    ]


def test_play_is_large_enough_for_a_thumb(visit: Visit) -> None:
    box = visit("exercise/bridge.html", 360).locator(".si-play").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 48


@pytest.mark.parametrize("path", ["exercise/bird_dog.html", "exercise/bridge.html"])
def test_less_motion_shows_the_frames_in_order_and_no_player(visit: Visit, path: str) -> None:
    page = visit(path, reduced_motion="reduce")
    assert not page.get_by_role("button", name="Play or pause").count()
    assert not page.locator(".si-animated").first.is_visible()
    assert_frames_in_order(page)


def test_a_wish_for_less_motion_stops_what_moves(visit: Visit) -> None:
    page = visit("exercise/bridge.html")
    page.locator(".si-play").click()
    page.emulate_media(reduced_motion="reduce")
    paused = "document.querySelector('.si-animated').animationsPaused()"
    until(page, lambda: bool(page.evaluate(paused)))
    assert not page.locator(".si-player").is_visible()
    page.emulate_media(reduced_motion="no-preference")
    assert page.locator(".si-play").get_attribute("aria-pressed") == "false"


def test_without_scripts_the_frames_are_there_and_nothing_that_does_not_work(
    visit: Visit,
) -> None:
    page = visit("exercise/bird_dog.html", java_script_enabled=False)
    assert not page.get_by_role("button").count()
    assert not page.get_by_role("radio").count()
    assert_frames_in_order(page)


def assert_frames_in_order(page: Page) -> None:
    """Every list of frames is visible, numbered from 1, each frame with its picture."""
    for frames in page.locator(".frames").all():
        captions = frames.locator("figcaption").all_inner_texts()
        assert len(captions) >= 2
        assert [text.split(".")[0] for text in captions] == [
            str(number) for number in range(1, len(captions) + 1)
        ]
        pictures = frames.locator("svg.si-figure")
        assert pictures.count() == len(captions)
        assert all(picture.is_visible() for picture in pictures.all())
