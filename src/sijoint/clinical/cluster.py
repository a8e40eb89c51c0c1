"""The provocation cluster of one side, and the two screens that come before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sijoint.clinical.block import BlockRules
from sijoint.clinical.case import Case, Finding, Location, Result, Side


class Gate(StrEnum):
    """State of a screen."""

    ANSWERED = "answered"
    WAIVED = "waived"
    MISSING = "missing"


class ClusterResult(StrEnum):
    """What the cluster says by its published rule."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class GateRules:
    """What answers the two screens.

    Parameters
    ----------
    low_back : tuple of str
        Findings that must all be recorded for the low back screen.
    low_back_one_of : tuple of str
        And one of these, on the side assessed.
    hip_one_of : tuple of str
        One of these recorded on the side answers the hip screen,
    hip_negative : tuple of str
        or one of these recorded negative.
    """

    low_back: tuple[str, ...]
    low_back_one_of: tuple[str, ...]
    hip_one_of: tuple[str, ...]
    hip_negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The provocation tests of one side.

    Parameters
    ----------
    side : Side
    performed, positive, not_done : tuple of str
        Test ids in the order of the block. A positive test reproduced the familiar
        pain at the back, or nowhere in particular.
    result : ClusterResult
    low_back, hip : Gate
        The screens.
    """

    side: Side
    performed: tuple[str, ...]
    positive: tuple[str, ...]
    not_done: tuple[str, ...]
    result: ClusterResult
    low_back: Gate
    hip: Gate

    @property
    def scored(self) -> bool:
        """Whether the count may weigh: no screen is missing and a test was done."""
        return Gate.MISSING not in (self.low_back, self.hip)

    @property
    def waived(self) -> bool:
        """Whether a screen was waived."""
        return Gate.WAIVED in (self.low_back, self.hip)


def read_cluster(
    case: Case, side: Side, *, block: BlockRules, gates: GateRules, sided: frozenset[str]
) -> Cluster:
    """Read the tests of the cluster on one side.

    Parameters
    ----------
    case : Case
    side : Side
        The side assessed.
    block : BlockRules
        The tests and the rule.
    gates : GateRules
        What answers the screens.
    sided : frozenset of str
        Findings that have a side.
    """
    results = {test.id: test_result(case, test.id, side, sided) for test in block.tests}
    performed = tuple(test for test, result in results.items() if result is not None)
    positive = tuple(test for test in performed if results[test])
    return Cluster(
        side=side,
        performed=performed,
        positive=positive,
        not_done=tuple(test for test in results if test not in performed),
        result=_verdict(len(performed), len(positive), block),
        low_back=_low_back_gate(case, side, gates, sided),
        hip=_hip_gate(case, side, gates, sided),
    )


def test_result(case: Case, test: str, side: Side, sided: frozenset[str]) -> bool | None:
    """Whether a test counts as positive on a side; None when it is missing.

    FABER felt in the groin leaves the cluster. Gaenslen with the other leg off the
    table counts when its pain was felt on this side.
    """
    found = case.finding(test, side if test in sided else None)
    if test == "gaenslen":
        found = _felt_across(case.finding(test, side.other), side) or found
    if found is None or found.result is None:
        return None
    if test == "faber" and found.location is Location.GROIN:
        return None
    return is_familiar_positive(found) and found.pain_side in (None, side)


def _felt_across(other: Finding | None, side: Side) -> Finding | None:
    felt_here = other is not None and other.pain_side is side and is_familiar_positive(other)
    return other if felt_here else None


def is_familiar_positive(finding: Finding) -> bool:
    """Whether a test reproduced the person's own pain, at the back or nowhere in particular."""
    elsewhere = (Location.GROIN, Location.LATERAL, Location.MIDLINE)
    return (
        finding.result is Result.POSITIVE
        and finding.familiar_pain is not False
        and finding.location not in elsewhere
    )


def _verdict(performed: int, positive: int, block: BlockRules) -> ClusterResult:
    if positive >= block.positive_from:
        return ClusterResult.POSITIVE
    if performed >= block.negative_needs:
        return ClusterResult.NEGATIVE
    return ClusterResult.INSUFFICIENT


def _low_back_gate(case: Case, side: Side, gates: GateRules, sided: frozenset[str]) -> Gate:
    all_of = all(_recorded(case, f, side, sided) for f in gates.low_back)
    if all_of and any(_recorded(case, f, side, sided) for f in gates.low_back_one_of):
        return Gate.ANSWERED
    return Gate.WAIVED if case.gates.low_back_waived.strip() else Gate.MISSING


def _hip_gate(case: Case, side: Side, gates: GateRules, sided: frozenset[str]) -> Gate:
    by_record = any(_recorded(case, f, side, sided) for f in gates.hip_one_of)
    negatives = (case.is_positive(f, side if f in sided else None) for f in gates.hip_negative)
    if by_record or False in negatives:
        return Gate.ANSWERED
    return Gate.WAIVED if case.gates.hip_waived.strip() else Gate.MISSING


def _recorded(case: Case, finding: str, side: Side, sided: frozenset[str]) -> bool:
    return case.finding(finding, side if finding in sided else None) is not None


def unanswered(cluster: Cluster, gates: GateRules) -> Mapping[str, Sequence[str]]:
    """Findings that would answer each missing screen, by screen."""
    open_gates = {}
    if cluster.low_back is Gate.MISSING:
        open_gates["low_back"] = (*gates.low_back, *gates.low_back_one_of)
    if cluster.hip is Gate.MISSING:
        open_gates["hip"] = (*gates.hip_one_of, *gates.hip_negative)
    return open_gates
