"""A clinician's own conclusion in place of the computed one, with the reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.clinical.profile import ProfileLabel
from sijoint.clinical.safety import SafetyLevel
from sijoint.records import knowledge
from sijoint.records.actions import alert
from sijoint.records.actions.lock import open_evaluation
from sijoint.records.actions.screening import changed, screen
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert, Evaluation, Override
from sijoint.records.queries.recorded import SET_ASIDE, recorded_in

ASIDE = "set_aside"


@transaction.atomic
def conclude(
    *,
    evaluation: Evaluation,
    conclusion: str,
    value: str,
    reason: str,
    by: User,
    at: datetime,
) -> Override:
    """Put one's own conclusion in place; a second one takes the place of the first.

    Parameters
    ----------
    conclusion : str
        ``source``, ``profile`` or ``safety.<rule id>``.
    value : str
        Id of a source, a `ProfileLabel`, or ``set_aside``.

    Raises
    ------
    RefusedError
        Without a reason, for a conclusion or value that does not exist, or to set aside a rule
        that stops everything while nobody has acknowledged its alert.
    """
    evaluation = open_evaluation(evaluation)
    if value not in allowed(conclusion):
        raise RefusedError(_("Choose one of the conclusions offered."))
    if not reason.strip():
        raise RefusedError(_("Write why you conclude otherwise."))
    _end(evaluation, conclusion, at)
    override = Override.objects.create(
        clinic_id=evaluation.clinic_id,
        evaluation=evaluation,
        conclusion=conclusion,
        value=value,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    if conclusion.startswith(SET_ASIDE):
        _settle(evaluation, conclusion.removeprefix(SET_ASIDE), reason.strip(), by, at)
    changed("override.conclude", evaluation, conclusion, by=by, at=at)
    return override


@transaction.atomic
def withdraw(*, evaluation: Evaluation, conclusion: str, by: User, at: datetime) -> None:
    """Return to the computed conclusion; a safety rule that fires then alerts anew."""
    evaluation = open_evaluation(evaluation)
    if _end(evaluation, conclusion, at):
        if conclusion.startswith(SET_ASIDE):
            rule = conclusion.removeprefix(SET_ASIDE)
            alert.unsettle(patient=evaluation.patient, rule=rule)
        screen(recorded_in(evaluation), by=by, at=at)
        changed("override.withdraw", evaluation, conclusion, by=by, at=at)


def allowed(conclusion: str) -> frozenset[str]:
    """The values that a conclusion may take; none for one that does not exist."""
    evidence = knowledge.current().evidence
    if conclusion == "profile":
        return frozenset(label.value for label in ProfileLabel)
    if conclusion == "source":
        sources = knowledge.current().raw["pain_source"]
        return frozenset(source["id"] for source in sources) | {"other"}
    rules = {f"{SET_ASIDE}{rule.id}" for rule in evidence.safety.rules}
    return frozenset({ASIDE}) if conclusion in rules else frozenset()


def _settle(evaluation: Evaluation, rule: str, reason: str, by: User, at: datetime) -> None:
    held = Alert.objects.filter(
        patient_id=evaluation.patient_id, rule_id=rule, closed_at__isnull=True
    )
    for each in held:
        if each.acknowledged_at is None and SafetyLevel(each.level).stops:
            raise RefusedError(
                _("Acknowledge its alert first, on the worklist: somebody must have read it.")
            )
        alert.close(alert=alert.acknowledge(alert=each, by=by, at=at), reason=reason, by=by, at=at)
    screen(recorded_in(evaluation), by=by, at=at)


def _end(evaluation: Evaluation, conclusion: str, at: datetime) -> int:
    held = evaluation.overrides.filter(conclusion=conclusion, withdrawn_at__isnull=True)
    return held.update(withdrawn_at=at)
