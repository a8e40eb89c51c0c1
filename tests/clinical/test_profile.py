"""The working profile: points, caps, the key finding, the label and when there is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.clinical.facts import Facts
from sijoint.clinical.profile import (
    Profile,
    ProfileDomain,
    ProfileLabel,
    ProfilePattern,
    ProfileRule,
    ProfileRules,
    profile,
)
from sijoint.clinical.safety import Safety, SafetyLevel
from tests.clinical.rules import make_case, profile_rules

BETTER = "aslr:left=2 aslr_better_with_compression:left+"
WORSE = "aslr:left=2 aslr_worse_with_compression:left+"
ALL_FIVE = "distraction+ thigh_thrust:left+ compression+ sacral_thrust+ gaenslen:left+"


def safety_at(level: SafetyLevel) -> Safety:
    return Safety(level=level, stop=level.stops, alerts=(), not_asked=())


def profiled(
    text: str = "",
    *,
    level: SafetyLevel = SafetyLevel.NONE,
    joint: float | None = 0.4,
    **person: Any,
) -> Profile:
    case = make_case(text, **person)
    return profile(case, profile_rules(), safety=safety_at(level), joint=joint)


def points(found: Profile) -> tuple[float, float, float]:
    return (found.hypermobile, found.stiff, found.sensitized)


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        ("", {}, (0, 0, 0)),
        # load transfer
        (BETTER, {}, (1.5, 0, 0)),
        (BETTER, {"side": "right"}, (0, 0, 0)),
        ("aslr:left=0.5 aslr_better_with_compression:left+", {}, (0, 0, 0)),
        ("aslr_better_with_compression:left+", {}, (0, 0, 0)),
        ("aslr:left=2 aslr:right=0 aslr_better_with_compression:right+", {}, (0, 0, 0)),
        ("belt_relief+", {}, (0.5, 0, 0)),
        (f"{BETTER} belt_relief+", {}, (2, 0, 0)),
        (f"{BETTER} belt_relief+ aslr_worse_with_compression:left+", {}, (1, 1, 0)),
        ("belt_relief+ aslr:left=0 aslr:right=0", {}, (0, 0, 0)),
        ("belt_relief+ aslr:left=0", {}, (0.5, 0, 0)),
        ("aslr:left=0 aslr:right=0", {}, (0, 0, 0)),
        # history
        ("", {"preg": 10}, (0.5, 0, 0)),
        ("", {"pp": 52}, (0.5, 0, 0)),
        ("", {"pp": 52.1}, (0, 0, 0)),
        ("onset_pregnancy_or_birth+", {"pp": 10}, (0.5, 0, 0)),
        ("onset_trauma+", {}, (0.5, 0, 0)),
        ("previous_pelvic_trauma+", {}, (0.5, 0, 0)),
        ("onset_trauma+ previous_pelvic_trauma+ onset_pregnancy_or_birth+", {}, (1, 0, 0)),
        # laxity
        ("beighton=5", {}, (0.5, 0, 0)),
        ("beighton=4", {"age": 49.9}, (0, 0, 0)),
        ("beighton=4", {"age": 50}, (0.5, 0, 0)),
        ("beighton=3", {"age": 50}, (0, 0, 0)),
        ("", {"conditions": "connective_tissue_disorder"}, (1, 0, 0)),
        ("beighton=9", {"conditions": "connective_tissue_disorder"}, (1, 0, 0)),
        # behaviour
        ("pain_rolling_in_bed+", {}, (0, 0, 0)),
        ("pain_rolling_in_bed+ pain_stairs+", {}, (0.5, 0, 0)),
        ("pain_single_leg_loading:left+ pain_standing+ pain_stairs+", {}, (0.5, 0, 0)),
        # force and guarding
        (WORSE, {}, (0, 1, 0)),
        ("aslr_worse_with_compression:left+", {}, (0, 1, 0)),
        ("aslr:left=0 aslr_worse_with_compression:left+", {}, (0, 0, 0)),
        ("aslr:right=3 aslr_worse_with_compression:right+", {}, (0, 1, 0)),
        ("guarded_movement+", {}, (0, 0.5, 0)),
        ("breath_holding+", {}, (0, 0.5, 0)),
        ("guarded_movement+ breath_holding+", {}, (0, 1, 0)),
        # measured range
        ("forward_bend_dysrhythmia+", {}, (0, 0.5, 0)),
        ("hip_internal_rotation_deg:left=30 hip_internal_rotation_deg:right=40", {}, (0, 0.5, 0)),
        ("hip_internal_rotation_deg:left=40 hip_internal_rotation_deg:right=30", {}, (0, 0.5, 0)),
        ("hip_internal_rotation_deg:left=31 hip_internal_rotation_deg:right=40", {}, (0, 0, 0)),
        ("hip_internal_rotation_deg:left=25 hip_internal_rotation_deg:right=40", {}, (0, 0, 0)),
        ("hip_internal_rotation_deg:left=40", {}, (0, 0, 0)),
        (
            "hip_internal_rotation_deg:left=20 hip_internal_rotation_deg:right=40",
            {"side": "right"},
            (0, 0.5, 0),
        ),
        (
            "hip_internal_rotation_deg:left=20 hip_internal_rotation_deg:right=40",
            {"side": "bilateral"},
            (0, 0, 0),
        ),
        (
            "hip_internal_rotation_deg:left=30 hip_internal_rotation_deg:right=40",
            {"side": "bilateral"},
            (0, 0.5, 0),
        ),
        (
            "hip_internal_rotation_deg:left=30 hip_internal_rotation_deg:right=40 hip_scour:left+",
            {},
            (0, 0, 0),
        ),
        (
            "hip_internal_rotation_deg:left=30 hip_internal_rotation_deg:right=40 fadir:left+",
            {},
            (0, 0, 0),
        ),
        (
            "hip_internal_rotation_deg:left=30 hip_internal_rotation_deg:right=40 fadir:right+",
            {},
            (0, 0.5, 0),
        ),
        # joint age
        ("morning_stiffness_minutes=4.9", {}, (0, 0, 0)),
        ("morning_stiffness_minutes=5", {}, (0, 0.5, 0)),
        ("morning_stiffness_minutes=30", {}, (0, 0.5, 0)),
        ("morning_stiffness_minutes=30.1", {}, (0, 0, 0)),
        ("arthritis_known+", {}, (0, 0.5, 0)),
        ("", {"age": 54.9}, (0, 0, 0)),
        ("", {"age": 55}, (0, 0.5, 0)),
        ("arthritis_known+ morning_stiffness_minutes=10", {"age": 55}, (0, 1, 0)),
        # never
        (
            (
                "gillet:left+ standing_flexion:left+ sitting_flexion:left+ joint_play:left+ "
                "pelvic_obliquity:left+ leg_length_difference_mm=20"
            ),
            {},
            (0, 0, 0),
        ),
        # sensitized
        ("widespread_pain+", {}, (0, 0, 1)),
        ("allodynia+", {}, (0, 0, 1)),
        ("disproportionate_pain+", {}, (0, 0, 0.5)),
        ("allodynia+ disproportionate_pain+", {}, (0, 0, 1)),
        ("", {"csi": 39.9}, (0, 0, 0)),
        ("", {"csi": 40}, (0, 0, 0.5)),
        ("", {"csi": 49.9}, (0, 0, 0.5)),
        ("", {"csi": 50}, (0, 0, 1)),
        ("sleep_disturbance+", {}, (0, 0, 0)),
        ("sleep_disturbance+ fear_of_movement+", {}, (0, 0, 0.5)),
        ("sleep_disturbance+", {"start_back_psych": 4}, (0, 0, 0.5)),
        ("sleep_disturbance+", {"start_back_psych": 3}, (0, 0, 0)),
        ("fear_of_movement+ sleep_disturbance+", {"start_back_psych": 5}, (0, 0, 0.5)),
        (ALL_FIVE, {}, (0, 0, 0)),
        (f"allodynia+ {ALL_FIVE}", {}, (0, 0, 1.5)),
        (f"allodynia+ {ALL_FIVE} faber:left-", {}, (0, 0, 1)),
        (f"allodynia+ {ALL_FIVE} faber:left+ sij_shear:left+", {}, (0, 0, 1.5)),
        ("allodynia+ distraction+ thigh_thrust:left+ compression+ sacral_thrust+", {}, (0, 0, 1)),
    ],
)
def test_points(text: str, person: dict[str, Any], expected: tuple[float, float, float]) -> None:
    assert points(profiled(text, **person)) == expected


def test_points_are_clipped_at_three() -> None:
    everything = profiled(
        f"{BETTER} belt_relief+ onset_trauma+ onset_pregnancy_or_birth+ beighton=6 "
        "pain_stairs+ pain_standing+ widespread_pain+ allodynia+ sleep_disturbance+ "
        f"fear_of_movement+ {ALL_FIVE}",
        csi=60,
    )
    assert everything.hypermobile == 3.0
    assert everything.sensitized == 3.0


def test_negative_points_count_inside_their_domain_and_never_below_zero() -> None:
    assert points(profiled(f"{WORSE} onset_trauma+"))[0] == 0.0
    # The belt gives a half, worse with compression takes one: minus a half against the history.
    text = f"{WORSE} belt_relief+ onset_trauma+ onset_pregnancy_or_birth+"
    assert points(profiled(text))[0] == 0.5


@pytest.mark.parametrize(
    ("text", "person", "label", "named"),
    [
        ("", {}, "undetermined", ()),
        # the key finding, and two domains
        (BETTER, {}, "undetermined", ()),
        (f"{BETTER} belt_relief+", {}, "undetermined", ()),
        (f"{BETTER} onset_trauma+", {}, "hypermobile", ("hypermobile",)),
        (
            "belt_relief+ onset_trauma+ beighton=6 pain_stairs+ pain_standing+",
            {},
            "undetermined",
            (),
        ),
        (f"{WORSE} breath_holding+", {}, "stiff", ("stiff",)),
        ("aslr_worse_with_compression:left+ arthritis_known+", {}, "stiff", ("stiff",)),
        (
            "guarded_movement+ forward_bend_dysrhythmia+ arthritis_known+",
            {},
            "stiff",
            ("stiff",),
        ),
        ("guarded_movement+ breath_holding+ arthritis_known+", {}, "undetermined", ()),
        ("forward_bend_dysrhythmia+ breath_holding+ arthritis_known+", {}, "undetermined", ()),
        (
            (
                "guarded_movement+ arthritis_known+ hip_internal_rotation_deg:left=30 "
                "hip_internal_rotation_deg:right=40"
            ),
            {},
            "stiff",
            ("stiff",),
        ),
        ("widespread_pain+ allodynia+", {"dur": 12}, "sensitized", ("sensitized",)),
        ("widespread_pain+ allodynia+", {"dur": 11.9}, "undetermined", ()),
        ("widespread_pain+", {"dur": 12, "csi": 45}, "sensitized", ("sensitized",)),
        ("allodynia+", {"dur": 12, "csi": 45}, "sensitized", ("sensitized",)),
        ("disproportionate_pain+", {"dur": 12, "csi": 50}, "undetermined", ()),
        # a lead of one point, exactly and just under
        (
            f"{BETTER} onset_trauma+ guarded_movement+ breath_holding+",
            {},
            "hypermobile",
            ("hypermobile",),
        ),
        (
            f"{BETTER} onset_trauma+ guarded_movement+ breath_holding+ arthritis_known+",
            {},
            "mixed",
            ("hypermobile", "stiff"),
        ),
        (
            (
                f"{BETTER} onset_trauma+ guarded_movement+ breath_holding+ arthritis_known+ "
                "disproportionate_pain+"
            ),
            {"csi": 50},
            "mixed",
            ("hypermobile", "stiff", "sensitized"),
        ),
        # two eligible are mixed whatever the lead, and only they are named
        (
            f"{BETTER} belt_relief+ onset_trauma+ onset_pregnancy_or_birth+ widespread_pain+",
            {"dur": 12, "csi": 40},
            "mixed",
            ("hypermobile", "sensitized"),
        ),
        (
            (
                f"{BETTER} onset_trauma+ widespread_pain+ guarded_movement+ breath_holding+ "
                "arthritis_known+"
            ),
            {"dur": 12, "csi": 40},
            "mixed",
            ("hypermobile", "sensitized"),
        ),
    ],
)
def test_label(text: str, person: dict[str, Any], label: str, named: tuple[str, ...]) -> None:
    found = profiled(text, **person)
    assert found.label == label
    assert found.named == named
    assert (found.withheld is None) is bool(named)


@pytest.mark.parametrize(
    ("level", "joint", "reason"),
    [
        (SafetyLevel.NONE, 0.15, None),
        (SafetyLevel.ROUTINE, 0.4, None),
        (SafetyLevel.SOON, 0.4, "profile.withheld.safety"),
        (SafetyLevel.URGENT, None, "profile.withheld.safety"),
        (SafetyLevel.NONE, None, "profile.withheld.no_probability"),
        (SafetyLevel.NONE, 0.1499, "profile.withheld.low_probability"),
    ],
)
def test_a_label_may_be_withheld(
    level: SafetyLevel, joint: float | None, reason: str | None
) -> None:
    found = profiled(f"{BETTER} onset_trauma+", level=level, joint=joint)
    assert found.hypermobile == 2.0
    if reason is None:
        assert found.label is ProfileLabel.HYPERMOBILE
        assert found.withheld is None
    else:
        assert found.label is ProfileLabel.UNDETERMINED
        assert found.named == ()
        assert found.withheld is not None
        assert found.withheld.id == reason


def test_the_reason_names_the_limit() -> None:
    withheld = profiled(joint=0.1).withheld
    assert withheld is not None
    assert withheld.values == (("percent", "15"),)


def test_too_few_points_are_a_reason_too() -> None:
    withheld = profiled("belt_relief+").withheld
    assert withheld is not None
    assert withheld.id == "profile.withheld.points"


def test_because_names_the_finding_and_its_points() -> None:
    found = profiled(f"{BETTER} belt_relief+ guarded_movement+ allodynia+")
    assert [(each.finding, each.profile, each.points) for each in found.because] == [
        ("aslr_better_with_compression", "hypermobile", 1.5),
        ("belt_relief", "hypermobile", 0.5),
        ("guarded_movement", "stiff", 0.5),
        ("allodynia", "sensitized", 1.0),
    ]
    assert found.because[1].sources == ("soisson-2015",)


@pytest.mark.parametrize(
    ("text", "person", "finding"),
    [
        ("onset_pregnancy_or_birth+", {"preg": 10}, "onset_pregnancy_or_birth"),
        ("", {"preg": 10}, "pregnant"),
        ("", {"pp": 10}, "pp"),
        ("", {"age": 60}, "age"),
        ("arthritis_known+", {"age": 60}, "arthritis_known"),
        ("pain_standing+ pain_stairs+", {}, "pain_standing"),
        ("aslr:left=0 aslr:right=0", {}, "aslr"),
        ("", {"conditions": "connective_tissue_disorder"}, "connective_tissue_disorder"),
    ],
)
def test_because_never_names_what_is_not_true(
    text: str, person: dict[str, Any], finding: str
) -> None:
    assert [each.finding for each in profiled(text, **person).because] == [finding]


def test_a_rule_about_something_absent_keeps_its_own_name() -> None:
    rules = profile_rules()
    absent = ProfileRule("belt_relief", rules.lexicon.parse("not belt_relief", "test"), 0.5, ())
    patterns = tuple(
        ProfilePattern(pattern.label, pattern.key, (ProfileDomain(1.0, (absent,)),))
        for pattern in rules.patterns
    )
    changed = ProfileRules(rules.lexicon, patterns, rules.policy)
    found = profile(make_case(), changed, safety=safety_at(SafetyLevel.NONE), joint=0.4)
    assert {each.finding for each in found.because} == {"belt_relief"}


@given(
    chosen=st.sets(
        st.sampled_from(
            [
                "belt_relief",
                "onset_trauma",
                "guarded_movement",
                "breath_holding",
                "forward_bend_dysrhythmia",
                "arthritis_known",
                "widespread_pain",
                "allodynia",
                "disproportionate_pain",
                "sleep_disturbance",
                "fear_of_movement",
                "onset_pregnancy_or_birth",
                "pain_standing",
                "pain_stairs",
            ]
        )
    ),
    compression=st.sampled_from(["", BETTER, WORSE]),
    dur=st.sampled_from([8.0, 20.0]),
)
def test_points_are_halves_within_range_and_a_label_has_points(
    chosen: set[str], compression: str, dur: float
) -> None:
    text = " ".join([compression, *(f"{name}+" for name in sorted(chosen))])
    found = profiled(text, dur=dur)
    for value in points(found):
        assert 0.0 <= value <= 3.0
        assert value * 2 == int(value * 2)
    if found.label in (ProfileLabel.HYPERMOBILE, ProfileLabel.STIFF, ProfileLabel.SENSITIZED):
        mine = getattr(found, found.label.value)
        assert mine >= 1.5
        assert sorted(points(found))[-2] <= mine - 1


def test_left_and_right_mirror() -> None:
    left = make_case(f"{BETTER} hip_scour:left+", side="left")
    right = make_case(f"{BETTER} hip_scour:left+".replace("left", "right"), side="right")
    answers = [
        profile(case, profile_rules(), safety=safety_at(SafetyLevel.NONE), joint=0.4)
        for case in (left, right)
    ]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("text", "done", "positive"),
    [("", 0, 0), (ALL_FIVE, 5, 5), ("distraction- gaenslen:right+ faber:left~", 2, 1)],
)
def test_provocation_counts(text: str, done: float, positive: float) -> None:
    facts = Facts(make_case(text), profile_rules().lexicon)
    assert facts["provocation_done"] == done
    assert facts["provocation_positive"] == positive


@pytest.mark.parametrize(
    ("label", "named"),
    [
        (ProfileLabel.STIFF, ("stiff",)),
        (ProfileLabel.UNDETERMINED, ()),
        (ProfileLabel.MIXED, ("hypermobile", "sensitized")),
    ],
)
def test_a_clinicians_label_wins_and_names_what_it_stands_for(label, named):
    found = Profile(2.0, 0.5, 1.5, ProfileLabel.HYPERMOBILE, (ProfileLabel.HYPERMOBILE,), (), None)
    own = found.relabelled(label)
    assert own.label is label
    assert own.named == named
    assert (own.hypermobile, own.stiff, own.sensitized) == (2.0, 0.5, 1.5)
