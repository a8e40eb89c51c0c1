"""Taking over what a person told again while their evaluation is open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sijoint.accounts.models import User
from sijoint.records.actions import prefill
from sijoint.records.actions.lock import open_evaluation
from sijoint.records.actions.screening import changed, screen
from sijoint.records.models import Answer, Evaluation
from sijoint.records.queries.recorded import recorded_in
from sijoint.records.queries.story import retold_since
from sijoint.records.story import document_of


@transaction.atomic
def take_over(*, evaluation: Evaluation, by: User, at: datetime) -> Evaluation:
    """Put what the person told last in place of what they told before.

    What a clinician has answered stays; so do conditions, which nobody loses by not naming them.
    Nothing happens when nothing new was told.

    Raises
    ------
    RefusedError
        If it contradicts what a clinician has recorded; the text says how.
    """
    evaluation = open_evaluation(evaluation)
    told = retold_since(evaluation)
    if told is None:
        return evaluation
    document = document_of(told)
    _answer_anew(evaluation, prefill.findings(document), by, at)
    facts = {**evaluation.facts}
    for table in prefill.TABLES:
        facts[table] = facts.get(table, {}) | document.get(table, {})
    before = evaluation.facts.get("patient", {})
    facts["patient"] = prefill.with_conditions(facts["patient"], before)
    evaluation.facts, evaluation.intake = facts, told
    evaluation.save(update_fields=["facts", "intake"])
    screen(recorded_in(evaluation), by=by, at=at)
    changed("evaluation.retell", evaluation, "intake", by=by, at=at)
    return evaluation


def _answer_anew(
    evaluation: Evaluation,
    told: dict[tuple[str, str], dict[str, object]],
    by: User,
    at: datetime,
) -> None:
    """Write what was told where no clinician has answered; clear what is not told any more."""
    held = {(row.finding_id, row.side): row for row in evaluation.answers.all()}
    nothing = dict.fromkeys(("result", "location", "pain_side"), "")
    nothing |= dict.fromkeys(("value", "familiar_pain"))
    ours = {key for key, row in held.items() if not row.from_intake and row.is_set}
    for key in sorted((held.keys() | told.keys()) - ours):
        row = held.get(key) or Answer(
            clinic_id=evaluation.clinic_id,
            evaluation=evaluation,
            finding_id=key[0],
            side=key[1],
            version=0,
        )
        content = told.get(key, nothing)
        if all(getattr(row, name) == value for name, value in content.items()):
            continue
        for name, value in content.items():
            setattr(row, name, value)
        row.version += 1
        row.from_intake, row.by, row.at = True, by, at
        row.save()
