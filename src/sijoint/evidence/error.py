"""Errors of the evidence: the files are wrong, not the case."""

from __future__ import annotations


class EvidenceError(Exception):
    """An evidence file cannot be used; the message names the file and the record."""
