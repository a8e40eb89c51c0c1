"""Scores of questionnaires and rating scales taken in an evaluation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.records import knowledge
from sijoint.records.actions.lock import open_evaluation
from sijoint.records.actions.screening import changed, screen
from sijoint.records.error import RefusedError
from sijoint.records.models import Evaluation, Score
from sijoint.records.queries.recorded import recorded_in


@transaction.atomic
def record(
    *, evaluation: Evaluation, measure_id: str, value: float | None, by: User, at: datetime
) -> None:
    """Record a score, or clear it with None.

    Raises
    ------
    RefusedError
        If the measure is unknown or the value is out of its range.
    """
    evaluation = open_evaluation(evaluation)
    kind = knowledge.current().vocabulary.measures.get(measure_id)
    if kind is None:
        raise RefusedError(_("There is no such measure."))
    if value is not None and not kind.minimum <= value <= kind.maximum:
        raise RefusedError(
            _("Enter a number from %(least)g to %(most)g.")
            % {"least": kind.minimum, "most": kind.maximum}
        )
    held = Score.objects.filter(evaluation=evaluation, measure_id=measure_id).first()
    if (held.value if held else None) == value:
        return
    _write(evaluation, measure_id, value, held, by, at)
    screen(recorded_in(evaluation), by=by, at=at)
    changed("evaluation.score", evaluation, measure_id, by=by, at=at)


def _write(
    evaluation: Evaluation,
    measure_id: str,
    value: float | None,
    held: Score | None,
    by: User,
    at: datetime,
) -> None:
    if value is None and held is not None:
        held.delete()
    elif value is not None:
        Score.objects.update_or_create(
            evaluation=evaluation,
            measure_id=measure_id,
            defaults={
                "clinic_id": evaluation.clinic_id,
                "value": value,
                "taken_on": evaluation.assessed_on,
                "by": by,
                "at": at,
            },
        )
