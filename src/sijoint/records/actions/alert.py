"""Alerts: raised and closed by the safety rules, cared for by people.

An alert that nobody has acknowledged goes to a second person: after 15 minutes at the level
emergency, after 4 hours at urgent (`sijoint.records.actions.escalation`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.accounts.role import RoleName
from sijoint.clinical.safety import Alert as Fired
from sijoint.clinical.safety import Safety, SafetyLevel
from sijoint.records.actions import plan as plans
from sijoint.records.actions.alert_row import ASKED, answer_by, ask, hold, members, remind, tell
from sijoint.records.actions.suspension import suspend
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert, Evaluation, Intake, Patient, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.recorded import open_alerts
from sijoint.records.queries.therapist import treats

GONE = "answer changed"


@dataclass(frozen=True, slots=True)
class _Heard:
    """Where answers were given, by whom and when.

    Parameters
    ----------
    patient : Patient
    evaluation, intake : optional
        One of them.
    by : User
    at : datetime
    """

    patient: Patient
    evaluation: Evaluation | None
    intake: Intake | None
    by: User
    at: datetime

    @property
    def is_whole(self) -> bool:
        """Whether everything was answered, so that what does not fire is gone."""
        return self.intake is None or self.intake.completed_at is not None

    def is_from(self, alert: Alert) -> bool:
        """Whether an alert was raised by the same answers."""
        if self.evaluation is not None:
            own = alert.evaluation_id == self.evaluation.id
            return own or (
                alert.intake_id is not None and alert.intake_id == self.evaluation.intake_id
            )
        return self.intake is not None and alert.intake_id in (
            self.intake.id,
            self.intake.replaces_id,
        )


@transaction.atomic(savepoint=False)
def sync(
    *,
    patient: Patient,
    safety: Safety,
    by: User,
    at: datetime,
    evaluation: Evaluation | None = None,
    intake: Intake | None = None,
    opened: Iterable[Alert] | None = None,
) -> tuple[Alert, ...]:
    """Make the open alerts of a person those that the screen fires now.

    A sign that stops everything withdraws the plans of the person; so does an exercise in them
    that must not be done any more.

    Parameters
    ----------
    patient : Patient
        Held by the caller.
    evaluation, intake : optional
        Where the answers were given. An alert is closed here only when it was raised by the same
        answers: what an intake said stays open until its own evaluation says otherwise. A sign
        that stops everything, and that nobody has read, stays open when the person changes the
        answer: somebody must still look.
    opened : iterable of Alert, optional
        The open alerts of the person, where the caller has read them since holding the record.

    Returns
    -------
    tuple of Alert
        Those that are open now.
    """
    heard = _Heard(patient, evaluation, intake, by, at)
    followed = list(
        Plan.objects.select_for_update(of=("self",))
        .filter(patient_id=patient.pk, state=PlanState.APPROVED)
        .order_by("id")
    )
    held = {
        alert.rule_id: alert for alert in (open_alerts(patient.pk) if opened is None else opened)
    }
    fired = {alert.id for alert in safety.alerts}
    _open(held, safety, heard)
    if safety.stop and followed and not _is_known(safety, held, heard):
        gravest = _gravest(safety)
        held[gravest.id] = _raise(gravest, heard)
    gone = [held[rule] for rule in sorted(held.keys() - fired)] if heard.is_whole else []
    for alert in filter(heard.is_from, gone):
        _let_go(alert, heard)
    if followed:
        _end_plans(followed, safety, heard)
    return tuple(alert for alert in held.values() if alert.closed_at is None)


@transaction.atomic
def acknowledge(*, alert: Alert, by: User, at: datetime) -> Alert:
    """Say by name and time that somebody has read it; the first one counts."""
    alert = hold(alert)
    if alert.acknowledged_at is None:
        alert.acknowledged_by, alert.acknowledged_at = by, at
        if not treats(alert.owner_id, alert.clinic_id):
            alert.owner = by
        alert.save(update_fields=["acknowledged_by", "acknowledged_at", "owner"])
        tell("alert.acknowledge", alert, by, at, ["acknowledged_by"])
    return alert


@transaction.atomic
def hand_over(*, alert: Alert, to: User, by: User, at: datetime) -> Alert:
    """Give it to another therapist of the clinic, who must acknowledge it anew.

    Raises
    ------
    RefusedError
        If that person does not treat people in this clinic.
    """
    alert = hold(alert)
    if to.id not in {user.id for user in therapists(alert)}:
        raise RefusedError(_("Choose a therapist of this clinic."))
    alert.owner, alert.handed_to, alert.handed_at = to, to, at
    ask(alert, at)
    alert.save(update_fields=[*ASKED, "owner", "handed_to", "handed_at"])
    tell("alert.hand_over", alert, by, at, ["owner"])
    return alert


@transaction.atomic
def close(*, alert: Alert, reason: str, by: User, at: datetime) -> Alert:
    """End the care for it, with what was done.

    Raises
    ------
    RefusedError
        Without a reason, or before anybody acknowledged it.
    """
    alert = hold(alert)
    if not reason.strip():
        raise RefusedError(_("Write what was done about it."))
    if alert.acknowledged_at is None:
        raise RefusedError(_("Acknowledge it first."))
    alert.settles = True
    _close(alert, reason.strip(), by, at)
    return alert


def unsettle(*, patient: Patient, rule: str) -> None:
    """Let a rule alert anew: what a clinician concluded about it does not hold any more."""
    closed = Alert.objects.filter(patient=patient, rule_id=rule, closed_at__isnull=False)
    closed.update(settles=False)


def therapists(alert: Alert) -> list[User]:
    """Everybody who treats people in the clinic of an alert, the longest there first."""
    return members(alert, RoleName.THERAPIST)


def _open(opened: dict[str, Alert], safety: Safety, heard: _Heard) -> None:
    """Raise what fires and is not open yet; what is open is brought up to date."""
    for found in safety.alerts:
        if found.id in opened:
            _refresh(opened[found.id], found, heard.by, heard.at)
        elif not _is_settled(found, heard):
            opened[found.id] = _raise(found, heard)


def _end_plans(followed: list[Plan], safety: Safety, heard: _Heard) -> None:
    """Nobody follows a plan while a sign stops everything, or one that they must not do."""
    if not safety.stop:
        suspend(plans=followed, by=heard.by, at=heard.at)
        return
    for plan in followed:
        plans.withdraw(plan=plan, reason=_gravest(safety).id, by=heard.by, at=heard.at)


def _raise(found: Fired, heard: _Heard) -> Alert:
    patient, evaluation = heard.patient, heard.evaluation
    therapist = patient.therapist_id if evaluation is None else evaluation.therapist_id
    alert = Alert.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        evaluation=evaluation,
        intake=heard.intake,
        rule_id=found.id,
        level=found.level.value,
        because=list(found.because),
        raised_at=heard.at,
        answer_by=answer_by(found.level, heard.at),
        # One that waits for somebody who left would wait in no list.
        owner_id=therapist if treats(therapist, patient.clinic_id) else None,
    )
    tell("alert.raise", alert, heard.by, heard.at, [])
    remind(alert)
    return alert


def _is_settled(found: Fired, heard: _Heard) -> bool:
    """Whether a person has cared for the same alert on the same grounds, here and not before.

    An intake that is completed is news, whatever was done about an earlier one.
    """
    if heard.evaluation is None and heard.is_whole:
        return False
    settled = _settled(heard).filter(rule_id=found.id)
    return any(
        set(found.because) <= set(because) for because in settled.values_list("because", flat=True)
    )


def _settled(heard: _Heard) -> QuerySet[Alert]:
    """The alerts that a person cared for within the same answers."""
    closed = Alert.objects.filter(patient=heard.patient, closed_at__isnull=False, settles=True)
    if heard.evaluation is None:
        return closed.filter(intake=heard.intake, intake__isnull=False)
    own = Q(evaluation=heard.evaluation)
    told = Q(intake_id=heard.evaluation.intake_id, intake__isnull=False)
    return closed.filter(own | told)


def _is_known(safety: Safety, opened: dict[str, Alert], heard: _Heard) -> bool:
    """Whether somebody is or was told, in these answers, why the plans are withdrawn."""
    stopping = {alert.id for alert in safety.alerts if alert.level.stops}
    if not stopping.isdisjoint(opened):
        return True
    own = {"evaluation": heard.evaluation} if heard.evaluation else {"intake": heard.intake}
    return _settled(heard).filter(rule_id__in=stopping, **own).exists()


def _gravest(safety: Safety) -> Fired:
    return next(alert for alert in safety.alerts if alert.level == safety.level)


def _refresh(alert: Alert, found: Fired, by: User, at: datetime) -> None:
    """Write down what it fires for now; on new grounds it must be read anew."""
    now, before = list(found.because), set(alert.because)
    if alert.because == now and alert.changed_by_person_at is None:
        return
    alert.because, alert.changed_by_person_at = now, None
    names = ["because", "changed_by_person_at"]
    if alert.acknowledged_at is not None and set(now) - before:
        ask(alert, at)
        names += ASKED
    alert.save(update_fields=names)
    tell("alert.change", alert, by, at, ["because"])


def _let_go(alert: Alert, heard: _Heard) -> None:
    """Close what does not fire any more, unless only the person says so and nobody has looked."""
    is_unread = SafetyLevel(alert.level).stops and alert.acknowledged_at is None
    if not is_unread or (heard.evaluation is not None and alert.changed_by_person_at is None):
        _close(alert, GONE, heard.by, heard.at)
    elif alert.changed_by_person_at is None:
        alert.changed_by_person_at = heard.at
        alert.save(update_fields=["changed_by_person_at"])
        tell("alert.change", alert, heard.by, heard.at, ["changed_by_person_at"])


def _close(alert: Alert, reason: str, by: User, at: datetime) -> None:
    alert.closed_at, alert.closed_reason = at, reason
    alert.save(update_fields=["closed_at", "closed_reason", "settles"])
    tell("alert.close", alert, by, at, ["closed_reason"])
