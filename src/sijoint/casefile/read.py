"""Reading a case: a file, or standard input, to a checked clinical case."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sijoint.casefile.document import Document, parse
from sijoint.casefile.error import UnreadableCaseError
from sijoint.casefile.problem import report

if TYPE_CHECKING:
    from sijoint.clinical.case import Case
    from sijoint.clinical.vocabulary import Vocabulary

LARGEST_FILE = 1_000_000
"""Bytes of a case file, at most."""

STANDARD_INPUT = "standard input"


def read_case(path: str | os.PathLike[str], vocabulary: Vocabulary) -> Case:
    """Read the case in a TOML or JSON file.

    Parameters
    ----------
    path : str or path-like
        The file; ``"-"`` is standard input. Names ending in ``.toml`` or ``.json`` say
        what they hold; any other text is JSON when it starts with a brace.
    vocabulary : Vocabulary
        The ids that the case may name.

    Returns
    -------
    Case
        Whatever the file leaves out is not recorded.

    Raises
    ------
    CaseError
        If the file cannot be read, is larger than 1 MB, is no text, no TOML or JSON, or
        breaks the contract of `sijoint.case/1`. Its text is one physical line.
    """
    name = os.fspath(path)
    file = STANDARD_INPUT if name == "-" else name
    return from_text(_text(_bytes(name, file), file), vocabulary, file=file)


def from_text(text: str, vocabulary: Vocabulary, *, file: str) -> Case:
    """Read the case in a TOML or JSON text; `file` names it in messages.

    Raises
    ------
    CaseError
        As in `read_case`.
    """
    ending = Path(file).suffix.lower()
    is_json = ending == ".json" or (ending != ".toml" and text.lstrip().startswith("{"))
    return from_document(parse(text, is_json=is_json, file=file), vocabulary, file=file)


def from_document(document: Document, vocabulary: Vocabulary, *, file: str) -> Case:
    """Read the case in the tables and lists of a document; `file` names it in messages.

    Raises
    ------
    InvalidCaseError
        If the document breaks the contract of `sijoint.case/1`. The first problem in
        the order of the file is told, with the number of the others.
    """
    # The models cost more to import than the rest of this package, and a file that
    # cannot be read, like a program that only prints its help, does not need them.
    from pydantic import ValidationError

    from sijoint.casefile.case import CaseFile
    from sijoint.casefile.consistency import Entries, consistency_problems

    try:
        case = CaseFile.model_validate(document)
    except ValidationError as error:
        from sijoint.casefile.shape import shape_problems

        wrong = consistency_problems(Entries.of_document(document), vocabulary)
        raise report(file, document, [*shape_problems(error), *wrong]) from None
    problems = list(consistency_problems(Entries.of_file(case), vocabulary))
    if problems:
        raise report(file, document, problems)
    return case.to_clinical()


def _bytes(name: str, file: str) -> bytes:
    try:
        if name == "-":
            return _limited(_standard_input(), file)
        # A regular file is weighed before it is opened; pipes have no size.
        about = Path(name).stat()
        if stat.S_ISREG(about.st_mode) and about.st_size > LARGEST_FILE:
            raise _too_large(file)
        with Path(name).open("rb") as stream:
            return _limited(stream, file)
    except OSError as error:
        raise _unreadable(file, error.strerror or type(error).__name__) from None
    except ValueError as error:
        # A name with a null character never reaches the system.
        raise _unreadable(file, str(error)) from None


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        # The shell closed it.
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer


def _limited(stream: BinaryIO, file: str) -> bytes:
    data = stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise _too_large(file)
    return data


def _too_large(file: str) -> UnreadableCaseError:
    return UnreadableCaseError(file, complaint="is too large", allowed="at most 1 MB")


def _unreadable(file: str, reason: str) -> UnreadableCaseError:
    return UnreadableCaseError(file, "", "", f"cannot be read: {reason.lower()}", "a readable file")


def _text(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        complaint = f"is not UTF-8 text: byte {error.start + 1} is none"
        raise UnreadableCaseError(file, "", "", complaint, "UTF-8 text") from None
    if "\0" in text:
        raise UnreadableCaseError(file, "", "", "is binary", "UTF-8 text")
    return text
