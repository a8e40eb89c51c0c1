"""What is settled before the server listens, and what it says when it does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import typer

from sijoint.cli import output
from sijoint.cli.failure import INTERNAL, WRONG_INPUT, WrongInputError
from sijoint.cli.server import door


def check_host(host: str, *, demo: bool) -> None:
    """See that others may connect only where that is meant.

    Raises
    ------
    WrongInputError
        If others could reach the demo, or a site that does not know its own name.
    """
    if door.is_loopback(host):
        return
    if demo:
        raise WrongInputError(
            f"--host {host}: the demo has known passwords and is served to this machine only"
        )
    if not os.environ.get("SIJOINT_HOSTS", "").strip():
        raise WrongInputError(
            f"--host {host}: SIJOINT_HOSTS is not set: name the hosts under which the site is "
            "reached, such as clinic.example"
        )


def prepared(*, demo: bool) -> dict[str, Any]:
    """What the preparation found, in a process of its own: it loads more than a server needs.

    Raises
    ------
    Exit
        If it could not; it has said why.
    """
    if demo:
        os.environ["SIJOINT_DEMO"] = "yes"
    command = [sys.executable, "-m", "sijoint.cli.server.preparation", *(["--demo"] * demo)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)  # noqa: S603 (our own)
    if done.returncode:
        raise typer.Exit(WRONG_INPUT if done.returncode == WRONG_INPUT else INTERNAL)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def welcome(address: str, found: dict[str, Any]) -> None:
    """Say where the site is, and what to do first."""
    lines = [f"sijoint is at {address}", ""]
    people = found["sign_ins"]
    if people:
        widths = [max(len(each[key]) for each in people) for key in ("who", "email")]
        lines += ["Everybody here is fictional. Sign in as", ""]
        lines += [
            f"  {each['who']:{widths[0]}}  {each['email']:{widths[1]}}  {each['password']}"
            for each in people
        ]
        lines.append("")
    elif not found["has_clinic"]:
        lines += ["There is no clinic yet. Make the first one:", "", "  sijoint clinic create", ""]
    if found["mails"]:
        lines += [f"Mail is not sent; it is written to {found['mails']}", ""]
    output.write("\n".join([*lines, "Ctrl+C ends it.", ""]))
