"""What waits in a clinic: alerts first, then people by what they need next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from sijoint.accounts.models import Clinic, User
from sijoint.clinical.safety import SafetyLevel
from sijoint.records.models import Alert, Evaluation, Intake, Patient, Plan
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.therapist import therapist_ids

IN_AN_EVALUATION = ("answer", "case", "facts", "note")
IN_A_PLAN = ("case", "content", "proposed")
"""What is large in a row, and no list shows."""


class Need(StrEnum):
    """What a person needs next."""

    EVALUATE = "evaluate"
    """The story is told and nobody has evaluated."""
    CONTINUE = "continue"
    """An evaluation is open."""
    PLAN = "plan"
    """The evaluation is signed and no plan is approved."""
    RENEW = "renew"
    """The plan was withdrawn."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for something.

    Parameters
    ----------
    need : Need
    patient : Patient
    since : datetime
    evaluation, plan : optional
        What it is about.
    """

    need: Need
    patient: Patient
    since: datetime
    evaluation: Evaluation | None = None
    plan: Plan | None = None


def open_alerts(clinic: Clinic, *, mine: User | None = None) -> list[Alert]:
    """The open alerts of a clinic, the most pressing first.

    Parameters
    ----------
    mine : User, optional
        Only those that are this person's, were given to them, or are nobody's: nobody is also
        whoever treats nobody here any more.
    """
    held = (
        Alert.objects.filter(clinic=clinic, closed_at__isnull=True)
        .select_related("patient", "owner", "second", "acknowledged_by", "evaluation")
        .defer(*(f"evaluation__{name}" for name in IN_AN_EVALUATION))
    )
    found = held if mine is None else _concerning(mine, held, clinic)
    return sorted(found, key=lambda a: (-SafetyLevel(a.level).rank, a.raised_at))


def _concerning(user: User, alerts: Iterable[Alert], clinic: Clinic) -> Iterator[Alert]:
    others = therapist_ids(clinic.id) - {user.id}
    return (a for a in alerts if a.second_id == user.id or a.owner_id not in others)


def waiting(clinic: Clinic, *, mine: User | None = None) -> list[Waiting]:
    """Everybody who waits, those who have waited longest first.

    Parameters
    ----------
    mine : User, optional
        Only people whom this person treats, or nobody treats yet or any more.
    """
    found = [*_running(clinic), *_told(clinic), *_signed(clinic), *_withdrawn(clinic)]
    others = frozenset() if mine is None else therapist_ids(clinic.id) - {mine.id}
    kept = [each for each in found if each.patient.therapist_id not in others]
    return sorted(kept, key=lambda each: each.since)


def _running(clinic: Clinic) -> Iterator[Waiting]:
    held = Evaluation.objects.filter(
        clinic=clinic, signed_at__isnull=True, patient__erased_at__isnull=True
    )
    for each in held.select_related("patient__therapist").defer(*IN_AN_EVALUATION):
        yield Waiting(Need.CONTINUE, each.patient, each.changed_at, evaluation=each)


def _told(clinic: Clinic) -> Iterator[Waiting]:
    # Also a story that was told again after an evaluation had begun.
    evaluated = Evaluation.objects.filter(
        Q(intake=OuterRef("pk")) | Q(started_at__gte=OuterRef("completed_at")),
        episode=OuterRef("episode"),
    )
    held = Intake.objects.filter(
        ~Exists(evaluated),
        clinic=clinic,
        completed_at__isnull=False,
        replaced_by__isnull=True,
        patient__erased_at__isnull=True,
    )
    for each in held.select_related("patient__therapist").defer("answers", "sensitive"):
        yield Waiting(Need.EVALUATE, each.patient, each.completed_at)


def _signed(clinic: Clinic) -> Iterator[Waiting]:
    settled = Plan.objects.filter(episode=OuterRef("episode")).exclude(state=PlanState.DRAFT)
    later = Evaluation.objects.filter(
        episode=OuterRef("episode"), started_at__gt=OuterRef("started_at")
    )
    held = Evaluation.objects.filter(
        ~Exists(settled),
        ~Exists(later),
        clinic=clinic,
        signed_at__isnull=False,
        episode__closed_at__isnull=True,
    )
    for each in held.select_related("patient__therapist").defer(*IN_AN_EVALUATION):
        yield Waiting(Need.PLAN, each.patient, each.signed_at, evaluation=each)


def _withdrawn(clinic: Clinic) -> Iterator[Waiting]:
    others = Plan.objects.filter(episode=OuterRef("episode"))
    held = Plan.objects.filter(
        ~Exists(others.filter(made_at__gt=OuterRef("made_at"))),
        ~Exists(others.filter(state=PlanState.APPROVED)),
        clinic=clinic,
        state=PlanState.WITHDRAWN,
        episode__closed_at__isnull=True,
    )
    for each in held.select_related("patient__therapist").defer(*IN_A_PLAN):
        yield Waiting(Need.RENEW, each.patient, each.withdrawn_at, plan=each)
