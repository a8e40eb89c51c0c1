"""Settings of all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

# No deadline: tests never judge speed, which is measured in bench/ side by side with peers.
settings.register_profile("sijoint", deadline=None)
settings.load_profile("sijoint")

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests with a browser talk to this machine, and no others to anything."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
