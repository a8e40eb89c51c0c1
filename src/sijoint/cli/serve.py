"""`sijoint serve`: the web application with its worker; `sijoint worker` and `sijoint manage`."""

from __future__ import annotations

import gc
import os
from typing import Annotated

import typer

from sijoint.cli.option import whole_number

EXAMPLES = """\b
Examples:
  sijoint serve --demo
  sijoint serve --port 8080
  SIJOINT_DATA_DIR=/srv/sijoint sijoint serve"""

MANAGE_EXAMPLE = "Example:  sijoint manage createsuperuser"

NEED_NO_DATABASE = frozenset({"check", "collectstatic", "diffsettings", "help", "makemigrations"})
ONLY_ASK = frozenset({"--check", "--plan"})

Host = Annotated[str, typer.Option("--host", metavar="HOST", help="The address to listen at.")]
Port = Annotated[
    int,
    typer.Option(
        "--port",
        metavar="PORT",
        help="The port to listen at.",
        parser=whole_number("--port", least=1, most=65_535),
    ),
]
Demo = Annotated[bool, typer.Option("--demo", help="With a clinic of people who do not exist.")]
WithWorker = Annotated[
    bool,
    typer.Option("--worker/--no-worker", help="Start the worker too, or leave it to another."),
]


def serve(
    demo: Demo = False, host: Host = "127.0.0.1", port: Port = 8000, worker: WithWorker = True
) -> None:
    """Serve the web application until Ctrl+C.

    Everything is prepared first: the data folder, the database, the files of the pages.
    Without any setting the data are in your data folder and only this machine can connect.
    """
    from sijoint.cli.server import application, door, opening, supervision

    application.require()
    # What is written is read by nobody else on the machine.
    os.umask(0o077)
    size = supervision.size(os.environ)
    opening.check_host(host, demo=demo)
    door.require_free(host, port)
    prepared = opening.prepared(demo=demo)
    # The command turns it off for its short life; a server lives long.
    gc.enable()
    supervision.serve(
        host,
        port,
        size=size,
        with_worker=worker,
        ready=lambda: opening.welcome(door.address(host, port), prepared),
    )


def worker() -> None:
    """Do the work that the web application puts off, beside servers started with --no-worker."""
    from sijoint.cli.server import worker as process

    os.umask(0o077)
    gc.enable()
    process.run()


def manage(context: typer.Context) -> None:
    """Run a command of Django, with the settings of sijoint."""
    from sijoint.cli.server import application

    os.umask(0o077)
    gc.enable()
    application.load()
    if not _may_find_none(context.args):
        application.require_database()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sijoint manage", *context.args])


def _may_find_none(arguments: list[str]) -> bool:
    """Whether a command of Django makes the database, or has no use for one."""
    command = next(iter(arguments), "help")
    if command == "migrate":
        return ONLY_ASK.isdisjoint(arguments)
    return command in NEED_NO_DATABASE or command.startswith("-")
