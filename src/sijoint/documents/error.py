"""What can keep a document from being made.

DocumentError
 |- NoProgrammeError     there are no exercises to print
 |- UnknownStageError    the plan has no such stage
 |- NotInstalledError    the typesetter or its font is missing
"""

from __future__ import annotations


class DocumentError(Exception):
    """A document cannot be made; `str()` says why in one line."""


class NoProgrammeError(DocumentError):
    """There are no exercises to print; the message says why."""


class UnknownStageError(DocumentError):
    """The plan has no such stage; the message names those that it has."""


class NotInstalledError(DocumentError):
    """The typesetter or its font is missing; the message says how to get it."""
