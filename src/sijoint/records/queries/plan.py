"""Plans: what they must keep now, and which of them a person follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sijoint.casefile.error import CaseError
from sijoint.casefile.plan_back import plan_from
from sijoint.clinical.assessment import assess
from sijoint.clinical.case import Case
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.plan.edited import EditedPlan
from sijoint.clinical.plan.rebuild import rebuild
from sijoint.clinical.plan.recheck import Finding, Kind, hindrances_of
from sijoint.clinical.plan.terms import Terms, terms_for
from sijoint.clinical.profile import Profile
from sijoint.clinical.safety import Safety, SafetyLevel
from sijoint.evidence.questionnaire import Audience
from sijoint.records import knowledge, story
from sijoint.records.models import Alert, Evaluation, Goal, Intake, Patient, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.plan_content import Content, content_of, edited_in, without_marks
from sijoint.records.queries.answer import assessment_of
from sijoint.records.queries.recorded import recorded_in

STOPS = tuple(str(level) for level in SafetyLevel if level.stops)


@dataclass(frozen=True, slots=True)
class Present:
    """A person as recorded now, as far as a plan needs it.

    Parameters
    ----------
    case : Case
    profile : Profile
    safety : Safety
    terms : Terms
        What a plan must keep.
    """

    case: Case
    profile: Profile
    safety: Safety
    terms: Terms

    @property
    def has_equipment(self) -> bool:
        """Whether anything is recorded that the person has to exercise with."""
        return bool(self.case.preferences.equipment)


def present_of(evaluation: Evaluation) -> Present | None:
    """What the evaluation says now; None while safety stops, a fact is missing, or under 16."""
    recorded = recorded_in(evaluation)
    case, assessment = recorded.case, assessment_of(evaluation, recorded=recorded)
    if case is None or assessment is None or assessment.profile is None:
        return None
    rules = knowledge.current().evidence.plan
    terms = terms_for(case, profile=assessment.profile, safety=assessment.safety, rules=rules)
    return Present(case, assessment.profile, assessment.safety, terms)


def stop_of(patient: Patient) -> Alert | None:
    """The gravest open alert that stops everything; None without one."""
    stopping = Alert.objects.filter(
        clinic_id=patient.clinic_id, patient=patient, closed_at__isnull=True, level__in=STOPS
    )
    return max(stopping, key=lambda alert: SafetyLevel(alert.level).rank, default=None)


def edited_of(plan: Plan, present: Present) -> EditedPlan:
    """What of a plan can be edited."""
    return edited_in(plan.content, present.terms)


def rebuilt(plan: Plan, edited: EditedPlan, present: Present, by: UUID | None) -> Content:
    """The content of a plan after an edit, with all that follows from it worked out again."""
    value = rebuild(edited, plan_from(plan.content), present.terms)
    return content_of(value, edited, by)


def is_outdated(plan: Plan, present: Present) -> bool:
    """Whether changes, gates or advice of a draft would be others as the record is now."""
    fresh = rebuilt(plan, edited_of(plan, present), present, None)
    return without_marks(fresh) != without_marks(plan.content)


def hindrances(plan: Plan, present: Present | None) -> tuple[Finding, ...]:
    """Why a plan cannot be approved now."""
    if present is None or stop_of(plan.patient) is not None:
        return (Finding(Kind.STOPPED),)
    return hindrances_of(edited_of(plan, present), present.terms)


def barred(plan: Plan) -> tuple[Finding, ...]:
    """The exercises of a plan that must never be done by the person as recorded now.

    An exercise that only lacks equipment or a goal is not barred.
    """
    found: dict[str, Finding] = {}
    for present in presents_of(plan):
        for finding in _forbidden(plan, present):
            found.setdefault(finding.about, finding)
    return tuple(found.values())


def presents_of(plan: Plan) -> Iterator[Present]:
    """The person as the plan's evaluation, the latest one and their story since know them."""
    held = Evaluation.objects.select_related("clinic", "patient").filter(
        clinic_id=plan.clinic_id, episode_id=plan.episode_id
    )
    latest = held.order_by("-started_at").first()
    yield from _present_in(plan.evaluation)
    if latest is None:
        return
    if latest.pk != plan.evaluation_id:
        yield from _present_in(latest)
    told = Intake.objects.filter(
        episode_id=plan.episode_id, completed_at__gte=latest.started_at
    ).order_by("-completed_at")
    for intake in told[:1]:
        yield from _present_told(intake)


def _present_in(evaluation: Evaluation) -> Iterator[Present]:
    try:
        present = present_of(evaluation)
    except CaseError:
        # Nothing can be said of a record that contradicts itself.
        return
    if present is not None:
        yield present


def _present_told(intake: Intake) -> Iterator[Present]:
    """The person as they told it; nothing while it stops or a fact is missing."""
    case = story.case_of(story.answers_of(intake), Audience.INTAKE)
    if case is None:
        return
    evidence = knowledge.current().evidence
    answer = assess(case, evidence, evidence_set=EvidenceSet(intake.clinic.evidence_set))
    if answer.profile is not None:
        terms = terms_for(case, profile=answer.profile, safety=answer.safety, rules=evidence.plan)
        yield Present(case, answer.profile, answer.safety, terms)


def _forbidden(plan: Plan, present: Present) -> Iterator[Finding]:
    """Also in the stages that are not for this person any more."""
    terms = present.terms
    weeks = {rule.number: rule.weeks for rule in terms.rules.stages}
    for stage in edited_of(plan, present).stages:
        forbidden = terms.person.outlook.hold(weeks[stage.number]).forbidden
        for item in stage.items:
            if item.exercise in forbidden:
                because = forbidden[item.exercise]
                yield Finding(Kind.BARRED, stage.number, item.exercise, because=because)


def goals_of(plan: Plan) -> list[Goal]:
    """The goals of the plan's episode that have not ended."""
    return list(
        Goal.objects.filter(
            clinic_id=plan.clinic_id, episode_id=plan.episode_id, ended_at__isnull=True
        )
    )


def approved_plan(patient: Patient) -> Plan | None:
    """The plan that a person follows; None without one."""
    return (
        Plan.objects.filter(clinic_id=patient.clinic_id, patient=patient, state=PlanState.APPROVED)
        .select_related("clinic", "patient", "evaluation__clinic", "approved_by")
        .order_by("-approved_at")
        .first()
    )


def plans_of(patient: Patient) -> list[Plan]:
    """Every plan of a person, the newest first."""
    return list(
        Plan.objects.filter(clinic_id=patient.clinic_id, patient=patient)
        .select_related("made_by", "approved_by", "withdrawn_by")
        .defer("case", "content", "proposed")
    )
