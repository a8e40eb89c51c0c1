"""A way to type a command and to see what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from sijoint.cli.main import main


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The only line on standard error; nothing may stand on standard output."""
        assert self.out == ""
        (line,) = self.err.splitlines()
        return line


Sijoint = Callable[..., Outcome]


@pytest.fixture
def sijoint(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sijoint:
    """Type a command, as wide as a usual terminal."""
    monkeypatch.setenv("COLUMNS", "80")

    def typed(*arguments: str) -> Outcome:
        status = main(arguments)
        seen = capsys.readouterr()
        return Outcome(status, seen.out, seen.err)

    return typed
