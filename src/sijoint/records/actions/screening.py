"""What every change of an evaluation ends with: the safety rules, and a line in the trail."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.casefile.error import CaseError, Clash
from sijoint.documents.report.value import value_words
from sijoint.records.actions import alert
from sijoint.records.error import RefusedError
from sijoint.records.models import Evaluation
from sijoint.records.queries.recorded import Recorded
from sijoint.records.wording import wording


def screen(recorded: Recorded, *, by: User, at: datetime) -> None:
    """Run the safety rules on what is recorded now, and raise or close alerts.

    Parameters
    ----------
    recorded : Recorded
        Of an evaluation that the caller holds.

    Raises
    ------
    RefusedError
        If what is recorded contradicts itself; the text says how.
    """
    try:
        safety = recorded.safety
    except CaseError as error:
        raise contradiction(error) from error
    if safety is not None:
        held = recorded.evaluation
        recorded.alerts = alert.sync(
            patient=held.patient,
            safety=safety,
            by=by,
            at=at,
            evaluation=held,
            opened=recorded.alerts,
        )


def contradiction(error: CaseError) -> RefusedError:
    """What refuses a record that contradicts itself; the text says how."""
    if error.clash is None:
        said = _("This contradicts what is recorded. Check it, and the facts in the story.")
    elif error.clash.side:
        said = _contradicting_findings(error.clash)
    elif error.clash.one == "pregnancy_weeks":
        said = _("A week of pregnancy contradicts the sex male. Change one of them in the story.")
    else:
        said = _("Weeks since a birth contradict the sex male. Change one of them in the story.")
    return RefusedError(said)


def _contradicting_findings(clash: Clash) -> str:
    """Which two findings contradict each other on one side, and what to do."""
    words = wording()
    said = {
        "side": words.side(clash.side).capitalize(),
        "one": words.title("finding", clash.one),
        "other": words.title("finding", clash.other),
    }
    if clash.value is None:
        return (
            _("%(side)s: “%(one)s” and “%(other)s” cannot both be positive. Change or clear one.")
            % said
        )
    said["value"] = value_words(clash.other, clash.value, words)
    return (
        _(
            "%(side)s: “%(one)s” cannot be positive while “%(other)s” is %(value)s. "
            "Change or clear one."
        )
        % said
    )


def changed(verb: str, evaluation: Evaluation, field: str, *, by: User, at: datetime) -> None:
    """Count the change of an evaluation, and write it into the trail.

    Comes last in its transaction, because it holds the chain of the clinic until the end.
    """
    evaluation.version += 1
    evaluation.changed_at = at
    evaluation.save(update_fields=["version", "changed_at"])
    event.add(verb, evaluation.id, clinic_id=evaluation.clinic_id, by=by.id, at=at, fields=[field])
