"""A PostgreSQL server of its own for tests and benchmarks, started as root or as anybody."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from pytest_postgresql.executors import PostgreSQLExecutor

from tools.serving import free_port

PACKAGE = "postgresql"
"""Debian's package."""

UNPRIVILEGED = ("postgres", "nobody")
"""Whom the server runs as when root starts it: it refuses to run as root."""

USER = "sijoint"


class MissingError(RuntimeError):
    """PostgreSQL is not installed; the text says what to install."""


def programs() -> Path:
    """The folder of the programs of the newest PostgreSQL.

    Raises
    ------
    MissingError
        If there is none.
    """
    on_path = shutil.which("pg_ctl")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda file: int(file.parts[-3])
    )
    if not found:
        raise MissingError(f"PostgreSQL is not installed (Debian: apt-get install {PACKAGE})")
    return found[-1].parent


@contextlib.contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """A server, and the address of its empty database.

    Parameters
    ----------
    durable : bool
        Whether each commit waits for the disk, as in life; tests need no waiting.

    Yields
    ------
    str
        As for `DATABASE_URL`.
    """
    folder = Path(tempfile.mkdtemp(prefix="sijoint-postgresql-"))
    pg_ctl = _control(folder)
    executor = PostgreSQLExecutor(
        executable=str(pg_ctl),
        host="127.0.0.1",
        port=free_port(),
        datadir=str(folder / "data"),
        unixsocketdir=str(folder),
        logfile=str(folder / "log"),
        startparams="-w",
        dbname=USER,
        user=USER,
        postgres_options=f"-c fsync={'on' if durable else 'off'} -c max_connections=200",
    )
    try:
        executor.start()
        executor.wait_for_postgres()
        address = f"postgresql://{USER}@127.0.0.1:{executor.port}"
        psql = [programs() / "psql", f"{address}/postgres", "-qc", f"CREATE DATABASE {USER}"]
        subprocess.run(psql, check=True)
        yield f"{address}/{USER}"
    finally:
        with contextlib.suppress(Exception):
            executor.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def database(server_address: str) -> Iterator[str]:
    """An empty database beside that of an address, gone afterwards."""
    name = f"fresh_{uuid.uuid4().hex}"
    psql = [programs() / "psql", server_address, "-qc"]
    subprocess.run([*psql, f"CREATE DATABASE {name}"], check=True)
    try:
        yield f"{server_address.rpartition('/')[0]}/{name}"
    finally:
        subprocess.run([*psql, f"DROP DATABASE {name} WITH (FORCE)"], check=True)


def _control(folder: Path) -> Path:
    """The program that starts the server, as somebody who may."""
    pg_ctl = programs() / "pg_ctl"
    if os.geteuid() != 0:
        return pg_ctl
    user = next(pwd.getpwnam(name) for name in UNPRIVILEGED if _exists(name))
    os.chown(folder, user.pw_uid, user.pw_gid)
    script = folder / "pg_ctl"
    script.write_text(
        f"#!/bin/sh\ncd /\nexec setpriv --reuid={user.pw_uid} --regid={user.pw_gid} "
        f'--clear-groups {pg_ctl} "$@"\n',
        encoding="ascii",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return script


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
