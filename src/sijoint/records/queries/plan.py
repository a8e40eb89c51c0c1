"""Plans: what they must keep now, and which of them a person follows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sijoint.casefile.plan_back import plan_from
from sijoint.clinical.case import Case
from sijoint.clinical.plan.edited import EditedPlan
from sijoint.clinical.plan.rebuild import rebuild
from sijoint.clinical.plan.recheck import Finding, Kind, hindrances_of
from sijoint.clinical.plan.terms import Terms, terms_for
from sijoint.clinical.profile import Profile
from sijoint.clinical.safety import Safety, SafetyLevel
from sijoint.records import knowledge
from sijoint.records.models import Alert, Evaluation, Patient, Plan
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
        Plan.objects.filter(clinic_id=patient.clinic_id, patient=patient).select_related(
            "made_by", "approved_by", "withdrawn_by"
        )
    )
