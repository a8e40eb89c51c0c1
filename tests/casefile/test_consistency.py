from __future__ import annotations

from typing import Any

import pytest

from sijoint.casefile.error import Clash, InvalidCaseError
from sijoint.clinical.case import Finding, Result
from sijoint.clinical.vocabulary import FindingKind
from tests.casefile.test_case import MINIMAL, changed, problem, read
from tests.vocabulary import SMALL


def findings(*entries: dict[str, Any]) -> dict[str, Any]:
    return {**MINIMAL, "findings": list(entries)}


def measures(*entries: dict[str, Any]) -> dict[str, Any]:
    return {**MINIMAL, "measures": list(entries)}


def test_a_finding_is_graded_when_it_has_a_range() -> None:
    assert FindingKind(side=True, minimum=0, maximum=5).is_graded
    assert not FindingKind(side=True).is_graded


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            findings({"id": "thigh_trust", "side": "left", "result": "positive"}),
            'findings[0].id: "thigh_trust" is not a known finding, did you mean thigh_thrust?;',
        ),
        (
            measures({"id": "nprs_wurst", "value": 3}),
            'measures[0].id: "nprs_wurst" is not a known measure, did you mean nprs_worst?',
        ),
        (
            changed("patient", "conditions", value=["osteoporosis", "osteoprosis"]),
            'patient.conditions[1]: "osteoprosis" is not a known condition, did you mean osteop',
        ),
        (
            changed("patient", "weeks_since", "caesarian", value=3),
            'patient.weeks_since.caesarian: "caesarian" is not a known condition, did you mean',
        ),
        (
            changed("preferences", "sports", value=["runing"]),
            'preferences.sports[0]: "runing" is not a known sport, did you mean running?;',
        ),
        (
            changed("preferences", "equipment", value=["bands"]),
            'preferences.equipment[0]: "bands" is not a known piece of equipment, did you mean',
        ),
    ],
)
def test_an_unknown_id_is_told_with_the_nearest(document: dict[str, Any], said: str) -> None:
    assert problem(document).startswith(said)


def test_very_many_names_are_not_listed() -> None:
    said = problem(findings({"id": "x" * 5_000, "result": "positive"}))
    assert said.endswith('one of 38 names, see "sijoint schema case"')
    assert len(said) < 300


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            {"id": "slr", "result": "positive"},
            "side: is missing: slr has a side; allowed: left, right",
        ),
        (
            {"id": "compression", "side": "left", "result": "positive"},
            'side: "left" is superfluous: compression has no side; allowed: leave it out',
        ),
        (
            {"id": "slr", "side": "left"},
            "result: is missing: slr carries a result; allowed: positive, negative, not_done",
        ),
        (
            {"id": "slr", "side": "left", "result": "positive", "value": 3},
            "value: 3 is superfluous: slr carries a result; allowed: leave it out",
        ),
        (
            {"id": "aslr", "side": "left"},
            "value: is missing: aslr carries a value; allowed: a number from 0 to 5",
        ),
        (
            {"id": "aslr", "side": "left", "value": 3, "result": "positive"},
            'result: "positive" is superfluous: aslr carries a value; allowed: leave it out',
        ),
        (
            {"id": "aslr", "side": "left", "value": 5.5},
            "value: 5.5 is out of range for aslr; allowed: a number from 0 to 5",
        ),
        (
            {"id": "forward_bend_cm", "value": -31},
            "value: -31 is out of range for forward_bend_cm; allowed: a number from -30 to 80",
        ),
        (
            {"id": "temperature", "value": float("nan")},
            "value: NaN is not allowed; allowed: a finite number",
        ),
        (
            {"id": "fever", "result": "positive", "familiar_pain": True},
            "familiar_pain: true is superfluous: fever is not a test; allowed: leave it out",
        ),
        (
            {"id": "pain_groin", "side": "left", "result": "positive", "location": "groin"},
            'location: "groin" is superfluous: pain_groin is not a test; allowed: leave it out',
        ),
        (
            {"id": "faber", "side": "left", "result": "positive", "pain_side": "left"},
            'pain_side: "left" is superfluous: faber takes no pain_side; allowed: leave it out',
        ),
        (
            {"id": "slr", "side": "up", "result": "positive"},
            'side: "up" is not allowed; allowed: left, right',
        ),
        (
            {"id": "slr", "side": "left", "result": True},
            "result: true is not allowed; allowed: positive, negative, not_done",
        ),
        (
            {"id": "slr", "side": "left", "result": "positive", "familiar_pain": 1},
            "familiar_pain: 1 is not allowed; allowed: true or false",
        ),
        ({"id": 3, "result": "positive"}, "id: 3 is not allowed; allowed: text"),
    ],
)
def test_each_finding_is_recorded_in_its_own_way(entry: dict[str, Any], said: str) -> None:
    assert problem(findings(entry)) == f"findings[0].{said}"


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "aslr", "side": "left", "value": 0},
        {"id": "aslr", "side": "left", "value": 5},
        {"id": "compression", "result": "positive", "pain_side": "right"},
        {"id": "gaenslen", "side": "left", "result": "positive", "pain_side": "right"},
        {"id": "hip_internal_rotation_deg", "side": "left", "value": 20, "location": "groin"},
        {"id": "faber", "side": "left", "result": "negative", "familiar_pain": False},
    ],
)
def test_what_is_recorded_in_its_own_way_is_read(entry: dict[str, Any]) -> None:
    assert len(read(findings(entry)).findings) == 1


def test_the_same_answer_twice_counts_once() -> None:
    entry = {"id": "compression", "result": "positive"}
    case = read(findings(entry, entry, {"id": "fever", "result": "negative"}, entry))
    assert case.findings == (
        Finding("compression", result=Result.POSITIVE),
        Finding("fever", result=Result.NEGATIVE),
    )
    score = {"id": "odi", "value": 20}
    assert len(read(measures(score, {"id": "odi", "value": 20.0})).measures) == 1


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            {"result": "positive"},
            {"result": "negative"},
            'result: "negative" contradicts findings[0], which has "positive"',
        ),
        (
            {"result": "positive"},
            {"result": "not_done"},
            'result: "not_done" contradicts findings[0], which has "positive"',
        ),
        (
            {"result": "positive", "location": "groin"},
            {"result": "positive", "location": "lateral"},
            'location: "lateral" contradicts findings[0], which has "groin"',
        ),
        (
            {"result": "positive", "location": "groin"},
            {"result": "positive"},
            'location: is missing, but findings[0] has "groin"',
        ),
        (
            {"result": "positive"},
            {"result": "positive", "familiar_pain": False},
            "familiar_pain: false contradicts findings[0], which has none",
        ),
    ],
)
def test_two_answers_to_one_question_contradict(
    first: dict[str, Any], second: dict[str, Any], said: str
) -> None:
    test = {"id": "thigh_thrust", "side": "left"}
    other = {"id": "thigh_thrust", "side": "right", "result": "negative"}
    document = findings({**test, **first}, other, {**test, **second})
    assert problem(document) == f"findings[2].{said}; allowed: one answer for each id and side"


def test_two_values_of_a_graded_finding_contradict() -> None:
    document = findings(
        {"id": "aslr", "side": "left", "value": 1}, {"id": "aslr", "side": "left", "value": 2}
    )
    assert problem(document).startswith("findings[1].value: 2 contradicts findings[0], which has 1")


def test_two_scores_of_one_day_contradict() -> None:
    early = {"id": "odi", "value": 40, "taken_on": "2026-01-01"}
    late = {"id": "odi", "value": 20, "taken_on": "2026-02-01"}
    undated = {"id": "odi", "value": 30}
    assert [m.value for m in read(measures(late, early, undated)).measures] == [30, 40, 20]
    assert problem(measures(early, late, {**late, "value": 21})) == (
        "measures[2].value: 21 contradicts measures[1], which has 20;"
        " allowed: one answer for each id and taken_on"
    )
    assert "measures[1].value" in problem(measures(undated, {**undated, "value": 31}))


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            measures({"id": "groc", "value": -6}),
            "measures[0].value: -6 is out of range for groc; allowed: a number from -5 to 5",
        ),
        (measures({"id": "odi"}), "measures[0].value: is missing; allowed: a finite number"),
        (
            measures({"id": "odi", "value": 3, "taken_on": "yesterday"}),
            'measures[0].taken_on: "yesterday" is not allowed; allowed: a date such as 2026-11-02',
        ),
    ],
)
def test_each_score_stays_in_its_range(document: dict[str, Any], said: str) -> None:
    assert problem(document) == said


@pytest.mark.parametrize("key", ["pregnancy_weeks", "weeks_postpartum"])
def test_a_man_is_neither_pregnant_nor_after_birth(key: str) -> None:
    document = changed("patient", key, value=20)
    assert read(document)
    document["patient"]["sex"] = "male"
    assert problem(document) == (
        f'patient.{key}: 20 contradicts patient.sex "male"; allowed: {key} with another sex'
    )


def test_pregnant_again_after_a_birth_is_no_contradiction() -> None:
    document = changed("patient", "pregnancy_weeks", value=8)
    document["patient"]["weeks_postpartum"] = 40
    assert read(document).is_pregnant


def test_a_dated_operation_must_be_among_the_conditions() -> None:
    document = changed("patient", "weeks_since", "hip_replacement", value=8)
    assert problem(document) == (
        "patient.weeks_since.hip_replacement: 8 is dated, but hip_replacement is not among"
        " patient.conditions; allowed: the condition too"
    )
    document["patient"]["conditions"] = ["hip_replacement"]
    assert read(document).patient.weeks_since == {"hip_replacement": 8}


def test_weeks_since_an_operation_are_not_negative() -> None:
    document = changed("patient", "weeks_since", "hip_replacement", value=-1)
    assert problem(document).startswith(
        "patient.weeks_since.hip_replacement: -1 is not allowed; allowed: a number from 0 to"
    )


def leg_raise(
    effort: float, side: str = "left", *, better: str = "negative", worse: str = "negative"
) -> dict[str, Any]:
    return findings(
        {"id": "aslr_better_with_compression", "side": side, "result": better},
        {"id": "aslr", "side": "left", "value": effort},
        {"id": "aslr_worse_with_compression", "side": side, "result": worse},
    )


def test_an_easy_leg_raise_cannot_change_with_compression() -> None:
    assert problem(leg_raise(0, better="positive")) == (
        'findings[0].result: "positive" contradicts findings[1], aslr 0 on the same side;'
        " allowed: negative, not_done"
    )
    assert problem(leg_raise(0, worse="positive")).startswith("findings[2].result: ")
    assert read(leg_raise(0))
    assert read(leg_raise(0, "right", better="positive"))
    assert read(leg_raise(1, better="positive"))


def test_compression_cannot_help_and_harm_one_leg() -> None:
    assert problem(leg_raise(2, better="positive", worse="positive")) == (
        'findings[2].result: "positive" contradicts findings[0], the opposite on the same side;'
        " allowed: negative, not_done"
    )


def test_unknown_words_do_not_hide_each_other() -> None:
    assert "fever" in SMALL.findings
    said = problem(findings({"id": "fevr", "result": "positive"}, {"id": "slrr", "result": "x"}))
    assert said.endswith("(and 1 more)")


@pytest.mark.parametrize(
    ("document", "clash"),
    [
        (
            leg_raise(0, better="positive"),
            Clash("aslr_better_with_compression", "aslr", "left", value=0),
        ),
        (
            leg_raise(2, better="positive", worse="positive"),
            Clash("aslr_worse_with_compression", "aslr_better_with_compression", "left"),
        ),
        (findings({"id": "fevr", "result": "positive"}), None),
    ],
)
def test_what_contradicts_what_can_be_asked_for(
    document: dict[str, Any], clash: Clash | None
) -> None:
    with pytest.raises(InvalidCaseError) as caught:
        read(document)
    assert caught.value.clash == clash
