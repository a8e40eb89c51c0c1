"""What surrounds all tests; named in pyproject.toml: Django reads settings before conftest.

Tests keep nothing in the folder of the user, and take no setting of the developer. With
`SIJOINT_TEST_DATABASE_URL` they run on that server, without it on SQLite. Tests that use
the database carry the mark `database`; `tools.suite` counts them on both.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest

KEPT = ("SIJOINT_TEST_DATABASE_URL", "SIJOINT_TEST_COUNTS", "SIJOINT_ROUNDS")
FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "fresh_database"}


def _surround() -> None:
    for name in list(os.environ):
        if name.startswith(("SIJOINT_", "DATABASE_URL", "DJANGO_")) and name not in KEPT:
            del os.environ[name]
    folder = tempfile.mkdtemp(prefix="sijoint-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (Path(folder) / "static").mkdir()
    os.environ["SIJOINT_DATA_DIR"] = folder
    if "SIJOINT_TEST_DATABASE_URL" in os.environ:
        os.environ["DATABASE_URL"] = os.environ["SIJOINT_TEST_DATABASE_URL"]


_surround()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the database."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


class Counts:
    """Counts the tests that use the database by outcome, over all processes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._outcomes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of what a test did at its start, in itself and at its end."""
        if "database" not in report.keywords:
            return
        before = self._outcomes.get(report.nodeid, "passed")
        self._outcomes[report.nodeid] = report.outcome if before == "passed" else before

    def pytest_sessionfinish(self) -> None:
        """Write the counts."""
        self._file.write_text(json.dumps(Counter(self._outcomes.values())), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Count where it was asked for, in the process that sees all reports."""
    file = os.environ.get("SIJOINT_TEST_COUNTS")
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Counts(Path(file)))
