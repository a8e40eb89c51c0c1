"""From a person's answers to a case file: what is recorded, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sijoint.casefile.story_answer import LONGEST_TEXT, TRI, WEEKS_IN, Problem, weeks_of
from sijoint.clinical.case import PainSide, Result, Side
from sijoint.drawing.body_chart.region import REGIONS
from sijoint.evidence.questionnaire import NOTHING_ELSE, Audience, Question, QuestionKind
from sijoint.language import fill
from tests.casefile.stories import case_of, interview, places, screened, story, ticked, weeks

QUESTIONS = interview().questionnaire.by_id
QUICK = settings(max_examples=25)
"""Each example answers a hundred questions."""

CLOSES_A_WARNING = {"legs_ache", "scan"}
"""Named exceptions of the safety rules: a yes closes CES-5, or NOC-2."""


def result(answers: dict[str, Any], finding: str, side: Side | None = None) -> Result | None:
    found = case_of(answers).finding(finding, side)
    return None if found is None else found.result


def problem(question: str, raw: Any, **given: Any) -> str:
    """What a person reads about an answer; empty when it is right."""
    checked = interview().check({question: raw}, [QUESTIONS[question]], given)
    found = checked.problems.get(question)
    return "" if found is None else fill(found.text, found.values)


def test_no_is_recorded_and_silence_is_not() -> None:
    assert result(story(), "fever") is Result.NEGATIVE
    told = story()
    del told["fever"]
    assert result(told, "fever") is None


@pytest.mark.parametrize(
    ("first", "again", "expected"),
    [
        ("unsure", None, Result.POSITIVE),
        ("unsure", "unsure", Result.POSITIVE),
        ("unsure", "yes", Result.POSITIVE),
        ("unsure", "no", Result.NEGATIVE),
    ],
)
def test_not_sure_counts_as_yes(first: str, again: str | None, expected: Result) -> None:
    assert result(story(**{"fever": first, "fever.again": again}), "fever") is expected


def test_not_sure_of_a_reassuring_sign_records_nothing() -> None:
    told = story(**{"age": 22, "pain_for": weeks(60), "scan": "unsure", "scan.again": "unsure"})
    assert result(told, "pelvis_imaging_done") is None


def test_who_is_not_sure_is_asked_once_more() -> None:
    questions = [QUESTIONS["fever"]]
    once = story(fever="unsure")
    assert interview().to_ask_again(once, questions) == (QUESTIONS["fever"],)
    assert QUESTIONS["fever"] in interview().open(once, Audience.CHECK)
    assert not interview().to_ask_again(once | {"fever.again": "no"}, questions)


def test_a_list_says_no_only_when_nothing_else_is_true() -> None:
    some = story(past=["smoking"])
    assert result(some, "smoker") is Result.POSITIVE
    assert result(some, "previous_stress_fracture") is None
    whole = story(past=ticked("smoking"))
    assert result(whole, "smoker") is Result.POSITIVE
    assert result(whole, "previous_stress_fracture") is Result.NEGATIVE


def test_sided_findings_follow_the_painful_side() -> None:
    told = story(hurts_when=["one_leg"])
    assert result(told, "pain_single_leg_loading", Side.LEFT) is Result.POSITIVE
    assert result(told, "pain_single_leg_loading", Side.RIGHT) is None
    both = story(hurts_when=["one_leg"], side="both")
    assert result(both, "pain_single_leg_loading", Side.RIGHT) is Result.POSITIVE


def test_the_chart_becomes_findings() -> None:
    told = story(places=places("upper_buttock_left"))
    assert result(told, "pain_buttock", Side.LEFT) is Result.POSITIVE
    assert result(told, "pain_groin", Side.LEFT) is Result.NEGATIVE
    assert result(told, "pain_unilateral") is Result.POSITIVE


def test_a_chart_that_is_not_complete_says_no_to_nothing() -> None:
    chart = places("upper_buttock_left") | {"is_complete": False}
    found = case_of(story(places=chart)).findings
    shown = [f for f in found if f.id.startswith("pain_") and f.id in ("pain_groin", "pain_coccyx")]
    assert not shown


def test_pain_that_changes_sides_is_not_on_both_at_once() -> None:
    told = story(places=places("dimple_left", "dimple_right"), side="both", changes_side="yes")
    assert result(told, "pain_alternating_buttock") is Result.POSITIVE
    assert result(told, "pain_bilateral") is None


def test_i_cannot_say_is_enough_for_a_case() -> None:
    nowhere = {"places": [], "cannot_say": True}
    case = case_of(story(places=nowhere, side="cannot_say"))
    assert case.episode.side is PainSide.BILATERAL


def test_goals_become_words_and_one_score() -> None:
    told = story(goal_1={"text": "walk 5 km", "now": 2}, goal_2={"text": "sleep", "now": 5})
    case = case_of(told)
    assert case.preferences.goals == ("walk 5 km", "sleep")
    assert case.score("psfs") == 3.5


def test_what_no_longer_concerns_the_person_is_left_out() -> None:
    told = story(sex="female", pregnancy="pregnant", pregnancy_weeks=30, waters="yes")
    assert case_of(told).is_pregnant
    told["sex"] = "male"
    assert not case_of(told).is_pregnant
    assert result(told, "fluid_loss") is None


def test_the_first_check_asks_a_young_man_few_questions() -> None:
    told = story(sex="male", age=30, pain_for=weeks(5))
    asked = interview().asked(told, Audience.CHECK)
    assert len(asked) <= 32
    assert len(interview().screens(told, Audience.CHECK)) <= 12


@pytest.mark.parametrize(
    ("question", "raw", "words"),
    [
        ("age", "340", "340 is too high. Enter 0 to 120."),
        ("age", "-1", "-1 is too low. Enter 0 to 120."),
        ("age", "old", "“old” is not a number. Enter a number from 0 to 120."),
        ("age", "", "Enter a number from 0 to 120."),
        ("age", "1e5", "“1e5” is not a number. Enter a number from 0 to 120."),
        ("fever", "", "Choose an answer."),
        ("fever", "maybe", "“maybe” is not on the list. Choose an answer."),
        ("sex", "x", "“x” is not on the list. Choose an answer."),
        ("health", [], "Tick what is true, or tick ‘Nothing else on this list’."),
        ("health", ["mumps"], "“mumps” is not on the list. Choose an answer."),
        ("places", {"places": []}, "Choose at least one place, or choose ‘I cannot say’."),
        ("places", {"places": ["nose"]}, "“nose” is not on the list. Choose an answer."),
        (
            "places",
            {"places": ["head"], "cannot_say": True},
            "You chose places and ‘I cannot say’ too. Keep one of the two.",
        ),
        (
            "pain_for",
            {"number": "3"},
            "Enter a number, and choose days, weeks, months or years.",
        ),
        (
            "pain_for",
            {"number": "x", "unit": "days"},
            "“x” is not a number. Enter how many days, weeks, months or years.",
        ),
        ("pain_for", {"number": "-2", "unit": "days"}, "-2 is too low. Enter 0 or more."),
        (
            "birth_ago",
            {"number": "2", "unit": "years"},
            "104 weeks are too many. Enter at most 60 weeks.",
        ),
        ("worst", "11", "“11” is not a number. Enter a number from 0 to 10."),
        ("worst", "2.5", "“2.5” is not a number. Enter a number from 0 to 10."),
        ("goal_1", {"text": "walk", "now": ""}, "Choose how well it goes now, from 0 to 10."),
        (
            "goal_1",
            {"text": "w" * 201, "now": "2"},
            "201 characters are too many. Use at most 200.",
        ),
        ("tried", "a\0b", "One of the characters cannot be saved. Type the text again."),
    ],
)
def test_wrong_answers_say_what_to_do(question: str, raw: Any, words: str) -> None:
    assert problem(question, raw) == words


def test_answers_that_contradict_each_other() -> None:
    chosen = places("dimple_left")
    clash = "You marked the left side and chose the right. Change one of them."
    assert problem("side", "right", places=chosen) == clash
    assert not problem("side", "both", places=chosen)
    other = "You marked the right side and chose the left. Change one of them."
    assert problem("side", "left", places=places("dimple_right")) == other
    long = {"number": 40, "unit": "years"}
    words = "Age 30 is less than the years of pain you entered. Check both."
    assert problem("age", "30", pain_for=long) == words


def test_numbers_may_have_a_comma() -> None:
    checked = interview().check({"temperature": " 37,5 "}, [QUESTIONS["temperature"]])
    assert checked.answers == {"temperature": 37.5}


def test_three_months_are_twelve_weeks_or_more() -> None:
    assert weeks_of({"number": 3, "unit": "months"}) >= 12


def test_no_case_without_the_essentials() -> None:
    with pytest.raises(ValueError, match="no case without age, sex, pain_for, side"):
        interview().document({}, Audience.CHECK)


def test_what_is_said_on_the_phone() -> None:
    told = story(sex="female", pregnancy="pregnant", waters="yes", fever="yes")
    because = ["fluid_loss", "pregnant"]
    assert interview().said(told, because, Audience.CHECK) == (
        "I am pregnant.",
        "Fluid is leaking from my vagina.",
    )


# --- Any mix of answers --------------------------------------------------------------------------

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.lists(st.one_of(st.text(max_size=3), st.integers(), st.lists(st.none())), max_size=3),
    st.dictionaries(st.sampled_from(["number", "unit", "text", "now", "places"]), st.text()),
)


def right(question: Question) -> st.SearchStrategy[Any]:
    """Answers of people to a question."""
    match question.kind:
        case QuestionKind.YES_NO_UNSURE:
            return st.sampled_from(TRI)
        case QuestionKind.CHOICE:
            return st.sampled_from([option.id for option in question.options])
        case QuestionKind.SEVERAL:
            names = [*(option.id for option in question.options), NOTHING_ELSE]
            return st.lists(st.sampled_from(names), min_size=1, unique=True)
        case QuestionKind.NUMBER:
            return st.integers(int(question.minimum or 0), int(question.maximum or 0))
        case QuestionKind.SCALE:
            return st.integers(0, 10)
        case QuestionKind.DURATION:
            units = st.sampled_from(sorted(WEEKS_IN))
            return st.fixed_dictionaries({"number": st.integers(0, 60), "unit": units})
        case QuestionKind.BODY_CHART:
            chosen = st.lists(st.sampled_from(list(REGIONS)), min_size=1, max_size=6, unique=True)
            return st.fixed_dictionaries({"places": chosen, "is_complete": st.booleans()})
        case _:
            text = st.text(max_size=LONGEST_TEXT)
            return st.fixed_dictionaries({"text": text, "now": st.integers(0, 10)})


@st.composite
def answers(draw: st.DrawFn, *, junk: bool) -> dict[str, Any]:
    """Answers to all questions, or to some of them and some that make no sense."""
    told = {}
    for name, question in QUESTIONS.items():
        told[name] = draw(right(question) | JUNK) if junk else draw(right(question))
        if told[name] == "unsure":
            told[f"{name}.again"] = draw(st.sampled_from([*TRI, None]))
    return told


@QUICK
@given(answers(junk=True), st.sampled_from([Audience.CHECK, Audience.INTAKE]))
def test_any_mix_of_answers_is_a_case_or_named_problems(
    told: dict[str, Any], audience: Audience
) -> None:
    asked = interview().asked(interview().sound(told, audience), audience)
    checked = interview().check(told, asked)
    for name, found in checked.problems.items():
        assert name in QUESTIONS
        assert isinstance(found, Problem)
        assert fill(found.text, found.values)
    if interview().is_ready(interview().sound(told, audience)):
        case_of(told, audience)


@QUICK
@given(answers(junk=False))
def test_checking_twice_changes_nothing(told: dict[str, Any]) -> None:
    once = interview().sound(told, Audience.INTAKE)
    assert interview().sound(once, Audience.INTAKE) == once


@QUICK
@given(answers(junk=False), st.data())
def test_a_yes_never_lowers_the_level(told: dict[str, Any], data: st.DataObject) -> None:
    assume(interview().is_ready(interview().sound(told, Audience.INTAKE)))
    yes_no = [
        q.id
        for q in interview().asked(told, Audience.INTAKE)
        if q.kind is QuestionKind.YES_NO_UNSURE and q.id not in CLOSES_A_WARNING
    ]
    before = screened(told).level
    changed = data.draw(st.sampled_from(yes_no))
    assert screened(told | {changed: "yes"}).level >= before


@QUICK
@given(answers(junk=False), st.data())
def test_a_tick_never_lowers_the_level(told: dict[str, Any], data: st.DataObject) -> None:
    assume(interview().is_ready(interview().sound(told, Audience.INTAKE)))
    several = [q for q in QUESTIONS.values() if q.kind is QuestionKind.SEVERAL]
    question = data.draw(st.sampled_from(several))
    option = data.draw(st.sampled_from([option.id for option in question.options]))
    more = told | {question.id: [*told[question.id], option]}
    assert screened(more).level >= screened(told).level


def test_a_wrong_kept_answer_is_an_error_of_nobody() -> None:
    told = story(side="left", worst="strong", health=["unknown"])
    assert case_of(told)
