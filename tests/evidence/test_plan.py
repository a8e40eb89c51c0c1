from __future__ import annotations

from copy import deepcopy

import pytest

from sijoint.clinical.expression import InvalidExpressionError
from sijoint.clinical.phrase import phrase
from sijoint.clinical.plan import PlanRules
from sijoint.clinical.plan.exercise import DoseLimit
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence import facts, plan
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw, read_raw

LEXICON = facts.build(read_raw())


@pytest.fixture
def raw() -> Raw:
    """The records of the evidence, free to be changed."""
    return deepcopy(read_raw())


@pytest.fixture(scope="module")
def rules() -> PlanRules:
    return plan.build(read_raw(), LEXICON)


def restriction(rules: PlanRules, name: str):
    return next(r for r in rules.restrictions if r.id == name)


def test_every_exercise_has_a_reason_to_be_there(rules):
    assert len(rules.exercises) == 64
    assert [e.id for e in rules.exercises] == sorted(e.id for e in rules.exercises)


def test_a_state_knows_what_it_forbids_and_how_it_changes_the_rest(rules):
    state = restriction(rules, "P2")
    assert "run_walk" in state.forbids
    assert state.changes["bridge"].id.startswith("exercise_change.p2_")
    assert state.because == phrase("plan.because.state", state="@exercise_state.P2.patient")
    assert restriction(rules, "RA").strict_when is not None


def test_a_limit_speaks_for_its_position_or_for_a_safety_level(rules):
    flat = restriction(rules, "flat_before_20_weeks")
    assert {"bridge", "body_scan"} <= flat.changes.keys()
    assert not flat.forbids
    warned = restriction(rules, "impact_with_an_open_warning_sign")
    assert warned.from_level is SafetyLevel.SOON
    assert warned.forbids == {"run_walk", "hop_land"}
    assert not warned.changes


def test_templates_name_exercises_and_functions_that_exist(rules):
    library = {exercise.id: exercise for exercise in rules.exercises}
    functions = {name for exercise in rules.exercises for name in exercise.functions}
    for approach in rules.approaches.values():
        for stage, template in approach.templates.items():
            assert template.functions.keys() <= functions
            assert all(stage in library[name].doses for name in template.exercises)
    for word in rules.goal_words:
        assert word.functions <= functions
        assert word.exercises <= library.keys()
        assert word.phrases


def test_every_function_and_piece_of_equipment_has_a_name(rules, raw):
    functions = {name for exercise in rules.exercises for name in exercise.functions}
    assert functions <= {record["id"] for record in raw["exercise_function"]}
    assert LEXICON.vocabulary.equipment == {record["id"] for record in raw["equipment"]}


def test_every_sport_is_understood_as_a_goal(rules):
    known = frozenset[str]().union(*(word.sports for word in rules.goal_words))
    assert known == LEXICON.vocabulary.sports


def test_every_stage_has_a_gate_and_the_last_is_followed_by_maintenance(rules):
    assert {gate.to for gate in rules.gates} == {2, 3, 4, 5}
    assert [stage.weeks for stage in rules.stages] == [(0, 2), (2, 6), (6, 12), (12, 24)]


def test_no_technique_goes_on_for_longer_than_the_rule_for_all(rules, raw):
    assert max(record["max_sessions"] for record in raw["manual_therapy"]) > 6
    assert max(technique.sessions for technique in rules.techniques) == 6
    assert max(technique.weeks for technique in rules.techniques) <= 4


def test_a_change_that_is_missing_is_an_error(raw):
    raw["exercise_change"] = [r for r in raw["exercise_change"] if r["state"] != "OST"]
    with pytest.raises(EvidenceError, match="exercise_state OST: no change for"):
        plan.build(raw, LEXICON)


def test_an_unknown_name_is_an_error(raw):
    raw["exercise_state"][0]["when"] = "unheard_of"
    with pytest.raises(InvalidExpressionError, match="exercise_state P1: unknown name"):
        plan.build(raw, LEXICON)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"functions": {}}, "it trains no function"),
        ({"functions": {"impact": 3}}, "impact before stage 4"),
        ({"dose": [{"stage": 4, "per_week": 9, "sessions_per_day": 2}]}, "9 sessions fit no week"),
        ({"dose": [{"stage": 4, "per_week": 8, "sessions_per_day": 1}]}, "8 sessions fit no week"),
        ({"dose": [{"stage": 4, "per_week": 0, "sessions_per_day": 1}]}, "0 sessions fit no week"),
    ],
)
def test_an_exercise_that_no_plan_could_use_is_an_error(raw, change, message):
    squat = next(record for record in raw["exercise"] if record["id"] == "squat")
    squat.update(change)
    with pytest.raises(EvidenceError, match=f"exercise squat: {message}"):
        plan.build(raw, LEXICON)


@pytest.mark.parametrize(
    ("array", "change", "message"),
    [
        ("exercise_limit", {"alerts": ["BSI-9"]}, "unknown id BSI-9"),
        ("exercise_limit", {"as_state": "BSX", "exercises": []}, "unknown id BSX"),
        ("exercise_limit", {"as_state": "BSI", "exercises": ["pool"]}, "it names no exercises"),
        ("exercise_limit", {"supersedes": ["P9"]}, "unknown id P9"),
        ("exercise_state", {"supersedes": ["P9"]}, "unknown id P9"),
        ("support", {"alerts": ["BSI-9"]}, "unknown id BSI-9"),
        ("support", {"avoid_alerts": ["BSI-9"]}, "unknown id BSI-9"),
        ("support", {"blocked_with": ["sauna"]}, "unknown id sauna"),
        ("manual_therapy", {"avoid_alerts": ["BSI-9"]}, "unknown id BSI-9"),
        ("manual_therapy", {"alerts": ["BSI-9"]}, "unknown id BSI-9"),
        ("manual_therapy", {"blocked_with": ["sauna"]}, "unknown id sauna"),
        ("thrust_contraindication", {"alerts": ["BSI-9"]}, "unknown id BSI-9"),
        ("exercise_change", {"max_reps": 0}, "out of range"),
        ("exercise_change", {"share": 1.5}, "out of range"),
        ("exercise_change", {"exercises": ["walking"], "max_reps": 5}, "is about walking"),
        ("stage_gate_item", {"exercise": "sauna"}, "unknown id sauna"),
        ("stage_gate_item", {"exercise": "walking"}, "how much of walking"),
    ],
)
def test_what_does_not_exist_or_cannot_be_kept_is_an_error(raw, array, change, message):
    raw[array][0].update(change)
    if array == "exercise_change":
        raw[array].append(dict(raw[array][0], id="again"))
    with pytest.raises(EvidenceError, match=message):
        plan.build(raw, LEXICON)


def test_a_limit_can_speak_as_a_state(rules):
    limit = restriction(rules, "bone_not_yet_cleared")
    state = restriction(rules, "BSI")
    assert limit.alerts
    assert (limit.forbids, limit.changes, limit.limits) == (
        state.forbids,
        state.changes,
        state.limits,
    )
    assert limit.because == phrase("exercise_limit.bone_not_yet_cleared.text")


def test_the_same_words_are_one_text(raw):
    first, second = raw["exercise_change"][:2]
    second["text"] = first["text"]
    rules = plan.build(raw, LEXICON)
    changes = restriction(rules, second["state"]).changes
    assert changes[second["exercises"][0]] == phrase(f"exercise_change.{first['id']}.text")


def test_the_numbers_of_a_change_bind_its_exercises(raw):
    change = next(r for r in raw["exercise_change"] if r["id"] == "p1_load")
    change.update({"max_reps": 6, "share": 0.5})
    limits = restriction(plan.build(raw, LEXICON), "P1").limits
    assert limits["deadlift"] == DoseLimit(reps=6, share=0.5)


def test_easier_exercises_are_known_from_both_ends(rules):
    easier = {exercise.id: exercise.easier for exercise in rules.exercises}
    assert "bridge" in easier["bridge_march_single"]
    assert {"glute_squeeze", "adductor_squeeze"} <= easier["bridge"]
