"""Everything that must stand before the first request; run as a process of its own.

Its answer is one line of JSON on standard output: who may sign in to the demo, whether there is a
clinic at all, and where mail goes. What is wrong stands in one line on standard error.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sijoint.cli import failure
from sijoint.cli.server import application

STAMP = ".collected"


@dataclass(frozen=True)
class Prepared:
    """What the server says when it starts.

    Parameters
    ----------
    has_clinic : bool
    mails : str
        The folder where mails are written; empty when they are sent.
    sign_ins : list of dict
        Who may sign in to the demo: `who`, `email`, `password`.
    """

    has_clinic: bool
    mails: str
    sign_ins: list[dict[str, str]] = field(default_factory=list)


def prepare(*, with_demo: bool) -> Prepared:
    """Bring the database and the files of the pages up to date.

    Raises
    ------
    WrongInputError
        If something is missing or must not be done; the message says what.
    """
    application.load()
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import DatabaseError

    try:
        call_command("check", stdout=io.StringIO(), stderr=io.StringIO())
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except SystemCheckError as error:
        raise failure.WrongInputError(_first_complaint(str(error))) from None
    except DatabaseError as error:
        raise failure.WrongInputError(f"the database cannot be used: {error}") from None
    _collect(Path(settings.STATIC_ROOT))
    sign_ins = _demo() if with_demo else []
    mails = getattr(settings, "EMAIL_FILE_PATH", None)
    return Prepared(_has_clinic(), str(mails or ""), sign_ins)


def _first_complaint(text: str) -> str:
    lines = [line for line in text.splitlines() if line.startswith(("?:", "sijoint."))]
    return lines[0] if lines else " ".join(text.split())


def _collect(target: Path) -> None:
    """Put the files of the pages into the data folder, when they are others than last time."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            seen.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    stamp = target / STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii") == seen.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(seen.hexdigest(), encoding="ascii")


def _has_clinic() -> bool:
    from sijoint.accounts.models import Clinic

    return bool(Clinic.objects.exists())


def _demo() -> list[dict[str, str]]:
    """The fictional clinic, made once.

    Raises
    ------
    WrongInputError
        If the database holds a clinic of real people, or production was asked for.
    """
    from django.conf import settings
    from django.utils import timezone

    from sijoint.accounts.models import Clinic
    from sijoint.records import demo

    if settings.PRODUCTION:
        raise failure.WrongInputError("--demo: SIJOINT_PRODUCTION is on; a demo is no production")
    if Clinic.objects.filter(is_demo=False).exists():
        raise failure.WrongInputError(
            "--demo: the database holds a real clinic; choose another SIJOINT_DATA_DIR"
        )
    return [_sign_in(each) for each in demo.build(at=timezone.now())]


def _sign_in(found: Any) -> dict[str, str]:
    return {"who": found.who, "email": found.email, "password": found.password}


def main(arguments: list[str]) -> int:
    """Prepare, and say what was found."""
    reader = argparse.ArgumentParser(prog="sijoint serve")
    reader.add_argument("--demo", action="store_true")
    try:
        prepared = prepare(with_demo=reader.parse_args(arguments).demo)
    except failure.WrongInputError as error:
        sys.stderr.write(f"sijoint: {' '.join(str(error).split())}\n")
        return failure.WRONG_INPUT
    except OSError as error:
        sys.stderr.write(f"sijoint: the data folder cannot be used: {error}\n")
        return failure.WRONG_INPUT
    sys.stdout.write(json.dumps(asdict(prepared)) + "\n")
    return failure.ANSWERED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
