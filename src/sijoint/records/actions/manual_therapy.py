"""Hands-on care: each technique with the finding it is for and what the re-test showed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.clinical.case import Side
from sijoint.clinical.plan.approach import Way
from sijoint.clinical.plan.manual_therapy import PlannedTherapy, offer
from sijoint.clinical.plan.plan import TODAY
from sijoint.clinical.plan.terms import Terms
from sijoint.records import knowledge
from sijoint.records.actions.plan_row import hold, present_or_refuse
from sijoint.records.error import LockedError, RefusedError
from sijoint.records.models import ManualTherapy, Plan
from sijoint.records.models.manual_therapy import RetestMeasure
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.plan import Present, presents_of, stop_of

LEAST, MOST = 0.0, 10.0
"""Of a rating of pain."""

OPEN = (PlanState.DRAFT, PlanState.APPROVED)


def range_of(finding: str, measure: str) -> tuple[float, float] | None:
    """The least and the most that a re-test can show; None where it cannot be done so."""
    kind = knowledge.current().vocabulary.findings.get(finding)
    if kind is None or not kind.is_test:
        return None
    if measure == RetestMeasure.PAIN:
        return LEAST, MOST
    if kind.minimum is None or kind.maximum is None:
        return None
    return kind.minimum, kind.maximum


def techniques_for(plan: Plan, present: Present) -> tuple[PlannedTherapy, ...]:
    """The techniques that nothing speaks against now, in the order of preference.

    What the person told since counts too, wherever it stands.
    """
    way = present.terms.person.way
    known = [{each.id for each in _offered(other.terms, way)} for other in presents_of(plan)]
    return tuple(t for t in _offered(present.terms, way) if all(t.id in ids for ids in known))


def _offered(terms: Terms, way: Way) -> tuple[PlannedTherapy, ...]:
    person, rules = terms.person, terms.rules
    return offer(
        rules.techniques,
        rules.contraindications,
        facts=person.facts,
        level=terms.safety.level,
        way=way,
        fired=frozenset(alert.id for alert in terms.safety.alerts),
        forbidden=person.outlook.hold(TODAY).forbidden.keys(),
    )


@transaction.atomic
def add(
    *,
    plan: Plan,
    technique_id: str,
    target_finding: str,
    by: User,
    at: datetime,
    side: str = "",
    dose: str = "",
    measure: str = RetestMeasure.PAIN,
    before: float | None = None,
    note: str = "",
) -> ManualTherapy:
    """Record a technique for a finding, before it is done.

    Raises
    ------
    RefusedError
        If something speaks against it now, the most sessions are reached, the finding is no test
        of the body or has no value of its own, or the number is out of its range.
    LockedError
        If the plan was withdrawn or replaced.
    """
    plan = _open(plan)
    present = None if stop_of(plan.patient) else present_or_refuse(plan.evaluation)
    allowed = {} if present is None else {t.id: t for t in techniques_for(plan, present)}
    if technique_id not in allowed:
        raise RefusedError(_("Something speaks against this technique now. Choose another one."))
    if range_of(target_finding, RetestMeasure.PAIN) is None:
        raise RefusedError(_("Choose the finding that it is for."))
    if range_of(target_finding, measure) is None:
        raise RefusedError(_("This finding has no value of its own. Re-test the pain."))
    if side not in {"", *Side}:
        raise RefusedError(_("Choose left or right, or no side."))
    _refuse_too_many(plan, technique_id, allowed[technique_id].sessions)
    entry = ManualTherapy.objects.create(
        clinic_id=plan.clinic_id,
        plan=plan,
        technique_id=technique_id,
        target_finding=target_finding,
        side=side,
        dose=dose.strip(),
        measure=measure,
        before=_within(before, range_of(target_finding, measure)),
        note=note.strip(),
        by=by,
        at=at,
    )
    _tell("manual_therapy.add", entry, by, at, ["technique_id", "target_finding", "measure"])
    return entry


@transaction.atomic
def retest(
    *, entry: ManualTherapy, after: float, by: User, at: datetime, note: str | None = None
) -> ManualTherapy:
    """Record what the re-test showed.

    Raises
    ------
    RefusedError
        If the number is out of the range of what is measured, or the entry was removed.
    """
    entry = _held(entry)
    entry.after = _within(after, range_of(entry.target_finding, entry.measure))
    fields = ["after"]
    if note is not None:
        entry.note = note.strip()
        fields.append("note")
    entry.save(update_fields=fields)
    _tell("manual_therapy.retest", entry, by, at, fields)
    return entry


@transaction.atomic
def remove(*, entry: ManualTherapy, by: User, at: datetime) -> ManualTherapy:
    """Take an entry out; the row stays."""
    entry = _held(entry)
    entry.removed_at = at
    entry.save(update_fields=["removed_at"])
    _tell("manual_therapy.remove", entry, by, at, ["removed_at"])
    return entry


def _refuse_too_many(plan: Plan, technique_id: str, most: int) -> None:
    done = plan.manual_therapies.filter(technique_id=technique_id, removed_at__isnull=True).count()
    if done >= most:
        raise RefusedError(
            _("This technique was used %(most)s times: no more are planned.") % {"most": most}
        )


def _within(value: float | None, limits: tuple[float, float] | None) -> float | None:
    least, most = limits or (LEAST, MOST)
    if value is not None and not least <= value <= most:
        said = {"least": f"{least:g}", "most": f"{most:g}"}
        raise RefusedError(_("Enter a number from %(least)s to %(most)s.") % said)
    return value


def _open(plan: Plan) -> Plan:
    held = hold(plan)
    if held.state not in OPEN:
        raise LockedError(_("This plan is not followed any more."))
    return held


def _held(entry: ManualTherapy) -> ManualTherapy:
    held = ManualTherapy.objects.select_for_update().get(pk=entry.pk, clinic_id=entry.clinic_id)
    if held.removed_at is not None:
        raise RefusedError(_("This entry was removed."))
    return held


def _tell(verb: str, entry: ManualTherapy, by: User, at: datetime, fields: list[str]) -> None:
    event.add(verb, entry.id, clinic_id=entry.clinic_id, by=by.id, at=at, fields=fields)
