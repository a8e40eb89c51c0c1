"""`sijoint audit`: whether the trail of each clinic is whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from sijoint.cli import output
from sijoint.cli.failure import STOPPED, WrongInputError

if TYPE_CHECKING:
    from sijoint.audit.event import Break, Head

HEAD = re.compile(
    r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([1-9][0-9]{0,17}) ([0-9a-f]{64})"
)
"""A line of what --heads prints."""

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
    epilog="Example:  sijoint audit verify --against heads-kept-elsewhere.txt",
)
def verify(
    clinic: Annotated[
        str,
        typer.Option("--clinic", metavar="SLUG", help="Only this clinic.", show_default=False),
    ] = "",
    heads: Annotated[
        bool,
        typer.Option(
            "--heads", help="Print where each whole chain ends, to be kept on another machine."
        ),
    ] = False,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="FILE",
            help="Check that what --heads printed earlier is still in the chains.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check every chain of events: each follows the one before it, and none was changed.

    Broken places are listed one on each line, and then the exit status is 1. Whoever may write the
    database can reckon a whole chain anew; that shows with --against only.
    """
    from sijoint.cli.server import application

    kept = _kept(against) if against else []
    application.load()
    application.require_database()
    from django.db import DatabaseError

    try:
        names = _names()
        found = _checked(_chosen(clinic, names) if clinic else None, kept)
    except DatabaseError as error:
        raise WrongInputError(_not_ready(error)) from None
    if heads and not found.broken:
        output.write("".join(f"{h.clinic_id} {h.number} {h.hash}\n" for h in found.heads))
        return
    output.write(_told(found, names))
    if found.broken:
        raise typer.Exit(STOPPED)


def _not_ready(error: Exception) -> str:
    reason = str(error).splitlines()[0]
    return f"the database is not ready ({reason}); bring it up to date with: sijoint manage migrate"


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found in some chains."""

    chains: int
    events: int
    compared: int
    broken: list[Break]
    heads: list[Head]


def _checked(chosen: list[UUID] | None, kept: list[tuple[UUID, int, str]]) -> _Checked:
    """Check these chains, or all, and what was kept of them."""
    from sijoint.audit import event

    asked = [event.Head(*each) for each in kept if chosen is None or each[0] in chosen]
    clinics = event.chains() if chosen is None else chosen
    # Before the chains are walked: what is added meanwhile is not vouched for.
    ends = event.heads(clinics)
    broken = [found for each in clinics for found in event.breaks(each)]
    broken += event.departures(asked)
    return _Checked(len(clinics), event.count(clinics), len(asked), broken, ends)


def _told(found: _Checked, names: dict[UUID, str]) -> str:
    """Broken places one on each line, and how much was checked."""
    lines = [
        f"{names.get(each.clinic_id, str(each.clinic_id))}: event {each.number}: {each.complaint}\n"
        for each in found.broken
    ]
    compared = f"{found.compared} kept {'head' if found.compared == 1 else 'heads'}, "
    return "".join(lines) + (
        f"{found.chains} {'chain' if found.chains == 1 else 'chains'}, "
        f"{compared if found.compared else ''}"
        f"{found.events} {'event' if found.events == 1 else 'events'}; "
        f"{len(found.broken) or 'no'} broken {'place' if len(found.broken) == 1 else 'places'}\n"
    )


def _kept(file: Path) -> list[tuple[UUID, int, str]]:
    """What --heads has printed: a chain, the number of its last event and the hash of that.

    Raises
    ------
    WrongInputError
        If the file cannot be read or says something else; the message names the line.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "no text"
        raise WrongInputError(f"{file}: cannot be read: {reason.lower()}") from None
    found = [(number, HEAD.fullmatch(line.strip())) for number, line in enumerate(lines, 1) if line]
    for number, head in found:
        if head is None:
            raise WrongInputError(f"{file}: line {number}: must be a chain, a number and a hash")
    if not found:
        raise WrongInputError(f"{file}: holds nothing to check against")
    return [(UUID(head[1]), int(head[2]), head[3]) for _, head in found if head]


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
