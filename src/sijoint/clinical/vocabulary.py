"""The vocabulary: every word that a case may use, as the evidence defines it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingKind:
    """How one finding is recorded.

    Parameters
    ----------
    side : bool
        Whether it is recorded per side of the body.
    minimum, maximum : float or None
        Range of the value of a graded finding, in its own unit. Both are None when
        the finding carries a result.
    is_test : bool
        Whether it is a test done on the body, so that a place and familiar pain can
        be recorded; False for what is told (history, red flags, questionnaires).
    provokes : bool
        Whether a positive is pain that the test brought on, so that a place and familiar
        pain are worth asking; False where strength, feeling or movement is judged.
    has_pain_side : bool
        Whether it may say on which side it was felt: unsided tests, and Gaenslen,
        whose side is a leg and not the painful joint.
    """

    side: bool
    minimum: float | None = None
    maximum: float | None = None
    is_test: bool = False
    provokes: bool = False
    has_pain_side: bool = False

    @property
    def is_graded(self) -> bool:
        """Whether it carries a value instead of a result."""
        return self.minimum is not None


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """The range of one measure, both ends included."""

    minimum: float
    maximum: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ids that a case may name.

    Parameters
    ----------
    findings : mapping of str to FindingKind
        By id, in the order in which the evidence lists them.
    measures : mapping of str to MeasureKind
        By id, in the order in which the evidence lists them.
    conditions, sports, equipment : frozenset of str
        Ids of conditions, of sports, and of equipment for the home programme.
    """

    findings: Mapping[str, FindingKind]
    measures: Mapping[str, MeasureKind]
    conditions: frozenset[str]
    sports: frozenset[str]
    equipment: frozenset[str]
