"""`sijoint backup`: a whole copy of a SQLite database while it is in use."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Annotated

import typer

from sijoint.cli import output
from sijoint.cli.failure import WrongInputError
from sijoint.cli.option import file_to_write

EXAMPLE = "Example:  sijoint backup /backup/sijoint.sqlite3"

Target = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="The file to write; an older copy there is replaced when the new one is whole.",
        parser=file_to_write,
        show_default=False,
    ),
]


def backup(file: Target) -> None:
    """Copy the database while people work; PostgreSQL has pg_dump (docs/running.md)."""
    from sijoint.cli.server import application

    application.load()
    from django.conf import settings

    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        raise WrongInputError("the database is PostgreSQL: copy it with pg_dump")
    application.require_database()
    source = Path(database["NAME"])
    _require_records(source)
    _copy(source, file)
    output.write(f"Copied {source} to {file}\n")


def _require_records(source: Path) -> None:
    """See that it is a database of ours: a copy of an empty one saves nobody."""
    import sqlite3

    from sijoint.audit.models import Event

    ours = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    try:
        with contextlib.closing(sqlite3.connect(source)) as here:
            found = here.execute(ours, [Event._meta.db_table]).fetchone()
    except sqlite3.Error as error:
        raise WrongInputError(f"{source}: cannot be read: {error}") from None
    if found is None:
        raise WrongInputError(f"{source}: holds no records of sijoint: nothing was copied")


def _copy(source: Path, target: Path) -> None:
    """Write the copy beside its place, look whether it is whole, and put it there."""
    import sqlite3

    os.umask(0o077)
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        with (
            contextlib.closing(sqlite3.connect(source)) as here,
            contextlib.closing(sqlite3.connect(part)) as there,
        ):
            here.backup(there)
            (found,) = there.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise WrongInputError(f"{source}: is damaged: {found}")
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise WrongInputError(f"{target}: cannot be written: {error}") from None
    finally:
        part.unlink(missing_ok=True)
