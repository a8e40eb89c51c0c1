"""Alerts: raised and closed by the safety rules, cared for by people.

An alert that nobody has acknowledged goes to a second person: after 15 minutes at the level
emergency, after 4 hours at urgent (rules for safety).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit import event
from sijoint.clinical.safety import Alert as Fired
from sijoint.clinical.safety import Safety, SafetyLevel
from sijoint.records import tasks
from sijoint.records.actions import plan as plans
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert, Evaluation, Intake, Patient, Plan
from sijoint.records.models.plan import PlanState

UNREAD = {
    SafetyLevel.EMERGENCY: timedelta(minutes=15),
    SafetyLevel.URGENT: timedelta(hours=4),
}
"""How long an alert may stay unread before it goes to a second person."""

GONE = "answer changed"


@transaction.atomic
def sync(
    *,
    patient: Patient,
    safety: Safety,
    by: User,
    at: datetime,
    evaluation: Evaluation | None = None,
    intake: Intake | None = None,
) -> list[Alert]:
    """Make the open alerts of a person those that the screen fires now.

    Parameters
    ----------
    evaluation, intake : optional
        Where the answers were given. An alert is closed here only when it was raised by the same
        answers: what an intake said stays open until its own evaluation says otherwise.

    Returns
    -------
    list of Alert
        Those that are open now and fire, the most pressing first.
    """
    opened = {a.rule_id: a for a in Alert.objects.filter(patient=patient, closed_at__isnull=True)}
    fired = {alert.id: alert for alert in safety.alerts}
    for rule, found in fired.items():
        if rule in opened:
            _refresh(opened[rule], found, by, at)
        elif not _is_settled(patient, found):
            opened[rule] = _raise(patient, found, by, at, evaluation, intake)
    for rule, alert in opened.items():
        if rule not in fired and _is_from(alert, evaluation, intake):
            _close(alert, GONE, by, at)
    if safety.stop:
        _withdraw_plans(patient, safety, by, at)
    held = [alert for alert in opened.values() if alert.rule_id in fired]
    return sorted(held, key=lambda alert: -SafetyLevel(alert.level).rank)


@transaction.atomic
def acknowledge(*, alert: Alert, by: User, at: datetime) -> Alert:
    """Say by name and time that somebody has read it; the first one counts."""
    alert = _held(alert)
    if alert.acknowledged_at is None:
        alert.acknowledged_by, alert.acknowledged_at = by, at
        alert.owner = alert.owner or by
        alert.save(update_fields=["acknowledged_by", "acknowledged_at", "owner"])
        _tell("alert.acknowledge", alert, by, at, ["acknowledged_by"])
    return alert


@transaction.atomic
def hand_over(*, alert: Alert, to: User, by: User, at: datetime) -> Alert:
    """Give it to another therapist of the clinic, who must acknowledge it anew.

    Raises
    ------
    RefusedError
        If that person does not treat people in this clinic.
    """
    alert = _held(alert)
    if to.id not in {user.id for user in therapists(alert)}:
        raise RefusedError(_("Choose a therapist of this clinic."))
    alert.owner, alert.handed_to, alert.handed_at = to, to, at
    alert.acknowledged_by = alert.acknowledged_at = None
    # Whoever has it now may leave it unread as well.
    alert.second = alert.escalated_at = None
    alert.answer_by = _answer_by(SafetyLevel(alert.level), at)
    alert.save()
    _tell("alert.hand_over", alert, by, at, ["owner"])
    _remind(alert)
    return alert


@transaction.atomic
def close(*, alert: Alert, reason: str, by: User, at: datetime) -> Alert:
    """End the care for it, with what was done.

    Raises
    ------
    RefusedError
        Without a reason, or before anybody acknowledged it.
    """
    alert = _held(alert)
    if not reason.strip():
        raise RefusedError(_("Write what was done about it."))
    if alert.acknowledged_at is None:
        raise RefusedError(_("Acknowledge it first."))
    _close(alert, reason.strip(), by, at)
    return alert


@transaction.atomic
def escalate_due(*, at: datetime) -> list[Alert]:
    """Give every alert that stayed unread too long to a second person.

    Returns
    -------
    list of Alert
        Those that were given on now.
    """
    due = (
        Alert.objects.select_for_update(of=("self",))
        .filter(
            closed_at__isnull=True,
            acknowledged_at__isnull=True,
            escalated_at__isnull=True,
            answer_by__lte=at,
        )
        .select_related("clinic")
        .order_by(F("answer_by").asc())
    )
    return [_escalate(alert, at) for alert in due]


def therapists(alert: Alert) -> list[User]:
    """Everybody who treats people in the clinic of an alert, the longest there first."""
    held = Membership.objects.filter(
        clinic_id=alert.clinic_id, role=RoleName.THERAPIST, ended_at__isnull=True
    )
    return [each.user for each in held.select_related("user").order_by("started_at")]


def _escalate(alert: Alert, at: datetime) -> Alert:
    others = [user for user in therapists(alert) if user.id != alert.owner_id]
    alert.second = others[0] if others else None
    alert.escalated_at = at
    alert.save(update_fields=["second", "escalated_at"])
    _tell("alert.escalate", alert, None, at, ["second"])
    if alert.second is not None:
        address, language = alert.second.email, alert.second.language or alert.clinic.language
        transaction.on_commit(lambda: _send(address, language))
    return alert


def _send(address: str, language: str) -> None:
    """Tell that something waits; who and what stands only behind the sign-in."""
    with translation.override(language):
        send_mail(
            _("An alert waits for you"),
            _("An alert was not read in time. It is yours now: sign in and open the worklist."),
            None,
            [address],
            fail_silently=True,
        )


def _raise(
    patient: Patient,
    found: Fired,
    by: User,
    at: datetime,
    evaluation: Evaluation | None,
    intake: Intake | None,
) -> Alert:
    owner = patient.therapist if evaluation is None else evaluation.therapist
    alert = Alert.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        evaluation=evaluation,
        intake=intake,
        rule_id=found.id,
        level=found.level.value,
        because=list(found.because),
        raised_at=at,
        answer_by=_answer_by(found.level, at),
        owner=owner,
    )
    _tell("alert.raise", alert, by, at, [])
    _remind(alert)
    return alert


def _remind(alert: Alert) -> None:
    """Let the worker look again when somebody must have read it."""
    if alert.answer_by is not None:
        tasks.escalate_at(alert.answer_by)


def _is_settled(patient: Patient, found: Fired) -> bool:
    """Whether a person has cared for the same alert on the same grounds before."""
    settled = Alert.objects.filter(patient=patient, rule_id=found.id, closed_at__isnull=False)
    grounds = settled.exclude(closed_reason=GONE).values_list("because", flat=True)
    return list(found.because) in list(grounds)


def _refresh(alert: Alert, found: Fired, by: User, at: datetime) -> None:
    if alert.because != list(found.because):
        alert.because = list(found.because)
        alert.save(update_fields=["because"])
        _tell("alert.change", alert, by, at, ["because"])


def _is_from(alert: Alert, evaluation: Evaluation | None, intake: Intake | None) -> bool:
    if evaluation is not None:
        own = alert.evaluation_id == evaluation.id
        return own or (alert.intake_id is not None and alert.intake_id == evaluation.intake_id)
    return intake is not None and alert.intake_id in (intake.id, intake.replaces_id)


def _answer_by(level: SafetyLevel, at: datetime) -> datetime | None:
    return at + UNREAD[level] if level in UNREAD else None


def _close(alert: Alert, reason: str, by: User, at: datetime) -> None:
    alert.closed_at, alert.closed_reason = at, reason
    alert.save(update_fields=["closed_at", "closed_reason"])
    _tell("alert.close", alert, by, at, ["closed_reason"])


def _withdraw_plans(patient: Patient, safety: Safety, by: User, at: datetime) -> None:
    reason = next(alert.id for alert in safety.alerts if alert.level == safety.level)
    for plan in Plan.objects.filter(patient=patient, state=PlanState.APPROVED):
        plans.withdraw(plan=plan, reason=reason, by=by, at=at)


def _held(alert: Alert) -> Alert:
    held = Alert.objects.select_for_update().get(pk=alert.pk, clinic_id=alert.clinic_id)
    if held.closed_at is not None:
        raise RefusedError(_("This alert is closed."))
    return held


def _tell(verb: str, alert: Alert, by: User | None, at: datetime, fields: list[str]) -> None:
    event.add(
        verb,
        alert.id,
        clinic_id=alert.clinic_id,
        by=None if by is None else by.id,
        at=at,
        fields=fields,
    )
