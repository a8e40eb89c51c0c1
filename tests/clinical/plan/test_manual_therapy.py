from __future__ import annotations

from dataclasses import replace

import pytest

from sijoint.clinical.facts import Facts
from sijoint.clinical.plan.manual_therapy import Contraindication, offer
from sijoint.clinical.safety import SafetyLevel
from tests.clinical.plan.library import make_plan, make_way, plan_rules
from tests.clinical.rules import lexicon, make_case

THRUSTS = {"sij_thrust", "lumbopelvic_manipulation"}


def offered(label: str = "stiff", *named: str, **person: object) -> set[str]:
    return {therapy.id for therapy in make_plan(label, *named, **person).manual_therapy}


def test_a_movement_first_plan_may_add_a_thrust():
    therapies = make_plan("stiff").manual_therapy
    assert therapies[0].id == "sij_thrust"
    assert therapies[0].sessions <= 6
    assert therapies[0].weeks <= 4
    assert therapies[0].why.id == "plan.why.manual_therapy"


def test_what_no_case_can_answer_is_asked_before_every_thrust():
    therapies = {t.id: t for t in make_plan("stiff").manual_therapy}
    asked = {c.id for c in therapies["sij_thrust"].cautions}
    assert {
        "thrust_contraindication.consent.text",
        "thrust_contraindication.positioning_pain.text",
    } <= asked
    assert not therapies["soft_tissue"].cautions


def test_a_relative_contraindication_is_a_caution():
    therapies = {t.id: t for t in make_plan("stiff", text="long_term_steroids+").manual_therapy}
    cautions = {c.id for c in therapies["sij_thrust"].cautions}
    assert "thrust_contraindication.steroids.text" in cautions


@pytest.mark.parametrize(
    "person",
    [
        {"conditions": "osteoporosis"},
        {"conditions": "sij_fusion", "weeks_since": {"sij_fusion": 200.0}},
        {"conditions": "connective_tissue_disorder"},
        {"conditions": "rheumatoid_arthritis"},
        {"conditions": "anticoagulation"},
        {"sex": "female", "preg": 12.0},
        {"sex": "female", "pp": 3.0},
        {"level": "soon"},
    ],
)
def test_a_hard_contraindication_blocks_every_thrust(person):
    assert offered("stiff", **person).isdisjoint(THRUSTS)


def test_a_technique_is_avoided_on_its_own_grounds():
    assert "soft_tissue" in offered("sensitized")
    assert "soft_tissue" not in offered("sensitized", conditions="bleeding_disorder")


def test_a_technique_must_suit_the_whole_profile():
    assert offered("hypermobile").isdisjoint(THRUSTS)
    assert offered("mixed", "stiff", "hypermobile").isdisjoint(THRUSTS)
    assert "soft_tissue" in offered("mixed", "stiff", "hypermobile")


def test_without_a_profile_no_thrust_is_offered():
    assert offered("undetermined").isdisjoint(THRUSTS)
    assert offered("undetermined")


def test_manual_therapy_is_never_offered_without_exercise():
    plan = make_plan("stiff", minutes=0.1)
    assert not plan.stages
    assert not plan.manual_therapy


def test_an_alert_can_withhold_a_technique_or_call_for_it():
    fired = frozenset({"BSI-2"})

    def ids(**changes: object) -> list[str]:
        technique = replace(
            next(t for t in plan_rules().techniques if t.id == "soft_tissue"), **changes
        )
        facts = Facts(make_case(), lexicon())
        level = SafetyLevel.SOON
        offered = offer(
            (technique,),
            (),
            facts=facts,
            level=level,
            way=make_way(),
            fired=fired,
            forbidden={"pool"},
        )
        return [therapy.id for therapy in offered]

    assert ids(avoid_alerts=frozenset()) == ["soft_tissue"]
    assert ids(avoid_alerts=fired) == []
    assert ids(avoid_alerts=frozenset(), blocked_with=frozenset({"pool"})) == []
    assert ids(avoid_alerts=frozenset(), alerts=fired) == ["soft_tissue"]
    assert ids(avoid_alerts=frozenset(), alerts=frozenset({"CAN-2"})) == []


def test_an_alert_can_speak_against_a_thrust():
    against = Contraindication("back", True, None, None, frozenset({"AXS-3"}))
    facts = Facts(make_case(), lexicon())
    assert not against.is_asked_in_the_room
    assert against.holds(facts, SafetyLevel.ROUTINE, frozenset({"AXS-3"}))
    assert not against.holds(facts, SafetyLevel.ROUTINE, frozenset())
