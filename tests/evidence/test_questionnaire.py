"""The questions: asked in order, few on a screen, plain words, and refused when they are wrong."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from sijoint.evidence.questionnaire import Audience, Contact, Question, QuestionKind, build
from sijoint.evidence.questionnaire_check import questionnaire_problems
from sijoint.evidence.read import Raw, read_raw

RAW = read_raw()
QUESTIONNAIRE = build(RAW)
LONGEST_SENTENCE = 20
"""Words. Fifteen for most; a question that must name several places may need a few more."""

BADLY_SAID = re.compile(r"!|\b(please|oops|suffer|danger\w*|risk\w*)\b", re.IGNORECASE)


def broken(question: str, **fields: Any) -> Raw:
    """The evidence with some fields of one question changed; None takes a field away."""
    changed = copy.deepcopy(RAW)
    record = next(each for each in changed["question"] if each["id"] == question)
    for name, value in fields.items():
        if value is None:
            del record[name]
        else:
            record[name] = value
    return changed


def texts() -> list[str]:
    said = [t for q in QUESTIONNAIRE.questions for t in (q.patient, q.help, q.again, q.said)]
    said += [o.patient for q in QUESTIONNAIRE.questions for o in q.options]
    said += [each.patient for each in QUESTIONNAIRE.advice.values()]
    return [text for text in (*said, *(step.lead for step in QUESTIONNAIRE.steps)) if text]


def test_the_released_questions_are_right() -> None:
    assert not list(questionnaire_problems(RAW))


def test_evidence_without_questions_is_no_problem() -> None:
    assert not list(questionnaire_problems({"finding": []}))


def test_the_first_check_has_five_steps() -> None:
    steps = [step.id for step in QUESTIONNAIRE.steps_for(Audience.CHECK)]
    assert steps == ["pain", "story", "you", "safety", "risks"]
    assert [step.id for step in QUESTIONNAIRE.steps_for(Audience.INTAKE)][:5] == steps


def test_the_intake_asks_everything_that_the_check_asks() -> None:
    check = {question.id for question in QUESTIONNAIRE.questions_for(Audience.CHECK)}
    assert check < {question.id for question in QUESTIONNAIRE.questions_for(Audience.INTAKE)}


@pytest.mark.parametrize("text", texts())
def test_sentences_are_short_and_plain(text: str) -> None:
    for sentence in re.split(r"[.?:]\s", text):
        assert len(sentence.split()) <= LONGEST_SENTENCE
    assert not BADLY_SAID.search(text)


def test_sensitive_findings_are_sensitive_questions() -> None:
    sensitive = {r["id"]: r["sensitive"] for r in RAW["finding"] if r.get("sensitive")}
    for question in QUESTIONNAIRE.questions:
        wanted = {sensitive[name] for name in question.findings if name in sensitive}
        assert wanted == ({question.sensitive} if question.sensitive else set()), question.id


def test_questions_about_sex_drugs_and_mood_may_be_left_out() -> None:
    for question in QUESTIONNAIRE.questions:
        if question.sensitive in ("sexual", "self_harm") or question.id == "drugs":
            assert not question.required


def test_whom_to_call_fits_the_level() -> None:
    levels = {rule["id"]: rule["level"] for rule in RAW["safety_rule"]}
    for rule, advice in QUESTIONNAIRE.advice.items():
        if levels[rule] == "emergency":
            assert advice.contact is not Contact.DOCTOR
        else:
            assert advice.contact in (Contact.DOCTOR, Contact.MATERNITY)


def test_options_are_found_by_their_id() -> None:
    side = QUESTIONNAIRE.by_id["side"]
    option = side.option("both")
    assert option is not None
    assert option.value == "bilateral"
    assert side.option("up") is None


def test_every_fact_is_filled_once() -> None:
    facts = [q.fact for q in QUESTIONNAIRE.questions if q.fact]
    assert len(facts) == len(set(facts))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (broken("age", step="nowhere"), 'question age: step "nowhere" is not known'),
        (broken("fever", patient_again=None), "question fever: other words"),
        (broken("age", patient_again="How old?"), "question age: other words"),
        (broken("sex", option=[]), "question sex: options belong"),
        (broken("age", fact="patient.shoe"), 'question age: fact "patient.shoe" is not known'),
        (broken("age", max=None), "question age: a number needs min and max"),
        (broken("both_legs", unsure="missing"), "question both_legs: an emergency is"),
        (broken("both_legs", patient_said=None), "question both_legs: an emergency is"),
        (broken("lump", patient_said=None), "question lump: an emergency is, as advice is"),
        (broken("age", screen=9), "question: they do not stand in the order"),
        (broken("fever", screen=2), "question_step safety: screen 2 has 6 questions in check"),
        (broken("fever", asks_when="rain"), 'question fever: asks_when: "rain" was not answered'),
        (broken("fever", asks_when="blood"), 'question fever: asks_when: "blood" was not'),
        (broken("fever", asks_when="neg(age)"), "question fever: asks_when has no functions"),
        (broken("fever", asks_when="lump or calf"), 'question fever: asks_when: "lump" was not'),
        (broken("fever", asks_when="age >"), "the questionnaire cannot be read: question fever"),
        (broken("fever", kind="poem"), "the questionnaire cannot be read: 'poem'"),
        (broken("goal_1", required=True), "question goal_1: it is required in an optional step"),
        (broken("fever", required=None), "the questionnaire cannot be read: 'required'"),
    ],
)
def test_what_is_wrong_is_told(changed: Raw, problem: str) -> None:
    found = list(questionnaire_problems(changed))
    assert any(line.startswith(problem) for line in found), found


def test_what_is_offered_at_the_end_stands_there() -> None:
    changed = copy.deepcopy(RAW)
    for step in changed["question_step"]:
        step["optional"] = step["id"] == "story"
    found = list(questionnaire_problems(changed))
    assert "question_step: the optional ones do not stand at the end" in found
    assert "question pain_for: it is required in an optional step" in found


def test_the_id_of_nothing_else_is_taken() -> None:
    options = copy.deepcopy(next(q["option"] for q in RAW["question"] if q["id"] == "health"))
    options[0] |= {"id": "none", "negative": ["fever"]}
    found = list(questionnaire_problems(broken("health", option=options)))
    assert 'question health: option "none" has another meaning' in found
    assert any("several has no negatives" in line for line in found)


def test_a_question_names_every_finding_it_may_record() -> None:
    began: Question = QUESTIONNAIRE.by_id["began"]
    assert began.kind is QuestionKind.CHOICE
    assert {"severe_trauma", "minor_trauma", "onset_insidious"} <= set(began.findings)
