"""Options that several commands share: how they are read, and what is said of a wrong one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sijoint.casefile.error import shortened
from sijoint.cli.failure import WrongInputError

if TYPE_CHECKING:
    from sijoint.language import Language

Code = Annotated[
    str, typer.Option("--lang", metavar="CODE", help="Language of the words: en or es.")
]


def whole_number(
    option: str, *, least: int | None = None, most: int | None = None
) -> Callable[[str], int]:
    """A parser of whole numbers.

    Parameters
    ----------
    option : str
        How the option is typed; what is said of a wrong number begins with it.
    least, most : int, optional
        The smallest and the largest that are allowed.

    Returns
    -------
    callable
        From what was typed to the number; raises WrongInputError for anything else.
    """

    def read(typed: str) -> int:
        try:
            number = int(typed)
        except ValueError:
            shown = shortened(typed)
            raise WrongInputError(f"{option} {shown}: a whole number is needed") from None
        if least is not None and number < least:
            raise WrongInputError(f"{option} {number}: must be {least} or more")
        if most is not None and number > most:
            raise WrongInputError(f"{option} {number}: must be {most} or less")
        return number

    return read


def file_to_write(typed: str) -> Path:
    """The file that a command is to write.

    Raises
    ------
    WrongInputError
        If what was typed is a folder, or the sign for standard output.
    """
    if typed == "-":
        raise WrongInputError("-: cannot be written: it is no file; name a file")
    path = Path(typed)
    if typed.endswith("/") or path.is_dir():
        raise WrongInputError(f"{typed}: cannot be written: it is a folder; name a file in it")
    return path


def spoken(code: str) -> Language:
    """The language with this code.

    Raises
    ------
    WrongInputError
        If there is none; the message says which there are.
    """
    from sijoint.language import UnknownLanguageError, language

    try:
        return language(code)
    except UnknownLanguageError as error:
        raise WrongInputError(str(error)) from None
