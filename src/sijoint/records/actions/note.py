"""The note of an evaluation while it is written; the signature locks it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.records.actions.evaluation import may_succeed
from sijoint.records.actions.lock import open_evaluation
from sijoint.records.error import RefusedError
from sijoint.records.models import Evaluation


@transaction.atomic
def keep(
    *,
    evaluation: Evaluation,
    note: str,
    version: int | None,
    by: User,
    at: datetime,
    before: str | None = None,
) -> Evaluation:
    """Keep what is written of the note, so that it is there on every device until it is signed.

    Parameters
    ----------
    note : str
        Empty when the draft of the findings is to stand in its place again.
    version : int or None
        Of the evaluation that it was written for; None for the present one.
    before : str, optional
        The kept note that it follows.

    Raises
    ------
    RefusedError
        If somebody else is the therapist of this evaluation, or another note was kept meanwhile.
    """
    evaluation = open_evaluation(evaluation)
    if evaluation.therapist_id != by.id and not may_succeed(evaluation, by):
        raise RefusedError(_("Only the therapist who evaluates writes the note."))
    # The same words may come twice at once: from a page that closes, and from the one after it.
    if before not in (None, evaluation.note) and note != evaluation.note:
        raise RefusedError(_("Another note was kept since this page was opened. Compare both."))
    written = evaluation.version if version is None else min(version, evaluation.version)
    held = (evaluation.note, evaluation.note_version)
    evaluation.note, evaluation.note_version = note, written if note else None
    if (evaluation.note, evaluation.note_version) != held:
        evaluation.save(update_fields=["note", "note_version"])
        event.add(
            "evaluation.note",
            evaluation.id,
            clinic_id=evaluation.clinic_id,
            by=by.id,
            at=at,
            fields=["note"],
        )
    return evaluation
