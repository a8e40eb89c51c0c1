from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijoint.clinical.case import Case, PainSide
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan import Plan, build_plan
from sijoint.evidence.read import read_raw
from sijoint.evidence.text import Texts
from tests.clinical.plan.invariant import check_plan
from tests.clinical.plan.library import (
    all_exercises,
    make_person,
    make_plan,
    make_profile,
    make_safety,
    plan_rules,
    reason_for,
)
from tests.clinical.rules import lexicon
from tests.strategies import cases

RAW = read_raw()
SELF_ISOMETRICS = {"alternating_isometric", "single_knee_extension_iso", "edge_hip_flexion_iso"}

PROFILES = st.sampled_from(
    [
        ("hypermobile", "hypermobile"),
        ("stiff", "stiff"),
        ("sensitized", "sensitized"),
        ("undetermined",),
        ("mixed", "hypermobile", "sensitized"),
        ("mixed", "stiff", "hypermobile"),
        ("mixed", "stiff", "sensitized", "hypermobile"),
    ]
)
SOON = [rule["id"] for rule in RAW["safety_rule"] if rule["level"] == "soon"]
LEVELS = st.sampled_from([("none",), ("routine",), ("soon",)]) | st.builds(
    lambda *alerts: ("soon", *alerts), st.sampled_from(SOON), st.sampled_from(SOON)
)


def plan_for(case: Case, label: tuple[str, ...], *screen: str) -> Plan:
    return build_plan(
        case, profile=make_profile(*label), safety=make_safety(*screen), rules=plan_rules()
    )


def phrases_of(plan: Plan) -> list[Phrase]:
    exercises = [e for stage in plan.stages for e in stage.exercises]
    routine = [
        e for part in (*plan.maintenance.items, *plan.maintenance.flare) for e in part.exercises
    ]
    return [
        *(stage.name for stage in plan.stages),
        *(each for stage in plan.stages for each in (*stage.entry, *stage.exit)),
        *(e.why for e in exercises),
        *(caution for e in (*exercises, *routine) for caution in e.cautions),
        *(t.why for t in plan.manual_therapy),
        *(caution for t in (*plan.manual_therapy, *plan.supports) for caution in t.cautions),
        *(e.because for e in plan.excluded),
        *([plan.note] if plan.note else []),
    ]


@settings(deadline=None, max_examples=120)
@given(case=cases(lexicon().vocabulary), label=PROFILES, screen=LEVELS)
def test_every_plan_keeps_every_rule(case, label, screen):
    level, *alerts = screen
    check_plan(plan_for(case, label, *screen), case, level, tuple(alerts))


@settings(deadline=None, max_examples=40)
@given(case=cases(lexicon().vocabulary), label=PROFILES, seed=st.integers(0, 99))
def test_the_order_of_findings_and_measures_never_matters(case, label, seed):
    findings, measures = list(case.findings), list(case.measures)
    random.Random(seed).shuffle(findings)
    random.Random(seed).shuffle(measures)
    shuffled = replace(case, findings=tuple(findings), measures=tuple(measures))
    assert plan_for(shuffled, label) == plan_for(case, label)


@settings(deadline=None, max_examples=40)
@given(case=cases(lexicon().vocabulary), label=PROFILES)
def test_every_word_of_a_plan_can_be_said(case, label):
    texts = Texts(RAW)
    for each in phrases_of(plan_for(case, label)):
        assert texts.render(each)


@pytest.mark.parametrize("label", ["hypermobile", "stiff", "sensitized", "undetermined"])
def test_left_and_right_mirror(label):
    left, right = make_plan(label, side="left"), make_plan(label, side="right")
    turned = {"left": "right", "right": "left", "both": "both"}
    for one, other in zip(left.stages, right.stages, strict=True):
        assert [(e.id, turned[e.side]) for e in one.exercises] == [
            (e.id, e.side) for e in other.exercises
        ]


def test_pain_on_both_sides_asks_for_both():
    plan = make_plan("stiff", side=PainSide.BILATERAL)
    assert {e.side for stage in plan.stages for e in stage.exercises} == {"both"}


@pytest.mark.parametrize(
    ("label", "usual"),
    [
        ("hypermobile", {"abdominal_drawing_in", "pelvic_floor", "adductor_squeeze"}),
        ("stiff", {"cat_camel", "figure_four", "walking"}),
        ("sensitized", {"diaphragm_breathing", "quadruped_rock", "weight_shift", "walking"}),
    ],
)
def test_stage_1_begins_with_what_is_usual_for_the_profile(label, usual):
    assert usual <= {e.id for e in make_plan(label).stages[0].exercises}


def test_without_a_profile_stage_1_moves_without_self_isometrics():
    plan = make_plan("undetermined")
    assert SELF_ISOMETRICS.isdisjoint(all_exercises(plan))
    assert {"cat_camel", "walking"} <= {e.id for e in plan.stages[0].exercises}
    assert {reason_for(plan, name).id for name in SELF_ISOMETRICS} == {"plan.because.rating"}


def test_a_calm_first_plan_never_begins_with_bracing():
    for label in (("sensitized",), ("mixed", "sensitized", "hypermobile")):
        plan = make_plan(*label)
        assert reason_for(plan, "abdominal_drawing_in").id == "plan.because.rating"


def test_a_walker_needs_three_stages_and_a_runner_four():
    assert len(make_plan("stiff", goals=("walk 5 km",)).stages) == 3
    assert len(make_plan("stiff", goals=("run again",)).stages) == 4
    assert len(make_plan("stiff", sports="football").stages) == 4
    assert len(make_plan("stiff", sports="walking").stages) == 3


def test_a_runner_runs_in_the_last_stage_only():
    stages = make_plan("stiff", goals=("run again",)).stages
    assert ["run_walk" in {e.id for e in stage.exercises} for stage in stages] == [
        False,
        False,
        False,
        True,
    ]


def test_an_open_warning_sign_keeps_a_runner_from_running():
    plan = make_plan("stiff", goals=("run again",), level="soon")
    because = reason_for(plan, "run_walk")
    assert because.id == "exercise_limit.impact_with_an_open_warning_sign.text"


def test_sport_and_heavy_work_wait_for_an_open_warning_sign():
    calm = make_plan("stiff", goals=("run again",))
    warned = make_plan("stiff", goals=("run again",), level="soon")
    assert [stage.number for stage in calm.stages] == [1, 2, 3, 4]
    assert [stage.number for stage in warned.stages] == [1, 2, 3]
    assert warned.note == phrase("plan.note.warning_sign")
    assert make_plan("stiff", level="soon").note is None


def test_every_impact_exercise_waits_for_an_open_warning_sign():
    limit = next(r for r in plan_rules().restrictions if r.from_level is not None)
    assert {e.id for e in plan_rules().exercises if e.is_impact} <= limit.forbids


def test_from_week_16_of_pregnancy_nobody_lies_on_the_front():
    plan = make_plan("stiff", sex="female", preg=14)
    prone = {e.id for e in plan_rules().exercises if e.position == "prone"}
    assert prone
    # Week 16 is reached in the first stage.
    assert prone.isdisjoint(all_exercises(plan))


def test_a_contraindication_is_named():
    plan = make_plan("stiff", conditions="osteoporosis")
    assert reason_for(plan, "double_knee_to_chest") == phrase(
        "plan.because.state", state="@exercise_state.OST.patient"
    )


def test_missing_equipment_is_named():
    plan = make_plan("hypermobile", equipment=frozenset({"step", "chair", "weight"}))
    assert reason_for(plan, "pallof_press") == phrase(
        "plan.because.equipment", equipment="@equipment.band.patient"
    )


def test_exercises_of_a_stage_that_is_not_needed_say_so():
    assert reason_for(make_plan("stiff"), "copenhagen_short").id == "plan.because.stage"


def test_exercises_that_serve_a_goal_name_it():
    plan = make_plan("stiff", goals=("carry my suitcase",))
    goals = {dict(e.why.values).get("goal") for s in plan.stages for e in s.exercises}
    assert "carry my suitcase" in goals


def test_the_home_programme_is_never_longer_than_its_own_limit():
    long, longer = make_plan("stiff", minutes=25.0), make_plan("stiff", minutes=600.0)
    assert long.stages == longer.stages


def test_stages_change_little():
    for label in ("hypermobile", "stiff", "sensitized"):
        plan = make_plan(label, goals=("walk 5 km",))
        for stage, following in pairwise(plan.stages):
            kept = {e.id for e in stage.exercises} & {e.id for e in following.exercises}
            assert kept


def test_a_plan_ends_at_the_last_stage_that_has_enough():
    # Under an obstetric restriction little more than breathing is left.
    plan = make_plan("stiff", sex="female", preg=30.0, conditions="obstetric_restriction")
    assert len(plan.stages) == 1
    assert plan.note == phrase("plan.note.ends_early", stage="@plan_stage.stage_1.patient")


def test_no_programme_when_fewer_than_two_exercises_remain():
    rules = plan_rules()
    few = replace(rules, exercises=tuple(e for e in rules.exercises if e.id == "walking"))
    few = replace(few, maintenance=replace(few.maintenance, items=(), flare=()))
    plan = build_plan(make_person(), profile=make_profile("stiff"), safety=make_safety(), rules=few)
    assert plan.stages == ()
    assert plan.note == phrase("plan.note.no_programme")
    assert reason_for(plan, "walking").id == "plan.because.no_programme"
    assert plan.reviews


def test_no_programme_when_nothing_fits_the_time():
    plan = make_plan("stiff", minutes=0.1)
    assert plan.stages == ()
    assert plan.note == phrase("plan.note.no_time")


@pytest.mark.parametrize("minutes", [0.0, 0.01, 0.1])
def test_no_time_at_all_is_no_error(minutes):
    for label in ("hypermobile", "stiff", "sensitized"):
        assert make_plan(label, minutes=minutes, goals=("walk",)).note == phrase(
            "plan.note.no_time"
        )


def test_a_suspected_bone_stress_is_loaded_like_a_known_one():
    state = next(r for r in RAW["exercise_state"] if r["id"] == "BSI")
    plan = make_plan("hypermobile", level="soon", alerts=("BSI-2",), goals=("run again",))
    assert set(state["x"]).isdisjoint(all_exercises(plan))
    walking = next(e for e in plan.stages[0].exercises if e.id == "walking")
    assert any(caution.id.startswith("exercise_change.bsi") for caution in walking.cautions)


def test_a_person_who_wants_to_walk_walks_in_every_stage_and_longer_each_time():
    for label in ("hypermobile", "stiff", "sensitized", "undetermined"):
        plan = make_plan(label, goals=("walk 5 km",))
        walks = [e for stage in plan.stages for e in stage.exercises if e.id == "walking"]
        assert [walk.minutes for walk in walks] == [8.0, 12.0, 16.0]
        assert all(phrase("plan.step.minutes") in walk.cautions for walk in walks)


@pytest.mark.parametrize("minutes", [14.0, 16.0, 20.0, 25.0])
@pytest.mark.parametrize("label", ["hypermobile", "stiff", "sensitized", "undetermined"])
def test_the_first_walks_are_not_halved_for_who_wants_to_walk(label, minutes):
    stage = make_plan(label, minutes=minutes, goals=("walk to the shop",)).stages[0]
    assert {e.id: e.minutes for e in stage.exercises}["walking"] == 8.0


def test_no_stage_reaches_past_a_birth():
    plan = make_plan("stiff", sex="female", preg=33.0)
    assert [stage.weeks for stage in plan.stages] == [(0, 2), (2, 6)]
    assert plan.note == phrase("plan.note.birth")
    assert len(make_plan("stiff", sex="female", preg=41.0).stages) == 1


def test_a_plan_ends_before_a_stage_that_would_train_no_strength():
    rules = plan_rules()
    gentle = {"walking", "cat_camel", "diaphragm_breathing", "figure_four", "trunk_rotation"}
    few = tuple(e for e in rules.exercises if e.id in gentle)
    rules = replace(
        rules, exercises=few, maintenance=replace(rules.maintenance, items=(), flare=())
    )
    plan = build_plan(
        make_person(), profile=make_profile("stiff"), safety=make_safety(), rules=rules
    )
    assert len(plan.stages) == 1
    assert plan.note == phrase("plan.note.ends_early", stage="@plan_stage.stage_1.patient")


def test_without_a_profile_a_squeeze_is_not_called_a_self_isometric():
    squeeze = {"adductor_squeeze", "abductor_press", "walking"}
    rules = plan_rules()
    few = tuple(e for e in rules.exercises if e.id in squeeze)
    rules = replace(
        rules, exercises=few, maintenance=replace(rules.maintenance, items=(), flare=())
    )
    plan = build_plan(
        make_person(goals=("play football",)),
        profile=make_profile("undetermined"),
        safety=make_safety(),
        rules=rules,
    )
    functions = {e.id: dict(e.why.values)["function"] for e in plan.stages[0].exercises}
    assert functions["adductor_squeeze"] == "@exercise_function.hip_adduction.patient"
    assert "@exercise_function.self_isometric.patient" not in functions.values()


def test_a_few_minutes_are_used_for_short_doses():
    plan = make_plan("hypermobile", minutes=5.0)
    assert len(plan.stages) == 3
    assert all(len(stage.exercises) >= 2 for stage in plan.stages)
