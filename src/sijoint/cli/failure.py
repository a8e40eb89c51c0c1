"""How a command ends, and what is said when it cannot do what was asked.

Failure
 |- WrongInputError      what was typed, or a file that it names, cannot be used
 |- OutputClosedError    whoever read the output has gone away
"""

from __future__ import annotations

ANSWERED = 0
STOPPED = 1
"""A safety stop, or a check that found problems."""

WRONG_INPUT = 2
INTERNAL = 3
INTERRUPTED = 130
PIPE_CLOSED = 141
"""As for any program that writes into a closed pipe; 1 would be a safety stop."""


class Failure(Exception):  # noqa: N818 (the root of the tree above)
    """A command cannot go on."""


class WrongInputError(Failure):
    """What was typed cannot be used; `str()` says why in one physical line."""


class OutputClosedError(Failure):
    """Nobody reads the output any more; there is nothing left to say."""
