"""`sijoint audit`: whether the trail of each clinic is whole."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from sijoint.cli import output
from sijoint.cli.failure import STOPPED, WrongInputError

app = typer.Typer(
    help="Check the trail of what was done and read.",
    short_help="Check the trail.",
    epilog="Example:  sijoint audit verify",
    rich_markup_mode=None,
)


@app.callback()
def _audit() -> None:
    """Keep `verify` a command of its own."""


@app.command(
    "verify",
    short_help="Check every chain of events.",
    epilog="Example:  sijoint audit verify --clinic riverside",
)
def verify(
    clinic: Annotated[
        str,
        typer.Option("--clinic", metavar="SLUG", help="Only this clinic.", show_default=False),
    ] = "",
) -> None:
    """Check every chain of events: each follows the one before it, and none was changed.

    Broken places are listed one on each line, and then the exit status is 1.
    """
    from sijoint.cli.server import application

    application.load()
    from django.db import DatabaseError

    from sijoint.audit import event

    try:
        names = _names()
        chosen = _chosen(clinic, names) if clinic else event.chains()
        broken = [found for each in chosen for found in event.breaks(each)]
        events = event.count(chosen)
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
        raise WrongInputError(
            f"the database is not ready ({reason}); "
            "bring it up to date with: sijoint manage migrate"
        ) from None
    for found in broken:
        where = names.get(found.clinic_id, str(found.clinic_id))
        output.write(f"{where}: event {found.number}: {found.complaint}\n")
    output.write(
        f"{len(chosen)} {'chain' if len(chosen) == 1 else 'chains'}, "
        f"{events} {'event' if events == 1 else 'events'}; "
        f"{len(broken) or 'no'} broken {'place' if len(broken) == 1 else 'places'}\n"
    )
    if broken:
        raise typer.Exit(STOPPED)


def _names() -> dict[UUID, str]:
    """What each chain is called: the clinic's name in addresses, and the system's."""
    from sijoint.accounts.models import Clinic
    from sijoint.audit.models import SYSTEM

    return {UUID(SYSTEM): "system", **dict(Clinic.objects.values_list("id", "slug"))}


def _chosen(slug: str, names: dict[UUID, str]) -> list[UUID]:
    chosen = [clinic for clinic, name in names.items() if name == slug]
    if not chosen:
        raise WrongInputError(f"--clinic {slug}: there is no clinic with this name in addresses")
    return chosen
