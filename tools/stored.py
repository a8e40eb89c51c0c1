"""The database of a release, stored as SQL for both engines, for the tests of later releases.

`python -m tools.stored` writes tests/stored/VERSION.sqlite.sql.gz and VERSION.postgresql.sql.gz:
every table with the demo clinic in it, as this release leaves them. Run it once for each release,
before its tag; a file of a release that is out is never written again.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from sijoint import __version__
from tools import postgresql
from tools.repository import ROOT
from tools.serving import without_settings

FOLDER = ROOT / "tests" / "stored"
NOT_KEPT = ("cache", "django_session")
"""Tables whose rows are of the moment."""


def main() -> int:
    """Write both files."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        prepare({"SIJOINT_DATA_DIR": str(data)}, "--demo")
        _write("sqlite", _sqlite(data / "sijoint.sqlite3"))
        with postgresql.server() as address:
            prepare({"SIJOINT_DATA_DIR": str(data), "DATABASE_URL": address}, "--demo")
            _write("postgresql", _postgresql(address))
    return 0


def prepare(environ: dict[str, str], *arguments: str) -> None:
    """Bring a database up to date as `sijoint serve` does."""
    demo = {"SIJOINT_DEMO": "yes"} if "--demo" in arguments else {}
    subprocess.run(
        [sys.executable, "-m", "sijoint.cli.server.preparation", *arguments],
        env={**without_settings(), **demo, **environ},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def restore(engine: str, version: str, environ: dict[str, str]) -> None:
    """Put the stored database of a release where the environment says; it must be empty there."""
    text = gzip.decompress((FOLDER / f"{version}.{engine}.sql.gz").read_bytes()).decode()
    if engine == "sqlite":
        folder = Path(environ["SIJOINT_DATA_DIR"])
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(folder / "sijoint.sqlite3")) as database:
            database.executescript(text)
        return
    psql = [postgresql.programs() / "psql", environ["DATABASE_URL"], "-q", "-v", "ON_ERROR_STOP=1"]
    subprocess.run(psql, input=text, text=True, stdout=subprocess.DEVNULL, check=True)


def _write(engine: str, text: str) -> None:
    file = FOLDER / f"{__version__}.{engine}.sql.gz"
    packed = gzip.compress(text.encode(), mtime=0)
    file.write_bytes(packed)
    print(f"{os.path.relpath(file)}: {len(packed) / 1e3:,.0f} kB")


def _sqlite(file: Path) -> str:
    with contextlib.closing(sqlite3.connect(file)) as database:
        for table in NOT_KEPT:
            database.execute(f'DELETE FROM "{table}"')
        database.commit()
        return "\n".join(database.iterdump()) + "\n"


def _postgresql(address: str) -> str:
    command = [postgresql.programs() / "pg_dump", "--no-owner", "--no-privileges"]
    command += [f"--exclude-table-data={table}" for table in NOT_KEPT]
    done = subprocess.run([*command, address], stdout=subprocess.PIPE, text=True, check=True)
    # What newer clients write and older servers do not know.
    return re.sub(r"(?m)^(\\(un)?restrict .*|SET transaction_timeout = 0;)\n", "", done.stdout)


if __name__ == "__main__":
    sys.exit(main())
