"""Copies of the database, made and put back by the commands that docs/running.md shows."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tools import stored, tapping
from tools.serving import COMMAND, without_settings

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parent.parent.parent / "docs" / "running.md"


def _shown(name: str) -> str:
    """The commands of the block with this name."""
    found = re.search(rf"^```sh {name}\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
    assert found
    return found.group(1)


def _run(commands: str, environ: dict[str, str], folder: Path) -> str:
    path = f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env={**environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_copy_is_put_back(tmp_path: Path, fresh_database: dict[str, str]) -> None:
    environ = {
        **without_settings(),
        "SIJOINT_DATA_DIR": str(tmp_path / "data"),
        **fresh_database,
    }
    engine = "postgresql" if fresh_database else "sqlite"
    stored.prepare(environ)
    tapping.make(2, environ)
    before = tapping.rows(environ)
    _run(_shown(f"backup-{engine}"), environ, tmp_path)
    _lose(environ)
    _run(_shown(f"restore-{engine}"), environ, tmp_path)
    _run(_shown("verify"), environ, tmp_path)
    assert tapping.rows(environ) == before
    assert tapping.kept(environ)["complaints"] == []


def _lose(environ: dict[str, str]) -> None:
    """Everything is gone, and the database is empty again."""
    if "DATABASE_URL" in environ:
        drop = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        subprocess.run(["psql", environ["DATABASE_URL"], "-qc", drop], check=True)
    else:
        shutil.rmtree(environ["SIJOINT_DATA_DIR"])
        Path(environ["SIJOINT_DATA_DIR"]).mkdir()


def test_a_copy_is_whole_while_people_work(tmp_path: Path) -> None:
    environ = {**without_settings(), "SIJOINT_DATA_DIR": str(tmp_path / "data")}
    stored.prepare(environ)
    file = tmp_path / "data" / "sijoint.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        somebody.execute("INSERT INTO audit_chain VALUES ('00', 0, '')")
        _run("sijoint backup copy.sqlite3", environ, tmp_path)
        somebody.execute("COMMIT")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM audit_chain").fetchone() == (0,)
    assert (tmp_path / "copy.sqlite3").stat().st_mode & 0o077 == 0


def test_what_cannot_be_copied_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "sijoint.sqlite3").touch()
    for environ, file, complaint in [
        ({}, "copy", "there is no database yet"),
        ({"DATABASE_URL": "postgresql:///x"}, "copy", "the database is PostgreSQL: copy it with"),
        ({}, str(tmp_path), "cannot be written: it is a folder"),
        ({"SIJOINT_DATA_DIR": str(tmp_path / "empty")}, "copy", "holds no records of sijoint"),
    ]:
        said = subprocess.run(
            [COMMAND, "backup", file],
            cwd=tmp_path,
            env={**without_settings(), "SIJOINT_DATA_DIR": str(tmp_path / "none"), **environ},
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 2
        assert complaint in said.stderr
        assert said.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        ("audit", "verify"),
        ("backup", "copy"),
        ("clinic", "create", "Riverside", "--owner", "ana@example.org"),
        ("clinic", "invite", "riverside", "--owner", "ana@example.org"),
        ("manage", "migrate", "--check"),
        ("manage", "shell", "-c", "pass"),
        ("worker",),
    ],
)
def test_asking_about_a_database_makes_none(tmp_path: Path, command: tuple[str, ...]) -> None:
    data = tmp_path / "data"
    said = subprocess.run(
        [COMMAND, *command],
        cwd=tmp_path,
        env={**without_settings(), "SIJOINT_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 2
    assert "there is no database yet" in said.stderr
    assert said.stderr.count("\n") == 1
    assert not (data / "sijoint.sqlite3").exists()


def test_the_commands_of_one_machine_work_without_a_setting(tmp_path: Path) -> None:
    environ = {**without_settings(), "HOME": str(tmp_path)}
    environ.pop("XDG_DATA_HOME", None)
    make = "sijoint manage migrate -v 0 && sijoint clinic create Riverside --owner a@example.org"
    assert "Riverside (riverside)" in _run(make, environ, tmp_path)
    data = tmp_path / ".local/share/sijoint"
    assert (data / "sijoint.sqlite3").stat().st_mode & 0o077 == 0
    _run(_shown("backup-sqlite"), environ, tmp_path)
    (data / "sijoint.sqlite3").unlink()
    for name in ("restore-sqlite", "verify", "forget-codes"):
        _run(_shown(name), environ, tmp_path)
    assert (data / "sijoint.sqlite3").stat().st_mode & 0o077 == 0
