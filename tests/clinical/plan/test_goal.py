from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijoint.clinical.case import Preferences
from sijoint.clinical.plan.goal import GoalWord, plain, sought, understand
from tests.clinical.plan.library import plan_rules

WALK = GoalWord(
    "walking",
    (sought("walk*"), sought("a stroll")),
    frozenset({"walking"}),
    frozenset({"aerobic"}),
    frozenset({"walking"}),
    is_demanding=False,
    activity=frozenset({"walking"}),
)
RUN = GoalWord(
    "running",
    (sought("run"), sought("correr")),
    frozenset({"running"}),
    frozenset({"aerobic", "impact"}),
    frozenset({"run_walk"}),
    is_demanding=True,
)


def goals(*said: str, sports: frozenset[str] = frozenset()):
    return understand(Preferences(goals=said, sports=sports), (WALK, RUN))


@pytest.mark.parametrize(
    ("said", "is_meant"),
    [
        ("Walking to work", True),
        ("take a stroll", True),
        ("a strolling day", False),
        ("sidewalk", False),
        ("", False),
    ],
)
def test_a_word_is_found_as_a_whole_or_by_its_beginning(said, is_meant):
    assert WALK.is_meant_by(plain(said)) is is_meant


def test_accents_and_capitals_do_not_matter():
    assert RUN.is_meant_by(plain("¡CORRÉR otra vez!"))


def test_functions_and_exercises_name_the_first_goal_they_serve():
    found = goals("walk the dog", "run a race")
    assert found.functions == {"aerobic": "walk the dog", "impact": "run a race"}
    assert found.exercises == {"walking": "walk the dog", "run_walk": "run a race"}
    assert found.are_demanding


def test_an_exercise_can_be_the_goal_itself():
    assert goals("walk the dog", "run a race").activities == {"walking"}
    assert goals("run a race").activities == frozenset()


def test_a_sport_is_named_by_its_text():
    found = goals(sports=frozenset({"walking"}))
    assert found.functions == {"aerobic": "@goal_word.walking.patient"}
    assert not found.are_demanding


def test_a_goal_can_never_be_read_as_the_id_of_a_text():
    assert goals("@ walk").functions == {"aerobic": "walk"}


def test_a_goal_that_no_word_knows_changes_nothing():
    found = goals("paint the ceiling of a chapel")
    assert not found.functions
    assert not found.exercises
    assert not found.are_demanding


@pytest.mark.parametrize(
    ("said", "is_demanding"),
    [
        ("walk 5 km", False),
        ("lift my child", False),
        ("levantar a mi niño", False),
        ("sit through a film", False),
        ("run again", True),
        ("volver a correr", True),
        ("my job in a warehouse", True),
        ("jugar al fútbol", True),
    ],
)
def test_the_evidence_knows_common_goals_in_two_languages(said, is_demanding):
    found = understand(Preferences(goals=(said,)), plan_rules().goal_words)
    assert found.functions
    assert found.are_demanding is is_demanding


@given(st.text(max_size=60))
def test_any_text_can_be_a_goal(said):
    found = understand(Preferences(goals=(said,)), plan_rules().goal_words)
    assert all(not name.startswith("@") for name in found.functions.values())
