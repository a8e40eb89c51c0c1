"""Movements and hands-on tests as they are read; the drawings of them have tests of their own."""

from __future__ import annotations

import pytest

from sijoint.evidence.error import EvidenceError
from sijoint.evidence.hands_on import hands_on_of, load_hands_on
from sijoint.evidence.movement import load_movements
from sijoint.evidence.read import read_raw


def test_every_exercise_has_a_movement_and_some_another_in_pregnancy() -> None:
    raw, movements = read_raw(), load_movements()
    assert list(movements) == [record["id"] for record in raw["exercise"]]
    varied = {record["exercise"] for record in raw["pregnant_movement"]}
    for name, movement in movements.items():
        late = movement.shown(is_pregnant=True)
        assert movement.shown(is_pregnant=False) is movement
        assert (late is not movement) == (name in varied)


@pytest.mark.parametrize("force", [{}, {"world": [0, 0, 1], "along": ["hand", "hip"]}])
def test_a_force_has_exactly_one_direction(force: dict) -> None:
    raw = read_raw()
    wrong = {**raw["hands_on"][0], "force": [{"kind": "push", **force}]}
    with pytest.raises(EvidenceError, match="a force has one direction"):
        hands_on_of(raw | {"hands_on": [wrong, *raw["hands_on"][1:]]})


def test_hands_on_tests_stand_in_the_order_of_the_findings() -> None:
    order = {record["id"]: record["order"] for record in read_raw()["finding"]}
    places = [order[name] for name in load_hands_on()]
    assert places == sorted(places)
