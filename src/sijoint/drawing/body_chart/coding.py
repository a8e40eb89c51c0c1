"""From a pain drawing to the findings of the case file.

A positive follows when a region that belongs to a finding hurts. A negative follows only when
the person declared the drawing complete, the definition of the finding asks no more than the
chart does, and no neighbour is felt across a border that nobody can see: what was not chosen is
otherwise missing, never negative. A rating of 0 counts as not chosen.

Never from a chart alone: ``one_finger_psis`` (the person points twice with one finger),
``pain_alternating_buttock`` and ``widespread_pain`` (both ask about time). `follow_ups` says when
they are worth asking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sijoint.clinical.case import Finding, Result, Side
from sijoint.drawing.body_chart.drawing import PainDrawing
from sijoint.drawing.body_chart.region import REGIONS

ARM = frozenset({"shoulder", "upper_arm", "forearm", "hand"})
LEG = frozenset(
    {"lateral_hip", "front_thigh", "inner_thigh", "outer_thigh", "back_thigh_upper"}
    | {"back_thigh_lower", "knee_front", "knee_back", "shin", "calf", "foot_top", "sole"}
)
ABOVE_L5 = frozenset({"low_back", "low_back_middle", "upper_back"})
BELOW_L5 = frozenset({"dimple", "sacrum", "upper_buttock", "lower_buttock", "coccyx"})
BACK_AND_BUTTOCK = frozenset({"low_back", "belt_line", "dimple", "upper_buttock", "lower_buttock"})
ON_THE_MIDDLE = frozenset({"low_back_middle", "belt_line_middle", "sacrum", "coccyx"})


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """What a finding about one place follows from.

    Parameters
    ----------
    finding : str
    places : frozenset of str
        Any of them in pain makes it positive.
    unclear : frozenset of str
        Neighbours: while one of them is felt the chart says nothing against the finding.
    is_sided : bool
    has_negative : bool
        Whether a complete drawing can answer no.
    counts_numbness : bool
        Whether tingling and numbness count like pain.
    """

    finding: str
    places: frozenset[str]
    unclear: frozenset[str] = frozenset()
    is_sided: bool = False
    has_negative: bool = True
    counts_numbness: bool = False


LEVEL_AND_MIDDLE = (
    # The band at the belt line stands for L5, so it is neither above nor below. Pain in front or
    # in the arms is above L5, but it need not belong to this pain.
    PlaceRule(
        "pain_above_l5",
        ABOVE_L5,
        ARM | {"belt_line", "belt_line_middle", "head", "neck", "chest", "upper_belly"},
    ),
    # Its no speaks for the SI joint, and is only taken after a finger on the bone.
    PlaceRule("pain_midline", ON_THE_MIDDLE - {"coccyx"}, has_negative=False),
)

PLACES = (
    # A dimple lies on the rim of the buttock; whether it is meant, the person says.
    PlaceRule(
        "pain_buttock",
        frozenset({"upper_buttock", "lower_buttock"}),
        frozenset({"dimple", "lateral_hip"}),
        is_sided=True,
    ),
    PlaceRule(
        "pain_groin",
        frozenset({"groin"}),
        frozenset({"lower_belly", "pubic_symphysis", "front_thigh", "inner_thigh", "lateral_hip"}),
        is_sided=True,
    ),
    PlaceRule(
        "pain_lateral_hip",
        frozenset({"lateral_hip", "outer_thigh"}),
        frozenset({"upper_buttock", "lower_buttock", "groin", "front_thigh"})
        | {"back_thigh_upper", "back_thigh_lower"},
        is_sided=True,
    ),
    PlaceRule(
        "pain_posterior_thigh",
        frozenset({"back_thigh_upper", "back_thigh_lower"}),
        frozenset({"inner_thigh", "outer_thigh", "knee_back"}),
        is_sided=True,
    ),
    PlaceRule(
        "pain_below_knee",
        frozenset({"shin", "calf", "foot_top", "sole"}),
        frozenset({"knee_front", "knee_back"}),
        is_sided=True,
        counts_numbness=True,
    ),
    PlaceRule(
        "pain_symphysis",
        frozenset({"pubic_symphysis"}),
        frozenset({"groin", "lower_belly", "inner_thigh"}),
    ),
    PlaceRule("pain_coccyx", frozenset({"coccyx"}), frozenset({"sacrum", "lower_buttock"})),
)

WIDESPREAD = 4
"""Parts of the body, of five, from which asking about widespread pain is worth while."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that the chart raises and cannot answer.

    Parameters
    ----------
    finding : str
        Id of the finding whose question it is.
    side : Side or None
        For a finding that has one.
    """

    finding: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class _Felt:
    """A drawing, asked about places on one side or on any; the middle line is on both."""

    drawing: PainDrawing

    def painful(self, side: Side | None = None) -> frozenset[str]:
        """The places that hurt."""
        return _places((m.region for m in self.drawing.marks if m.is_painful), side)

    def any(self, side: Side | None = None) -> frozenset[str]:
        """The places that hurt, tingle or are numb."""
        return _places((m.region for m in self.drawing.marks if m.is_felt), side)

    def worst(self) -> frozenset[str]:
        """The places among which the worst one is: all of them, unless each has a rating."""
        marks = [mark for mark in self.drawing.marks if mark.is_painful]
        ratings = [mark.intensity for mark in marks if mark.intensity is not None]
        if len(ratings) == len(marks):
            marks = [mark for mark in marks if mark.intensity == max(ratings)]
        return _places((mark.region for mark in marks), None)


def findings_of(drawing: PainDrawing, *, changes_sides: bool = False) -> tuple[Finding, ...]:
    """The findings that follow from a drawing.

    Parameters
    ----------
    drawing : PainDrawing
    changes_sides : bool
        Whether the person said that the pain moves from one side to the other; then marks on
        both sides do not say that both hurt at the same time.

    Returns
    -------
    tuple of Finding
        In the order of the case file, left before right; positives and negatives only, what is
        not known is left out.

    Examples
    --------
    >>> from sijoint.drawing.body_chart.drawing import Mark
    >>> for finding in findings_of(PainDrawing((Mark("upper_buttock_left", 6),))):
    ...     print(finding.id, finding.side, finding.result)
    pain_buttock left positive
    """
    felt = _Felt(drawing)
    return (
        *_worst_level(felt),
        *_of_rules(felt, LEVEL_AND_MIDDLE),
        *_of_sides(felt, changes_sides=changes_sides),
        *_of_rules(felt, PLACES),
    )


def follow_ups(drawing: PainDrawing) -> tuple[FollowUp, ...]:
    """What is worth asking next because of a drawing, in the order of the case file."""
    felt = _Felt(drawing)
    asked = []
    if all(felt.painful(side) & BACK_AND_BUTTOCK for side in Side):
        asked.append(FollowUp("pain_alternating_buttock"))
    asked += [FollowUp("one_finger_psis", side) for side in Side if "dimple" in felt.painful(side)]
    if len(parts_in_pain(drawing)) >= WIDESPREAD:
        asked.append(FollowUp("widespread_pain"))
    return tuple(asked)


def parts_in_pain(drawing: PainDrawing) -> frozenset[str]:
    """Which of five parts of the body hurt: each arm, each leg, and the trunk with the neck.

    Buttocks and groin count as trunk, so that an SI joint alone never looks widespread; the
    head counts nowhere.

    Examples
    --------
    >>> from sijoint.drawing.body_chart.drawing import Mark
    >>> sorted(parts_in_pain(PainDrawing((Mark("hand_left"), Mark("neck")))))
    ['left arm', 'trunk']
    """
    felt = _Felt(drawing)
    limbs = {"arm": ARM, "leg": LEG}
    parts = {f"{s} {name}" for s in Side for name, limb in limbs.items() if felt.painful(s) & limb}
    if felt.painful() - ARM - LEG - {"head"}:
        parts.add("trunk")
    return frozenset(parts)


def _worst_level(felt: _Felt) -> Iterator[Finding]:
    """Whether the worst spot is below L5, when all spots are known and all lie on one side."""
    worst = felt.worst()
    if felt.drawing.is_complete and worst:
        if worst <= BELOW_L5:
            yield Finding("pain_below_l5", result=Result.POSITIVE)
        elif worst <= ABOVE_L5:
            yield Finding("pain_below_l5", result=Result.NEGATIVE)


def _of_sides(felt: _Felt, *, changes_sides: bool) -> Iterator[Finding]:
    """One side or both; pain on the middle line or near the buttock leaves the rest open."""
    sides = [side for side in Side if felt.painful(side) & BACK_AND_BUTTOCK]
    if len(sides) == 2:
        yield Finding("pain_unilateral", result=Result.NEGATIVE)
        if not changes_sides:
            yield Finding("pain_bilateral", result=Result.POSITIVE)
        return
    is_open = changes_sides or felt.any() & ON_THE_MIDDLE or not felt.drawing.is_complete
    near = BACK_AND_BUTTOCK | {"upper_back", "lateral_hip"}
    if is_open or all(felt.any(side) & near for side in Side):
        return
    if sides:
        yield Finding("pain_unilateral", result=Result.POSITIVE)
    yield Finding("pain_bilateral", result=Result.NEGATIVE)


def _of_rules(felt: _Felt, rules: Collection[PlaceRule]) -> Iterator[Finding]:
    for rule in rules:
        for side in Side if rule.is_sided else (None,):
            if result := _result(felt, rule, side):
                yield Finding(rule.finding, side, result)


def _result(felt: _Felt, rule: PlaceRule, side: Side | None) -> Result | None:
    counted = felt.any(side) if rule.counts_numbness else felt.painful(side)
    if counted & rule.places:
        return Result.POSITIVE
    is_clear = not felt.any(side) & (rule.places | rule.unclear)
    if rule.has_negative and felt.drawing.is_complete and is_clear:
        return Result.NEGATIVE
    return None


def _places(regions: Iterator[str], side: Side | None) -> frozenset[str]:
    """The places of regions on a side or on the middle line; with None on any side."""
    marked = (REGIONS[region] for region in regions)
    return frozenset(r.place for r in marked if side is None or r.side in (side, None))
