from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijoint.clinical.case import Case, PainSide
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan import Plan, build_plan
from sijoint.clinical.plan.alternative import offer
from sijoint.clinical.plan.bound import Part
from sijoint.clinical.plan.change import Act, Change
from sijoint.clinical.plan.edit import Outcome, edit, item_for
from sijoint.clinical.plan.edited import (
    EditedPlan,
    EditedStage,
    Item,
    Reason,
    ReasonCode,
    edited_of,
)
from sijoint.clinical.plan.rebuild import rebuild
from sijoint.clinical.plan.recheck import Kind, findings_of, hindrances_of, recheck
from sijoint.clinical.plan.terms import Terms, terms_for
from tests.clinical.plan.invariant import check_plan
from tests.clinical.plan.library import make_person, make_profile, make_safety, plan_rules
from tests.clinical.plan.test_plan import LEVELS, PROFILES
from tests.clinical.rules import lexicon
from tests.strategies import cases

TRIED = Reason(ReasonCode.TRIED)
LABEL = ("stiff", "stiff")


def terms_of(case: Case, label: tuple[str, ...] = LABEL, *screen: str) -> Terms:
    return terms_for(
        case,
        profile=make_profile(*label),
        safety=make_safety(*screen),
        rules=plan_rules(),
    )


def proposed(
    case: Case, label: tuple[str, ...] = LABEL, *screen: str
) -> tuple[Plan, EditedPlan, Terms]:
    plan = build_plan(
        case, profile=make_profile(*label), safety=make_safety(*screen), rules=plan_rules()
    )
    terms = terms_of(case, label, *screen)
    return plan, edited_of(plan, terms.library), terms


def done(outcome: Outcome) -> EditedPlan:
    assert not outcome.refused
    return outcome.plan


def kinds(outcome: Outcome) -> set[Kind]:
    return {finding.kind for finding in outcome.refused}


PERSON = make_person(minutes=25.0, assessed_on="2026-11-02")


def named(plan: EditedPlan, number: int = 1) -> list[str]:
    stage = plan.find(number)
    assert stage is not None
    return [item.exercise for item in stage.items]


def first(plan: EditedPlan, number: int = 1) -> str:
    return named(plan, number)[0]


def free(plan: EditedPlan, terms: Terms, number: int = 1) -> str:
    """An exercise that may be added and asks for no reason."""
    found = (each for each in offer(plan, number, terms) if each.is_possible)
    return next(each.exercise for each in found if not each.asks_reason)


def with_room() -> tuple[EditedPlan, Terms]:
    """A plan of which the first stage has room for one more."""
    _, plan, terms = proposed(PERSON)
    return done(edit(plan, Change(Act.REMOVE, 1, named(plan)[-1]), terms)), terms


@settings(max_examples=30)
@given(cases(lexicon().vocabulary), PROFILES, LEVELS)
def test_a_proposed_plan_has_no_findings_and_is_rebuilt_as_it_was(
    case: Case, label: tuple[str, ...], screen: tuple[str, ...]
) -> None:
    plan, edited, terms = proposed(case, label, *screen)
    assert findings_of(edited, terms) == ()
    assert rebuild(edited, plan, terms) == plan


@st.composite
def changes(draw: st.DrawFn) -> Change:
    names = st.sampled_from([exercise.id for exercise in plan_rules().exercises])
    others = st.sampled_from(
        [s.id for s in plan_rules().supports]
        + [u.id for u in plan_rules().education]
        + [r.id for r in plan_rules().reviews]
    )
    act = draw(st.sampled_from(Act))
    return Change(
        act=act,
        stage=draw(st.integers(1, 4)),
        about=draw(others if "_" in act or act is Act.REVIEW else names),
        instead=draw(names),
        side=draw(st.sampled_from(["", "left", "right", "both", "neither"])),
        dose=draw(st.dictionaries(st.sampled_from(Part), st.integers(1, 12), max_size=2)),
        place=draw(st.none() | st.integers(0, 6)),
        on=draw(st.dates().map(str)),
        reason=draw(st.none() | st.just(TRIED)),
    )


@settings(max_examples=50)
@given(cases(lexicon().vocabulary), PROFILES, LEVELS, st.lists(changes(), max_size=12), st.data())
def test_whatever_is_accepted_keeps_every_rule(
    case: Case,
    label: tuple[str, ...],
    screen: tuple[str, ...],
    wanted: list[Change],
    data: st.DataObject,
) -> None:
    """Also when changes are about what is really in the plan, or what is really offered."""
    plan, edited, terms = proposed(case, label, *screen)
    for change in wanted:
        stage = edited.find(change.stage)
        if stage is not None and stage.items and "_" not in change.act:
            inside = data.draw(st.sampled_from(sorted(stage.names)))
            about = change.about if change.act is Act.ADD else inside
            change = replace(change, about=about)
        outcome = edit(edited, change, terms)
        assert (outcome.plan is edited) or not outcome.refused
        edited = outcome.plan
    assert findings_of(edited, terms) == ()
    plan = rebuild(edited, plan, terms)
    check_plan(plan, case, screen[0], screen[1:])
    assert findings_of(edited_of(plan, terms.library), terms) == ()


def test_recheck_takes_what_build_plan_takes() -> None:
    _, plan, _ = proposed(PERSON)
    safety, profile = make_safety(), make_profile(*LABEL)
    assert recheck(plan, PERSON, profile=profile, safety=safety, rules=plan_rules()) == ()


def test_an_exercise_is_added_and_taken_out_again_where_it_was() -> None:
    plan, terms = with_room()
    name = free(plan, terms)
    longer = done(edit(plan, Change(Act.ADD, 1, name, place=0), terms))
    assert named(longer) == [name, *named(plan)]
    assert done(edit(longer, Change(Act.REMOVE, 1, name), terms)) == plan


def test_what_comes_in_says_why_and_was_put_there_by_hand() -> None:
    plan, terms = with_room()
    name = free(plan, terms)
    stage = done(edit(plan, Change(Act.ADD, 1, name), terms)).find(1)
    assert stage is not None
    item = stage.items[-1]
    assert item.by_hand
    assert item.why.id in {"plan.why.function", "plan.why.goal", "plan.why.clinician"}


def test_the_same_exercise_is_not_added_twice() -> None:
    plan, terms = with_room()
    assert Kind.TWICE in kinds(edit(plan, Change(Act.ADD, 1, first(plan)), terms))


def test_a_stage_holds_no_more_than_its_most() -> None:
    _, plan, terms = proposed(PERSON)
    for number in (1, 2, 3):
        assert len(named(plan, number)) <= terms.stages[number].most
        for _ in range(7):
            possible = [a.exercise for a in offer(plan, number, terms) if a.is_possible]
            if not possible:
                break
            change = Change(Act.ADD, number, possible[0], reason=TRIED)
            plan = done(edit(plan, change, terms))
        assert len(named(plan, number)) <= terms.stages[number].most


def test_a_full_stage_says_so() -> None:
    case = make_person(minutes=60.0)
    _, plan, terms = proposed(case)
    stage = plan.find(1)
    assert stage is not None
    small = replace(
        stage,
        items=tuple(
            replace(i, dose=replace(i.dose, sets=1, per_week=1, sessions_per_day=1))
            for i in stage.items
        ),
    )
    plan = plan.having(small)
    while len(named(plan)) < terms.stages[1].most:
        plan = done(edit(plan, Change(Act.ADD, 1, free(plan, terms)), terms))
    found = [a.refused for a in offer(plan, 1, terms)]
    assert found
    assert all(refused for refused in found)
    assert any(f.kind is Kind.FULL for refused in found for f in refused)


def test_the_last_exercise_stays() -> None:
    _, plan, terms = proposed(PERSON)
    for name in named(plan)[1:]:
        plan = done(edit(plan, Change(Act.REMOVE, 1, name), terms))
    assert Kind.EMPTY in kinds(edit(plan, Change(Act.REMOVE, 1, first(plan)), terms))


def test_one_exercise_is_no_programme() -> None:
    _, plan, terms = proposed(PERSON)
    assert hindrances_of(plan, terms) == ()
    for name in named(plan)[1:]:
        plan = done(edit(plan, Change(Act.REMOVE, 1, name), terms))
    assert findings_of(plan, terms) == ()
    (lacking,) = hindrances_of(plan, terms)
    assert (lacking.kind, lacking.stage, lacking.least) == (Kind.NO_PROGRAMME, 1, 2)


def test_no_stage_at_all_is_no_programme() -> None:
    _, plan, terms = proposed(make_person(minutes=0.1))
    assert plan.stages == ()
    assert [f.kind for f in hindrances_of(plan, terms)] == [Kind.NO_PROGRAMME]


def test_later_stages_keep_their_strength() -> None:
    _, plan, terms = proposed(PERSON)
    library, strengths = terms.library, terms.rules.strengths
    strong = [
        n
        for n in named(plan, 2)
        if any(s >= 2 and f in strengths for f, s in library[n].functions.items())
    ]
    for name in strong:
        outcome = edit(plan, Change(Act.REMOVE, 2, name), terms)
        plan = outcome.plan
    assert kinds(outcome) & {Kind.STRENGTH, Kind.EMPTY}


def test_a_stage_without_strength_is_found() -> None:
    _, plan, terms = proposed(PERSON)
    stage = plan.find(2)
    assert stage is not None
    breathing = item_for("diaphragm_breathing", plan, replace(stage, items=()), terms)
    assert isinstance(breathing, Item)
    calm = plan.having(replace(stage, items=(breathing,)))
    assert Kind.STRENGTH in {f.kind for f in findings_of(calm, terms)}


def test_a_day_never_grows_too_long() -> None:
    _, plan, terms = proposed(PERSON)
    stage = plan.find(1)
    assert stage is not None
    for item in stage.items:
        bound = terms.bounds(item.exercise, 1)
        dose = {part: each.most for part, each in bound.items()}
        outcome = edit(plan, Change(Act.DOSE, 1, item.exercise, dose=dose, reason=TRIED), terms)
        plan = outcome.plan
        assert kinds(outcome) <= {Kind.TIME}
    assert findings_of(plan, terms) == ()


def test_a_dose_beyond_the_evidence_is_refused_with_its_bounds() -> None:
    _, plan, terms = proposed(PERSON)
    stage = plan.find(1)
    assert stage is not None
    item = next(i for i in stage.items if i.dose.continuous_minutes is None)
    outcome = edit(plan, Change(Act.DOSE, 1, item.exercise, dose={Part.SETS: 90}), terms)
    found = next(f for f in outcome.refused if f.kind is Kind.DOSE)
    assert (found.part, found.least) == ("sets", 1)
    assert found.most == terms.bounds(item.exercise, 1)[Part.SETS].most
    assert Kind.DOSE in kinds(
        edit(plan, Change(Act.DOSE, 1, item.exercise, dose={Part.DAYS: 0}), terms)
    )


def test_a_dose_has_no_parts_of_another_kind() -> None:
    _, plan, terms = proposed(make_person(goals=("walk 5 km",)))
    assert "walking" in named(plan)
    change = Change(Act.DOSE, 1, "walking", dose={Part.SETS: 2})
    assert kinds(edit(plan, change, terms)) == {Kind.UNKNOWN}
    shorter = done(edit(plan, Change(Act.DOSE, 1, "walking", dose={Part.MINUTES: 3}), terms))
    stage = shorter.find(1)
    assert stage is not None
    item = stage.find("walking")
    assert item is not None
    assert item.dose.continuous_minutes == 3
    assert not item.by_hand


@pytest.mark.parametrize(
    "change",
    [
        Change(Act.ADD, 9, "squat"),
        Change(Act.ADD, 1, "flying"),
        Change(Act.SWAP, 9, "squat", instead="clam"),
        Change(Act.SWAP, 1, "flying", instead="clam"),
        Change(Act.REMOVE, 1, "flying"),
        Change(Act.DOSE, 1, "flying"),
        Change(Act.SIDE, 1, "flying", side="left"),
        Change(Act.UP, 1, "flying"),
        Change(Act.ADD_SUPPORT, about="crutch"),
        Change(Act.ADD_EDUCATION, about="sermon"),
        Change(Act.REVIEW, about="never", on="2026-11-20"),
    ],
)
def test_what_is_not_there_is_not_changed(change: Change) -> None:
    _, plan, terms = proposed(PERSON)
    outcome = edit(plan, change, terms)
    assert kinds(outcome) == {Kind.UNKNOWN}
    assert outcome.plan is plan


def test_rows_move_up_and_down_and_stay_at_the_ends() -> None:
    _, plan, terms = proposed(PERSON)
    names = named(plan)
    down = done(edit(plan, Change(Act.DOWN, 1, names[0]), terms))
    assert named(down)[:2] == [names[1], names[0]]
    assert done(edit(down, Change(Act.UP, 1, names[0]), terms)) == plan
    assert done(edit(plan, Change(Act.UP, 1, names[0]), terms)) == plan
    assert done(edit(plan, Change(Act.DOWN, 1, names[-1]), terms)) == plan


def test_only_an_exercise_with_sides_has_one() -> None:
    _, plan, terms = proposed(PERSON)
    sided = [n for n in named(plan) if terms.library[n].is_sided]
    plain = [n for n in named(plan) if not terms.library[n].is_sided]
    left = done(edit(plan, Change(Act.SIDE, 1, sided[0], side="left"), terms))
    stage = left.find(1)
    assert stage is not None
    item = stage.find(sided[0])
    assert item is not None
    assert item.side == "left"
    assert kinds(edit(plan, Change(Act.SIDE, 1, plain[0], side="left"), terms)) == {Kind.SIDE}
    assert kinds(edit(plan, Change(Act.SIDE, 1, sided[0], side="middle"), terms)) == {Kind.SIDE}


def test_swap_puts_one_in_the_place_of_the_other() -> None:
    before, plan, terms = proposed(PERSON)
    name = first(plan)
    comes = next(
        a for a in offer(plan, 1, terms, instead_of=name) if a.is_possible and not a.asks_reason
    )
    swapped = done(edit(plan, Change(Act.SWAP, 1, name, instead=comes.exercise), terms))
    assert named(swapped) == [comes.exercise, *named(plan)[1:]]
    after = rebuild(swapped, before, terms)
    reasons = {each.id: each.because for each in after.excluded}
    gone = {n for stage in plan.stages for n in stage.names}
    gone -= {n for stage in swapped.stages for n in stage.names}
    assert {reasons[n] for n in gone} <= {Phrase("plan.because.clinician")}


def test_what_trains_the_same_is_offered_first() -> None:
    _, plan, terms = proposed(PERSON)
    name = next(n for n in named(plan) if n)
    offers = offer(plan, 1, terms, instead_of=name)
    possible = [a.is_alike for a in offers if a.is_possible]
    assert possible == sorted(possible, reverse=True)
    assert [a.is_possible for a in offers] == sorted((a.is_possible for a in offers), reverse=True)
    assert all(a.item is not None for a in offers if a.is_possible)
    assert name not in {a.exercise for a in offers}


def test_nothing_is_offered_to_a_stage_that_is_not_there() -> None:
    _, plan, terms = proposed(PERSON)
    assert offer(plan, 9, terms) == ()


def test_what_must_be_changed_asks_for_a_reason_and_gets_its_change() -> None:
    case = make_person(minutes=25.0, conditions="symphysis_pain")
    before, plan, terms = proposed(case)
    plan = done(edit(plan, Change(Act.REMOVE, 1, named(plan)[-1]), terms))
    asked = next(a for a in offer(plan, 1, terms) if a.is_possible and a.cautions)
    assert asked.asks_reason
    bare = Change(Act.ADD, 1, asked.exercise)
    outcome = edit(plan, bare, terms)
    assert kinds(outcome) == {Kind.REASON}
    assert outcome.refused[0].because == asked.cautions[0]
    mute = replace(bare, reason=Reason(ReasonCode.OTHER, " "))
    assert kinds(edit(plan, mute, terms)) == {Kind.REASON}
    said = replace(bare, reason=Reason(ReasonCode.OTHER, "in the pool last year"))
    after = rebuild(done(edit(plan, said, terms)), before, terms)
    planned = next(e for e in after.stages[0].exercises if e.id == asked.exercise)
    assert planned.cautions == asked.cautions


def test_more_of_what_must_be_changed_asks_for_a_reason_and_less_does_not() -> None:
    case = make_person(minutes=25.0, conditions="symphysis_pain hypertension")
    _, plan, terms = proposed(case)
    number, item = next(
        (stage.number, item)
        for stage in plan.stages
        for item in stage.items
        if terms.cautions(item.exercise, stage.number) and item.dose.continuous_minutes is None
    )
    less = Change(Act.DOSE, number, item.exercise, dose={Part.SETS: 1, Part.DAYS: 1})
    smaller = done(edit(plan, less, terms))
    more = Change(Act.DOSE, number, item.exercise, dose={Part.DAYS: 2})
    assert kinds(edit(smaller, more, terms)) == {Kind.REASON}
    grown = done(edit(smaller, replace(more, reason=TRIED), terms))
    stage = grown.find(number)
    assert stage is not None
    changed = stage.find(item.exercise)
    assert changed is not None
    assert changed.reason == TRIED
    most = terms.bounds(item.exercise, number)
    assert most[Part.SETS].because


def test_what_does_not_suit_the_way_of_working_asks_for_a_reason() -> None:
    _, plan, terms = proposed(PERSON, ("hypermobile", "hypermobile"))
    plan = done(edit(plan, Change(Act.REMOVE, 1, named(plan)[-1]), terms))
    avoided = [a for a in offer(plan, 1, terms) if a.is_possible and terms.is_avoided(a.exercise)]
    assert avoided
    assert avoided[0].asks_reason
    change = Change(Act.ADD, 1, avoided[0].exercise)
    outcome = edit(plan, change, terms)
    assert kinds(outcome) == {Kind.REASON}
    stage = done(edit(plan, replace(change, reason=TRIED), terms)).find(1)
    assert stage is not None
    assert stage.items[-1].why.id == "plan.why.clinician"


def test_a_forbidden_exercise_is_refused_with_the_words_of_its_state() -> None:
    case = make_person(minutes=25.0, preg=30.0, sex="female")
    plan, terms = proposed(case)[1:]
    outcome = edit(plan, Change(Act.ADD, 1, "dead_bug", reason=TRIED), terms)
    (found,) = outcome.refused
    assert found.kind in {Kind.BARRED, Kind.NO_DOSE}
    barred = [a for a in offer(plan, 1, terms) if not a.is_possible]
    assert any(f.kind is Kind.BARRED and f.because for a in barred for f in a.refused)


def test_a_state_that_begins_later_bars_later_stages() -> None:
    """Week 18 today: side_plank_abduction is changed now and forbidden from week 20."""
    case = make_person(minutes=25.0, preg=18.0, sex="female")
    terms = terms_of(case)
    assert "single_leg_squat" not in terms.held[1].forbidden
    assert "side_plank_abduction" in terms.held[2].forbidden


def test_what_is_too_hard_too_early_waits_for_its_easier_form() -> None:
    """Somebody of 75 takes every exercise step by step."""
    _, plan, terms = proposed(make_person(minutes=25.0, age=75.0))
    steep = next(
        e.id
        for e in plan_rules().exercises
        if 2 in e.doses and e.leaps(plan.before(2)) and e.id not in terms.held[2].forbidden
    )
    (found,) = edit(plan, Change(Act.ADD, 2, steep, reason=TRIED), terms).refused
    assert found.because in {Phrase("plan.because.leap"), Phrase("plan.because.impact")}


def test_an_exercise_without_a_dose_for_the_stage_is_not_in_it() -> None:
    _, plan, terms = proposed(PERSON)
    late = next(e.id for e in plan_rules().exercises if 1 not in e.doses)
    assert kinds(edit(plan, Change(Act.ADD, 1, late), terms)) == {Kind.NO_DOSE}
    stage = plan.find(1)
    assert stage is not None
    wrong = plan.having(replace(stage, items=(replace(stage.items[0], exercise=late),)))
    assert Kind.NO_DOSE in {f.kind for f in findings_of(wrong, terms)}


def test_nothing_is_changed_while_safety_stops() -> None:
    _, plan, _ = proposed(PERSON)
    stopped = terms_of(PERSON, LABEL, "urgent")
    assert [f.kind for f in findings_of(plan, stopped)] == [Kind.STOPPED]
    assert [f.kind for f in hindrances_of(plan, stopped)] == [Kind.STOPPED]
    assert kinds(edit(plan, Change(Act.REMOVE, 1, first(plan)), stopped)) == {Kind.STOPPED}


def test_sport_waits_for_a_warning_sign() -> None:
    case = make_person(minutes=25.0, goals=("play football",))
    _, plan, _ = proposed(case)
    assert plan.find(4) is not None
    warned = terms_of(case, LABEL, "soon")
    found = {f.kind: f.stage for f in findings_of(plan, warned)}
    assert found[Kind.NO_STAGE] == 4
    assert kinds(edit(plan, Change(Act.REFRESH), warned)) == {Kind.NO_STAGE}
    assert offer(plan, 4, warned) == ()


def test_a_stage_that_reaches_past_the_birth_is_found() -> None:
    _, plan, _ = proposed(PERSON)
    expecting = terms_of(make_person(minutes=25.0, preg=35.0, sex="female"))
    assert Kind.BIRTH in {f.kind for f in findings_of(plan, expecting)}


def test_a_plan_that_broke_rules_may_get_better_and_not_worse() -> None:
    before, plan, _ = proposed(PERSON)
    hurried = terms_of(replace(PERSON, preferences=replace(PERSON.preferences, minutes_per_day=3)))
    assert Kind.TIME in {f.kind for f in findings_of(plan, hurried)}
    assert rebuild(plan, before, hurried).stages
    better = done(edit(plan, Change(Act.REMOVE, 1, named(plan)[0]), hurried))
    assert edit(better, Change(Act.REFRESH), hurried).plan == better
    name = next(
        n
        for n in (e.id for e in plan_rules().exercises)
        if 1 in plan_rules_by_id()[n].doses and n not in named(plan)
    )
    assert edit(better, Change(Act.ADD, 1, name, reason=TRIED), hurried).refused


def plan_rules_by_id() -> dict:
    return {exercise.id: exercise for exercise in plan_rules().exercises}


def test_supports_are_taken_out_and_put_back_in_their_order() -> None:
    _, plan, terms = proposed(PERSON)
    name = plan.supports[0]
    bare = done(edit(plan, Change(Act.REMOVE_SUPPORT, about=name), terms))
    assert name not in bare.supports
    assert done(edit(bare, Change(Act.ADD_SUPPORT, about=name), terms)) == plan
    unsuited = next(s.id for s in plan_rules().supports if s.id not in terms.supports)
    assert kinds(edit(plan, Change(Act.ADD_SUPPORT, about=unsuited), terms)) == {Kind.SUPPORT}


def test_a_support_that_answers_an_alert_stays() -> None:
    support = next(s for s in plan_rules().supports if s.alerts)
    alert = min(support.alerts)
    _, plan, terms = proposed(PERSON, LABEL, "soon", alert)
    assert support.id in terms.needed
    change = Change(Act.REMOVE_SUPPORT, about=support.id)
    assert kinds(edit(plan, change, terms)) == {Kind.NEEDED}


def test_units_of_education_come_and_go() -> None:
    before, plan, terms = proposed(PERSON)
    name = plan.education[0]
    bare = done(edit(plan, Change(Act.REMOVE_EDUCATION, about=name), terms))
    assert name not in rebuild(bare, before, terms).education
    assert done(edit(bare, Change(Act.ADD_EDUCATION, about=name), terms)) == plan
    other = next(u.id for u in plan_rules().education if u.id not in terms.education)
    assert kinds(edit(plan, Change(Act.ADD_EDUCATION, about=other), terms)) == {Kind.EDUCATION}


def test_reviews_move_within_their_order() -> None:
    _, plan, terms = proposed(PERSON)
    name = plan.reviews[0].id
    moved = done(edit(plan, Change(Act.REVIEW, about=name, on="2026-11-18"), terms))
    assert moved.reviews[0].on == "2026-11-18"
    for day in ("2026-11-01", "2030-01-01"):
        assert kinds(edit(plan, Change(Act.REVIEW, about=name, on=day), terms)) == {Kind.REVIEW}
    less = replace(plan, reviews=plan.reviews[1:])
    assert {f.kind for f in findings_of(less, terms)} == {Kind.REVIEW}


def test_an_edited_plan_is_read_back_with_its_marks() -> None:
    before, plan, terms = proposed(PERSON)
    name = first(plan)
    comes = next(a.exercise for a in offer(plan, 1, terms, instead_of=name) if a.is_possible)
    change = Change(Act.SWAP, 1, name, instead=comes, side="", reason=TRIED)
    swapped = done(edit(plan, change, terms))
    after = rebuild(swapped, before, terms)
    place = (1, comes)
    again = edited_of(after, terms.library, {place: TRIED}, frozenset({place}))
    assert again == swapped


def test_a_bilateral_pain_puts_every_new_exercise_on_both_sides() -> None:
    case = make_person(minutes=25.0, side="bilateral")
    assert case.episode.side is PainSide.BILATERAL
    _, plan, terms = proposed(case)
    offers = offer(plan, 1, terms)
    assert {a.item.side for a in offers if a.item} <= {"both"}


def test_a_stage_of_no_plan_is_not_found() -> None:
    assert EditedPlan((), (), (), ()).find(1) is None
    assert EditedStage(1, ()).find("squat") is None
