"""Signs: how recorded findings become evidence for or against sources.

A sign is what the probability model scores: one finding, one vote shared by two near
duplicates, a published count, or a rule over several findings. A sign that was not
recorded is None and weighs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sijoint.clinical.case import Case, Location, Side


class SignKind(StrEnum):
    """How the findings of a sign make its result."""

    FINDING = "finding"
    ABSENT = "absent"
    MEAN = "mean"
    AT_MOST = "at_most"
    ANY = "any"
    BOTH_SIDES = "both_sides"
    INFLAMMATORY = "inflammatory"
    COUNT = "count"
    GROIN = "groin"


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a result is seen, and how surely that is known.

    Parameters
    ----------
    value : float
        0 to 1.
    counts : tuple of (int, int) or None
        People with and without the result, as counted by the study; None when the
        source prints no counts.
    effective_n : float
        Stands in for the counts when there are none.
    """

    value: float
    counts: tuple[int, int] | None
    effective_n: float


@dataclass(frozen=True, slots=True)
class Against:
    """A finding that speaks against a source: its lower rate in sets with that source.

    `rate_with_target` holds in sets that also have a target of the finding.
    """

    source: str
    rate: Rate
    rate_with_target: Rate


@dataclass(frozen=True, slots=True)
class Cells:
    """Chance of a positive result by which sources are active.

    Parameters
    ----------
    targets : mapping of str to Rate
        Sensitivity by source.
    leak : Rate
        Chance of a positive result when no target is active.
    against : tuple of Against
        Sources the finding speaks against.
    """

    targets: Mapping[str, Rate]
    leak: Rate
    against: tuple[Against, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a published count: its share with the source, and without it."""

    source: str
    first: int
    last: int
    rate: Rate
    leak: Rate


@dataclass(frozen=True, slots=True)
class Sign:
    """One scored sign.

    Parameters
    ----------
    id, group : str
        Its id, and the group of one region it is damped and clipped with.
    kind : SignKind
        How its findings make its result.
    findings : tuple of str
        Finding ids.
    sided : frozenset of str
        Those of the findings that have a side.
    limits : mapping of str to float
        For graded findings: positive at or under it (for inflammatory back pain: above).
    members : tuple of Cells
        One per vote; a sign has one vote except of kind MEAN, and none for a count.
    bands : tuple of Band
        For a count.
    power : float
        Exponent on its ratio, 0 to 1.
    ignore_negative : bool
        Whether a negative result weighs nothing.
    part_of : str
        Id of the count that replaces it once decided; empty when there is none.
    sources : tuple of str
        Evidence ids.
    """

    id: str
    group: str
    kind: SignKind
    findings: tuple[str, ...]
    sided: frozenset[str]
    limits: Mapping[str, float]
    members: tuple[Cells, ...]
    bands: tuple[Band, ...]
    power: float
    ignore_negative: bool
    part_of: str
    sources: tuple[str, ...]


class Reading(NamedTuple):
    """What a sign says on one side; a tuple, because it is looked up so often.

    Parameters
    ----------
    positive : bool
        The result; for a count, whether it is decided at all (always True).
    votes : tuple of int
        Which members vote.
    band : int
        Index of the band of a count, otherwise -1.
    """

    positive: bool
    votes: tuple[int, ...] = (0,)
    band: int = -1


def read_sign(sign: Sign, case: Case, side: Side) -> Reading | None:
    """The sign's result on a side, or None when too little was recorded.

    Parameters
    ----------
    sign : Sign
        Which one.
    case : Case
        The recorded findings.
    side : Side
        The side assessed; unsided findings are read as they are.

    Returns
    -------
    Reading or None
        None also for a negative result that the sign ignores.
    """
    plain = sign.kind is SignKind.FINDING
    reading = (_finding if plain else _READERS[sign.kind])(sign, case, side)
    if reading is not None and sign.ignore_negative and not reading.positive:
        return None
    return reading


_POSITIVE, _NEGATIVE = Reading(True), Reading(False)


def _result(sign: Sign, case: Case, finding: str, side: Side) -> bool | None:
    """A finding as positive or negative; graded ones by their limit."""
    answer = case.answer(finding, side if finding in sign.sided else None)
    if answer is None or answer is True or answer is False:
        return answer
    return answer <= sign.limits[finding]


def _plain(positive: bool | None) -> Reading | None:
    return None if positive is None else _POSITIVE if positive else _NEGATIVE


def _finding(sign: Sign, case: Case, side: Side) -> Reading | None:
    return _plain(_result(sign, case, sign.findings[0], side))


def _absent(sign: Sign, case: Case, side: Side) -> Reading | None:
    present = _result(sign, case, sign.findings[0], side)
    return None if present is None else _plain(not present)


def _mean(sign: Sign, case: Case, side: Side) -> Reading | None:
    """One vote of near duplicates: those recorded vote, each with its own result."""
    results = [_result(sign, case, finding, side) for finding in sign.findings]
    votes = tuple(i for i, result in enumerate(results) if result is not None)
    if not votes:
        return None
    signed = tuple(i if results[i] else ~i for i in votes)
    return Reading(any(results[i] for i in votes), signed)


def _any(sign: Sign, case: Case, side: Side) -> Reading | None:
    """Positive when one is; negative when two or more were recorded and none is."""
    recorded = [r for f in sign.findings if (r := _result(sign, case, f, side)) is not None]
    if any(recorded):
        return _POSITIVE
    return _NEGATIVE if len(recorded) >= 2 else None


def _both_sides(sign: Sign, case: Case, _side: Side) -> Reading | None:
    """Positive when recorded positive on both sides; negative when both were recorded."""
    both = [case.is_positive(sign.findings[0], side) for side in Side]
    return None if None in both else _plain(all(both))


def _inflammatory(sign: Sign, case: Case, side: Side) -> Reading | None:
    """Two of the four Berlin items; negative only when all four are recorded."""
    stiffness, better, no_rest, waking, alternating = sign.findings
    minutes = case.value(stiffness)
    rest = (case.is_positive(better), case.is_positive(no_rest))
    items = (
        None if minutes is None else minutes > sign.limits[stiffness],
        False if False in rest else (None if None in rest else True),
        case.is_positive(waking),
        case.is_positive(alternating),
    )
    if items.count(True) >= 2:
        return _POSITIVE
    return None if None in items else _NEGATIVE


def _count(sign: Sign, case: Case, side: Side) -> Reading | None:
    """The published count, once more answers could not change its band.

    Decided with all items recorded, with four positive, or with three negative.
    """
    recorded = [r for f in sign.findings if (r := _result(sign, case, f, side)) is not None]
    band = band_of(sign, recorded.count(True), len(recorded))
    return None if band is None else Reading(True, band=band)


def band_of(sign: Sign, positive: int, recorded: int) -> int | None:
    """Index of the band of a count, or None while more answers could change it."""
    most = positive + len(sign.findings) - recorded
    for index, band in enumerate(sign.bands):
        if band.first <= positive and most <= band.last:
            return index
    return None


def _groin(sign: Sign, case: Case, side: Side) -> Reading | None:
    """A test whose pain was felt in the groin is a finding of the hip."""
    found = case.finding(sign.findings[0], side)
    if found is None or found.location is not Location.GROIN:
        return None
    return _plain(case.is_positive(sign.findings[0], side))


_READERS: Mapping[SignKind, Callable[[Sign, Case, Side], Reading | None]] = {
    SignKind.FINDING: _finding,
    SignKind.ABSENT: _absent,
    SignKind.MEAN: _mean,
    SignKind.AT_MOST: _finding,
    SignKind.ANY: _any,
    SignKind.BOTH_SIDES: _both_sides,
    SignKind.INFLAMMATORY: _inflammatory,
    SignKind.COUNT: _count,
    SignKind.GROIN: _groin,
}
