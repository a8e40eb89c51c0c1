from __future__ import annotations

import pytest

from sijoint.clinical.plan.approach import Template, way_for
from sijoint.clinical.plan.exercise import Rating
from tests.clinical.plan.library import make_approach, make_way

SUPPORT = make_approach(
    "hypermobile",
    id="support",
    templates={
        1: Template({"leg_strength": 1, "balance": 2}, frozenset({"bridge"})),
        2: Template({"balance": 3}, frozenset({"bird_dog"})),
    },
)
MOVEMENT = make_approach("stiff")
OWN = make_approach("undetermined", id="own", rated_as="stiff", avoids=frozenset({"scissor"}))
APPROACHES = {a.profile: a for a in (SUPPORT, MOVEMENT, OWN)}


def test_a_label_has_its_own_approach():
    way = way_for("stiff", ("stiff",), APPROACHES)
    assert way.approaches == (MOVEMENT,)
    assert way.name == "@plan_approach.movement.patient"


def test_a_mixed_label_has_every_named_approach_and_no_name_of_its_own():
    way = way_for("mixed", ("stiff", "hypermobile", "stiff"), APPROACHES)
    assert way.approaches == (SUPPORT, MOVEMENT)
    assert way.name == "@plan_approach.own.patient"


@pytest.mark.parametrize(
    ("label", "named"), [("undetermined", ()), ("mixed", ()), ("unheard_of", ())]
)
def test_without_a_profile_the_person_gets_a_plan_of_their_own(label, named):
    assert way_for(label, named, APPROACHES).approaches == (OWN,)


def test_mixed_ratings_are_averaged():
    ratings = {"hypermobile": Rating.FIRST_CHOICE, "stiff": Rating.MODIFIED}
    assert make_way(SUPPORT, MOVEMENT).points("squat", ratings) == 2.0


def test_one_approach_that_avoids_it_puts_an_exercise_out():
    ratings = {"hypermobile": Rating.AVOID, "stiff": Rating.FIRST_CHOICE}
    assert make_way(SUPPORT, MOVEMENT).points("squat", ratings) is None
    assert make_way(OWN).points("squat", ratings) == 3.0
    assert make_way(OWN).points("scissor", ratings) is None


def test_mixed_templates_are_joined_with_the_larger_weight():
    way = make_way(SUPPORT, MOVEMENT)
    assert way.functions(1) == {"leg_strength": 3, "balance": 2}
    assert way.exercises(1) == {"bridge", "squat"}


def test_a_stage_without_a_template_wants_nothing():
    assert make_way(MOVEMENT).functions(2) == {}
    assert make_way(MOVEMENT).exercises(2) == frozenset()


def test_an_approach_may_leave_a_function_of_its_templates_out():
    templates = {1: Template({"self_isometric": 2, "aerobic": 1}, frozenset())}
    own = make_approach(templates=templates, unwanted=frozenset({"self_isometric"}))
    assert make_way(own).functions(1) == {"aerobic": 1}
    assert make_way(own).functions(4) == {}
    assert make_way(own).unwanted == {"self_isometric"}
    both = make_way(own, make_approach(templates=templates))
    assert both.functions(1) == {"self_isometric": 2, "aerobic": 1}
    assert both.unwanted == frozenset()
