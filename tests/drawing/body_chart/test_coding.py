"""From regions to findings, against a table written out by hand from the definitions."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from sijoint.casefile.read import from_text
from sijoint.clinical.case import Finding, Result, Side
from sijoint.drawing.body_chart.coding import (
    FollowUp,
    findings_of,
    follow_ups,
    parts_in_pain,
)
from sijoint.drawing.body_chart.drawing import Kind, Mark, PainDrawing
from sijoint.drawing.body_chart.region import REGIONS
from tests.drawing.body_chart.drawings_given import drawings
from tests.vocabulary import evidence_vocabulary

POSITIVE = {
    "head": "",
    "neck": "",
    "shoulder": "",
    "upper_arm": "",
    "forearm": "",
    "hand": "",
    "chest": "",
    "upper_back": "pain_above_l5",
    "low_back": "pain_above_l5",
    "low_back_middle": "pain_above_l5 pain_midline",
    "belt_line": "",
    "belt_line_middle": "pain_midline",
    "dimple": "",
    "sacrum": "pain_midline",
    "upper_buttock": "pain_buttock",
    "lower_buttock": "pain_buttock",
    "coccyx": "pain_coccyx",
    "upper_belly": "",
    "lower_belly": "",
    "groin": "pain_groin",
    "pubic_symphysis": "pain_symphysis",
    "lateral_hip": "pain_lateral_hip",
    "front_thigh": "",
    "inner_thigh": "",
    "outer_thigh": "pain_lateral_hip",
    "back_thigh_upper": "pain_posterior_thigh",
    "back_thigh_lower": "pain_posterior_thigh",
    "knee_front": "",
    "knee_back": "",
    "shin": "pain_below_knee",
    "calf": "pain_below_knee",
    "foot_top": "pain_below_knee",
    "sole": "pain_below_knee",
}
"""What a single region says by itself, on a drawing that may go on."""

LEFT_OPEN = {
    "head": "pain_above_l5",
    "neck": "pain_above_l5",
    "shoulder": "pain_above_l5",
    "upper_arm": "pain_above_l5",
    "forearm": "pain_above_l5",
    "hand": "pain_above_l5",
    "chest": "pain_above_l5",
    "upper_belly": "pain_above_l5",
    "belt_line": "pain_above_l5",
    "belt_line_middle": "pain_above_l5",
    "dimple": "pain_buttock",
    "sacrum": "pain_coccyx",
    "upper_buttock": "pain_lateral_hip",
    "lower_buttock": "pain_lateral_hip pain_coccyx",
    "lower_belly": "pain_groin pain_symphysis",
    "groin": "pain_lateral_hip pain_symphysis",
    "pubic_symphysis": "pain_groin",
    "lateral_hip": "pain_buttock pain_groin",
    "front_thigh": "pain_groin pain_lateral_hip",
    "inner_thigh": "pain_groin pain_posterior_thigh pain_symphysis",
    "outer_thigh": "pain_posterior_thigh",
    "back_thigh_upper": "pain_lateral_hip",
    "back_thigh_lower": "pain_lateral_hip",
    "knee_front": "pain_below_knee",
    "knee_back": "pain_below_knee pain_posterior_thigh",
}
"""Findings that a place in pain leaves unknown, though the drawing is complete."""

UNSIDED = ("pain_above_l5", "pain_symphysis", "pain_coccyx")

SIDED = {
    "pain_buttock",
    "pain_groin",
    "pain_lateral_hip",
    "pain_posterior_thigh",
    "pain_below_knee",
}
NEVER = {"one_finger_psis", "pain_alternating_buttock", "widespread_pain"}


def coded(*regions: str, complete: bool = False, **options: bool) -> dict[str, str]:
    """Findings as text: ``pain_groin left`` to ``positive``."""
    marks = tuple(Mark(region) for region in regions)
    return as_text(findings_of(PainDrawing(marks, complete), **options))


def as_text(findings: tuple[Finding, ...]) -> dict[str, str]:
    said = {
        f"{finding.id} {finding.side}" if finding.side else finding.id: str(finding.result)
        for finding in findings
    }
    assert len(said) == len(findings)
    return said


@pytest.mark.parametrize("region", REGIONS)
def test_what_one_region_says(region: str) -> None:
    place, side = REGIONS[region].place, REGIONS[region].side
    expected = {f"{f} {side}" if f in SIDED else f for f in POSITIVE[place].split()}
    assert coded(region) == dict.fromkeys(expected, "positive")


@given(drawings)
def test_the_case_file_accepts_what_follows_from_any_drawing(drawing: PainDrawing) -> None:
    findings = findings_of(drawing)
    written = [
        {"id": f.id, "result": str(f.result)} | ({"side": str(f.side)} if f.side else {})
        for f in findings
    ]
    case = {
        "schema": "sijoint.case/1",
        "patient": {"age_years": 34, "sex": "female"},
        "episode": {"duration_weeks": 16, "side": "left"},
        "findings": written,
    }
    read = from_text(json.dumps(case), evidence_vocabulary(), file="case")
    assert set(read.findings) == set(findings)


@given(drawings)
def test_findings_come_in_the_order_of_the_case_file(drawing: PainDrawing) -> None:
    order = list(evidence_vocabulary().findings)
    places = [(order.index(f.id), f.side is Side.RIGHT) for f in findings_of(drawing)]
    assert places == sorted(places)


@given(drawings)
def test_some_findings_never_follow_from_a_chart(drawing: PainDrawing) -> None:
    assert not NEVER & {finding.id for finding in findings_of(drawing)}


@given(drawings)
def test_an_incomplete_drawing_denies_at_most_that_pain_is_one_sided(drawing: PainDrawing) -> None:
    """Pain on both sides contradicts one-sided pain, whatever else there may be."""
    if not drawing.is_complete:
        negatives = {f.id for f in findings_of(drawing) if f.result is Result.NEGATIVE}
        assert negatives <= {"pain_unilateral"}


@given(drawings)
def test_calling_a_drawing_complete_takes_no_positive_away(drawing: PainDrawing) -> None:
    before = set(findings_of(PainDrawing(drawing.marks)))
    assert before <= set(findings_of(PainDrawing(drawing.marks, is_complete=True)))


def test_nothing_follows_from_an_empty_drawing_that_is_not_complete() -> None:
    assert coded() == {}


def test_an_empty_complete_drawing_denies_places_and_leaves_the_middle_open() -> None:
    """No region hurts: no place is positive, but nobody put a finger on the spine."""
    assert coded(complete=True) == {
        "pain_above_l5": "negative",
        "pain_bilateral": "negative",
        "pain_symphysis": "negative",
        "pain_coccyx": "negative",
    } | {f"{finding} {side}": "negative" for finding in SIDED for side in Side}


def test_a_tap_on_the_dimple_is_no_one_finger_test() -> None:
    assert coded("dimple_left") == {}
    assert follow_ups(PainDrawing((Mark("dimple_left"),))) == (
        FollowUp("one_finger_psis", Side.LEFT),
    )


def test_the_usual_one_sided_drawing() -> None:
    said = coded("dimple_left", "upper_buttock_left", "back_thigh_upper_left", complete=True)
    assert said == {
        "pain_above_l5": "negative",
        "pain_unilateral": "positive",
        "pain_bilateral": "negative",
        "pain_buttock left": "positive",
        "pain_buttock right": "negative",
        "pain_groin left": "negative",
        "pain_groin right": "negative",
        "pain_lateral_hip right": "negative",
        "pain_posterior_thigh left": "positive",
        "pain_posterior_thigh right": "negative",
        "pain_below_knee left": "negative",
        "pain_below_knee right": "negative",
        "pain_symphysis": "negative",
        "pain_coccyx": "negative",
    }


class TestWorstSpot:
    def test_all_pain_below_l5(self) -> None:
        said = coded("dimple_left", "coccyx", complete=True)
        assert said["pain_below_l5"] == "positive"

    def test_all_pain_above_l5(self) -> None:
        said = coded("low_back_left", "upper_back_left", complete=True)
        assert said["pain_below_l5"] == "negative"

    def test_the_worst_of_rated_spots_decides(self) -> None:
        marks = (Mark("dimple_left", 7), Mark("low_back_left", 3), Mark("calf_left", 6))
        said = as_text(findings_of(PainDrawing(marks, is_complete=True)))
        assert said["pain_below_l5"] == "positive"
        assert said["pain_above_l5"] == "positive"

    def test_above_and_below_without_ratings_stays_open(self) -> None:
        said = coded("dimple_left", "low_back_left", complete=True)
        assert "pain_below_l5" not in said
        assert said["pain_above_l5"] == "positive"

    def test_one_missing_rating_leaves_the_worst_unknown(self) -> None:
        marks = (Mark("dimple_left", 7), Mark("low_back_left"))
        said = as_text(findings_of(PainDrawing(marks, is_complete=True)))
        assert "pain_below_l5" not in said

    def test_a_tie_above_and_below_stays_open(self) -> None:
        marks = (Mark("dimple_left", 7), Mark("low_back_left", 7))
        assert "pain_below_l5" not in as_text(findings_of(PainDrawing(marks, is_complete=True)))

    @pytest.mark.parametrize("worst", ["calf_left", "groin_left", "belt_line_left", "neck"])
    def test_a_worst_spot_elsewhere_says_nothing_about_l5(self, worst: str) -> None:
        marks = (Mark("dimple_left", 3), Mark(worst, 8))
        assert "pain_below_l5" not in as_text(findings_of(PainDrawing(marks, is_complete=True)))

    def test_an_incomplete_drawing_may_lack_the_worst_spot(self) -> None:
        marks = (Mark("dimple_left", 7),)
        assert "pain_below_l5" not in as_text(findings_of(PainDrawing(marks)))


class TestSides:
    def test_both_sides(self) -> None:
        said = coded("dimple_left", "lower_buttock_right")
        assert said["pain_bilateral"] == "positive"
        assert said["pain_unilateral"] == "negative"

    def test_both_sides_one_after_the_other_are_not_both_at_once(self) -> None:
        said = coded("dimple_left", "dimple_right", complete=True, changes_sides=True)
        assert "pain_bilateral" not in said
        assert said["pain_unilateral"] == "negative"

    def test_pain_that_changes_sides_is_not_one_sided(self) -> None:
        said = coded("dimple_left", complete=True, changes_sides=True)
        assert not {"pain_unilateral", "pain_bilateral"} & said.keys()

    def test_one_side_needs_a_complete_drawing(self) -> None:
        assert "pain_unilateral" not in coded("upper_buttock_left")

    def test_the_middle_only(self) -> None:
        said = coded("sacrum", complete=True)
        assert said["pain_midline"] == "positive"
        assert not {"pain_unilateral", "pain_bilateral"} & said.keys()
        assert said["pain_below_l5"] == "positive"

    @pytest.mark.parametrize("middle", ["low_back_middle", "belt_line_middle", "sacrum", "coccyx"])
    def test_the_middle_and_one_side_stay_open(self, middle: str) -> None:
        said = coded("dimple_left", middle, complete=True)
        assert not {"pain_unilateral", "pain_bilateral"} & said.keys()

    def test_legs_on_both_sides_are_not_back_pain_on_both_sides(self) -> None:
        said = coded("calf_left", "calf_right", complete=True)
        assert said["pain_bilateral"] == "negative"
        assert "pain_unilateral" not in said
        assert said["pain_below_knee left"] == said["pain_below_knee right"] == "positive"

    @pytest.mark.parametrize("near", ["upper_back_right", "lateral_hip_right"])
    def test_pain_near_the_other_buttock_leaves_the_sides_open(self, near: str) -> None:
        said = coded("dimple_left", near, complete=True)
        assert not {"pain_unilateral", "pain_bilateral"} & said.keys()


class TestNegatives:
    @pytest.mark.parametrize("region", REGIONS)
    def test_what_one_region_says_on_a_complete_drawing(self, region: str) -> None:
        """Everything else is denied, but what may be meant as well is left open."""
        place, side = REGIONS[region].place, REGIONS[region].side
        expected = dict.fromkeys(UNSIDED, "negative")
        expected |= {f"{finding} {each}": "negative" for finding in SIDED for each in Side}
        for finding in LEFT_OPEN.get(place, "").split():
            for name in _names(finding, side):
                del expected[name]
        for finding in POSITIVE[place].split():
            expected |= dict.fromkeys(_names(finding, side), "positive")
        said = coded(region, complete=True)
        rest = {"pain_below_l5", "pain_unilateral", "pain_bilateral"}
        assert {name: said[name] for name in said.keys() - rest} == expected

    def test_a_neighbour_on_the_other_side_does_not(self) -> None:
        assert coded("dimple_right", complete=True)["pain_buttock left"] == "negative"

    def test_the_middle_of_the_spine_is_never_denied(self) -> None:
        assert "pain_midline" not in coded("dimple_left", complete=True)


def _names(finding: str, side: Side | None) -> list[str]:
    """The finding on this side; pain on the middle line may be meant on either."""
    if finding not in SIDED:
        return [finding]
    return [f"{finding} {each}" for each in ((side,) if side else Side)]


class TestKinds:
    def test_no_pain_counts_as_not_chosen(self) -> None:
        none, nothing = PainDrawing((Mark("groin_left", 0),), True), PainDrawing((), True)
        assert findings_of(none) == findings_of(nothing)

    def test_numbness_below_the_knee_counts(self) -> None:
        numb = PainDrawing((Mark("calf_left", None, frozenset({Kind.NUMBNESS})),))
        assert as_text(findings_of(numb)) == {"pain_below_knee left": "positive"}

    def test_numbness_of_a_buttock_is_neither_pain_nor_its_absence(self) -> None:
        numb = Mark("upper_buttock_left", None, frozenset({Kind.NUMBNESS}))
        said = as_text(findings_of(PainDrawing((numb,), is_complete=True)))
        assert "pain_buttock left" not in said
        assert said["pain_buttock right"] == "negative"
        assert "pain_unilateral" not in said


class TestFollowUps:
    def test_nothing_to_ask(self) -> None:
        assert follow_ups(PainDrawing()) == ()
        assert follow_ups(PainDrawing((Mark("calf_left"), Mark("dimple_left", 0)))) == ()

    def test_both_sides_may_alternate(self) -> None:
        both = PainDrawing((Mark("dimple_left"), Mark("dimple_right")))
        assert follow_ups(both) == (
            FollowUp("pain_alternating_buttock"),
            FollowUp("one_finger_psis", Side.LEFT),
            FollowUp("one_finger_psis", Side.RIGHT),
        )

    def test_four_parts_may_be_widespread(self) -> None:
        four = PainDrawing(tuple(map(Mark, ("hand_left", "hand_right", "neck", "calf_left"))))
        assert follow_ups(four) == (FollowUp("widespread_pain"),)

    def test_three_parts_are_not(self) -> None:
        three = PainDrawing(tuple(map(Mark, ("hand_left", "neck", "calf_left", "head"))))
        assert follow_ups(three) == ()


@pytest.mark.parametrize("region", REGIONS)
def test_each_region_belongs_to_one_part_of_the_body(region: str) -> None:
    leg = {"lateral_hip", "front_thigh", "inner_thigh", "outer_thigh", "back_thigh_upper"}
    leg |= {"back_thigh_lower", "knee_front", "knee_back", "shin", "calf", "foot_top", "sole"}
    arm = {"shoulder", "upper_arm", "forearm", "hand"}
    place, side = REGIONS[region].place, REGIONS[region].side
    expected = {"trunk"}
    if place in leg | arm:
        expected = {f"{side} {'leg' if place in leg else 'arm'}"}
    if place == "head":
        expected = set()
    assert parts_in_pain(PainDrawing((Mark(region),))) == expected


def test_an_si_joint_alone_is_one_part() -> None:
    places = ("dimple", "upper_buttock", "lower_buttock", "groin", "belt_line")
    marks = tuple(Mark(f"{place}_{side}") for place in places for side in Side)
    assert parts_in_pain(PainDrawing(marks)) == {"trunk"}
