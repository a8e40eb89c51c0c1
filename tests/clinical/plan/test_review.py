from __future__ import annotations

from sijoint.clinical.facts import Facts
from sijoint.clinical.plan.review import Escalation, ReviewPoint, escalate, schedule
from tests.clinical.plan.library import make_plan
from tests.clinical.rules import lexicon, make_case


def test_reviews_have_dates_when_the_day_of_the_evaluation_is_known():
    points = (ReviewPoint("week_2", 2), ReviewPoint("week_12", 12))
    assert [r.on for r in schedule(points, "2026-11-02")] == ["2026-11-16", "2027-01-25"]
    assert [r.on for r in schedule(points, "2024-02-26")] == ["2024-03-11", "2024-05-20"]


def test_reviews_without_a_day_keep_their_weeks():
    assert [(r.week, r.on) for r in schedule((ReviewPoint("week_2", 2),), None)] == [(2, None)]


def test_the_evidence_reviews_in_weeks_2_6_and_12():
    reviews = make_plan(assessed_on="2026-11-02").reviews
    assert [(r.week, r.on) for r in reviews] == [
        (2, "2026-11-16"),
        (6, "2026-12-14"),
        (12, "2027-01-25"),
    ]


def test_a_step_beyond_is_named_only_to_whom_it_can_concern():
    birth = Escalation("birth", 0, "same_day", lexicon().parse("pregnant", "birth"))
    block = Escalation("block", 12, "opinion", None)
    man = Facts(make_case(), lexicon())
    woman = Facts(make_case(sex="female", preg=20), lexicon())
    assert [step.id for step in escalate((birth, block), man)] == ["block"]
    assert [step.id for step in escalate((birth, block), woman)] == ["birth", "block"]
