"""The page of components in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

Visit = Callable[..., Page]

# The sample shows what a browser does with a date that was typed wrongly.
EXPECTED = ('The specified value "1 May" does not conform',)


@pytest.fixture
def visit(browser: Browser, live_server: Any, settings: Any) -> Iterator[Visit]:
    """Opens pages; what a page writes to the console fails the test."""
    settings.ROOT_URLCONF = "tests.web.look.urls"
    contexts, said = [], []

    def listen(message: ConsoleMessage) -> None:
        if not message.text.startswith(EXPECTED):
            said.append(message.text)

    def open_page(path: str = "/styleguide/", width: int = 1440, **options: Any) -> Page:
        height = options.pop("height", 800)
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not said
