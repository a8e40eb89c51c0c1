from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import phrase
from sijoint.clinical.plan.exercise import DoseLimit
from sijoint.clinical.plan.state import Held, Outlook, Restriction
from sijoint.clinical.safety import SafetyLevel
from tests.clinical.plan.library import make_case, plan_rules
from tests.clinical.rules import lexicon


def make_restriction(name: str, when: str | None = None, **changes: object) -> Restriction:
    """A restriction that forbids hopping and changes walking."""
    values: dict[str, object] = {
        "id": name,
        "when": None if when is None else lexicon().parse(when, name),
        "from_level": None,
        "strict_when": None,
        "because": phrase(f"{name}.because"),
        "forbids": frozenset({"hop_land"}),
        "changes": {"walking": phrase(f"{name}.change")},
    }
    return Restriction(**(values | changes))  # type: ignore[arg-type]


def hold(
    restrictions: Iterable[Restriction],
    weeks: tuple[int, int] = (0, 0),
    level: str = "none",
    fired: frozenset[str] = frozenset(),
    **person: object,
) -> Held:
    outlook = Outlook(
        make_case(**person),
        lexicon=lexicon(),
        restrictions=tuple(restrictions),
        level=SafetyLevel(level),
        fired=fired,
        most_cautions=3,
    )
    return outlook.hold(weeks)


def evidence_ids(weeks: tuple[int, int], **person: object) -> set[str]:
    return set(hold(plan_rules().restrictions, weeks, **person).ids)


def test_a_state_forbids_and_changes_while_it_holds():
    knee = make_restriction("KNE", "knee_problem")
    held = hold([knee], conditions="knee_problem")
    assert held.ids == ("KNE",)
    assert held.forbidden == {"hop_land": phrase("KNE.because")}
    assert held.cautions == {"walking": (phrase("KNE.change"),)}
    assert hold([knee]) == Held((), {}, {})


def test_several_states_add_up_and_the_first_one_gives_the_reason():
    held = hold(
        [make_restriction("KNE", "knee_problem"), make_restriction("WRI", "wrist_problem")],
        conditions="wrist_problem knee_problem",
    )
    assert held.ids == ("KNE", "WRI")
    assert held.forbidden == {"hop_land": phrase("KNE.because")}
    assert held.cautions == {"walking": (phrase("KNE.change"), phrase("WRI.change"))}


def test_in_a_flare_what_would_be_changed_is_forbidden():
    arthritis = make_restriction(
        "RA", "rheumatoid_arthritis", strict_when=lexicon().parse("inflammatory_flare", "RA")
    )
    quiet = hold([arthritis], conditions="rheumatoid_arthritis")
    flare = hold([arthritis], conditions="rheumatoid_arthritis inflammatory_flare")
    assert quiet.forbidden.keys() == {"hop_land"}
    assert flare.forbidden.keys() == {"hop_land", "walking"}


def test_a_limit_can_look_at_the_rules_that_fired():
    limit = make_restriction("bone", alerts=frozenset({"BSI-2", "FRX-5"}))
    assert hold([limit], fired=frozenset({"FRX-5"})).ids == ("bone",)
    assert hold([limit], fired=frozenset({"CAN-2"})).ids == ()


def test_the_same_change_is_said_once():
    same = {"walking": phrase("slowly")}
    knee = make_restriction("KNE", "knee_problem", changes=same)
    wrist = make_restriction("WRI", "wrist_problem", changes=same)
    held = hold([knee, wrist], conditions="wrist_problem knee_problem")
    assert held.cautions == {"walking": (phrase("slowly"),)}


def test_a_state_silences_what_it_supersedes_but_keeps_what_that_forbids():
    later = make_restriction("HTU", "hypertension_uncontrolled", supersedes=frozenset({"HTN"}))
    texts = {"walking": phrase("HTN.walk"), "bike": phrase("HTN.bike")}
    forbids = frozenset({"run_walk"})
    earlier = make_restriction("HTN", "hypertension", changes=texts, forbids=forbids)
    both = hold([earlier, later], conditions="hypertension hypertension_uncontrolled")
    # Of the bike the later state does not speak, so the earlier one still does.
    assert both.cautions == {
        "walking": (phrase("HTU.change"),),
        "bike": (phrase("HTN.bike"),),
    }
    assert both.forbidden.keys() == {"run_walk", "hop_land"}
    assert hold([earlier, later], conditions="hypertension").cautions == {
        name: (text,) for name, text in texts.items()
    }


def test_the_strictest_number_of_all_changes_counts():
    knee = make_restriction("KNE", "knee_problem", limits={"walking": DoseLimit(minutes=10)})
    wrist = make_restriction(
        "WRI", "wrist_problem", limits={"walking": DoseLimit(minutes=20, share=0.5)}
    )
    held = hold([knee, wrist], conditions="wrist_problem knee_problem")
    assert held.limits == {"walking": DoseLimit(minutes=10, share=0.5)}


def test_an_exercise_that_would_need_many_changes_is_forbidden():
    many = [make_restriction(name, "knee_problem", forbids=frozenset()) for name in "abcd"]
    assert not hold(many[:3], conditions="knee_problem").forbidden
    held = hold(many, conditions="knee_problem")
    assert held.forbidden == {"walking": phrase("plan.because.cautions", count=4)}


@pytest.mark.parametrize(("level", "holds"), [("routine", False), ("soon", True), ("urgent", True)])
def test_a_limit_can_look_at_the_safety_level_alone(level, holds):
    limit = make_restriction("impact", from_level=SafetyLevel.SOON)
    assert not limit.is_timed
    assert bool(hold([limit], level=level).ids) is holds


def test_what_holds_now_holds_in_every_stage():
    # Five weeks after birth now; by week 6 of the plan the calendar would have ended it.
    assert evidence_ids((6, 12), pp=5, sex="female") >= {"B0", "B6", "B12"}


def test_what_begins_later_is_added_from_the_stage_that_reaches_it():
    assert "P2" not in evidence_ids((0, 2), preg=17, sex="female")
    assert evidence_ids((2, 6), preg=17, sex="female") >= {"P1", "P2"}


def test_weeks_since_an_operation_pass_too():
    now = {"conditions": "hip_replacement", "weeks_since": {"hip_replacement": 9.0}}
    assert "THL" not in evidence_ids((0, 2), **now)
    assert evidence_ids((2, 6), **now) >= {"THR", "THL"}
    assert "THL" not in evidence_ids((2, 6), conditions="hip_replacement")


@pytest.mark.parametrize(
    ("weeks", "is_born"), [((0, 2), False), ((2, 6), True), ((6, 12), True), ((12, 24), True)]
)
def test_a_pregnancy_that_passes_week_42_adds_the_first_weeks_after_birth(weeks, is_born):
    ids = evidence_ids(weeks, preg=40, sex="female")
    assert "P3" in ids
    assert ("B0" in ids) is is_born


def test_an_earlier_birth_is_forgotten_for_the_new_one():
    assert "B0" in evidence_ids((2, 6), preg=40, pp=60, sex="female")
    assert "B12" in evidence_ids((2, 6), pp=6, sex="female")


def test_nothing_begins_for_a_person_without_a_calendar():
    assert evidence_ids((0, 24)) == set()


@pytest.mark.parametrize(
    ("when", "is_timed"),
    [
        ("pregnant and preg<20", True),
        ("pp<6", True),
        ("sij_fusion and not since(sij_fusion)>=12", True),
        ("osteoporosis", False),
        ("left(slr)", False),
    ],
)
def test_only_the_calendar_makes_a_restriction_timed(when, is_timed):
    assert make_restriction("X", when).is_timed is is_timed


@settings(deadline=None, max_examples=60)
@given(
    preg=st.none() | st.floats(1, 43),
    pp=st.none() | st.floats(0, 60),
    since=st.dictionaries(
        st.sampled_from(["hip_replacement", "lumbar_fusion", "sij_fusion", "caesarean"]),
        st.floats(0, 30),
    ),
    weeks=st.sampled_from([(0, 2), (2, 6), (6, 12), (12, 24)]),
)
def test_no_stage_is_less_strict_than_today(preg, pp, since, weeks):
    person = {
        "sex": "female",
        "preg": preg,
        "pp": pp,
        "weeks_since": since,
        "conditions": " ".join(since),
    }
    facts = Facts(make_case(**person), lexicon())
    today = {r.id for r in plan_rules().restrictions if r.when is not None and r.when.holds(facts)}
    assert today <= evidence_ids(weeks, **person)
