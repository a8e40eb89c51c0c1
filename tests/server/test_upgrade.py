"""Databases of earlier releases, brought up to date by this one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools import stored, tapping
from tools.serving import COMMAND, without_settings

pytestmark = pytest.mark.slow

VERSIONS = sorted({file.name.rsplit(".", 3)[0] for file in stored.FOLDER.glob("*.sql.gz")})


def _sijoint(environ: dict[str, str], *arguments: str) -> None:
    command = [COMMAND, *arguments]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_engines_are_stored() -> None:
    assert VERSIONS
    for version in VERSIONS:
        for engine in ("sqlite", "postgresql"):
            assert (stored.FOLDER / f"{version}.{engine}.sql.gz").is_file()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stored_database_is_brought_up_to_date(
    version: str, tmp_path: Path, fresh_database: dict[str, str]
) -> None:
    environ = {"SIJOINT_DATA_DIR": str(tmp_path / "data"), **fresh_database}
    engine = "postgresql" if fresh_database else "sqlite"
    stored.restore(engine, version, environ)
    stored.prepare(environ)
    environ = {**without_settings(), **environ}
    _sijoint(environ, "manage", "migrate", "--check")
    _sijoint(environ, "audit", "verify")
    rows = tapping.rows(environ)
    assert rows["audit.Event"] > 0
    assert rows["records.Patient"] > 0
    assert rows["records.Evaluation"] > 0
