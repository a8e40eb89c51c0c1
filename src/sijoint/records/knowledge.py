"""The evidence as this process knows it: read once, the same for every request."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sijoint.clinical.evidence import Evidence
from sijoint.clinical.vocabulary import Vocabulary
from sijoint.evidence.load import evidence_of
from sijoint.evidence.read import Raw, read_release


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """One version of the evidence.

    Parameters
    ----------
    version : str
        SHA-256 of the canonical evidence.
    raw : Raw
        Every record, by array.
    evidence : Evidence
        The rules that the clinical core takes.
    """

    version: str
    raw: Raw
    evidence: Evidence

    @property
    def vocabulary(self) -> Vocabulary:
        """Every word that a case may use."""
        return self.evidence.safety.lexicon.vocabulary


@functools.cache
def current() -> Knowledge:
    """The evidence that this version of the program carries."""
    version, raw = read_release()
    return Knowledge(version, raw, evidence_of(raw, version))
