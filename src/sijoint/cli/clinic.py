"""`sijoint clinic`: make the first clinic of an installation, and invite an owner."""

from __future__ import annotations

from typing import Annotated

import typer

from sijoint.cli import output
from sijoint.cli.failure import WrongInputError

LOCAL = "http://localhost:8000"

app = typer.Typer(
    help="Make a clinic, and invite somebody to own it.",
    short_help="Make a clinic.",
    epilog="Example:  sijoint clinic create Riverside --owner ana@example.org",
    rich_markup_mode=None,
)

Owner = Annotated[str, typer.Option("--owner", metavar="EMAIL", help="Whom to invite as owner.")]
Site = Annotated[
    str,
    typer.Option(
        "--site",
        metavar="ADDRESS",
        help="Where people reach the site; SIJOINT_ORIGINS unless given.",
        show_default=False,
    ),
]


@app.callback()
def _clinic() -> None:
    """Keep `create` and `invite` commands of their own."""


@app.command(
    "create",
    short_help="Make a clinic.",
    epilog="Example:  sijoint clinic create Riverside --owner ana@example.org",
)
def create(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What the clinic is called.", show_default=False)
    ],
    owner: Owner,
    slug: Annotated[
        str,
        typer.Option(
            metavar="SLUG",
            help="Its name in addresses; made from the name unless given.",
            show_default=False,
        ),
    ] = "",
    site: Site = "",
) -> None:
    """Make a clinic, and print a link with which its owner joins.

    The link works once, for 7 days, and only with the email of the owner. It is printed here
    and kept nowhere.
    """
    from sijoint.cli.server import application

    application.load()
    application.require_database()
    from django.db import DatabaseError, transaction
    from django.utils import timezone

    from sijoint.accounts.actions import clinic as clinics
    from sijoint.accounts.error import AccountError

    _check_name(name)
    _check_email(owner)
    at = timezone.now()
    try:
        with transaction.atomic():
            clinic = clinics.create(name=name, slug=slug, by=None, at=at)
            link = _invite(clinic, owner, site)
    except AccountError as error:
        raise WrongInputError(f"{slug or name}: {error}") from None
    except DatabaseError as error:
        raise WrongInputError(_unready(error)) from None
    output.write(f"{clinic.name} ({clinic.slug}). Its owner joins with this link:\n{link}\n")


@app.command(
    "invite",
    short_help="Invite another owner.",
    epilog="Example:  sijoint clinic invite riverside --owner ana@example.org",
)
def invite(
    slug: Annotated[
        str,
        typer.Argument(metavar="SLUG", help="The clinic's name in addresses.", show_default=False),
    ],
    owner: Owner,
    site: Site = "",
) -> None:
    """Print a new link for an owner: when the first one is lost, or an owner cannot sign in."""
    from sijoint.cli.server import application

    application.load()
    application.require_database()
    from django.db import DatabaseError

    from sijoint.accounts.models import Clinic

    _check_email(owner)
    try:
        clinic = Clinic.objects.filter(slug=slug).first()
        if clinic is None:
            raise WrongInputError(f"{slug}: there is no clinic with this name in addresses")
        link = _invite(clinic, owner, site)
    except DatabaseError as error:
        raise WrongInputError(_unready(error)) from None
    output.write(f"An owner of {clinic.name} joins with this link:\n{link}\n")


def _invite(clinic: object, owner: str, site: str) -> str:
    """The link of a new invitation."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from sijoint.accounts.actions import invitation as invitations
    from sijoint.accounts.role import RoleName

    _invitation, secret = invitations.create(
        clinic=clinic, role=RoleName.OWNER, email=owner, by=None, at=timezone.now()
    )
    base = site or next(iter(settings.CSRF_TRUSTED_ORIGINS), LOCAL)
    path: str = reverse("invitation_open", args=[secret])
    return base.rstrip("/") + path


def _check_name(typed: str) -> None:
    from django.core.exceptions import ValidationError

    from sijoint.accounts.contact import check_name

    try:
        check_name(typed)
    except ValidationError:
        raise WrongInputError("NAME: must be letters that can be seen, on one line") from None


def _check_email(typed: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(typed)
    except ValidationError:
        raise WrongInputError(f"--owner {typed}: must be an email, like name@example.org") from None


def _unready(error: Exception) -> str:
    reason = str(error).splitlines()[0]
    return f"the database is not ready ({reason}); bring it up to date with: sijoint manage migrate"
