from __future__ import annotations

from dataclasses import replace

from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import phrase
from sijoint.clinical.plan.support import EducationUnit, Support, propose, teach
from tests.clinical.plan.library import make_plan
from tests.clinical.rules import lexicon, make_case

BELT = Support(
    "belt", lexicon().parse("belt_relief", "belt"), lexicon().parse("calf_swelling", "belt")
)
HEAT = Support("heat", None, None)


def facts(text: str = "") -> Facts:
    return Facts(make_case(text), lexicon())


def test_a_support_without_a_test_is_for_everyone():
    proposed = propose((BELT, HEAT), facts())
    assert [support.id for support in proposed] == ["heat"]
    assert proposed[0].cautions == (phrase("support.heat.stop_when"),)


def test_a_belt_is_for_those_who_respond_to_it():
    belt, _ = propose((BELT, HEAT), facts("belt_relief+"))
    assert belt.id == "belt"
    assert belt.cautions == (
        phrase("support.belt.stop_when"),
        phrase("support.belt.avoid_text"),
    )


def test_what_speaks_against_a_support_wins():
    assert not propose((BELT,), facts("belt_relief+ calf_swelling+"))


def test_education_follows_the_label_and_the_findings():
    units = (
        EducationUnit("all", None, None),
        EducationUnit("calm", "sensitized", None),
        EducationUnit("sleep", None, lexicon().parse("sleep_disturbance", "sleep")),
    )
    assert teach(units, facts(), "stiff") == ("all",)
    assert teach(units, facts("sleep_disturbance+"), "sensitized") == ("all", "calm", "sleep")


def test_the_evidence_offers_a_belt_to_responders_only():
    responder = make_plan("hypermobile", text="belt_relief+")
    assert "pelvic_belt" in {support.id for support in responder.supports}
    assert "pelvic_belt" not in {support.id for support in make_plan("hypermobile").supports}


def test_each_label_has_one_unit_of_its_own():
    labels = ("hypermobile", "stiff", "sensitized", "undetermined")
    taught = [set(make_plan(label).education) for label in labels]
    everyone = set.intersection(*taught)
    assert [len(units - everyone) for units in taught] == [1, 1, 1, 1]


def test_an_alert_can_call_for_a_support_or_withhold_it():
    fired = frozenset({"FRX-5"})
    cane = Support("cane", None, None, alerts=fired)
    belt = replace(BELT, alerts=fired)
    heat = replace(HEAT, avoid_alerts=fired)
    quiet = propose((cane, belt, heat), facts())
    assert [support.id for support in quiet] == ["heat"]
    alarmed = propose((cane, belt, heat), facts(), fired=fired)
    assert [support.id for support in alarmed] == ["cane", "belt"]
    assert propose((belt,), facts("belt_relief+"))


def test_a_support_never_contradicts_the_exercises():
    water = replace(HEAT, blocked_with=frozenset({"pool"}))
    assert propose((water,), facts(), forbidden={"bike"})
    assert not propose((water,), facts(), forbidden={"pool"})
    lately_fused = make_plan("hypermobile", conditions="sij_fusion")
    assert "water" not in {support.id for support in lately_fused.supports}
