"""What the row of a plan holds: the plan of the answer, and what a clinician did to it.

``content`` has the shape of the ``plan`` of the answer, and one key more, ``edits``::

    {"by_hand": [[1, "bird_dog"]],
     "reasons": [{"stage": 1, "exercise": "bird_dog", "code": "tried", "text": ""}],
     "changed_by": "<id of a user>",
     "before": {...}}

``by_hand`` names what a clinician put there or asked more of, by stage and exercise; ``before``
is the content before the last edit, without one of its own.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sijoint.casefile.plan import plan_of
from sijoint.casefile.plan_back import plan_from
from sijoint.clinical.plan import Plan
from sijoint.clinical.plan.edited import EditedPlan, Reason, ReasonCode, edited_of
from sijoint.clinical.plan.terms import Terms
from sijoint.evidence.text import Texts
from sijoint.records import knowledge

Content = dict[str, Any]

EDITS = "edits"
BY_HAND, REASONS, CHANGED_BY, BEFORE = "by_hand", "reasons", "changed_by", "before"


def written(plan: Plan) -> Content:
    """A plan as the answer writes it, in English with the ids of its texts."""
    table = plan_of(plan, Texts(knowledge.current().raw))
    return dict(json.loads(json.dumps(table)))


def content_of(plan: Plan, edited: EditedPlan | None = None, by: UUID | None = None) -> Content:
    """What is stored of a plan.

    Parameters
    ----------
    plan : Plan
    edited : EditedPlan, optional
        The same plan with its marks; None for one that nobody has edited.
    by : UUID, optional
        Who edited it last.
    """
    items = [(s.number, item) for s in (edited.stages if edited else ()) for item in s.items]
    edits = {
        BY_HAND: [[number, item.exercise] for number, item in items if item.by_hand],
        REASONS: [
            {
                "stage": number,
                "exercise": item.exercise,
                "code": str(item.reason.code),
                "text": item.reason.text,
            }
            for number, item in items
            if item.reason is not None
        ],
        CHANGED_BY: str(by) if by else "",
    }
    return {**written(plan), EDITS: edits}


def reasons_in(content: Content) -> dict[tuple[int, str], Reason]:
    """The reasons that were given, by stage and exercise."""
    return {
        (each["stage"], each["exercise"]): Reason(ReasonCode(each["code"]), each["text"])
        for each in content[EDITS][REASONS]
    }


def edited_in(content: Content, terms: Terms) -> EditedPlan:
    """What of a stored plan can be edited."""
    by_hand = frozenset((number, name) for number, name in content[EDITS][BY_HAND])
    return edited_of(plan_from(content), terms.library, reasons_in(content), by_hand)


def with_before(content: Content, before: Content) -> Content:
    """Content that remembers what it was, one step back."""
    edits = {key: value for key, value in before[EDITS].items() if key != BEFORE}
    return {**content, EDITS: {**content[EDITS], BEFORE: {**before, EDITS: edits}}}


def without_marks(content: Content) -> Content:
    """The plan alone, in the shape of the answer."""
    return {key: value for key, value in content.items() if key != EDITS}
