"""Settings of all tests."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.people import People

# No deadline: tests never judge speed, which is measured in bench/ side by side with peers.
settings.register_profile("sijoint", deadline=None)
settings.load_profile("sijoint")

# Playwright keeps an event loop in the thread of a test, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
# The browser below knows no names, not even this one's.
os.environ["DJANGO_LIVE_TEST_SERVER_ADDRESS"] = "127.0.0.1"

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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Let tests with a browser talk to this machine, and no others to anything.

    What takes long comes first, after the tests were shuffled: then nobody waits at the end.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
    yield
    items[:] = _dealt(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _dealt(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """The tests in one stretch for each process, with some of the slow modules at its head."""
    slow = [item for item in items if item.get_closest_marker("slow")]
    rest = iter([item for item in items if not item.get_closest_marker("slow")])
    modules = sorted({item.path for item in slow})
    size = -(-len(items) // processes)
    dealt: list[pytest.Item] = []
    for number in range(processes):
        mine = set(modules[number::processes])
        head = [item for item in slow if item.path in mine]
        dealt += [*head, *itertools.islice(rest, max(0, size - len(head)))]
    return [*dealt, *rest]


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


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file: a page that is served and its test then never share one connection.

    No power is cut in these tests, so nothing waits for the disk; those of tests/server do.
    """
    default = django_settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default["TEST"]["NAME"] = str(django_settings.DATA / "test.sqlite3")
        default["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture
def fresh_database() -> Iterator[dict[str, str]]:
    """Variables for processes that have a database to themselves: empty, of the kind of this run.

    With SQLite it is a file in their data folder.
    """
    from tools import postgresql

    address = os.environ.get("SIJOINT_TEST_DATABASE_URL")
    if address is None:
        yield {}
        return
    with postgresql.database(address) as fresh:
        yield {"DATABASE_URL": fresh}


@pytest.fixture(autouse=True)
def _quick_and_plain(settings) -> None:
    """No slow hashes of passwords, static files without a manifest, and English to begin with."""
    translation.activate("en")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def people(db: None) -> People:
    """Two clinics, and everybody who works, is treated, or must be refused there."""
    from tests.people import make_people

    return make_people()
