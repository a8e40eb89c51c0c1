"""Settings of all tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

# Before anything of Django is read: tests keep nothing in the folder of the user.
os.environ["SIJOINT_DATA_DIR"] = tempfile.mkdtemp(prefix="sijoint-tests-")

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.people import People

# No deadline: tests never judge speed, which is measured in bench/ side by side with peers.
settings.register_profile("sijoint", deadline=None)
settings.load_profile("sijoint")

LOOPBACK = ["127.0.0.1", "::1", "localhost"]

SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this machine has a name: no page can reach anything.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests with a browser talk to this machine, and no others to anything."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        pytest.fail("Browser tests need Debian's package chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _quick_and_plain(settings) -> None:
    """No slow hashes of passwords, and static files without a manifest."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def people(db: None) -> People:
    """Two clinics, and everybody who works, is treated, or must be refused there."""
    from tests.people import make_people

    return make_people()
