"""The shape of the answer `sijoint.assessment/1` that `sijoint assess --json` writes.

Every text stands beside its id and what fills its gaps, so that another program can
say it in another language. A list of texts has lists of the same length beside it. A
value that starts with ``@`` is itself the id of a text.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Params = dict[str, str]
Share = Annotated[float, Field(ge=0, le=1)]
ProfilePoints = Annotated[float, Field(ge=0, le=3, multiple_of=0.5)]
Count = Annotated[int, Field(ge=0)]
AtLeastOne = Annotated[int, Field(ge=1)]
Side = Literal["left", "right"]
Level = Literal["none", "routine", "soon", "urgent", "emergency"]
EvidenceSet = Literal["pooled", "laslett"]
ProfileName = Literal["hypermobile", "stiff", "sensitized"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Part(BaseModel):
    """A table of the answer; no other keys, no NaN."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class UnreviewedUse(Part):
    """How many claims of the evidence nobody has checked, by their mark."""

    memory: Count
    design: Count


class Versions(Part):
    """What made the answer, so that it can be made again."""

    sijoint: str
    evidence: str = Field(description="SHA-256 of the canonical evidence.")
    evidence_set: EvidenceSet
    uses_unreviewed: UnreviewedUse


class Alert(Part):
    """One safety rule that fired."""

    id: str
    level: Level
    because: list[str] = Field(description="Ids of the recorded names that fired it.")
    action: str
    action_id: str
    action_params: Params
    sources: list[str]
    defers_tests: bool = Field(description="Whether nothing more is tested while it fires.")


class Safety(Part):
    """The answer of the safety rules; nothing unanswered ever raises it."""

    level: Level = Field(description="The highest level that fired.")
    stop: bool = Field(description="True at urgent and emergency; then nothing else is offered.")
    alerts: list[Alert]
    not_asked: list[str] = Field(description="Ids of warning signs without an answer.")


GateState = Literal["answered", "waived", "missing"]


class Gates(Part):
    """Whether the screens that come before the provocation tests were done."""

    low_back: GateState
    hip: GateState


class SideCluster(Part):
    """The provocation tests of one side taken together."""

    side: Side
    performed: list[str]
    positive: list[str]
    not_done: list[str]
    result: Literal["positive", "negative", "insufficient"]
    gates: Gates
    scored: bool = Field(description="False while a gate is missing: then it weighs nothing.")


class Cluster(SideCluster):
    """The painful side with more positive tests, the left when both have as many."""

    sides: list[SideCluster] = Field(description="Every painful side, the left first.")


class OtherSet(Part):
    """The same answer from the other evidence set."""

    name: EvidenceSet
    probability: Share


class Weight(Part):
    """What one finding did to the odds of one source."""

    finding: str
    weight_decibans: float = Field(description="Change of 10*log10 of the odds.")
    sources: list[str]


class PainSource(Part):
    """One row of the differential; rows need not sum to 1."""

    source: str
    side: Side | None
    probability: Share | None = Field(description="Null when the note says why none is given.")
    interval: tuple[Share, Share] | None = Field(
        description="95 % credible interval; it always holds the probability."
    )
    prior: Share | None
    other_set: OtherSet | None
    because: list[Weight] = Field(description="The weights sum to posterior minus prior.")
    note: str | None
    note_id: str | None
    note_params: Params


class NextFinding(Part):
    """One finding that would help most: screens, warning signs, then the order of the room."""

    finding: str
    side: Side | None
    kind: Literal["gate", "red_flag", "finding"]
    position: str
    expected_bits: Annotated[float, Field(ge=0)]
    minutes: Annotated[float, Field(gt=0)]
    burden: Annotated[int, Field(ge=1, le=3)]
    why: str
    why_id: str
    why_params: Params


class ProfileReason(Part):
    """The points of one finding for one profile, before caps."""

    finding: str
    profile: ProfileName
    points: float
    sources: list[str]


class Profile(Part):
    """The working hypothesis that chooses the plan; never a probability."""

    hypermobile: ProfilePoints
    stiff: ProfilePoints
    sensitized: ProfilePoints
    label: Literal["hypermobile", "stiff", "sensitized", "mixed", "undetermined"]
    named: list[ProfileName] = Field(description="The profiles that the label stands for.")
    because: list[ProfileReason]
    withheld: str | None = Field(description="Why no profile is named; null when one is.")
    withheld_id: str | None
    withheld_params: Params


class PlannedExercise(Part):
    """One exercise of a stage with its dose."""

    id: str
    side: Literal["left", "right", "both"]
    sets: AtLeastOne
    reps: AtLeastOne
    hold_s: Annotated[float, Field(ge=0)]
    per_week: AtLeastOne = Field(description="All sessions of a week.")
    sessions_per_day: AtLeastOne
    minutes: Annotated[float, Field(gt=0)] = Field(
        description="One session, both sides and rests included."
    )
    weekdays: list[Weekday]
    why: str
    why_id: str
    why_params: Params
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]


class Stage(Part):
    """One stage of the plan."""

    number: AtLeastOne
    name: str
    name_id: str
    name_params: Params
    weeks: tuple[Count, Count]
    entry: list[str]
    entry_id: list[str]
    entry_params: list[Params]
    exit: list[str]
    exit_id: list[str]
    exit_params: list[Params]
    states: list[str] = Field(description="Ids of the states and limits that were honoured.")
    exercises: list[PlannedExercise]


class PlannedTherapy(Part):
    """One treatment by hands that a therapist may add to the exercises."""

    id: str
    text: str
    text_id: str
    text_params: Params
    sessions: AtLeastOne
    weeks: AtLeastOne
    why: str
    why_id: str
    why_params: Params
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]


class PlannedSupport(Part):
    """One support, piece of advice or referral."""

    id: str
    text: str
    text_id: str
    text_params: Params
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]


class Told(Part):
    """One thing with its text: a unit of education, a monthly question."""

    id: str
    text: str
    text_id: str
    text_params: Params


class Review(Told):
    """One appointment at which the plan is checked, or one contact after it."""

    week: Count
    on: Annotated[date, Field(strict=False)] | None = Field(
        description="Its day; null when the day of the evaluation is not recorded."
    )


class Escalation(Part):
    """One step beyond the programme: what calls for it, and what is done."""

    id: str
    week: Count
    urgency: Literal["same_day", "two_weeks", "review", "opinion"]
    trigger: str
    trigger_id: str
    trigger_params: Params
    action: str
    action_id: str
    action_params: Params


class AllowedExercise(Part):
    """One exercise that may be chosen, and how it must be changed."""

    id: str
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]


class MaintenanceItem(Told):
    """One part of the weekly routine."""

    exercises: list[AllowedExercise]
    per_week: Count
    minutes: Annotated[float, Field(ge=0)]


class FlareStep(Told):
    """One step of the plan for a flare."""

    exercises: list[AllowedExercise]
    supports: list[str]


class Maintenance(Part):
    """What keeps the person well after the last stage."""

    items: list[MaintenanceItem]
    flare: list[FlareStep]
    contacts: list[Review]
    questions: list[Told]


class Exclusion(Part):
    """One exercise that is in no stage, and why."""

    id: str
    because: str
    because_id: str
    because_params: Params


class Plan(Part):
    """The staged plan, for a clinician to approve."""

    stages: list[Stage]
    manual_therapy: list[PlannedTherapy]
    supports: list[PlannedSupport]
    education: list[Told]
    reviews: list[Review]
    escalation: list[Escalation]
    maintenance: Maintenance
    excluded: list[Exclusion]
    note: str | None = Field(description="Why there is no programme, or why it ends early.")
    note_id: str | None
    note_params: Params


class Assessment(Part):
    """The whole answer; the four nulls say that an alert or the age forbids them."""

    model_config = ConfigDict(title="sijoint assessment")

    schema_: Literal["sijoint.assessment/1"] = Field(
        alias="schema", description="Name of the format."
    )
    versions: Versions
    safety: Safety
    cluster: Cluster
    differential: list[PainSource] | None
    next_findings: list[NextFinding] | None
    profile: Profile | None
    plan: Plan | None
    missing: list[str]
    missing_id: list[str]
    missing_params: list[Params]
    limits: list[str]
    limits_id: list[str]
    limits_params: list[Params]
