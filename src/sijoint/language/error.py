"""Errors of languages."""

from __future__ import annotations


class UnknownLanguageError(ValueError):
    """There is no such language; the message names those that there are."""


class UnfilledGapError(KeyError):
    """A text has a gap and no value for it; the only argument is the name of the gap."""
