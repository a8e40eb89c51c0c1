"""Everything a clinic holds about a person, for that person to read.

No probability, no source of pain and no name of a profile is among it: the working of the
clinicians is in the evaluation, of which only the day and the clinician are told here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from sijoint.accounts.models import User
from sijoint.audit.models import Event
from sijoint.casefile.error import CaseError
from sijoint.casefile.read import from_document
from sijoint.clinical.assessment import assess
from sijoint.clinical.case import Case
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.profile import Profile, ProfileLabel
from sijoint.records import knowledge
from sijoint.records.models import (
    Alert,
    Consent,
    Erasure,
    Evaluation,
    Goal,
    Intake,
    Override,
    Patient,
    Plan,
)
from sijoint.records.models.plan import PlanState
from sijoint.records.queries.plan import stop_of
from sijoint.records.queries.recorded import set_aside_in


@dataclass(frozen=True, slots=True)
class Read:
    """That somebody read the chart on a day; several times a day are told once.

    Parameters
    ----------
    on : date
        At the clinic.
    name : str
        Of the reader; empty where the account has none.
    """

    on: date
    name: str


@dataclass(frozen=True, slots=True)
class OwnData:
    """What there is about one person.

    Parameters
    ----------
    consents, intakes, goals, evaluations, plans, alerts, reads
        The latest first, but for goals. Intakes are complete ones; evaluations are signed ones;
        plans are those that were approved once.
    is_stopped : bool
        Whether a danger sign is open: no plan holds meanwhile.
    erasure : Erasure or None
        The open wish to be forgotten.
    """

    patient: Patient
    consents: tuple[Consent, ...]
    intakes: tuple[Intake, ...]
    goals: tuple[Goal, ...]
    evaluations: tuple[Evaluation, ...]
    plans: tuple[Plan, ...]
    alerts: tuple[Alert, ...]
    reads: tuple[Read, ...]
    is_stopped: bool
    erasure: Erasure | None

    @property
    def plan(self) -> Plan | None:
        """The one that is followed now."""
        if self.is_stopped:
            return None
        return next((plan for plan in self.plans if plan.state == PlanState.APPROVED), None)


def own_data_of(patient: Patient) -> OwnData:
    """Everything about a patient of one clinic; rows of other clinics are never among it."""
    own = {"clinic_id": patient.clinic_id, "patient": patient}
    evaluations = Evaluation.objects.filter(**own, signed_at__isnull=False)
    plans = Plan.objects.filter(**own, approved_at__isnull=False)
    return OwnData(
        patient=patient,
        consents=tuple(Consent.objects.filter(**own).order_by("-given_at", "kind")),
        intakes=tuple(
            Intake.objects.filter(**own, completed_at__isnull=False).order_by("-completed_at")
        ),
        goals=tuple(Goal.objects.filter(**own)),
        evaluations=tuple(
            evaluations.select_related("signed_by").defer("answer", "case", "note", "facts")
        ),
        plans=tuple(
            plans.select_related("approved_by", "clinic", "evaluation").order_by("-approved_at")
        ),
        alerts=tuple(Alert.objects.filter(**own).order_by("-raised_at")),
        reads=tuple(_reads(patient)),
        is_stopped=stop_of(patient) is not None,
        erasure=open_erasure(patient),
    )


def open_erasure(patient: Patient) -> Erasure | None:
    """The wish to be forgotten that waits; None without one."""
    return Erasure.objects.filter(
        clinic_id=patient.clinic_id,
        patient=patient,
        withdrawn_at__isnull=True,
        done_at__isnull=True,
    ).first()


def followed(plan: Plan) -> tuple[Case, Profile] | None:
    """The case a plan was made for and the profile that tunes it; None where neither can be read.

    The profile chooses the words of the plan; its own name is never said.
    """
    known = knowledge.current()
    overrides = list(Override.objects.filter(evaluation=plan.evaluation, withdrawn_at__isnull=True))
    labels = [each.value for each in overrides if each.conclusion == "profile"]
    try:
        case = from_document(plan.case, known.vocabulary, file="plan")
    except CaseError:
        return None
    profile = assess(
        case,
        known.evidence,
        evidence_set=EvidenceSet(plan.clinic.evidence_set),
        set_aside=set_aside_in(overrides),
        label=ProfileLabel(labels[0]) if labels else None,
    ).profile
    return None if profile is None else (case, profile)


def _reads(patient: Patient) -> Iterator[Read]:
    """Who else read the record, from the trail of the clinic."""
    chart: set[UUID] = {patient.id}
    for rows in (Evaluation, Plan):
        chart |= set(
            rows.objects.filter(clinic_id=patient.clinic_id, patient=patient).values_list(
                "id", flat=True
            )
        )
    events = (
        Event.objects.filter(
            clinic_id=patient.clinic_id, object_id__in=chart, verb__endswith=".read"
        )
        .exclude(actor_id=patient.user_id)
        .exclude(actor_id__isnull=True)
    )
    told = {(timezone.localdate(at), actor) for at, actor in events.values_list("at", "actor_id")}
    names = dict(User.objects.filter(id__in={who for _, who in told}).values_list("id", "name"))
    found = [Read(on, names.get(who, "")) for on, who in told]
    yield from sorted(set(found), key=lambda read: (-read.on.toordinal(), read.name))
