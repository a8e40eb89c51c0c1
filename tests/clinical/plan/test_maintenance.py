from __future__ import annotations

from sijoint.clinical.phrase import phrase
from sijoint.clinical.plan.maintenance import (
    AllowedExercise,
    FlareStep,
    MaintenanceItem,
    MaintenanceRules,
    maintain,
)
from sijoint.clinical.plan.review import ReviewPoint
from tests.clinical.plan.library import make_plan

RULES = MaintenanceRules(
    items=(
        MaintenanceItem("hips", None, ("thrust", "bridge"), 2, 5.0),
        MaintenanceItem("mobility", "stiff", ("bridge",), 3, 5.0),
        MaintenanceItem("breaks", None, (), 7, 0.0),
    ),
    flare=(
        FlareStep("rest", (), ()),
        FlareStep("ease", ("thrust",), ()),
        FlareStep("comfort", (), ("heat", "belt")),
    ),
    contacts=(ReviewPoint("week_14", 14),),
    questions=("pain",),
)


def routine(*allowed: str, profile: str = "sensitized"):
    return maintain(
        RULES,
        profiles=frozenset({profile}),
        is_allowed=lambda name: name in allowed,
        cautions={"bridge": (phrase("prop.up"),)},
        supports=frozenset({"heat"}),
        assessed_on="2026-11-02",
    )


def test_only_what_the_person_may_do_is_offered_with_its_cautions():
    items = routine("bridge").items
    assert [item.id for item in items] == ["hips", "breaks"]
    assert items[0].exercises == (AllowedExercise("bridge", (phrase("prop.up"),)),)


def test_a_part_without_any_allowed_exercise_is_left_out():
    planned = routine()
    assert [item.id for item in planned.items] == ["breaks"]
    assert [step.id for step in planned.flare] == ["rest", "comfort"]


def test_mobility_is_for_movement_first_plans():
    items = routine("bridge", profile="stiff").items
    assert [item.id for item in items] == ["hips", "mobility", "breaks"]


def test_a_flare_uses_only_supports_that_were_proposed():
    assert routine("thrust").flare[-1].supports == ("heat",)
    assert [step.id for step in routine("thrust").flare] == ["rest", "ease", "comfort"]


def test_contacts_have_dates():
    assert [(c.week, c.on) for c in routine().contacts] == [(14, "2027-02-08")]
    assert routine().questions == ("pain",)


def test_without_a_programme_there_is_no_routine_of_exercise():
    maintenance = make_plan("stiff", minutes=0.1).maintenance
    assert all(not item.exercises for item in maintenance.items)
    assert all(not step.exercises for step in maintenance.flare)


def test_the_routine_honours_states_equipment_and_profile():
    plan = make_plan("hypermobile", equipment=frozenset(), conditions="osteoporosis")
    named = {e.id: e for item in plan.maintenance.items for e in item.exercises}
    assert "hip_thrust" not in named
    assert "hamstring_stretch" not in named
    assert named["prone_hip_extension"].cautions
