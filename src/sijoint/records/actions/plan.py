"""Plans: proposed by the evidence, edited and approved by a clinician, withdrawn by a stop."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint import __version__
from sijoint.accounts.models import User
from sijoint.casefile.error import CaseError
from sijoint.clinical.assessment import Assessment
from sijoint.clinical.plan.change import Change
from sijoint.clinical.plan.edit import edit as change_plan
from sijoint.clinical.plan.recheck import Finding, Kind
from sijoint.records import knowledge
from sijoint.records.actions import person, release
from sijoint.records.actions.plan_row import (
    UnsafeError,
    changed_by,
    hold,
    hold_draft,
    now_of,
    present_or_refuse,
    tell,
)
from sijoint.records.error import ConflictError, RefusedError
from sijoint.records.models import Evaluation, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.plan_content import (
    BEFORE,
    CHANGED_BY,
    EDITS,
    content_of,
    with_before,
    written,
)
from sijoint.records.queries.answer import assessment_of
from sijoint.records.queries.case import case_document
from sijoint.records.queries.plan import (
    barred,
    edited_of,
    hindrances,
    is_outdated,
    rebuilt,
    stop_of,
)


@transaction.atomic
def propose(*, evaluation: Evaluation, by: User, at: datetime) -> Plan:
    """Make a draft from what an evaluation says now; an open draft is replaced.

    Raises
    ------
    RefusedError
        While a sign of danger stops everything, a required fact is missing, or what is recorded
        contradicts itself, and under 16 years.
    """
    person.hold(evaluation.patient_id)
    evaluation = Evaluation.objects.select_related("clinic", "patient").get(
        pk=evaluation.pk, clinic_id=evaluation.clinic_id
    )
    answer = _answer(evaluation)
    if answer.safety.stop or stop_of(evaluation.patient) is not None:
        raise UnsafeError((Finding(Kind.STOPPED),))
    if answer.plan is None:
        raise RefusedError(_("There is no plan for somebody under 16. Refer to a specialist."))
    _replace(evaluation, PlanState.DRAFT, by, at)
    known = knowledge.current()
    release.store(known, at=at)
    plan = Plan.objects.create(
        clinic_id=evaluation.clinic_id,
        patient=evaluation.patient,
        episode_id=evaluation.episode_id,
        evaluation=evaluation,
        case=case_document(evaluation),
        proposed=written(answer.plan),
        content=content_of(answer.plan, by=by.id),
        package_version=__version__,
        evidence_version=known.version,
        made_by=by,
        made_at=at,
        changed_at=at,
    )
    tell("plan.propose", plan, by, at)
    return plan


@transaction.atomic
def revise(*, plan: Plan, by: User, at: datetime) -> Plan:
    """A new draft that begins with an approved or a withdrawn plan; an open draft is replaced.

    What the person follows stays approved until the draft is.
    """
    before = hold(plan)
    if before.state == PlanState.DRAFT:
        return before
    _replace(before.evaluation, PlanState.DRAFT, by, at)
    draft = Plan.objects.create(
        clinic_id=before.clinic_id,
        patient=before.patient,
        episode_id=before.episode_id,
        evaluation=before.evaluation,
        case=before.case,
        proposed=before.proposed,
        content=before.content | {EDITS: before.content[EDITS] | {CHANGED_BY: str(by.id)}},
        package_version=before.package_version,
        evidence_version=before.evidence_version,
        made_by=by,
        made_at=at,
        changed_at=at,
    )
    tell("plan.revise", draft, by, at)
    return draft


@transaction.atomic
def edit(*, plan: Plan, change: Change, seen_version: int, by: User, at: datetime) -> Plan:
    """Make one change of a draft.

    Parameters
    ----------
    change : Change
    seen_version : int
        Version of the plan that the page showed.

    Raises
    ------
    UnsafeError
        If the change would break a rule; it names which.
    LockedError
        If the plan is no draft.
    ConflictError
        If somebody else changed it after this page showed it.
    """
    plan = hold_draft(plan)
    if plan.version != seen_version and plan.content[EDITS][CHANGED_BY] != str(by.id):
        raise ConflictError(changed_by(plan), plan.changed_at)
    present = now_of(plan)
    outcome = change_plan(edited_of(plan, present), change, present.terms)
    if outcome.refused:
        raise UnsafeError(outcome.refused)
    plan.content = with_before(rebuilt(plan, outcome.plan, present, by.id), plan.content)
    plan.version += 1
    plan.changed_at = at
    plan.save(update_fields=["content", "version", "changed_at", *_ground(plan, at)])
    tell("plan.edit", plan, by, at, [_field(change)])
    return plan


@transaction.atomic
def undo(*, plan: Plan, seen_version: int, by: User, at: datetime) -> Plan:
    """Take the last edit back; approval checks everything again.

    Raises
    ------
    RefusedError
        If nothing can be taken back any more.
    LockedError
        If the plan is no draft.
    ConflictError
        If it was changed after the page that offers to take it back.
    """
    plan = hold_draft(plan)
    if plan.version != seen_version:
        raise ConflictError(changed_by(plan), plan.changed_at)
    before = plan.content[EDITS].get(BEFORE)
    if before is None:
        raise RefusedError(_("There is nothing to take back."))
    plan.content = {**before, EDITS: {**before[EDITS], CHANGED_BY: str(by.id)}}
    plan.version += 1
    plan.changed_at = at
    plan.save(update_fields=["content", "version", "changed_at"])
    tell("plan.undo", plan, by, at, ["content"])
    return plan


@transaction.atomic
def approve(*, plan: Plan, by: User, at: datetime, seen_version: int | None = None) -> Plan:
    """Approve a draft: from now on it is what the person follows; the one before is replaced.

    Raises
    ------
    UnsafeError
        If it breaks a rule for the person as recorded now, or a sign of danger is open.
    RefusedError
        If what follows from the record has changed since the draft was made.
    LockedError
        If the plan is no draft.
    ConflictError
        If it is not the version that was read.
    """
    plan = hold_draft(plan)
    if seen_version is not None and plan.version != seen_version:
        raise ConflictError(changed_by(plan), plan.changed_at)
    present = None if stop_of(plan.patient) else present_or_refuse(plan.evaluation)
    found = hindrances(plan, present) or barred(plan)
    if found or present is None:
        raise UnsafeError(found)
    if is_outdated(plan, present):
        raise RefusedError(_("The record has changed since. Bring the plan up to date first."))
    _replace(plan.evaluation, PlanState.APPROVED, by, at)
    plan.state = PlanState.APPROVED
    plan.approved_by, plan.approved_at = by, at
    edits = {key: value for key, value in plan.content[EDITS].items() if key != BEFORE}
    plan.content = {**plan.content, EDITS: edits}
    changed = ["state", "content", "approved_by", "approved_at", *_ground(plan, at)]
    plan.save(update_fields=changed)
    tell("plan.approve", plan, by, at, ["state"])
    return plan


@transaction.atomic
def withdraw(*, plan: Plan, reason: str, by: User | None, at: datetime) -> Plan:
    """Take a plan away; nobody sees or prints it any more. A second time changes nothing.

    Raises
    ------
    RefusedError
        Without a reason.
    """
    if not reason.strip():
        raise RefusedError(_("Write why the plan is withdrawn."))
    plan = hold(plan)
    if plan.state in (PlanState.WITHDRAWN, PlanState.REPLACED):
        return plan
    plan.state = PlanState.WITHDRAWN
    plan.withdrawn_by, plan.withdrawn_at = by, at
    plan.withdrawn_reason = reason.strip()
    plan.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    tell("plan.withdraw", plan, by, at, ["state"])
    return plan


@transaction.atomic
def read(*, plan: Plan, by: User, at: datetime) -> None:
    """Write down that somebody read a plan."""
    tell("plan.read", plan, by, at)


def _ground(plan: Plan, at: datetime) -> list[str]:
    """Note what the content rests on now: the record, the evidence, the program; their fields."""
    known = knowledge.current()
    release.store(known, at=at)
    plan.case = case_document(plan.evaluation)
    plan.package_version, plan.evidence_version = __version__, known.version
    return ["case", "package_version", "evidence_version"]


def _answer(evaluation: Evaluation) -> Assessment:
    try:
        answer = assessment_of(evaluation, with_plan=True)
    except CaseError as error:
        raise RefusedError(_("What is recorded contradicts itself. Mend it first.")) from error
    if answer is None:
        raise RefusedError(_("Age, sex, the painful side and how long come first, in the story."))
    return answer


def _replace(evaluation: Evaluation, state: PlanState, by: User, at: datetime) -> None:
    """End the plan of the episode that has this state, if there is one."""
    for other in Plan.objects.select_for_update().filter(
        clinic_id=evaluation.clinic_id, episode_id=evaluation.episode_id, state=state
    ):
        other.state = PlanState.REPLACED
        other.save(update_fields=["state"])
        tell("plan.replace", other, by, at, ["state"])


def _field(change: Change) -> str:
    """What was changed, as an id: never with a number or a text."""
    stage = f"stage_{change.stage}." if change.stage else ""
    return f"{stage}{change.about}.{change.act}".replace("..", ".").strip(".")
