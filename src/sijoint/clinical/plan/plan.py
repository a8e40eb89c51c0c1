"""The plan: stages of exercise, and everything that goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sijoint.clinical.case import Case
from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.approach import way_for
from sijoint.clinical.plan.draft import Draft, DraftStage, Person, draft_stages
from sijoint.clinical.plan.gate import MAINTENANCE, Ability, criteria
from sijoint.clinical.plan.goal import understand
from sijoint.clinical.plan.maintenance import Maintenance, maintain
from sijoint.clinical.plan.manual_therapy import PlannedTherapy, offer
from sijoint.clinical.plan.review import PlannedEscalation, PlannedReview, escalate, schedule
from sijoint.clinical.plan.rules import PlanRules
from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.clinical.plan.state import Held, Outlook
from sijoint.clinical.plan.support import PlannedSupport, propose, teach
from sijoint.clinical.profile import Profile
from sijoint.clinical.safety import Safety, blocks_thrust

TODAY = (0, 0)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a plan.

    Parameters
    ----------
    number : int
        1 to 4.
    name : Phrase
        What it is called.
    weeks : tuple of int
        First and last week, counted from the evaluation.
    entry, exit : tuple of Phrase
        What must be true before it begins and before the next one does.
    exercises : tuple of PlannedExercise
        1 to 5 in the first stage, 1 to 6 later, sorted by id.
    states : tuple of str
        Ids of the states and limits that were honoured in it.
    """

    number: int
    name: Phrase
    weeks: tuple[int, int]
    entry: tuple[Phrase, ...]
    exit: tuple[Phrase, ...]
    exercises: tuple[PlannedExercise, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """An exercise that is in no stage, and why."""

    id: str
    because: Phrase


@dataclass(frozen=True, slots=True)
class Plan:
    """A staged plan, for a clinician to approve.

    Parameters
    ----------
    stages : tuple of Stage
        Empty when too little can be offered: then `note` says so.
    manual_therapy : tuple of PlannedTherapy
        What a therapist may add; empty without exercises.
    supports : tuple of PlannedSupport
        Belts, advice and referrals that suit the person.
    education : tuple of str
        Ids of units of education.
    reviews : tuple of PlannedReview
        When progress is judged.
    escalation : tuple of PlannedEscalation
        What happens when it does not help enough.
    maintenance : Maintenance
        How to stay well afterwards.
    excluded : tuple of Excluded
        Every exercise of the library that is in no stage, sorted by id.
    note : Phrase or None
        Why there is no programme, or why it ends early; None when neither.
    """

    stages: tuple[Stage, ...]
    manual_therapy: tuple[PlannedTherapy, ...]
    supports: tuple[PlannedSupport, ...]
    education: tuple[str, ...]
    reviews: tuple[PlannedReview, ...]
    escalation: tuple[PlannedEscalation, ...]
    maintenance: Maintenance
    excluded: tuple[Excluded, ...]
    note: Phrase | None


def build_plan(case: Case, *, profile: Profile, safety: Safety, rules: PlanRules) -> Plan:
    """A plan for one person, from the evaluation and the working profile.

    Hard contraindications remove exercises and cautions change them; an integer
    program then picks, for each stage, what covers the functions of the profile's
    template and the person's goals within the minutes of a day.

    Parameters
    ----------
    case : Case
        The evaluation. With a safety stop no plan may be made: that is the caller's
        to decide.
    profile : Profile
        Its label chooses the template; without one the movement-first start is used.
    safety : Safety
        From soon up neither thrusts nor impact exercises are offered; its alerts
        restrict exercises, supports and techniques.
    rules : PlanRules
        The evidence.

    Returns
    -------
    Plan
        The same, to the last bit, whatever the order of the findings.

    Notes
    -----
    States that begin later (a week of pregnancy, a birth) are honoured from the stage
    that reaches them; states that end later are ended by a review, not by the
    calendar.

    References
    ----------
    stuge-2004 : individualised, supervised exercise helped.
    gutke-2010 : home exercise alone did not, so a therapist stays involved.
    """
    person = person_of(case, profile, safety, rules)
    draft = draft_stages(person, rules)
    return assemble(
        draft,
        person,
        safety=safety,
        rules=rules,
        supports=supports_for(person, safety, rules),
        education=teach(rules.education, person.facts, profile.label),
        reviews=schedule(rules.reviews, case.assessed_on),
    )


def assemble(
    draft: Draft,
    person: Person,
    *,
    safety: Safety,
    rules: PlanRules,
    supports: tuple[PlannedSupport, ...],
    education: tuple[str, ...],
    reviews: tuple[PlannedReview, ...],
) -> Plan:
    """A plan around stages that have been decided: gates, hands-on care, what comes after.

    Parameters
    ----------
    draft : Draft
        The stages, and why the other exercises are in none of them.
    person : Person
    safety : Safety
    rules : PlanRules
    supports, education, reviews
        What goes with the exercises.
    """
    return Plan(
        stages=_stages(draft, person, rules),
        manual_therapy=_manual_therapy(draft, person, safety, rules),
        supports=supports,
        education=education,
        reviews=reviews,
        escalation=escalate(rules.escalation, person.facts),
        maintenance=_maintenance(draft, person, rules, supports),
        excluded=_excluded(draft, rules, person.outlook.hold(TODAY)),
        note=draft.note,
    )


def supports_for(person: Person, safety: Safety, rules: PlanRules) -> tuple[PlannedSupport, ...]:
    """The supports that suit a person today."""
    fired = frozenset(alert.id for alert in safety.alerts)
    forbidden = person.outlook.hold(TODAY).forbidden.keys()
    return propose(rules.supports, person.facts, fired=fired, forbidden=forbidden)


def person_of(case: Case, profile: Profile, safety: Safety, rules: PlanRules) -> Person:
    """What is known about a person, in the terms of the plan."""
    facts = Facts(case, rules.lexicon)
    return Person(
        case=case,
        facts=facts,
        way=way_for(profile.label, profile.named, rules.approaches),
        goals=understand(case.preferences, rules.goal_words),
        outlook=Outlook(
            case,
            lexicon=rules.lexicon,
            restrictions=rules.restrictions,
            level=safety.level,
            fired=frozenset(alert.id for alert in safety.alerts),
            most_cautions=rules.most_cautions,
        ),
        waiting=rules.ladder.waiting(rules.exercises, facts, safety.level),
        is_warned=blocks_thrust(safety),
    )


def _stages(draft: Draft, person: Person, rules: PlanRules) -> tuple[Stage, ...]:
    """The stages with their gates; the last one leads to maintenance."""
    following = criteria(
        rules.gates, MAINTENANCE, person.facts, has_impact=False, ability=Ability(frozenset())
    )
    gates = [
        (),
        *(_gate(draft, ends, begins, person, rules) for ends, begins in pairwise(draft.stages)),
        following,
    ]
    return tuple(
        Stage(
            number=stage.rule.number,
            name=phrase(f"plan_stage.{stage.rule.id}.patient"),
            weeks=stage.rule.weeks,
            entry=entry,
            exit=following,
            exercises=stage.filled.exercises,
            states=stage.held.ids,
        )
        for stage, entry, following in zip(draft.stages, gates, gates[1:], strict=False)
    )


def _gate(
    draft: Draft, ends: DraftStage, begins: DraftStage, person: Person, rules: PlanRules
) -> tuple[Phrase, ...]:
    """The criteria between two stages: no exercise that either of them forbids, and no leap."""
    held = person.outlook.hold((ends.rule.weeks[0], begins.rule.weeks[1]))
    planned = draft.minutes_before(begins.rule.number)
    known = frozenset(planned)
    allowed = (e for e in rules.exercises if person.may_do(e, held) and not e.leaps(known))
    return criteria(
        rules.gates,
        begins.rule.number,
        person.facts,
        has_impact=any(e.is_impact and e.id in begins.names for e in rules.exercises),
        ability=Ability(frozenset(e.id for e in allowed), planned, held.limits),
    )


def _manual_therapy(
    draft: Draft, person: Person, safety: Safety, rules: PlanRules
) -> tuple[PlannedTherapy, ...]:
    """Manual therapy is always paired with exercise."""
    if not draft.stages:
        return ()
    return offer(
        rules.techniques,
        rules.contraindications,
        facts=person.facts,
        level=safety.level,
        way=person.way,
        fired=frozenset(alert.id for alert in safety.alerts),
        forbidden=person.outlook.hold(TODAY).forbidden.keys(),
    )


def _maintenance(
    draft: Draft, person: Person, rules: PlanRules, supports: tuple[PlannedSupport, ...]
) -> Maintenance:
    """The routine afterwards, under the restrictions of the last stage; nothing without one."""
    latest = draft.stages[-1].held if draft.stages else None
    library = {exercise.id: exercise for exercise in rules.exercises}

    def is_allowed(name: str) -> bool:
        return latest is not None and person.may_do(library[name], latest)

    return maintain(
        rules.maintenance,
        profiles=frozenset(approach.rated_as for approach in person.way.approaches),
        is_allowed=is_allowed,
        cautions={} if latest is None else latest.cautions,
        supports=frozenset(support.id for support in supports),
        assessed_on=person.case.assessed_on,
    )


def _excluded(draft: Draft, rules: PlanRules, today: Held) -> tuple[Excluded, ...]:
    """The reason for each exercise in no stage: not needed, not possible, or not yet due."""
    fallback = phrase("plan.because.stage" if draft.stages else "plan.because.no_programme")
    reasons = {**today.forbidden, **draft.barred, **draft.left_out}
    return tuple(
        Excluded(exercise.id, reasons.get(exercise.id, fallback))
        for exercise in rules.exercises
        if exercise.id not in draft.included
    )
