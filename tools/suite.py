"""Run every test, and those that use the database on SQLite and on PostgreSQL: `make test`.

First the tests of the pure packages with coverage, which makes them take twice as long; then all
others without it; then what uses the database on PostgreSQL.
All go to their end; then the counts on both databases are printed, and they must be equal. Without
PostgreSQL the first two still say everything they can, and the command fails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import postgresql
from tools.repository import ROOT

PARALLEL = ["-n", "3", "--dist", "worksteal", "--durations=15"]
"""One process more than CI has processors: a test waits for servers and browsers half its time."""

PURE = ["tests/clinical", "tests/evidence", "tests/language"]
"""Tests that cover the packages whose coverage is measured; none of them uses the database."""

PURE_PART = "pure packages, with coverage"
SQLITE_PART = "all others, on SQLite"
POSTGRESQL_PART = "what uses the database, on PostgreSQL"

COVERAGE = ["--cov", "--cov-report=term-missing:skip-covered"]


def main(arguments: list[str]) -> int:
    """Exit status 0 only if everything passed on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts.json"
        pure, _ = _run(counts, [*COVERAGE, *PURE, *arguments], {})
        others = [f"--ignore={each}" for each in PURE]
        kept, sqlite = _run(counts, [*others, *arguments], {})
        try:
            with postgresql.server() as address:
                there = {"SIJOINT_TEST_DATABASE_URL": address}
                again, postgres = _run(counts, ["-m", "database", *arguments], there)
        except postgresql.MissingError as error:
            print(f"FAILED  {error}; the database was tested on SQLite only", flush=True)
            return 1
    for part, status in {PURE_PART: pure, SQLITE_PART: kept, POSTGRESQL_PART: again}.items():
        print(f"{'FAILED' if status else 'passed':8}{part}")
    print(f"Tests that use the database, on SQLite:     {_told(sqlite)}")
    print(f"Tests that use the database, on PostgreSQL: {_told(postgres)}", flush=True)
    if sqlite != postgres:
        print("FAILED  the two databases differ")
    return 0 if pure == kept == again == 0 and sqlite == postgres else 1


def _run(counts: Path, arguments: list[str], environ: dict[str, str]) -> tuple[int, dict[str, int]]:
    """One run of the tests: its exit status, and tests with a database by outcome."""
    counts.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", *PARALLEL, *arguments]
    surroundings = {**os.environ, **environ, "SIJOINT_TEST_COUNTS": str(counts)}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, check=False)
    found = json.loads(counts.read_text(encoding="utf-8")) if counts.is_file() else {}
    return done.returncode, found


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())) or "none"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
