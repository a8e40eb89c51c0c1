"""The ten assertions that the published cases and mimics teach, each on the whole answer.

Two of them were narrowed after they had been tried on ordinary people: immunosuppression or
night pain alone is no alarm, and one weak inflammatory sign alone is no referral.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from sijoint.clinical.assessment import Assessment, assess
from sijoint.clinical.case import Case, Setting
from sijoint.clinical.cluster import ClusterResult
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence.load import load_evidence
from tests.clinical.rules import make_case

SIX = ("distraction", "thigh_thrust:left", "compression", "sacral_thrust")
SIX += ("gaenslen:left", "faber:left")
ALL_POSITIVE = " ".join(f"{test}+" for test in SIX)
THREE_POSITIVE = "distraction+ thigh_thrust:left+ compression+ sacral_thrust- gaenslen:left-"
SCREENS = "centralization- slr:left- slump:left- hip_internal_rotation_deg:left=40 fadir:left-"
HIP_PATTERN = (
    "centralization- slr:left- slump:left- hip_internal_rotation_deg:left=15 hip_scour:left+"
    " squat_groin_pain:left+ hip_extension_pain:left+ hip_flexion_lateral_pain:left-"
    " pain_groin:left+"
)
MOTION = "gillet:left+ standing_flexion:left+ sitting_flexion:left+ joint_play:left+"
MOTION += " stork_load_transfer:left+ pelvic_obliquity:left+"

BONE_STRESS_RISKS: Mapping[str, Mapping[str, Any]] = {
    "runner": {"sports": "running"},
    "after birth": {"sex": "female", "pp": 10},
    "sudden increase of load": {"text": "sudden_training_increase+"},
    "low energy availability": {"text": "low_energy_availability+"},
    "osteoporosis": {"conditions": "osteoporosis"},
}


def joint(case: Case) -> float:
    """The probability of the SI joint on the left."""
    return given(case, "sacroiliac_joint")


def answer_to(text: str, **person: Any) -> Assessment:
    """The answer to a made-up case."""
    return assess(make_case(text, **person), load_evidence())


def given(case: Case, source: str) -> float:
    """The probability of a source."""
    rows = assess(case, load_evidence()).differential or ()
    return next(r.probability for r in rows if r.source == source and r.probability is not None)


def hides_the_rest(answer: Assessment) -> bool:
    """Whether nothing stands beside the alert."""
    rest = (answer.differential, answer.next_findings, answer.profile, answer.plan)
    return answer.safety.stop and rest == (None, None, None, None)


# 1. Bone stress outranks a positive FABER or cluster.


@pytest.mark.parametrize("sign", ["hop_test:left+", "focal_sacral_tenderness+"])
@pytest.mark.parametrize("risk", BONE_STRESS_RISKS)
def test_bone_stress_outranks_a_positive_cluster(risk: str, sign: str) -> None:
    person = dict(BONE_STRESS_RISKS[risk])
    text = f"{person.pop('text', '')} {sign} {SCREENS} {ALL_POSITIVE}"
    answer = answer_to(text, **person)
    assert "BSI-1" in {alert.id for alert in answer.safety.alerts}
    assert hides_the_rest(answer)


# 2. Infection: the same day, and an absent fever cancels nothing.


@pytest.mark.parametrize(
    "signs",
    [
        "fever+",
        "temperature=38.5",
        "unable_to_bear_weight+",
        "iv_drug_use+ night_sweats+",
        "immunosuppression+ unremitting_night_pain+",
        "recent_infection+ raised_inflammatory_markers+",
        "recent_injection_or_surgery+ unexplained_weight_loss+",
    ],
)
def test_signs_of_infection_need_a_doctor_the_same_day(signs: str) -> None:
    answer = answer_to(f"{signs} {SCREENS} {THREE_POSITIVE}")
    assert answer.safety.level >= SafetyLevel.URGENT
    assert hides_the_rest(answer)


@pytest.mark.parametrize(
    "signs",
    ["unable_to_bear_weight+", "immunosuppression+ night_sweats+", "iv_drug_use+ night_sweats+"],
)
def test_an_absent_fever_cancels_nothing(signs: str) -> None:
    without = answer_to(f"{signs} fever- temperature=36.8").safety
    assert without.level == answer_to(signs).safety.level == SafetyLevel.URGENT


# 3. Rheumatology, without spinal pain and whatever the cluster says.


@pytest.mark.parametrize(
    "signs",
    [
        "inflammatory_bowel_disease+",
        "uveitis+",
        "psoriasis+",
        "night_waking_second_half+ pain_alternating_buttock+",
        "night_waking_second_half+ nsaid_response+ better_with_exercise+ pain_buttock:left+",
    ],
)
@pytest.mark.parametrize("tests", ["", f"{SCREENS} {THREE_POSITIVE}"])
def test_inflammatory_signs_lead_to_rheumatology(signs: str, tests: str) -> None:
    answer = answer_to(f"{signs} {tests}", age=32, dur=26)
    assert any(alert.id.startswith("AXS-") for alert in answer.safety.alerts)
    assert answer.differential is not None


@pytest.mark.parametrize("person", [{"age": 52, "dur": 26}, {"age": 32, "dur": 8}])
def test_inflammatory_signs_are_for_those_who_began_young_and_hurt_for_long(
    person: Mapping[str, float],
) -> None:
    alerts = answer_to("uveitis+ psoriasis+", **person).safety.alerts
    assert not [alert for alert in alerts if alert.id.startswith("AXS-")]


# 4. Night pain that answers to NSAID in a young person for whom care has not helped enough.


def test_a_small_bone_tumour_is_not_only_inflammatory_back_pain() -> None:
    text = "pain_buttock:left+ pain_unilateral+ nsaid_response+ unremitting_night_pain+"
    text += " no_response_to_care+"
    answer = answer_to(text, age=23, dur=17)
    assert "NOC-1" in {alert.id for alert in answer.safety.alerts}
    assert answer.safety.level >= SafetyLevel.SOON


# 5. Many roots, or pain with the cycle.


def test_many_roots_lead_to_neurology_and_cyclical_pain_to_gynaecology() -> None:
    roots = answer_to(f"multi_root_deficit+ {SCREENS} {THREE_POSITIVE}")
    assert "NEU-3" in {alert.id for alert in roots.safety.alerts}
    assert hides_the_rest(roots)
    cycle = answer_to("cyclical_pelvic_pain+", sex="female")
    assert "VIS-1" in {alert.id for alert in cycle.safety.alerts}


# 6. A hip pattern suppresses the SI joint, whatever the prior.


@pytest.mark.parametrize("setting", list(Setting))
def test_a_hip_pattern_lowers_the_joint_in_every_setting(setting: Setting) -> None:
    def person(screens: str) -> Case:
        case = make_case(f"{screens} {THREE_POSITIVE}", age=60, dur=52)
        return replace(case, episode=replace(case.episode, setting=setting))

    clear, hip = person(SCREENS), person(HIP_PATTERN)
    assert joint(hip) < 0.5 * joint(clear)
    assert given(hip, "hip_joint") > joint(hip)


# 7. Motion palpation and posture leave the probability at the prior.


@pytest.mark.parametrize("result", ["+", "-"])
@pytest.mark.parametrize("name", ["unselected", "below_l5", "post_fusion_sacrum"])
def test_motion_tests_leave_every_source_at_its_prior(name: str, result: str) -> None:
    case = make_case(MOTION.replace("+", result))
    case = replace(case, episode=replace(case.episode, setting=Setting(name)))
    rows = assess(case, load_evidence()).differential
    assert rows
    assert all(row.probability == row.prior and not row.because for row in rows)


# 8. One or two positives are no positive cluster; relief by a treatment proves no source.


@pytest.mark.parametrize("number", [1, 2])
def test_one_or_two_positives_are_no_positive_cluster(number: int) -> None:
    for positive in combinations(SIX, number):
        tests = " ".join(f"{test}{'+' if test in positive else '-'}" for test in SIX)
        answer = answer_to(f"{SCREENS} {tests}")
        assert answer.clusters[0].result is ClusterResult.NEGATIVE
        rows = answer.differential or ()
        row = next(row for row in rows if row.source == "sacroiliac_joint")
        cluster = [b.weight_decibans for b in row.because if b.finding == "provocation_cluster"]
        assert all(change <= 1e-9 for change in cluster)


def test_relief_by_a_treatment_proves_no_source() -> None:
    tests = f"{SCREENS} {THREE_POSITIVE}"
    relieved = make_case(f"{tests} belt_relief+ relief_lying+", groc=5, nprs_worst=0)
    assert joint(relieved) == joint(make_case(tests))


# 9. An upper motor neuron sign closes the SI joint path.


def test_an_upper_motor_neuron_sign_closes_the_path() -> None:
    answer = answer_to(f"upper_motor_neuron_sign+ {SCREENS} {ALL_POSITIVE}")
    assert hides_the_rest(answer)


# 10. What is missing is never negative, and every answer lists the tests that were not done.


@pytest.mark.parametrize("done", range(len(SIX) + 1))
def test_what_was_not_done_is_listed_and_weighs_nothing(done: int) -> None:
    text = " ".join([SCREENS, *(f"{test}+" for test in SIX[:done])])
    left_out = answer_to(text)
    not_done = tuple(test.split(":")[0] for test in SIX[done:])
    assert left_out.clusters[0].not_done == not_done
    named = [p for p in left_out.missing if p.id == "missing.test"]
    assert [dict(p.values)["test"] for p in named] == [f"@finding.{t}.clinician" for t in not_done]
    said = answer_to(" ".join([text, *(f"{test}~" for test in SIX[done:])]))
    assert said == left_out


@pytest.mark.parametrize("done", range(4))
def test_fewer_than_four_negative_tests_are_no_negative_cluster(done: int) -> None:
    answer = answer_to(" ".join([SCREENS, *(f"{test}-" for test in SIX[:done])]))
    assert answer.clusters[0].result is ClusterResult.INSUFFICIENT
