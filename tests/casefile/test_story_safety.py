"""Every safety rule that a person's own answers can fire does; the others need an examination."""

from __future__ import annotations

from typing import Any

import pytest

from sijoint.clinical.reason import raising_names
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence.load import load_evidence
from sijoint.evidence.questionnaire import Audience, Question
from tests.casefile.stories import fired, interview, places, screened, story, ticked, weeks

PREGNANT = {"sex": "female", "pregnancy": "pregnant"}
AFTER_BIRTH = {"sex": "female", "pregnancy": "birth", "birth_ago": weeks(4)}
BUTTOCK = places("upper_buttock_left")
LONG = {"age": 33, "pain_for": weeks(60)}

TOLD: dict[str, dict[str, Any]] = {
    "CES-1": {"numb_saddle": "yes"},
    "CES-2": {"both_legs": "yes"},
    "CES-3": {"sex_feeling": "yes", "places": places("calf_left")},
    "CES-5": {"places": places("calf_left", "calf_right"), "side": "both"},
    "NEU-1": {"leg_strength": "yes"},
    "MCC-1": {"cancer": "yes", "unsteady": "yes"},
    "FRX-1": {"began": "accident"},
    "FRX-2": {"no_weight": "yes"},
    "FRX-3": {"began": "small_fall", "health": ticked("osteoporosis")},
    "FRX-4": {"began": "accident", "sex": "female", "age": 71, "pain_for": weeks(20)},
    "FRX-5": {"health": ticked("osteoporosis"), "past": ticked("cortisone"), "places": BUTTOCK},
    "BSI-2": {"sports": ticked("running"), "trained_harder": "yes", "places": BUTTOCK},
    "PPF-1": {**AFTER_BIRTH, "front_gap": "yes"},
    "INF-1": {"fever": "yes"},
    "INF-2": {"health": ticked("diabetes"), "night_sweats": "yes"},
    "INF-3": {"blood_test": "yes", "worst": 9},
    "INF-4": {"drugs": "yes"},
    "INF-6": {**AFTER_BIRTH, "fever": "yes"},
    "CAN-1": {"cancer": "yes", "worst": 9},
    "CAN-2": {"health": ticked("cancer_active")},
    "CAN-3": {"age": 55, "weight_loss": "yes", "night_pain": "yes"},
    "CAN-4": {"weight_loss": "yes"},
    "NOC-1": {
        "age": 22,
        "pain_for": weeks(20),
        "tablets": "yes",
        "night_wakes": "yes",
        "places": BUTTOCK,
    },
    "NOC-2": {"age": 22, "pain_for": weeks(60)},
    "AGE-1": {"age": 16},
    "MSS-1": {"strong_with_lump": "yes", "lump": "yes"},
    "AAA-2": {"age": 50, "collapse": "yes"},
    "AAA-3": {"age": 66, "same_always": "yes", "belly": "yes", "past": ticked("smoking")},
    "AXS-1": {
        **LONG,
        "night_wakes": "yes",
        "eases": ticked("moving"),
        "tablets": "yes",
        "inflammation": ticked("psoriasis"),
    },
    "AXS-2": {**LONG, "night_wakes": "yes", "eases": ticked("moving"), "hla": "yes"},
    "AXS-3": {**LONG, "night_wakes": "yes", "eases": ticked("moving"), "hla": "untested"},
    "AXS-4": {**LONG, "night_wakes": "yes", "morning": 45, "inflammation": ticked("eye")},
    "AXS-5": {**LONG, "inflammation": ticked("bowel")},
    "VIS-1": {"periods": "yes"},
    "VIS-2": {"blood": "yes"},
    "OBS-1": {**PREGNANT, "waters": "yes"},
    "OBS-2": {**PREGNANT, "baby_moves_less": "yes"},
    "OBS-3": {**PREGNANT, "pregnancy_weeks": 21, "baby_moves_less": "yes"},
    "OBS-4": {**PREGNANT, "headache": "yes"},
    "DVT-1": {"calf": "yes"},
    "DVT-2": {"calf": "yes", "chest": "yes"},
    "PSY-1": {"low_mood": "yes"},
    "GEN-1": {"night_sweats": "yes", "began": "small_fall"},
}
"""What fires each rule that a layperson's answers can fire, beside a plain story."""

EXAMINED = {"CES-4", "NEU-2", "NEU-3", "NEU-4", "BSI-1", "INF-5", "AAA-1"}
"""Rules that need an examination: reflexes, single roots, hopping, the sacrum, the belly."""

NOT_ASKED = {
    *("upper_motor_neuron_sign", "multi_root_deficit", "myotome_deficit", "dermatome_deficit"),
    *("reflex_change", "slr", "focal_sacral_tenderness", "hop_test", "sign_of_the_buttock"),
    *("hip_external_rotation_lost", "pulsatile_abdominal_mass"),
}
"""Findings of the safety rules that only an examination can tell."""


def test_every_rule_is_told_or_examined() -> None:
    assert TOLD.keys() | EXAMINED == {rule.id for rule in load_evidence().safety.rules}
    assert not TOLD.keys() & EXAMINED


def test_a_plain_story_fires_nothing() -> None:
    assert not fired(story())


@pytest.mark.parametrize("rule", TOLD)
def test_answers_fire_the_rule(rule: str) -> None:
    answers = story(**TOLD[rule])
    asked = {q.id for q in interview().asked(answers, Audience.INTAKE)}
    assert TOLD[rule].keys() <= asked
    assert rule in fired(answers)


@pytest.mark.parametrize("rule", TOLD)
def test_no_rule_waits_for_what_may_be_left_out(rule: str) -> None:
    needed = {s.id for s in interview().questionnaire.steps if not s.optional}
    asked = {q.id for q in interview().questionnaire.questions if q.step in needed}
    answers = {k: a for k, a in story(**TOLD[rule]).items() if k.removesuffix(".again") in asked}
    assert rule in fired(answers)


@pytest.mark.parametrize("rule", sorted(TOLD.keys() - {"MSS-1", "AXS-2"}))
def test_the_first_check_fires_it_too(rule: str) -> None:
    assert rule in fired(story(**TOLD[rule]), Audience.CHECK)


def test_everything_a_rule_asks_for_is_asked_or_needs_an_examination() -> None:
    rules = load_evidence().safety
    findings = rules.lexicon.vocabulary.findings
    wanted = {n for rule in rules.rules for n in raising_names(rule.when, rules.lexicon)}
    recorded = {n for q in interview().questionnaire.questions for n in q.findings}
    from_chart = {
        *("pain_buttock", "pain_groin", "pain_below_knee", "pain_midline", "pain_unilateral"),
    }
    assert wanted & findings.keys() - recorded - from_chart == NOT_ASKED


def test_every_rule_that_can_be_told_has_words_for_the_person() -> None:
    assert interview().questionnaire.advice.keys() == TOLD.keys()


def emergencies() -> list[Question]:
    return [q for q in interview().questionnaire.questions if q.emergency]


CONCERNED = {
    "bleeding_pregnant": PREGNANT,
    "waters": PREGNANT,
    "headache": PREGNANT,
    "collapse": {"age": 60},
    "unsteady": {"cancer": "yes"},
}


@pytest.mark.parametrize("question", emergencies(), ids=lambda q: q.id)
def test_a_yes_alone_is_an_emergency(question: Question) -> None:
    answers = story(**CONCERNED.get(question.id, {}), **{question.id: "yes"})
    assert interview().emergency(answers, Audience.CHECK) == question.emergency
    assert screened(answers, Audience.CHECK).level is SafetyLevel.EMERGENCY
    assert question.emergency in fired(answers, Audience.CHECK)


@pytest.mark.parametrize("question", emergencies(), ids=lambda q: q.id)
def test_not_sure_twice_is_an_emergency_and_stays_unsure(question: Question) -> None:
    answers = story(**CONCERNED.get(question.id, {}), **{question.id: "unsure"})
    assert not interview().emergency(answers, Audience.CHECK)
    answers |= {f"{question.id}.again": "unsure"}
    assert interview().emergency(answers, Audience.CHECK) == question.emergency
    assert interview().unsure(answers, Audience.CHECK) == (question.id,)


def test_emergencies_come_before_other_signs_of_their_screen() -> None:
    for screen in interview().screens(story(**PREGNANT), Audience.CHECK):
        if screen.step.id == "safety" and screen.number < 3:
            alone = [bool(q.emergency) for q in screen.questions]
            assert alone == sorted(alone, reverse=True)
