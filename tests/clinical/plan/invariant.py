"""What every plan must keep, written down a second time from the records of the evidence."""

from __future__ import annotations

from itertools import pairwise

from sijoint.clinical.case import Case
from sijoint.clinical.facts import Facts
from sijoint.clinical.plan import Plan
from sijoint.clinical.plan.schedule import WEEK
from sijoint.evidence.read import read_raw
from sijoint.evidence.text import Texts
from tests.clinical.plan.library import all_exercises, plan_rules
from tests.clinical.rules import lexicon

RAW = read_raw()
IMPACT = {"run_walk", "hop_land"}


def check_plan(plan: Plan, case: Case, level: str, alerts: tuple[str, ...] = ()) -> None:
    """Check everything below."""
    check_alerts(plan, alerts)
    check_restrictions(plan, case, level)
    check_size(plan, case)
    check_days(plan)
    check_accounts(plan)
    check_routine(plan, case)
    check_steps(plan, case, level)
    check_gates(plan)


def states_today(case: Case) -> list[dict]:
    """The records of the states that hold now, read from the evidence without our code."""
    facts = Facts(case, lexicon())
    return [
        record
        for record in RAW["exercise_state"]
        if lexicon().parse(record["when"], record["id"]).holds(facts)
    ]


def check_alerts(plan: Plan, alerts: tuple[str, ...]) -> None:
    """Nothing is offered that a rule that fired, or the state it stands for, takes away."""
    states = {record["id"]: record for record in RAW["exercise_state"]}
    for limit in RAW["exercise_limit"]:
        if set(alerts) & set(limit.get("alerts", ())):
            if "as_state" in limit:
                assert set(states[limit["as_state"]]["x"]).isdisjoint(all_exercises(plan))
            elif limit["effect"] == "x":
                assert set(limit["exercises"]).isdisjoint(all_exercises(plan))
    for array, planned in (("support", plan.supports), ("manual_therapy", plan.manual_therapy)):
        names = {each.id for each in planned}
        for record in RAW[array]:
            if set(alerts) & set(record.get("avoid_alerts", ())):
                assert record["id"] not in names


def check_restrictions(plan: Plan, case: Case, level: str) -> None:
    flare = "inflammatory_flare" in case.patient.conditions
    library = {exercise.id: exercise for exercise in plan_rules().exercises}
    for state in states_today(case):
        forbidden = set(state["x"])
        if state["id"] == "RA" and flare:
            forbidden |= set(state["c"])
        assert forbidden.isdisjoint(all_exercises(plan))
    check_changes(plan, case)
    for stage in plan.stages:
        for exercise in stage.exercises:
            assert library[exercise.id].equipment <= case.preferences.equipment
            assert exercise.id not in IMPACT or stage.number == 4
    after_birth = case.patient.weeks_postpartum
    if level == "soon" or (after_birth is not None and after_birth < 12):
        assert IMPACT.isdisjoint(all_exercises(plan))


def check_changes(plan: Plan, case: Case) -> None:
    """Every change is said, once, or by the state that supersedes; and the dose obeys it."""
    texts = Texts(RAW)
    states = {record["id"]: record for record in RAW["exercise_state"]}
    changes = {(r["state"], name): r for r in RAW["exercise_change"] for name in r["exercises"]}
    held = states_today(case)
    for stage in plan.stages:
        speaking = [states[name] for name in stage.states if name in states]
        for exercise in stage.exercises:
            said = [texts.render(caution) for caution in exercise.cautions]
            assert len(set(said)) == len(said) <= 3
            for state in held:
                change = changes.get((state["id"], exercise.id))
                if change is None or exercise.id not in state["c"]:
                    continue
                assert exercise.reps <= change.get("max_reps", 99)
                assert exercise.sets <= change.get("max_sets", 99)
                assert exercise.hold_s <= change.get("max_hold_s", 999)
                if not is_superseded(state["id"], exercise.id, speaking):
                    assert change["text"] in said


def is_superseded(state: str, exercise: str, speaking: list[dict]) -> bool:
    return any(
        state in other.get("supersedes", ()) and exercise in (*other["x"], *other["c"])
        for other in speaking
    )


def check_steps(plan: Plan, case: Case, level: str) -> None:
    """Nobody leaps; a later stage is worth its name; no stage reaches past a birth."""
    library = {exercise.id: exercise for exercise in plan_rules().exercises}
    strengths = {r["id"] for r in RAW["exercise_function"] if r.get("strength")}
    never_first = {record["id"] for record in RAW["led_up_to"]}
    is_careful = (
        level == "soon"
        or case.patient.age_years >= 70
        or bool({"osteoporosis", "fall_risk", "vertebral_fracture"} & case.patient.conditions)
    )
    earlier: set[str] = set()
    for stage in plan.stages:
        names = {exercise.id for exercise in stage.exercises}
        for name in names - earlier if is_careful else never_first & names - earlier:
            exercise = library[name]
            is_easy = 1 in exercise.doses or not exercise.easier
            assert is_easy or exercise.easier & earlier
        if earlier:
            trained = (library[name].functions.items() for name in names)
            assert any(n in strengths and s >= 2 for functions in trained for n, s in functions)
            if case.is_pregnant:
                assert case.patient.pregnancy_weeks + stage.weeks[1] < 42
        earlier |= names


def check_gates(plan: Plan) -> None:
    """No criterion names an exercise that the stage forbids."""
    restrictions = {r.id: r for r in plan_rules().restrictions}
    for stage in plan.stages:
        named = {
            value.split(".")[1]
            for each in (*stage.entry, *stage.exit)
            for key, value in each.values
            if key == "exercise"
        }
        for state in stage.states:
            assert named.isdisjoint(restrictions[state].forbids)


def check_size(plan: Plan, case: Case) -> None:
    limit = min(case.preferences.minutes_per_day, 25.0)
    for stage in plan.stages:
        assert 1 <= len(stage.exercises) <= (5 if stage.number == 1 else 6)
        assert len({e.id for e in stage.exercises}) == len(stage.exercises)
        assert sum(e.minutes * e.per_week for e in stage.exercises) / 7 <= limit
        for day in WEEK:
            minutes = [e.minutes * e.sessions_per_day for e in stage.exercises if day in e.weekdays]
            assert sum(minutes) <= limit


def check_days(plan: Plan) -> None:
    for exercise in (e for stage in plan.stages for e in stage.exercises):
        assert len(exercise.weekdays) * exercise.sessions_per_day == exercise.per_week
        assert exercise.minutes == round(exercise.minutes, 1) > 0
        if len(exercise.weekdays) <= 3:
            places = [WEEK.index(day) for day in exercise.weekdays]
            assert all(b - a >= 2 for a, b in pairwise(places))


def check_accounts(plan: Plan) -> None:
    excluded = [e.id for e in plan.excluded]
    assert sorted([*excluded, *all_exercises(plan)]) == [e.id for e in plan_rules().exercises]
    assert plan.note is not None or len(plan.stages) >= 3
    numbers = [stage.number for stage in plan.stages]
    assert numbers == list(range(1, len(numbers) + 1))


def check_routine(plan: Plan, case: Case) -> None:
    forbidden = {name for state in states_today(case) for name in state["x"]}
    parts = (*plan.maintenance.items, *plan.maintenance.flare)
    assert forbidden.isdisjoint(e.id for part in parts for e in part.exercises)
    assert bool(plan.stages) or not plan.manual_therapy
