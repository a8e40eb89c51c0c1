"""The port of the server: whether it is free, and whether somebody answers there."""

from __future__ import annotations

import contextlib
import ipaddress
import socket

from sijoint.cli.failure import WrongInputError

ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (names of it, not a use)
LOCALHOST = "localhost"
"""Passkeys belong to a name; the numbers of this machine are none."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def require_free(host: str, port: int) -> None:
    """See that nobody else listens.

    Raises
    ------
    WrongInputError
        If the port is in use, or the host is not of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            # A port that was left a moment ago is free.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise WrongInputError(
            f"cannot listen at {host} port {port}: {reason}; choose another with --port"
        ) from None


def answers(host: str, port: int) -> bool:
    """Whether somebody listens."""
    with contextlib.suppress(OSError), socket.create_connection((ANY.get(host, host), port), 1):
        return True
    return False


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    shown = ANY.get(host, host)
    shown = LOCALHOST if shown in ANY.values() else shown
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
