"""Where a command writes: standard output as a whole, or a file that appears at once."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from pathlib import Path

from sijoint.cli.failure import OutputClosedError, WrongInputError

NARROWEST, WIDEST = 60, 120
"""Columns: fewer cannot hold a table, and longer lines are hard to read."""

ANY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
"""Bits of a mode that let somebody write."""


def write(text: str) -> None:
    """Write to standard output, whole and at once.

    Raises
    ------
    OutputClosedError
        If whoever read it has gone away.
    """
    if sys.stdout is None:
        # The shell closed it.
        raise OutputClosedError
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputClosedError from None


def encoding() -> str:
    """How standard output writes characters."""
    return getattr(sys.stdout, "encoding", None) or "ascii"


def is_terminal() -> bool:
    """Whether a person sees the output as it is written."""
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int:
    """Columns of the terminal, at least 60 and at most 120; 80 where there is none."""
    return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)


def save(content: str | bytes, path: Path) -> None:
    """Write a file that is there whole or not at all.

    Parameters
    ----------
    content : str or bytes
        A text is written as UTF-8.
    path : Path
        Replaced when it exists.

    Raises
    ------
    WrongInputError
        If it cannot be written; the message names the file.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise WrongInputError(f"{path}: cannot be written: it is no regular file")
    if target.exists() and not _may_write(target):
        # Replacing asks the folder only, and would lose a file that somebody protects.
        raise WrongInputError(f"{path}: cannot be written: permission denied")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        reason = (error.strerror or type(error).__name__).lower()
        raise WrongInputError(f"{path}: cannot be written: {reason}") from None


def _may_write(file: Path) -> bool:
    """Whether a file may be changed; the system lets root change one that nobody may write."""
    return bool(file.stat().st_mode & ANY_WRITES) and os.access(file, os.W_OK)


def silence() -> None:
    """Send what is still to be written nowhere, so that the end of the program is quiet."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
