"""A plan of a person as it was approved, in their words, as plain tables and lists."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sijoint.casefile.error import CaseError
from sijoint.casefile.plan_back import plan_from
from sijoint.documents.clinic import Clinic
from sijoint.records.models import Plan
from sijoint.records.queries.own_data import followed
from sijoint.web.plan.told import ToldExercise, ToldPlan, ToldStage, told_plan
from sijoint.web.wording import wording

BOTH = "both"
"""The side of an exercise that is done on each side."""


def plan_told(plan: Plan, *, holds: bool) -> dict[str, Any]:
    """One plan; the stages are left out where what is stored cannot be read any more.

    Parameters
    ----------
    plan : Plan
        That was approved once.
    holds : bool
        Whether the person follows it now.
    """
    by = plan.approved_by
    told = _told(plan)
    return {
        "name": told.name if told else wording().say("Your own plan"),
        "approved_on": timezone.localdate(plan.approved_at).isoformat(),
        "approved_by": by.name if by else "",
        "holds": holds,
        "stages": [_stage(each) for each in told.stages] if told else [],
        "how_much_pain_is_fine": [
            {"light": each["word"], "when": each["when"], "what": list(each["what"])}
            for each in (told.lights if told else ())
        ],
        "what_helps_besides": [dict(each) for each in (told.aids if told else ())],
        "good_to_know": [each["title"] for each in (told.lessons if told else ())],
        "looked_at_together": [dict(each) for each in (told.reviews if told else ())],
        "bad_day": list(told.flare if told else ()),
        "note": told.note if told else "",
    }


def _told(plan: Plan) -> ToldPlan | None:
    found = followed(plan)
    if found is None:
        return None
    case, profile = found
    clinic = Clinic(plan.clinic.name, plan.clinic.phone)
    try:
        return told_plan(case, plan_from(plan.content), profile, wording(), clinic)
    except CaseError:
        return None


def _stage(stage: ToldStage) -> dict[str, Any]:
    return {
        "number": stage.number,
        "name": stage.name,
        "starts_on": stage.starts_on.isoformat() if stage.starts_on else None,
        "ends_on": stage.ends_on.isoformat() if stage.ends_on else None,
        "exercises": [_exercise(each) for each in stage.exercises],
        "when_you_can_move_on": [each["text"] for each in stage.next_steps],
    }


def _exercise(exercise: ToldExercise) -> dict[str, Any]:
    return {
        "name": exercise.name,
        "side": _side(exercise) if exercise.is_sided else "",
        "how_much": list(exercise.dose),
        "how_to_do_it": list(exercise.steps),
        "think_of": list(exercise.cues),
        "take_care": list(exercise.box["lines"]),
        "why": exercise.why,
        "when_to_stop": exercise.stop,
    }


def _side(exercise: ToldExercise) -> str:
    return _("both sides") if exercise.side == BOTH else wording().side(exercise.side)
