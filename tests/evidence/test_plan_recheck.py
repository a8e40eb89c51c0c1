"""The check of an edited plan against the published matrix, for every state and exercise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sijoint.clinical.plan.edit import item_for
from sijoint.clinical.plan.edited import EditedPlan, EditedStage, Item
from sijoint.clinical.plan.recheck import Finding, Kind
from sijoint.clinical.plan.terms import Terms, terms_for
from sijoint.evidence.text import Texts
from tests.clinical.plan.library import EVERYTHING, make_profile, make_safety, plan_rules
from tests.evidence.plan_people import RAW
from tests.evidence.test_plan_data import MATRIX, STATES_OF_PEOPLE

FULLY_EQUIPPED = EVERYTHING | {"belt", "strap", "stick"}
TEXTS = Texts(RAW)
SUPERSEDED = {(r["id"], other) for r in RAW["exercise_state"] for other in r.get("supersedes", ())}


def terms_of(person: str) -> Terms:
    case, _ = STATES_OF_PEOPLE[person]
    wishes = replace(
        case.preferences,
        equipment=FULLY_EQUIPPED,
        goals=("run again", "play football", "jump"),
        minutes_per_day=25.0,
    )
    return terms_for(
        replace(case, preferences=wishes),
        profile=make_profile("stiff", "stiff"),
        safety=make_safety(),
        rules=plan_rules(),
    )


def after_everything(terms: Terms, number: int) -> tuple[EditedPlan, EditedStage]:
    """An empty stage after stages that held every exercise, so that nothing is a leap."""
    some = Item("squat", "both", terms.library["squat"].doses[2][0], None)  # type: ignore[arg-type]
    done = tuple(replace(some, exercise=name) for name in terms.library)
    stage = EditedStage(number, ())
    return EditedPlan((EditedStage(0, done), stage), (), (), ()), stage


@pytest.mark.parametrize("person", STATES_OF_PEOPLE)
def test_every_cell_of_the_states_of_a_person_is_kept(person: str) -> None:
    """X never; C only with its change; both whatever else holds."""
    terms = terms_of(person)
    _, states = STATES_OF_PEOPLE[person]
    changes = {(r["state"], name): r for r in RAW["exercise_change"] for name in r["exercises"]}
    for exercise, cells in MATRIX.items():
        for state in states & cells.keys():
            for number in terms.library[exercise].doses.keys() & terms.stages.keys():
                plan, stage = after_everything(terms, number)
                item = item_for(exercise, plan, stage, terms)
                if cells[state] == "x":
                    assert isinstance(item, Finding)
                    assert item.kind is Kind.BARRED
                    assert item.because is not None
                elif isinstance(item, Item):
                    cautions = {TEXTS.render(c) for c in terms.cautions(exercise, number)}
                    named = changes[state, exercise]["text"]
                    held = terms.held[number].ids
                    is_silent = any((other, state) in SUPERSEDED for other in held)
                    assert named in cautions or is_silent
                    assert cautions
                    assert terms.asks_reason(exercise, number)


@pytest.mark.parametrize("person", STATES_OF_PEOPLE)
def test_a_cell_that_is_free_in_every_state_is_barred_by_none_of_them(person: str) -> None:
    terms = terms_of(person)
    for number, held in terms.held.items():
        states = set(held.ids) & {state["id"] for state in RAW["exercise_state"]}
        for exercise, cells in MATRIX.items():
            if states.isdisjoint(cells):
                because = held.forbidden.get(exercise)
                assert because is None or because.id.startswith(("exercise_limit.", "plan.")), (
                    number
                )
